"""Hop 7a: a specialist says whether it is about the employee; a yes makes an exposure, with all that belongs to it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import insert

from domain.due import Action, Due
from domain.evidence import CustodyType
from domain.exposure import DataCategory, Outcome
from domain.finding import Finding, Grade, Opinion, Signal
from domain.mention import Place
from domain.profile import GrantKind
from domain.roles import Role
from domain.sighting import Verdict
from domain.takedown import Event, State, Step
from evidence import custody
from storage import captures, cases, due, exposures, findings, profiles, tables, takedowns
from tests.conftest import joke
from tests.web.conftest import SIGNALS, Browser, World, text_of
from web.pages.review.marks import marked, matched_fields


@pytest.fixture
def specialist(world: World) -> Browser:
    return world.staff(Role.SPECIALIST)


def test_the_queue_shows_no_name_and_no_excerpt(world: World, consented: str, specialist: Browser) -> None:
    finding_id = world.finding(consented)
    page = specialist.get("/beoordelen")
    assert f"/beoordelen/{finding_id}" in page.text
    assert "Joke" not in page.text
    assert "privéadres, telefoonnummer, naam waarschijnlijk Praatplein" in text_of(page)


def test_a_finding_is_shown_with_the_fields_that_matched_and_no_other(
    world: World, consented: str, specialist: Browser
) -> None:
    page = specialist.get(f"/beoordelen/{world.finding(consented)}")
    shown = text_of(page)
    assert "Lange Voorhout 8-bis, 2514ED Den Haag" in shown
    assert "+31612345671" in shown
    assert "jokeb71" not in shown
    assert "Piet" not in shown
    marks = [node.text() for node in LexborHTMLParser(page.text).css("#excerpt mark")]
    assert marks == ["Joke van der Berg", "Lange Voorhout 8-bis", "06-12345671"]


def test_a_script_on_the_page_found_is_shown_and_never_run(world: World, consented: str, specialist: Browser) -> None:
    page = specialist.get(f"/beoordelen/{world.finding(consented)}").text
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_looking_writes_who_looked_and_why(world: World, consented: str, specialist: Browser) -> None:
    specialist.get(f"/beoordelen/{world.finding(consented)}")
    shown = text_of(world.staff(Role.DPO).get("/controle"))
    assert "opened review" in shown


def test_the_title_and_the_address_tell_nothing(world: World, consented: str, specialist: Browser) -> None:
    page = specialist.get(f"/beoordelen/{world.finding(consented)}")
    title = LexborHTMLParser(page.text).css_first("title")
    assert title is not None
    assert title.text() == "Een bevinding beoordelen – luwte"


def test_a_yes_makes_case_exposure_evidence_draft_and_a_fresh_look(world: World, consented: str, specialist: Browser) -> None:
    finding_id = world.finding(consented)
    world.pass_time(minutes=5)
    answer = specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    assert answer.status_code == 302
    with world.vault.begin() as db:
        exposure = exposures.of_finding(db, finding_id)
        assert exposure is not None
        case = cases.get(db, exposure.case_id)
        assert case.profile_id == consented
        assert [trace.category for trace in exposure.traces] == [
            DataCategory.HOME_ADDRESS,
            DataCategory.NAME,
            DataCategory.PHONE,
        ]
        looks = [trace.sightings for trace in exposure.traces]
        assert all(len(look) == 1 and look[0].verdict is Verdict.PRESENT and not look[0].cold for look in looks)
        assert exposure.outcome is Outcome.STILL_VISIBLE
        ((fetched_at, sealed),) = captures.of_exposure(db, exposure.id)
        assert fetched_at < exposure.confirmed_at
        log = cases.custody_of(db, case.id)
        assert [line.type for line in log] == [
            CustodyType.CASE_OPENED,
            CustodyType.CAPTURE_SEALED,
            CustodyType.CAPTURE_TIMESTAMPED,
        ]
        assert custody.holds(log)
        assert log[1].seal == sealed.seal.digest
        (takedown,) = takedowns.all_of(db, exposure_id=exposure.id)
        assert takedown.state is State.DRAFT
        assert (takedown.route, takedown.recipient) == ("dsa16", "praatplein")
        assert "https://praatplein.example/draad/4711" in takedown.text
        assert "Joke" not in takedown.text
        assert due.noted(db, Action.LOOK, exposure.id) == world.at
        assert Due(Action.LOOK, exposure.id, world.at) in due.agenda(db)
    page = specialist.get(f"/beoordelen/{finding_id}")
    assert f"/verzoeken/{takedown.id}" in page.text


def test_a_second_finding_comes_into_the_same_case(world: World, consented: str, specialist: Browser) -> None:
    for number in (1, 2):
        finding_id = world.finding(consented, url=f"https://praatplein.example/draad/{number}")
        specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
        world.pass_time(minutes=1)
    with world.vault.begin() as db:
        first, second = exposures.all_of(db)
        assert first.case_id == second.case_id
        assert [one.reference for one in takedowns.all_of(db)] == ["LW-2026-0001", "LW-2026-0002"]
        assert len(cases.custody_of(db, first.case_id)) == 5


def test_where_nobody_is_known_who_decides_the_page_says_so(world: World, consented: str, specialist: Browser) -> None:
    finding_id = world.finding(consented, url="https://onbekend.example/1", source="adressengids")
    specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    assert "geen verzoek opgesteld" in text_of(specialist.get(f"/beoordelen/{finding_id}"))
    with world.vault.begin() as db:
        assert exposures.count(db) == 1
        assert takedowns.all_of(db) == []


def test_a_no_needs_its_reason(world: World, consented: str, specialist: Browser) -> None:
    path = f"/beoordelen/{world.finding(consented)}"
    refused = specialist.submit(path, {"opinion": "dismissed"}, "#judge")
    assert refused.status_code == 400
    assert "Zeg waarom" in text_of(refused)
    assert specialist.submit(path, {"opinion": "dismissed", "reason": "namesake"}, "#judge").status_code == 302
    with world.vault.begin() as db:
        assert findings.get(db, path.rsplit("/", 1)[1]).opinion is Opinion.DISMISSED
        assert findings.of_profile(db, consented)[0].judgements[0].reason == "namesake"
        assert exposures.count(db) == 0


def test_who_is_not_sure_leaves_it_in_the_queue(world: World, consented: str, specialist: Browser) -> None:
    finding_id = world.finding(consented)
    specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "unsure"}, "#judge")
    assert finding_id in specialist.get("/beoordelen?lijst=unsure").text
    with world.vault.begin() as db:
        assert findings.get(db, finding_id).opinion is Opinion.UNSURE


def test_nothing_chosen_is_no_judgement(world: World, consented: str, specialist: Browser) -> None:
    finding_id = world.finding(consented)
    assert specialist.submit(f"/beoordelen/{finding_id}", {}, "#judge").status_code == 400
    with world.vault.begin() as db:
        assert findings.get(db, finding_id).opinion is None


def test_of_two_who_confirm_at_once_the_second_is_told(world: World, consented: str, specialist: Browser) -> None:
    path = f"/beoordelen/{world.finding(consented)}"
    proof = specialist.get(path).text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    typed = {"csrf_token": proof, "opinion": "confirmed", "reason": ""}
    assert specialist.client.post(path, data=typed).status_code == 302
    again = specialist.client.post(path, data=typed)
    assert again.status_code == 409
    assert "intussen iets veranderd" in text_of(again)


def test_a_colleague_cannot_judge_either(world: World, consented: str, specialist: Browser) -> None:
    path = f"/beoordelen/{world.finding(consented)}"
    colleague = world.staff(Role.SPECIALIST, "wijk")
    proof = colleague.get("/").text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    typed = {"csrf_token": proof, "opinion": "confirmed", "reason": ""}
    assert colleague.client.post(path, data=typed).status_code == 403
    with world.vault.begin() as db:
        assert exposures.count(db) == 0


def test_without_consent_not_even_a_specialist_sees_it(world: World, consented: str, specialist: Browser) -> None:
    finding_id = world.finding(consented)
    with world.vault.begin() as db:
        profiles.take_back(db, consented, GrantKind.CONSENT, "employee-0", world.at)
    page = specialist.get(f"/beoordelen/{finding_id}")
    assert page.status_code == 403
    assert "Lange Voorhout" not in page.text


def test_marks_find_what_a_line_break_cut_in_two_whatever_its_case() -> None:
    shown = marked("wie kent JOKE\nvan der  berg & co?", SIGNALS)
    assert str(shown) == "wie kent <mark>JOKE\nvan der  berg</mark> &amp; co?"


@pytest.mark.parametrize("found", ["<b>", "a|b", "(", "\\", ".*", " "])
def test_what_was_found_may_look_like_markup_or_a_pattern(found: str) -> None:
    shown = str(marked(f"x {found} y", [Signal("name", found, None, None, "full", 1.0)]))
    assert shown.count("<mark>") == bool(found.strip())
    assert "<b>" not in shown


def test_a_signal_of_a_new_kind_shows_no_field() -> None:
    assert matched_fields(joke(), [Signal("cap", "", None, None, "", -1.0)]) == ()


def pressed(page: str, key: str) -> tuple[str, str]:
    """What that key presses: the name and value of the button, or where the link goes."""
    meant = LexborHTMLParser(page).css_first(f"[data-key='{key}']")
    assert meant is not None
    return str(meant.attributes.get("name") or "href"), str(meant.attributes.get("value") or meant.attributes.get("href"))


def grave(world: World, profile_id: str, number: int) -> str:
    """A finding that the machine calls certain, with a home address."""
    return world.finding(profile_id, url=f"https://praatplein.example/draad/{number}", grade=Grade.CERTAIN)


def test_one_key_a_finding_and_the_next_one_opens(world: World, consented: str, specialist: Browser) -> None:
    ids = [world.finding(consented, url=f"https://praatplein.example/draad/{number}") for number in range(3)]
    queue = specialist.get("/beoordelen").text
    path = pressed(queue, "n")[1]
    seen = []
    for key in ("c", "1", "u"):
        page = specialist.get(path).text
        name, value = pressed(page, key)
        answer = specialist.submit(path, {name: value}, "#judge")
        assert answer.status_code == 302
        seen.append(urlsplit(path).path.rsplit("/", 1)[1])
        path = answer.location
    assert sorted(seen) == sorted(ids)
    with world.vault.begin() as db:
        assert {findings.get(db, one).opinion for one in ids} == set(Opinion) - {Opinion.SECOND}
    assert path == f"/beoordelen?vorige={seen[-1]}"


def test_every_key_stands_beside_what_it_presses_once(world: World, consented: str, specialist: Browser) -> None:
    first = world.finding(consented)
    world.finding(consented, url="https://praatplein.example/draad/2")
    page = LexborHTMLParser(specialist.get(f"/beoordelen/{first}").text)
    keys = [node.attributes["data-key"] for node in page.css("[data-key]")]
    assert sorted(map(str, keys)) == ["1", "2", "3", "4", "c", "n", "q", "u", "v"]
    assert [node.text() for node in page.css("[data-key] kbd")] == keys


@pytest.mark.parametrize("answer", [{"opinion": "confirmed"}, {"reason": "household"}, {"opinion": "unsure"}])
def test_a_slip_is_undone_and_nothing_of_it_stays(
    world: World, consented: str, specialist: Browser, answer: dict[str, str]
) -> None:
    finding_id = world.finding(consented)
    specialist.submit(f"/beoordelen/{finding_id}", answer, "#judge")
    world.pass_time(minutes=2)
    back = specialist.submit(f"/beoordelen?vorige={finding_id}", {}, "#undo")
    assert back.location == f"/beoordelen/{finding_id}"
    with world.vault.begin() as db:
        filed = findings.get(db, finding_id)
        assert (filed.opinion, filed.judgements) == (None, ())
        assert exposures.count(db) == len(takedowns.all_of(db)) == 0
        assert captures.get(db, filed.capture_id).originals
        assert [one for one in due.agenda(db) if one.action in {Action.LOOK, Action.ASK}] == []
        case = cases.of_profile(db, consented)
        if case is not None:
            assert custody.holds(cases.custody_of(db, case.id))
            assert cases.custody_of(db, case.id)[-1].reason == "taken-back"
    # and it can be judged again, with all that follows
    specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        assert exposures.count(db) == len(takedowns.all_of(db)) == 1


def test_nobody_undoes_what_another_judged_nor_what_is_long_past(world: World, consented: str, specialist: Browser) -> None:
    finding_id = world.finding(consented)
    specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    shown = f"/beoordelen?vorige={finding_id}"
    other = world.staff(Role.SPECIALIST)
    assert 'id="undo"' not in other.get(shown).text
    proof = other.get("/").text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    assert other.client.post(f"/beoordelen/{finding_id}/ongedaan", data={"csrf_token": proof}).status_code == 409
    assert 'id="undo"' in specialist.get(shown).text
    world.pass_time(minutes=31)
    assert 'id="undo"' not in specialist.get(shown).text
    with world.vault.begin() as db:
        assert exposures.count(db) == 1


def test_once_a_letter_was_released_there_is_no_way_back(world: World, consented: str, specialist: Browser) -> None:
    finding_id = world.finding(consented)
    specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        steps = (Event.SUBMITTED, Event.APPROVED, Event.RELEASED)
        takedowns.add(db, takedown, *(Step(event, world.at, "specialist-x") for event in steps))
    assert specialist.submit(f"/beoordelen?vorige={finding_id}", {}, "#undo").status_code == 409
    with world.vault.begin() as db:
        assert exposures.count(db) == 1
        assert findings.get(db, finding_id).opinion is Opinion.CONFIRMED


def test_a_grave_no_needs_two_people(world: World, consented: str, specialist: Browser) -> None:
    finding_id = grave(world, consented, 1)
    path = f"/beoordelen/{finding_id}"
    specialist.submit(path, {"reason": "namesake"}, "#judge")
    with world.vault.begin() as db:
        assert findings.get(db, finding_id).opinion is Opinion.SECOND
    assert finding_id not in specialist.get("/beoordelen").text
    again = specialist.submit(path, {"reason": "namesake"}, "#judge")
    assert again.status_code == 403
    assert "U wees dit zelf af" in text_of(again)
    second = world.staff(Role.SPECIALIST)
    assert finding_id in second.get("/beoordelen?lijst=second").text
    assert finding_id not in specialist.get("/beoordelen?lijst=second").text
    assert "een tweede persoon moet" in text_of(second.get(path))
    second.submit(path, {"reason": "namesake"}, "#judge")
    with world.vault.begin() as db:
        assert findings.get(db, finding_id).opinion is Opinion.DISMISSED


def test_a_second_person_may_see_it_otherwise(world: World, consented: str, specialist: Browser) -> None:
    finding_id = grave(world, consented, 1)
    specialist.submit(f"/beoordelen/{finding_id}", {"reason": "other"}, "#judge")
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        assert findings.get(db, finding_id).opinion is Opinion.CONFIRMED


def test_what_speaks_for_a_namesake_is_said(world: World, consented: str, specialist: Browser) -> None:
    shown = text_of(specialist.get(f"/beoordelen/{world.finding(consented)}"))
    assert "Misschien een naamgenoot geboortedatum van iemand anders: 1969" in shown


def test_the_history_of_a_place_is_told(world: World, consented: str, specialist: Browser) -> None:
    first = world.finding(consented)
    specialist.submit(f"/beoordelen/{first}", {"reason": "namesake"}, "#judge")
    second = world.finding(consented, url="https://praatplein.example/draad/2")
    page = LexborHTMLParser(specialist.get(f"/beoordelen/{second}").text)
    assert [node.attributes["href"] for node in page.css("#history a.before")] == [f"/beoordelen/{first}"]


def test_more_than_one_page_waits_and_each_is_reached(world: World, consented: str, specialist: Browser) -> None:
    with world.vault.begin() as db:
        for number in range(23):
            place = Place(f"https://praatplein.example/draad/{number}")
            finding = Finding(consented, place, Grade.POSSIBLE, 0.5, False, SIGNALS[:1], -24.0, 0.5, 0.05)
            db.connection.execute(
                insert(tables.captures).values(
                    id=f"c{number}", key_id=consented, fetched_at=world.at, sealed=b"", stamped=False
                )
            )
            findings.file(db, finding, "praatplein", f"c{number}", world.at, "x", "scan")
    page = LexborHTMLParser(specialist.get("/beoordelen").text)
    assert "Wacht op u (23)" in page.body.text()  # type: ignore[union-attr]  # there is a body
    assert len(page.css("#queue tbody tr")) == 20
    more = page.css_first("#more")
    assert more is not None
    assert len(LexborHTMLParser(specialist.get(str(more.attributes["href"])).text).css("#queue tbody tr")) == 3
