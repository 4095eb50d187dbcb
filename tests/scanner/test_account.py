"""Accounts whose marks somebody else wrote down: signs in the page as served, and the handle on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from domain.errors import Unclear
from domain.mention import Place
from domain.profile import Profile
from domain.sighting import Verdict
from domain.source import Source
from scanner.health import check
from scanner.queries import queries
from scanner.readers import read
from tests.conftest import joke

IMPORTED = """slug: gids
name: Gids
kind: account
version: 1
state: unverified
language: nl
hosts: [gids.example]
origin: {by: een lijst, licence: MIT}
account:
  url: "http://gids.example/u/{handle}"
  present: {status: 200}
  absent: {status: 404}
  names: true
  pattern: "^[a-z0-9]+$"
canaries: {present: {handle: testvermelding}, absent: {handle: zqxwvlaar}}
"""
BY_SIGNS = (
    IMPORTED.replace("present: {status: 200}", "present: {status: 200, source: ['\"id\":']}")
    .replace("absent: {status: 404}", "absent: {source: ['geen lid']}")
    .replace("  names: true\n", '  page: "http://gids.example/@{handle}"\n')
)
URL = "http://gids.example/u/jokeb71"


@pytest.mark.parametrize(
    ("served", "verdict", "reason"),
    [
        ("<p>jokeb71 sinds 2019</p>", Verdict.PRESENT, None),
        ("<p>JokeB71</p>", Verdict.PRESENT, None),
        ((404, "<p>weg</p>"), Verdict.ABSENT, None),
        ("<p>welkom</p>", Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED),
        ("<title>Even geduld</title><div class=h-captcha>jokeb71</div>", Verdict.UNCLEAR, Unclear.BLOCKED),
        ("<form>jokeb71<input type=password></form>", Verdict.UNCLEAR, Unclear.BLOCKED),
        ((202, "<p>jokeb71</p>"), Verdict.UNCLEAR, Unclear.BLOCKED),
        ((403, "<p>jokeb71</p>"), Verdict.UNCLEAR, Unclear.BLOCKED),
        ((429, ""), Verdict.UNCLEAR, Unclear.BLOCKED),
        ((410, "<p>weg</p>"), Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED),
    ],
)
def test_a_status_alone_shows_nobody(
    define: Callable[[str], Source], world: Any, served: Any, verdict: Verdict, reason: Unclear | None
) -> None:
    world.pages[URL] = served
    reading = read(define(IMPORTED), world(URL))
    assert (reading.verdict, reading.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("served", "kind", "verdict"),
    [
        ('{"id": 7}', "application/json", Verdict.PRESENT),
        ('{"fout": "geen lid"}', "application/json", Verdict.ABSENT),
        ('{"id": 7, "fout": "geen lid"}', "application/json", Verdict.UNCLEAR),
        ("{}", "application/json", Verdict.UNCLEAR),
        ("<p data-x='\"id\":'>", "text/html", Verdict.PRESENT),
        ("%PDF", "application/pdf", Verdict.UNCLEAR),
        ("<form><input type=password>geen lid</form>", "text/html", Verdict.UNCLEAR),
    ],
)
def test_signs_are_sought_in_what_was_served(
    define: Callable[[str], Source], world: Any, served: str, kind: str, verdict: Verdict
) -> None:
    world.pages[URL], world.types[URL] = served, kind
    reading = read(define(BY_SIGNS), world(URL))
    assert reading.verdict is verdict
    assert [row.place.url for row in reading.rows] == (["http://gids.example/@jokeb71"] if verdict is Verdict.PRESENT else [])


def test_the_profiles_own_page_is_another_than_the_one_that_was_asked(define: Callable[[str], Source]) -> None:
    place = Place("http://gids.example/@jokeb71")
    assert define(IMPORTED).reads(place)
    source = define(BY_SIGNS)
    assert not source.reads(place)


def test_what_the_site_does_not_take_for_a_handle_is_not_asked(define: Callable[[str], Source]) -> None:
    somebody: Profile = replace(joke(), handles=("@jokeb71", "Joke B"))
    assert [query.url for query in queries(define(IMPORTED), somebody)] == [URL]


def test_its_canaries_tell_whether_it_can_be_believed(define: Callable[[str], Source], world: Any) -> None:
    source = define(IMPORTED)
    world.pages["http://gids.example/u/testvermelding"] = "<p>testvermelding</p>"
    assert check(source, world).healthy
    world.otherwise = "<p>zqxwvlaar</p>"  # it shows whatever one asks for
    assert not check(source, world).askable
