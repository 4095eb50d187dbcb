"""The world to develop with keeps its promise: who stands on a sheet can be read there, and who only seems to, cannot."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

import pytest

from bench._truth import DECOYS, Seems, Sheet, Stands
from bench.accuracy import measure_world
from bench.dev_world import DevWorld, make
from bench.dev_world.people import STANDING, bare, employee
from domain.profile import Profile
from matchers import read_page

SHEETS = 120


@cache
def world() -> DevWorld:
    return make(STANDING, SHEETS)


def profile(key: str) -> Profile:
    return next(one for one in world().profiles if one.id == key)


@cache
def decoded(sheet: Sheet) -> str:
    """All that a page says, in text, links and data for machines, without what only disguises."""
    marked = read_page(sheet.body, sheet.media_type).marked
    shown = unicodedata.normalize("NFKC", marked)
    return "".join(one for one in shown if one not in "\u200b\u200c\u2060\u00ad").replace("\N{NO-BREAK SPACE}", " ")


def digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


def undisguised(kind: str, but: str = "") -> list[tuple[Sheet, Stands]]:
    """Mentions of which one part is written plainly, and how many there are is not nothing."""
    return [
        (sheet, one)
        for sheet in world().sheets
        for one in sheet.stands
        if kind in one.kind.split("+") and not any(but in noise for noise in one.noise)
    ]


def test_the_phone_number_of_a_mention_stands_on_the_page_digit_for_digit() -> None:
    mentions = undisguised("phone", but="obfuscated-phone")
    assert mentions
    for sheet, one in mentions:
        assert profile(one.profile).phones[0][4:] in digits(decoded(sheet))


def test_the_email_address_of_a_mention_stands_on_the_page() -> None:
    mentions = undisguised("email", but="obfuscated-email")
    assert mentions
    for sheet, one in mentions:
        assert any(email in decoded(sheet).lower() for email in profile(one.profile).emails)


def test_the_postcode_and_house_number_of_an_address_stand_on_the_page() -> None:
    mentions = undisguised("address")
    assert mentions
    for sheet, one in mentions:
        home, said = profile(one.profile).addresses[0], decoded(sheet).upper()
        assert home.postcode in said.replace(" ", "")
        assert home.number in said


def test_a_name_that_is_not_disguised_stands_on_the_page_letter_for_letter() -> None:
    mentions = [(sheet, one) for sheet, one in undisguised("name") if not one.noise]
    assert mentions
    for sheet, one in mentions:
        assert unicodedata.normalize("NFKC", str(profile(one.profile).name)) in decoded(sheet)


def test_what_is_identifiable_has_a_key_beside_the_name_or_one_that_needs_no_name() -> None:
    keys = {"phone", "landline", "email", "handle", "address", "postcode", "street", "birth-date"}
    for sheet in world().sheets:
        for one in sheet.stands:
            parts = set(one.kind.split("+"))
            named = bool(parts & {"name", "initials"})
            alone = bool(parts & {"phone", "email", "handle"})
            assert one.identifiable == bool(parts & keys and (named or alone)), one
            assert not (one.identifiable and one.household)


def seeming(kind: str) -> list[tuple[Sheet, Seems]]:
    return [(sheet, one) for sheet in world().sheets for one in sheet.seems if one.kind == kind]


@pytest.mark.parametrize("kind", DECOYS)
def test_every_kind_of_decoy_is_there_and_is_never_about_somebody_who_stands_on_the_sheet(kind: str) -> None:
    assert seeming(kind)
    for sheet, one in seeming(kind):
        assert one.profile not in {standing.profile for standing in sheet.stands}


@pytest.mark.parametrize("kind", ["namesake", "same-surname", "neighbour", "same-street", "phone-beside", "email-beside"])
def test_a_decoy_shows_neither_the_persons_number_nor_their_mail(kind: str) -> None:
    for sheet, one in seeming(kind):
        mine, said = profile(one.profile), decoded(sheet)
        assert not any(phone[3:] in digits(said) for phone in mine.phones)
        assert not any(f" {email} " in said.lower() for email in mine.emails)


def test_a_relative_lives_at_the_address_under_the_surname_and_another_first_name() -> None:
    for sheet, one in seeming("relative"):
        mine, said = profile(one.profile), decoded(sheet)
        assert mine.name.family.surname in said or bare(mine.name.family.surname) in said
        assert str(mine.name) not in said


def test_the_same_people_come_first_however_many_are_made() -> None:
    more = make(STANDING + 50, 0).profiles
    assert list(more[:STANDING]) == list(world().profiles)
    assert employee(7).profile == world().profiles[7]


def test_the_same_world_comes_out_every_time() -> None:
    again = make(STANDING, SHEETS)
    assert again == world()


def test_no_two_people_share_a_phone_number_or_an_email_address() -> None:
    mobiles = Counter(one.phones[0] for one in world().profiles)
    emails = Counter(email for one in world().profiles for email in one.emails)
    assert max(mobiles.values()) == max(emails.values()) == 1


def test_only_those_who_are_enrolled_at_every_size_stand_on_sheets() -> None:
    few = {one.id for one in world().profiles[:STANDING]}
    assert few >= {one.profile for sheet in world().sheets for one in (*sheet.stands, *sheet.seems)}


def test_the_measure_counts_every_mention_once() -> None:
    measured = measure_world(make(200, 40), (100, 200))
    row = measured["200"]
    assert isinstance(row, dict)
    probable = row["identifiable"]["probable"]
    assert probable["of"] == sum(row["kinds"][kind]["of"] for kind in row["kinds"])
    assert probable["true"] + probable["false"] == probable["reported"]
    assert 0 < probable["found"] <= probable["of"]
