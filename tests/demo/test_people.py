"""The fictional people stand where their own list says, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from demo.history import Aftermath, Notice
from demo.organisations import ORGANISATIONS
from demo.people import EMPLOYEES, STAFF, age
from demo.residents import digits, folded
from demo.sites.adressengids.site import RESIDENTS
from demo.sites.bedrijvenindex.site import COMPANIES
from demo.sites.buurtbode.articles import ARTICLES
from demo.sites.gemeente_lindestad.pages import LEAVES
from demo.sites.kiekjes.site import MEMBERS
from demo.sites.nummerzoeker.site import LISTED
from demo.sites.praatplein.threads import THREADS
from domain.roles import Role

WORDS = {
    "adressengids": "\n".join(f"{one.name} {one.address} {one.phone}" for one in RESIDENTS),
    "nummerzoeker": "\n".join(f"{one.name} {one.address} {one.phone}" for one in LISTED),
    "praatplein": "\n".join(post.text for thread in THREADS for post in thread.posts),
    "bedrijvenindex": "\n".join(f"{one.owner} {one.address} {one.phone}" for one in COMPANIES),
    "kiekjes": "\n".join(f"{one.shown} {one.handle}" for one in MEMBERS),
    "gemeente-lindestad": "\n".join(f"{leaf.contact.name} {leaf.contact.phone}" for leaf in LEAVES if leaf.contact),
    "buurtbode": "\n".join(word for article in ARTICLES for word in article.words),
}


@pytest.mark.parametrize("employee", EMPLOYEES, ids=lambda one: one.slug)
def test_an_employee_stands_on_exactly_the_sites_that_are_told(employee):
    name = folded(employee.shown)
    assert {slug for slug, words in WORDS.items() if name in folded(words)} == set(employee.where)


def test_one_has_no_consent_one_withdraws_and_no_two_are_one_person():
    assert [one.slug for one in EMPLOYEES if not one.consents] == ["pieter"]
    assert [one.slug for one in EMPLOYEES if one.withdraws] == ["sanne"]
    assert len({one.mailbox for one in (*EMPLOYEES, *STAFF)}) == len(EMPLOYEES) + len(STAFF)
    roles = [Role.COORDINATOR, Role.DPO, Role.LEGAL, Role.SPECIALIST, Role.SPECIALIST]
    assert sorted(one.role for one in STAFF) == sorted(roles)
    assert {one.unit for one in EMPLOYEES}.isdisjoint(one.unit for one in STAFF)


def test_invented_residents_share_no_number_or_name_with_an_employee():
    own = {digits(str(phone)) for one in EMPLOYEES for phone in one.fields["phones"]}
    assert len([one for one in RESIDENTS if digits(one.phone) in own]) == 3
    assert len({one.phone for one in RESIDENTS}) == len(RESIDENTS)
    assert len({one.number for one in RESIDENTS}) == len(RESIDENTS) >= 200


@pytest.mark.parametrize(
    ("today", "years"), [(date(2026, 3, 13), 54), (date(2026, 3, 14), 55), (date(2026, 3, 15), 55)], ids=str
)
def test_age_counts_birthdays(today, years):
    assert age(date(1971, 3, 14), today) == years


def test_without_a_notice_nothing_is_ever_removed_or_relisted():
    far = datetime(2100, 1, 1, tzinfo=UTC)
    for owner in ORGANISATIONS:
        quiet = Aftermath(owner, (), far)
        assert not any((quiet.removed("/persoon/1"), quiet.relisted("/persoon/1"), quiet.notified()))


def at(slug: str, *days: int) -> tuple[Notice, ...]:
    """Requests about one record of this site, so many days after the first of January."""
    start = datetime(2027, 1, 1, tzinfo=UTC)
    return tuple(
        Notice(
            number, slug, (start + timedelta(days=day)).isoformat(), ("/x",), "a@b.example", "a@b.example", "", "", "", "", ""
        )
        for number, day in enumerate(days, 1)
    )


def removed(slug: str, notices: tuple[Notice, ...], day: int) -> bool:
    owner = next(one for one in ORGANISATIONS if one.slug == slug)
    return Aftermath(owner, notices, datetime(2027, 1, 1, tzinfo=UTC) + timedelta(days=day)).removed("/x")


def test_what_is_bought_again_comes_back_however_many_letters_asked_for_it_and_goes_when_it_is_asked_again():
    twice = at("nummerzoeker", 0, 0)
    assert [removed("nummerzoeker", twice, day) for day in (2, 3, 39, 40)] == [False, True, True, False]
    assert removed("nummerzoeker", at("nummerzoeker", 0, 0, 41), 44)


def test_a_search_engine_that_refuses_to_refresh_yields_to_the_second_request():
    assert not removed("zoekwijd", at("zoekwijd", 0), 30)
    assert [removed("zoekwijd", at("zoekwijd", 0, 7), day) for day in (7, 8)] == [False, True]
