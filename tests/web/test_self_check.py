"""An employee sees how findable they are, what is done about it and what they can do; of others, and of strangers, nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser

from domain.due import Action
from domain.profile import GrantKind
from domain.roles import Role
from domain.sighting import Sighting, Verdict
from storage import calendar, cases, due, exposures, profiles, self_checks, watches
from tests.conftest import consent
from tests.web.conftest import SOURCES, Browser, World, a_hearing, text_of

PAGE = "/mijn/zelfcontrole"
#: Where the source is asked for somebody, and what stands there.
GUIDE = {"url": "https://adressengids.example/1", "source": "adressengids"}


@pytest.fixture
def owner(world: World, consented: str) -> Browser:
    return world.staff(Role.EMPLOYEE, "wijk", profile_id=consented)


def confirm(world: World, profile_id: str) -> None:
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{world.finding(profile_id)}", {"opinion": "confirmed"}, "#judge")


def number(browser: Browser) -> int:
    found = LexborHTMLParser(browser.get(PAGE).text).css_first("#number strong")
    assert found is not None
    return int(found.text())


def test_the_number_grows_with_each_place_and_falls_when_one_is_gone(world: World, consented: str, owner: Browser) -> None:
    assert number(owner) == 0
    world.finding(consented, **GUIDE)
    unjudged = number(owner)
    confirm(world, consented)
    both = number(owner)
    assert 0 < unjudged < both
    with world.vault.begin() as db:
        (exposure,) = exposures.all_of(db, consented)
        for days, vantage in ((1, "direct"), (2, "www"), (9, "direct")):
            at = world.at + timedelta(days=days)
            look = Sighting(at, Verdict.ABSENT, control=True, cold=True, vantage=vantage)
            exposures.saw(db, exposure.id, [(trace, look) for trace in exposure.traces])
    world.pass_time(days=10)
    page = world.staff(Role.EMPLOYEE, "wijk", profile_id=consented).get(PAGE)
    assert "Weg, en bewezen: 1" in text_of(page)
    series = [int(cell.text()) for cell in LexborHTMLParser(page.text).css("#series tbody td:nth-child(2)")]
    assert max(series) == both
    assert series[-1] == unjudged
    assert len(LexborHTMLParser(page.text).css("svg.chart circle")) == len(series)


def test_each_place_says_what_is_done_and_what_one_can_do(world: World, consented: str, owner: Browser) -> None:
    confirm(world, consented)
    world.finding(consented, **GUIDE)
    shown = text_of(owner.get(PAGE))
    for told in (
        "Verraadt waar u woont",
        "LW-2026-0001: concept",
        "Een specialist van een ander team kijkt of dit over u gaat",
        "Telefoongidsen en mensenzoekers",
        "Besloten groepen en kanalen",
    ):
        assert told in shown


def test_what_may_hurt_is_folded_away_and_never_open(world: World, consented: str, owner: Browser) -> None:
    confirm(world, consented)
    tree = LexborHTMLParser(owner.get(PAGE).text)
    assert tree.css("details[open]") == []
    for folded in tree.css("details"):
        folded.decompose()
    assert "Ze heet" not in (tree.body.text() if tree.body else "")
    assert "draad/4711" not in (tree.html or "")


def test_where_somebody_is_threatened_it_is_said_before_one_opens_it(world: World, consented: str, owner: Browser) -> None:
    confirm(world, consented)
    assert "Er kan een bedreiging bij staan" not in text_of(owner.get(PAGE))
    with world.vault.begin() as db:
        case = cases.of_profile(db, consented)
        assert case is not None
        cases.set_flags(db, case.id, "coordinator-1", world.at, suspected_criminal=True, police="agreed", threat=True)
    assert "Er kan een bedreiging bij staan" in text_of(owner.get(PAGE))


def test_a_colleague_sees_nothing_of_it(world: World, consented: str, owner: Browser) -> None:
    confirm(world, consented)
    colleague = world.staff(Role.EMPLOYEE, "wijk", profile_id=world.employee(consent()))
    assert number(colleague) == 0
    assert "praatplein" not in colleague.get(PAGE).text


def test_how_far_it_is_can_be_followed_without_a_script(world: World, consented: str, owner: Browser) -> None:
    with world.vault.begin() as db:
        self_checks.begin(db, consented, SOURCES[:2], "employee-0", world.at)
    page = owner.get(PAGE)
    assert "0 van de 1 hebben geantwoord" in text_of(page)
    assert LexborHTMLParser(page.text).css_first(f"#progress a[href='{PAGE}']") is not None
    with world.vault.begin() as db:
        (watch,) = watches.of_profile(db, consented)
        watches.save_scan(db, watch, world.at, Verdict.ABSENT, None, 1, (), 0)
    assert "hebben geantwoord" not in text_of(owner.get(PAGE))


def test_one_asks_again_oneself_and_not_all_day_long(world: World, consented: str, owner: Browser) -> None:
    assert owner.submit(PAGE, {}, "#again").status_code == 302
    with world.vault.begin() as db:
        (watch,) = watches.of_profile(db, consented)
        assert due.noted(db, Action.SCAN, watch.id) == world.at
        assert self_checks.all_of(db, consented) == [world.at]
    page = LexborHTMLParser(owner.get(PAGE).text)
    assert page.css_first("#again") is None
    token = page.css_first("[name=csrf_token]")
    assert token is not None
    again = owner.client.post(f"{PAGE}/opnieuw", data={"csrf_token": token.attributes["value"]})
    assert again.status_code == 409


def test_without_consent_nobody_can_be_asked(world: World, consented: str, owner: Browser) -> None:
    with world.vault.begin() as db:
        profiles.take_back(db, consented, GrantKind.CONSENT, "employee-0", world.at)
    page = owner.get(PAGE)
    assert "Niemand zoekt nu naar u" in text_of(page)
    assert LexborHTMLParser(page.text).css_first("#again") is None


def test_the_next_moments_stand_there(world: World, consented: str, owner: Browser) -> None:
    with world.vault.begin() as db:
        calendar.save(db, a_hearing(consented), "coordinator-0", world.at)
    assert "zitting: 30 nov 2026" in text_of(owner.get(PAGE))


def test_a_step_is_ticked_off_and_back_for_oneself_alone(world: World, consented: str, owner: Browser) -> None:
    assert owner.submit("/mijn/stappen", {}, "#tick-kvk").status_code == 302
    assert "1 van de 10 stappen" in text_of(owner.get("/mijn/stappen"))
    colleague = world.staff(Role.EMPLOYEE, "wijk", profile_id=world.employee(consent()))
    assert "0 van de 10 stappen" in text_of(colleague.get("/mijn/stappen"))
    owner.submit("/mijn/stappen", {}, "#tick-kvk")
    assert "0 van de 10 stappen" in text_of(owner.get("/mijn/stappen"))


@pytest.mark.parametrize("route", ["brp", "kvk", "kadaster"])
def test_a_letter_to_a_register_names_nobody(owner: Browser, route: str) -> None:
    answer = owner.get(f"/mijn/brieven/{route}")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "[uw naam en handtekening]" in answer.text
    assert "Berg" not in answer.text
    assert "Kenmerk" not in answer.text
    assert "openbaar zijn gemaakt" not in answer.text


def test_there_is_no_letter_that_is_not_ones_own_to_send(owner: Browser) -> None:
    assert owner.get("/mijn/brieven/gdpr17").status_code == 404


def test_an_own_letter_says_where_and_what_kind_and_never_the_detail(world: World, consented: str, owner: Browser) -> None:
    confirm(world, consented)
    with world.vault.begin() as db:
        (exposure,) = exposures.all_of(db, consented)
    letter = owner.get(f"/mijn/vindplaatsen/{exposure.id}/brief").text
    for told in ("Praatplein", exposure.place.url, "privéadres", "artikel 17", "artikel 21", "één maand"):
        assert told in letter
    for detail in ("Berg", "Voorhout", "12345671", "1971"):
        assert detail not in letter
    colleague = world.staff(Role.EMPLOYEE, "wijk", profile_id=world.employee(consent()))
    assert colleague.get(f"/mijn/vindplaatsen/{exposure.id}/brief").status_code == 404
