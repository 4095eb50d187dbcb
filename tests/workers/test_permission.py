"""A source that would learn something new of somebody hears it only if they allow it, and what it heard is written down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import select

from config.paths import SOURCES
from domain.due import Action
from domain.errors import Unclear
from domain.mention import Capture, Remembered
from domain.permission import without
from domain.profile import IdentifierKind, Profile
from domain.sighting import Verdict
from storage import erasure, permissions, tables, watches
from tests.conftest import NOW, joke
from tests.workers.house import House, rows

HOST = "http://lekmelder.example/api/v2/lekken/"
EMAIL = "joke@mail.example"


def with_mail(profile_id: str) -> Profile:
    return replace(joke(profile_id), emails=(EMAIL,))


class Breaches:
    """The breach notifier of the fictional town; it keeps what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        self.asked.append(url)
        listed = "zqxwvlaar" not in url
        body = Path(SOURCES / "lekmelder" / ("hit.json" if listed else "miss.json")).read_bytes()
        return Capture("c", url, url, NOW, 200 if listed else 404, (("Content-Type", "application/json"),), body)


@pytest.fixture
def breaches(house: House) -> Breaches:
    return Breaches()


@pytest.fixture
def asking(house: House, breaches: Breaches) -> House:
    return replace(house, services=replace(house.services, http=breaches))  # type: ignore[arg-type]  # the part that is used


def scanned(house: House, profile_id: str) -> tuple[Verdict, str]:
    watch = house.watch("lekmelder", profile_id)
    house.play(Action.SCAN, watch)
    with house.vault.begin() as db:
        last = watches.last_scan(db, watch)
    assert last is not None
    return last[1], last[2]


def disclosed(house: House, profile_id: str) -> list[tuple[str, tuple[str, ...], str]]:
    with house.vault.begin() as db:
        found = db.connection.execute(select(tables.disclosures).where(tables.disclosures.c.profile_id == profile_id))
        return [(row.source, tuple(row.kinds), row.purpose) for row in found]


def allow(house: House, profile_id: str, *kinds: IdentifierKind, source: str = "lekmelder") -> None:
    with house.vault.begin() as db:
        permissions.say(db, profile_id, house.services.sources[source], kinds, "employee-1", house.now())


def test_consent_alone_tells_a_source_nothing_that_it_would_learn(asking: House, breaches: Breaches) -> None:
    profile_id = asking.enrol(with_mail)
    assert scanned(asking, profile_id) == (Verdict.UNCLEAR, Unclear.WITHHELD)
    assert breaches.asked
    assert not any(quote(EMAIL, safe="") in url or "joke" in url.lower() for url in breaches.asked)
    assert disclosed(asking, profile_id) == []


def test_who_allows_it_is_asked_about_and_the_log_says_what_was_told(asking: House, breaches: Breaches) -> None:
    profile_id = asking.enrol(with_mail)
    allow(asking, profile_id, IdentifierKind.EMAIL)
    verdict, _ = scanned(asking, profile_id)
    assert verdict is Verdict.PRESENT
    assert breaches.asked.count(HOST + quote(EMAIL, safe="")) == 1
    assert disclosed(asking, profile_id) == [("lekmelder", ("email",), "scan")]


def test_who_takes_it_back_is_not_asked_about_any_more(asking: House, breaches: Breaches) -> None:
    profile_id = asking.enrol(with_mail)
    allow(asking, profile_id, IdentifierKind.EMAIL)
    asking.turn(minutes=1)
    allow(asking, profile_id)
    assert scanned(asking, profile_id) == (Verdict.UNCLEAR, Unclear.WITHHELD)
    assert disclosed(asking, profile_id) == []


def test_a_permission_for_one_source_or_person_is_none_for_another(asking: House, breaches: Breaches) -> None:
    profile_id, other = asking.enrol(with_mail), asking.enrol(with_mail)
    allow(asking, other, IdentifierKind.EMAIL)
    allow(asking, profile_id, IdentifierKind.EMAIL, source="haveibeenpwned")
    assert scanned(asking, profile_id) == (Verdict.UNCLEAR, Unclear.WITHHELD)


def test_a_source_that_learns_nothing_needs_no_permission(house: House) -> None:
    profile_id = house.enrol()
    house.play(Action.SCAN, house.watch("adressengids", profile_id))
    assert disclosed(house, profile_id) == [("adressengids", ("city", "name"), "scan")]


def test_what_was_allowed_is_erased_with_the_person(house: House) -> None:
    profile_id = house.enrol(with_mail)
    allow(house, profile_id, IdentifierKind.EMAIL)
    assert rows(house, "permissions") == 1
    with house.vault.begin() as db:
        erasure.withdraw(db, profile_id, "employee-1", house.now())
    house.run()
    assert rows(house, "permissions") == 0


@pytest.mark.parametrize("kind", list(IdentifierKind))
def test_a_profile_without_a_kind_holds_nothing_of_that_kind(kind: IdentifierKind) -> None:
    given = with_mail("p")
    left = without(given, frozenset({kind}))
    kinds = {one.kind for one in left.identifiers() if one.value}
    if kind in {IdentifierKind.PLATE, IdentifierKind.SERVICE_NUMBER, IdentifierKind.IBAN}:
        assert left == given  # these are told to nobody, so there is nothing to take out
        return
    if kind is IdentifierKind.ADDRESS:
        assert {str(address) for address in left.addresses} == {address.city for address in given.addresses}  # the town alone
    else:
        assert kind not in kinds
    untouched = {one for one in given.identifiers() if one.kind not in (kind, IdentifierKind.ADDRESS, IdentifierKind.CITY)}
    assert untouched <= set(left.identifiers())
