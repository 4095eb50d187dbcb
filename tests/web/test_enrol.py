"""Hop 1: an invitation becomes a profile, with exactly the consent that was given."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from domain.due import Action
from domain.errors import NotPermitted
from domain.name import FamilyName, Name
from domain.profile import Address, GrantKind, Profile, Purpose
from domain.roles import Role
from storage import accounts, due, profiles, watches
from tests.web.conftest import PASSWORD, World, text_of

IDENTITY = {
    "given_names": "Johanna Maria",
    "calling_name": "Joke",
    "prefix": "van der",
    "surname": "Berg",
    "partner_prefix": "de",
    "partner_surname": "Wit",
    "former_names": "Joke Smit\n",
    "birth_date": "1971-03-14",
    "phones": "06 12345671\n+31 251 123456",
    "emails": "Joke@Mail.example",
    "handles": "@jokeb71",
    "street": "Lange Voorhout",
    "number": "8",
    "addition": "bis",
    "postcode": "2514 ed",
    "city": "Den Haag",
    "more_addresses": "Oude Kerkstraat 12-b, 9910 AB Lindestad",
    "employer": "Politie Eenheid Den Haag",
    "relatives": "Piet van der Berg\n\n",
    "plates": "gb-123-b\n12 GB GB",
    "service_numbers": "ab 12.345",
    "ibans": "NL91 abna 0417 1643 00",
}
CONSENT = {"consent_scan": "y", "consent_review": "y", "consent_notify": "y"}
SIGN_IN = {"login": "joke", "password": PASSWORD}


@pytest.fixture
def invitation(world: World) -> str:
    coordinator = world.staff(Role.COORDINATOR)
    page = coordinator.submit("/uitnodigen", {"unit": "wijk"})
    return page.text.partition('id="invitation" href="http://localhost')[2].partition('"')[0]


def enrol(world: World, invitation: str, **fields: str) -> TestResponse:
    return world.browser().submit(invitation, SIGN_IN | IDENTITY | fields)


def only_profile(world: World) -> str:
    with world.vault.begin() as db:
        (one,) = profiles.all_enrolled(db)
        return one.id


def test_what_was_typed_becomes_the_profile(world: World, invitation: str) -> None:
    answer = enrol(world, invitation, **CONSENT)
    assert answer.status_code == 200, text_of(answer)
    profile_id = only_profile(world)
    with world.vault.begin() as db:
        kept = profiles.open_for(db, Purpose.SELF, profile_id, world.at, "test")
    assert kept == Profile(
        id=profile_id,
        name=Name(FamilyName("Berg", "van der"), ("Johanna", "Maria"), "Joke", FamilyName("Wit", "de")),
        former_names=("Joke Smit",),
        birth_date=kept.birth_date,
        phones=("+31612345671", "+31251123456"),
        emails=("joke@mail.example",),
        handles=("jokeb71",),
        addresses=(
            Address("Lange Voorhout", "8", "bis", "2514ED", "Den Haag"),
            Address("Oude Kerkstraat", "12", "b", "9910AB", "Lindestad"),
        ),
        employer="Politie Eenheid Den Haag",
        relatives=("Piet van der Berg",),
        plates=("GB123B", "12GBGB"),
        service_numbers=("AB12345",),
        ibans=("NL91ABNA0417164300",),
    )
    assert str(kept.birth_date) == "1971-03-14"


def test_with_consent_the_sources_that_are_on_are_watched_from_now_on(world: World, invitation: str) -> None:
    answer = enrol(world, invitation, **CONSENT, mandate_gdpr17="y")
    assert "begint nu te zoeken" in text_of(answer)
    profile_id = only_profile(world)
    with world.vault.begin() as db:
        assert [watch.source for watch in watches.of_profile(db, profile_id)] == ["adressengids"]
        # what must be asked for somebody, and the site that is crawled for all
        assert [line.action for line in due.agenda(db) if line.action is Action.SCAN] == [Action.SCAN, Action.SCAN]
        consent, mandate = profiles.grants_of(db, profile_id)
    assert (consent.kind, consent.until) == (GrantKind.CONSENT, None)
    assert (mandate.kind, mandate.routes) == (GrantKind.MANDATE, ("gdpr17", "repeat"))
    assert mandate.until is not None
    assert (mandate.until - world.at).days == 365


def test_without_consent_the_profile_is_kept_and_nobody_is_searched_for(world: World, invitation: str) -> None:
    answer = enrol(world, invitation)
    assert "niemand zoekt naar u" in text_of(answer)
    profile_id = only_profile(world)
    with world.vault.begin() as db:
        assert watches.of_profile(db, profile_id) == []
        assert due.agenda(db) == []
    with pytest.raises(NotPermitted), world.vault.begin() as db:
        profiles.open_for(db, Purpose.SCAN, profile_id, world.at, "scan")


def test_the_employee_signs_in_and_sees_their_own_page(world: World, invitation: str) -> None:
    enrol(world, invitation, **CONSENT)
    page = world.browser().sign_in("joke").get("/mijn")
    for told in ("Lange Voorhout 8-bis", "Kenteken GB123B", "Dienstnummer AB12345", "Rekeningnummer NL91ABNA0417164300"):
        assert told in text_of(page)


def test_an_invitation_is_good_once_and_for_two_weeks(world: World, invitation: str) -> None:
    world.pass_time(days=13)
    assert enrol(world, invitation).status_code == 200
    assert world.browser().get(invitation).status_code == 404
    coordinator = world.staff(Role.COORDINATOR)
    page = coordinator.submit("/uitnodigen", {"unit": "wijk"})
    second = page.text.partition('id="invitation" href="http://localhost')[2].partition('"')[0]
    world.pass_time(days=15)
    assert world.browser().get(second).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        ("surname", "", "Vul dit in."),
        ("password", "te kort", "ten minste 12 tekens"),
        ("birth_date", "1971-02-31", ""),
        ("birth_date", "2999-01-01", "geen geboortedatum"),
        ("phones", "0612345671\nbel mij", "geen telefoonnummer"),
        ("emails", "joke@mail", "geen e-mailadres"),
        ("emails", "joke at mail.example", "geen e-mailadres"),
        ("postcode", "0123 AB", "ziet eruit als 1234 AB"),
        ("number", "8bis", "alleen cijfers"),
        ("street", "", "heeft een straat"),
        ("more_addresses", "ergens", "Schrijf elk adres zo"),
        ("given_names", "J" * 201, "te lang"),
        ("plates", "GB-123-B\nGVD-12-G", "geen Nederlands kenteken"),
        ("service_numbers", "12", "4 tot 16 letters en cijfers"),
        ("ibans", "NL92ABNA0417164300", "geen IBAN"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_the_rest_stays(
    world: World, invitation: str, field: str, typed: str, complaint: str
) -> None:
    answer = enrol(world, invitation, **{field: typed})
    assert answer.status_code == 400
    assert complaint in text_of(answer)
    assert 'aria-invalid="true"' in answer.text
    kept = "Berg" if field != "surname" else "Joke"
    assert f'value="{kept}"' in answer.text
    assert PASSWORD not in answer.text
    with world.vault.begin() as db:
        assert not profiles.all_enrolled(db)[0].complete


def test_half_a_consent_is_no_consent_and_is_asked_again(world: World, invitation: str) -> None:
    answer = enrol(world, invitation, consent_scan="y")
    assert answer.status_code == 400
    assert "alle drie" in text_of(answer)


def test_a_login_that_is_taken_leaves_the_invitation_usable(world: World, invitation: str) -> None:
    with world.vault.begin() as db:
        accounts.create(db, "joke", PASSWORD, Role.DPO, "dpo-1", world.at)
    answer = enrol(world, invitation)
    assert answer.status_code == 409
    assert "al bezet" in text_of(answer)
    assert enrol(world, invitation, login="joke71").status_code == 200


def test_markup_in_a_name_does_nothing(world: World, invitation: str) -> None:
    payload = '"><script>alert(1)</script>'
    enrol(world, invitation, calling_name=payload)
    page = world.browser().sign_in("joke").get("/mijn").text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_only_a_coordinator_invites_and_names_the_team(world: World) -> None:
    coordinator = world.staff(Role.COORDINATOR)
    assert coordinator.submit("/uitnodigen", {"unit": ""}).status_code == 400
    with world.vault.begin() as db:
        assert profiles.all_enrolled(db) == []
