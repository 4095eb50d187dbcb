"""Hop 7a: a specialist says whether it is about the employee; a yes makes an exposure, with all that belongs to it."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from domain.due import Action, Due
from domain.evidence import CustodyType
from domain.exposure import DataCategory, Outcome
from domain.finding import Opinion, Signal
from domain.profile import GrantKind
from domain.roles import Role
from domain.sighting import Verdict
from domain.takedown import State
from evidence import custody
from storage import captures, cases, due, exposures, findings, profiles, takedowns
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
    assert "waarschijnlijk (0.97)" in text_of(page)


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
    assert "<script" not in page
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
    assert "geen verwijderverzoek opgesteld" in text_of(specialist.get(f"/beoordelen/{finding_id}"))
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
        assert findings.queue(db) == []
        assert findings.of_profile(db, consented)[0].judgements[0].reason == "namesake"
        assert exposures.count(db) == 0


def test_who_is_not_sure_leaves_it_in_the_queue(world: World, consented: str, specialist: Browser) -> None:
    finding_id = world.finding(consented)
    specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "unsure"}, "#judge")
    assert finding_id in specialist.get("/beoordelen").text
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
