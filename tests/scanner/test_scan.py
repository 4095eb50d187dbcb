"""One source, asked once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from domain.errors import Unclear
from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from domain.sighting import Verdict
from domain.source import Source
from scanner.health import HEALTHY, check
from scanner.scan import scan

NAME_QUERY = "http://gids.example/zoek?naam=van%20der%20Berg&plaats=Den%20Haag"
CANARY = "http://gids.example/zoek?naam=Testvermelding&plaats=Lindestad"
INVENTED = "http://gids.example/zoek?naam=Zqxwvlaar&plaats=Lindestad"
Framed = Callable[[str], str]


@pytest.fixture
def joke() -> Profile:
    return Profile(
        id="p01",
        name=Name(FamilyName("Berg", "van der"), ("Johanna",), "Joke"),
        handles=("jokeb71",),
        addresses=(Address("Lange Voorhout", "8", city="Den Haag"),),
    )


def test_a_listing_becomes_a_mention_at_its_own_page(gids: Source, directory: Any, joke: Profile) -> None:
    found = scan(gids, joke, directory)
    assert (found.verdict, found.healthy, found.version) == (Verdict.PRESENT, True, 3)
    (mention,) = found.mentions
    assert mention.place.url == "http://gids.example/p/7"  # without the link's tracking and fragment
    assert mention.record
    assert b"Kerkplein 7" in mention.markup  # the page of the record tells more than the row
    assert [capture.id for capture in found.captures] == [mention.capture_id]
    assert [query.url for query in found.asked] == [NAME_QUERY]


def test_what_is_not_worth_it_is_neither_kept_nor_followed(gids: Source, directory: Any, joke: Profile) -> None:
    found = scan(gids, joke, directory, worth=lambda mention: False)
    assert found.mentions == ()
    assert found.captures == ()
    assert "http://gids.example/p/7" not in directory.asked
    assert "Berg" not in repr(found)


def test_not_found_counts_at_a_healthy_source(gids: Source, directory: Any, joke: Profile) -> None:
    del directory.pages[NAME_QUERY]
    found = scan(gids, joke, directory)
    assert (found.verdict, found.reason) == (Verdict.ABSENT, None)


def test_an_empty_list_without_the_sources_own_words_is_unclear(
    gids: Source, directory: Any, joke: Profile, framed: Framed
) -> None:
    directory.pages[NAME_QUERY] = framed("<ol></ol>")
    found = scan(gids, joke, directory)
    assert (found.verdict, found.reason, found.broken) == (Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED, "rows")


@pytest.mark.parametrize("status", [202, 401, 403, 429, 503])
def test_a_refusal_is_never_an_answer_and_ends_the_asking(gids: Source, directory: Any, joke: Profile, status: int) -> None:
    directory.pages[NAME_QUERY] = status
    two_names = replace(joke, name=replace(joke.name, partner=FamilyName("Wit", "de")))
    found = scan(gids, two_names, directory, health=HEALTHY)
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, Unclear.BLOCKED)
    assert len(found.asked) == 1


def test_a_captcha_is_never_an_answer(gids: Source, directory: Any, joke: Profile, framed: Framed) -> None:
    directory.pages[NAME_QUERY] = framed("<p class=niets>Bent u  een MENS?</p>")
    found = scan(gids, joke, directory)
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, Unclear.BLOCKED)


def test_an_ill_source_is_not_told_about_the_person(gids: Source, directory: Any, joke: Profile, framed: Framed) -> None:
    directory.pages[CANARY] = framed("<div class=nieuw>Titia Testvermelding</div>")
    found = scan(gids, joke, directory)
    assert (found.verdict, found.reason, found.healthy) == (Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED, False)
    assert found.asked == ()
    assert NAME_QUERY not in directory.asked


def test_a_canary_that_was_taken_away_spoils_absence_alone(gids: Source, directory: Any, joke: Profile) -> None:
    del directory.pages[CANARY]
    assert check(gids, directory).broken == "canaries.present"
    assert scan(gids, joke, directory).verdict is Verdict.PRESENT
    del directory.pages[NAME_QUERY]
    found = scan(gids, joke, directory)
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, Unclear.NO_CONTROL)


def test_a_source_that_finds_everybody_finds_nobody(gids: Source, directory: Any, joke: Profile) -> None:
    directory.pages[INVENTED] = directory.pages[CANARY]
    found = scan(gids, joke, directory)
    assert (found.verdict, found.broken, found.asked) == (Verdict.UNCLEAR, "canaries.absent", ())


def test_a_field_that_the_canary_lost_is_named(gids: Source, directory: Any) -> None:
    directory.pages[CANARY] = directory.pages[CANARY].replace("class=tel", "class=telefoon")
    health = check(gids, directory)
    assert (health.healthy, health.reason, health.broken) == (False, Unclear.LAYOUT_CHANGED, "fields.phone")


def test_pages_of_results_are_followed_within_bounds(gids: Source, directory: Any, joke: Profile, framed: Framed) -> None:
    row = "<li class=rij><a class=naam href=/p/{0}>B</a></li><a class=volgende href='/zoek?pagina={0}'>v</a>"
    for page in range(1, 9):
        directory.pages[f"http://gids.example/zoek?pagina={page}"] = framed(row.format(page + 1))
    directory.pages[NAME_QUERY] = framed(row.format(1))
    found = scan(gids, joke, directory)
    assert "http://gids.example/zoek?pagina=1" in directory.asked
    assert "http://gids.example/zoek?pagina=2" not in directory.asked
    assert len(found.mentions) == 2


def test_a_page_that_cannot_be_had_is_recorded_with_its_reason(gids: Source, directory: Any, joke: Profile) -> None:
    directory.pages[NAME_QUERY] = Unclear.TOO_SLOW
    found = scan(gids, joke, directory)
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, Unclear.TOO_SLOW)
    assert [looked.reason for looked in found.looked] == [Unclear.TOO_SLOW]


def test_somebody_of_whom_nothing_can_be_asked_is_not_absent(gids: Source, directory: Any, joke: Profile) -> None:
    found = scan(gids, replace(joke, addresses=()), directory)
    assert (found.verdict, found.broken) == (Verdict.UNCLEAR, "queries")


@pytest.fixture
def accounts(world: Any, framed: Framed) -> Any:
    world.pages = {
        "http://gids.example/u/testvermelding": framed("<section class=profiel><b class=naam>Titia</b></section>"),
        "http://gids.example/u/jokeb71": framed("<section class=profiel><b class=naam>Joke</b></section>"),
    }
    world.otherwise = (404, framed("<p class=onbekend>Deze pagina bestaat niet</p>"))
    return world


def test_an_account_is_there(kiekjes: Source, accounts: Any, joke: Profile) -> None:
    found = scan(kiekjes, joke, accounts)
    assert [mention.place.url for mention in found.mentions] == ["http://gids.example/u/jokeb71"]


def test_an_account_is_not_there(kiekjes: Source, accounts: Any, joke: Profile) -> None:
    del accounts.pages["http://gids.example/u/jokeb71"]
    assert scan(kiekjes, joke, accounts).verdict is Verdict.ABSENT


@pytest.mark.parametrize(
    "answer", [404, (404, "<p>Not found</p>"), 202, 429, "<form><input type=password></form>", "<p class=onbekend>x</p>", ""]
)
def test_an_account_neither_there_nor_said_to_be_missing_is_unclear(
    kiekjes: Source, accounts: Any, joke: Profile, answer: Any
) -> None:
    accounts.pages["http://gids.example/u/jokeb71"] = answer
    assert scan(kiekjes, joke, accounts).verdict is Verdict.UNCLEAR


def test_a_site_is_crawled_once_for_all_and_each_record_stands_apart(plein: Source, world: Any, framed: Framed) -> None:
    world.pages = {
        "http://gids.example/": framed("<a href=/t/1>draad</a><a href=http://elders.example/>weg</a>"),
        "http://gids.example/t/1": framed("<article id=b1>Joke</article><article id=b2>Piet</article>"),
        "http://gids.example/regels": framed("<article id=r>regels</article>"),
    }
    found = scan(plein, None, world, worth=lambda mention: b"Joke" in mention.markup)
    (mention,) = found.mentions
    assert (mention.place.url, mention.place.record_id) == ("http://gids.example/t/1", "b1")
    assert mention.markup == b'<article id="b1">Joke</article>'
    assert not mention.record
    assert (found.verdict, found.healthy) == (Verdict.PRESENT, True)
    assert not any("elders" in url for url in world.asked)
