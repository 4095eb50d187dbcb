"""A look at a known place. The proof of removal rests on it, so every way to be fooled has its test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.errors import BadInput, Unclear
from domain.mention import Place
from domain.sighting import Verdict
from domain.source import Source
from scanner.seen import Seen, look
from scanner.site_gone import no_such_name

PLACE = Place("http://gids.example/p/7")
CONTROL = "http://gids.example/p/1"
Framed = Callable[[str], str]


def about(markup: bytes) -> bool:
    return b"Joke van der Berg" in markup


def at(source: Source | None, world: Any, place: Place = PLACE, *, nth: int = 0, **more: Any) -> Seen:
    return look(source, place, world, about, nth=nth, **more)


def told(seen: Seen) -> tuple[Verdict, Unclear | None]:
    return seen.verdict, seen.reason


def test_the_record_is_still_there(gids: Source, directory: Any) -> None:
    seen = at(gids, directory)
    assert told(seen) == (Verdict.PRESENT, None)
    assert seen.capture is not None
    assert seen.digest == seen.capture.digest
    assert directory.cold == [PLACE.url, CONTROL]


@pytest.mark.parametrize("status", [404, 410])
def test_gone_beside_a_living_sibling_is_absent(gids: Source, directory: Any, status: int) -> None:
    directory.pages[PLACE.url] = status
    seen = at(gids, directory)
    assert told(seen) == (Verdict.ABSENT, None)
    assert seen.sighting(datetime(2026, 11, 23, tzinfo=UTC)).proves_absence


def test_a_blanket_404_proves_nothing(gids: Source, world: Any) -> None:
    assert told(at(gids, world)) == (Verdict.UNCLEAR, Unclear.NO_CONTROL)


def test_one_page_for_every_address_proves_nothing(gids: Source, world: Any, framed: Framed) -> None:
    world.otherwise = framed("<div class=kaart>Onderhoud</div>")
    assert told(at(gids, world)) == (Verdict.UNCLEAR, Unclear.NO_CONTROL)


def test_another_persons_record_at_the_place_is_absent(gids: Source, directory: Any, framed: Framed) -> None:
    directory.pages[PLACE.url] = framed("<div class=kaart>Piet Jansen</div>")
    assert told(at(gids, directory)) == (Verdict.ABSENT, None)


def test_the_sites_frame_without_the_record_is_absent(gids: Source, directory: Any, framed: Framed) -> None:
    directory.pages[PLACE.url] = framed("<p>Deze vermelding bestaat niet meer</p>")
    assert told(at(gids, directory)) == (Verdict.ABSENT, None)


def test_the_record_in_a_new_dress_is_unclear(gids: Source, directory: Any, framed: Framed) -> None:
    directory.pages[PLACE.url] = framed("<div class=card>Joke van der Berg</div>")
    assert told(at(gids, directory)) == (Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED)


def test_a_new_layout_is_unclear_whoever_stands_in_it(gids: Source, directory: Any) -> None:
    for name in ("Joke van der Berg", "niemand"):
        directory.pages[PLACE.url] = f"<div class=c1>{name}</div>"
        assert told(at(gids, directory)) == (Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED)


def test_a_control_in_a_new_layout_is_no_control(gids: Source, directory: Any, framed: Framed) -> None:
    directory.pages[PLACE.url] = framed("<p>niets meer</p>")
    directory.pages[CONTROL] = framed("<div class=card>Titia Testvermelding</div>")
    assert told(at(gids, directory)) == (Verdict.UNCLEAR, Unclear.NO_CONTROL)


@pytest.mark.parametrize("status", [202, 401, 403, 429, 503])
def test_a_refusal_is_unclear(gids: Source, directory: Any, status: int) -> None:
    directory.pages[PLACE.url] = status
    assert told(at(gids, directory)) == (Verdict.UNCLEAR, Unclear.BLOCKED)


def test_a_refused_control_says_so(gids: Source, directory: Any) -> None:
    directory.pages[PLACE.url] = 404
    directory.pages[CONTROL] = Unclear.BLOCKED
    assert told(at(gids, directory)) == (Verdict.UNCLEAR, Unclear.BLOCKED)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (500, Unclear.SERVER_ERROR),
        ("", Unclear.LAYOUT_CHANGED),
        ("%PDF-1.7", Unclear.NOT_HTML),
        ("<script src=/cdn-cgi/challenge-platform/x></script>", Unclear.BLOCKED),
        ("<form><input type=password></form>", Unclear.BLOCKED),
        ((404, "<script src=/cdn-cgi/challenge-platform/x></script>"), Unclear.BLOCKED),
        ((404, "<p>Joke van der Berg</p>"), Unclear.LAYOUT_CHANGED),
        ("<div>" * 10_000, Unclear.UNREADABLE),
        (Unclear.ROBOTS, Unclear.ROBOTS),
        (Unclear.TOO_LARGE, Unclear.TOO_LARGE),
        (Unclear.NETWORK, Unclear.NETWORK),
    ],
)
def test_what_is_no_answer_is_unclear_with_its_reason(gids: Source, directory: Any, answer: Any, reason: Unclear) -> None:
    directory.pages[PLACE.url] = answer
    assert told(at(gids, directory)) == (Verdict.UNCLEAR, reason)


def test_a_page_that_lies_about_its_encoding_proves_no_absence(gids: Source, directory: Any, framed: Framed) -> None:
    directory.pages[PLACE.url] = framed("<div class=kaart>René</div>").encode("cp1252")
    assert told(at(gids, directory)) == (Verdict.UNCLEAR, Unclear.UNREADABLE)


def test_a_redirect_to_elsewhere_is_unclear(gids: Source, directory: Any, framed: Framed) -> None:
    directory.moved[PLACE.url] = "http://gids.example/"
    directory.pages["http://gids.example/"] = framed("<p>Zoek iemand</p>")
    assert told(at(gids, directory)) == (Verdict.UNCLEAR, Unclear.REDIRECTED)
    directory.moved[PLACE.url] = "http://elders.example/404"
    directory.pages["http://elders.example/404"] = (404, "<p>weg</p>")
    assert told(at(gids, directory)) == (Verdict.UNCLEAR, Unclear.REDIRECTED)


def test_a_redirect_to_the_sites_other_name_is_no_redirect_elsewhere(gids: Source, directory: Any, framed: Framed) -> None:
    directory.moved[PLACE.url] = "http://www.gids.example/p/7"
    directory.pages["http://www.gids.example/p/7"] = framed("<p>Deze vermelding bestaat niet meer</p>")
    assert told(at(gids, directory)) == (Verdict.ABSENT, None)


def test_later_looks_come_by_another_host_name_and_say_so(gids: Source, directory: Any) -> None:
    for path in ("/p/1", "/p/7"):
        directory.pages[f"http://www.gids.example{path}"] = directory.pages[f"http://gids.example{path}"]
    directory.pages["http://www.gids.example/p/7"] = 404
    first, second = at(gids, directory), at(gids, directory, nth=1)
    assert first.vantage == "cold connection, host gids.example"
    assert second.vantage == "cold connection, host www.gids.example"
    assert (first.verdict, second.verdict) == (Verdict.PRESENT, Verdict.ABSENT)
    assert directory.cold[-2:] == ["http://www.gids.example/p/7", "http://www.gids.example/p/1"]


def test_a_name_that_does_not_resolve_is_proof_only_at_two_resolvers(gids: Source, world: Any) -> None:
    world.otherwise = Unclear.NETWORK
    assert told(at(gids, world)) == (Verdict.UNCLEAR, Unclear.NETWORK)
    assert told(at(gids, world, exists=lambda host: (False, True))) == (Verdict.UNCLEAR, Unclear.NETWORK)
    assert told(at(gids, world, exists=lambda host: (False, False))) == (Verdict.SITE_GONE, None)
    assert not no_such_name((False,))
    assert not no_such_name((False, None))
    assert not no_such_name(())


def test_a_site_that_lives_on_under_another_of_its_names_is_not_gone(gids: Source, world: Any) -> None:
    world.otherwise = Unclear.NETWORK
    asked: list[str] = []

    def exists(host: str) -> tuple[bool | None, ...]:
        asked.append(host)
        return (host == "www.gids.example",) * 2

    assert told(at(gids, world, exists=exists)) == (Verdict.UNCLEAR, Unclear.NETWORK)
    assert set(asked) == {"gids.example", "www.gids.example"}


def test_the_registrys_word_is_proof_by_itself(gids: Source, world: Any) -> None:
    world.otherwise = Unclear.NETWORK
    assert told(at(gids, world, registered=lambda host: False)) == (Verdict.SITE_GONE, None)
    for word in (True, None):
        assert told(at(gids, world, registered=lambda host, word=word: word)) == (Verdict.UNCLEAR, Unclear.NETWORK)


@pytest.mark.parametrize("answer", [404, 410, 503, Unclear.TOO_SLOW, Unclear.ROBOTS])
def test_whether_a_site_exists_is_asked_only_where_it_cannot_be_reached(gids: Source, world: Any, answer: Any) -> None:
    world.otherwise = answer
    seen = at(gids, world, exists=lambda host: (False, False), registered=lambda host: False)
    assert seen.verdict is Verdict.UNCLEAR


def test_outside_the_catalogue_only_404_beside_a_living_root_counts(directory: Any, framed: Framed) -> None:
    root = "http://gids.example/"
    directory.pages[root] = framed("<p>welkom</p>")
    assert told(at(None, directory)) == (Verdict.PRESENT, None)
    directory.pages[PLACE.url] = framed("<p>weg</p>")
    assert told(at(None, directory)) == (Verdict.UNCLEAR, Unclear.NO_CONTROL)
    directory.pages[PLACE.url] = 404
    assert told(at(None, directory)) == (Verdict.ABSENT, None)
    directory.pages[root] = 404
    assert told(at(None, directory)) == (Verdict.UNCLEAR, Unclear.NO_CONTROL)
    assert told(at(None, directory, Place(root))) == (Verdict.UNCLEAR, Unclear.NO_CONTROL)


@pytest.fixture
def forum(world: Any, framed: Framed) -> Any:
    world.pages = {
        "http://gids.example/t/1": framed("<article id=b1>Joke van der Berg</article><article id=b2>Piet</article>"),
        "http://gids.example/regels": framed("<article id=r>regels</article>"),
    }
    return world


POST = Place("http://gids.example/t/1", "b1")


def test_a_post_is_looked_for_by_its_own_id(plein: Source, forum: Any, framed: Framed) -> None:
    assert told(at(plein, forum, POST)) == (Verdict.PRESENT, None)
    forum.pages[POST.url] = framed("<article id=b2>Piet</article>")
    assert told(at(plein, forum, POST)) == (Verdict.ABSENT, None)
    forum.pages[POST.url] = framed("<article id=b1>(bericht verwijderd)</article><article id=b2>Piet</article>")
    assert told(at(plein, forum, POST)) == (Verdict.ABSENT, None)


def test_a_post_that_only_lost_its_id_is_not_absent(plein: Source, forum: Any, framed: Framed) -> None:
    forum.pages[POST.url] = framed("<article>Joke van der Berg</article><article id=b2>Piet</article>")
    assert told(at(plein, forum, POST)) == (Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED)


def test_an_account_taken_away_is_absent_beside_a_living_one(kiekjes: Source, world: Any, framed: Framed) -> None:
    place = Place("http://gids.example/u/jokeb71")
    world.otherwise = (404, framed("<p class=onbekend>jokeb71 bestaat niet</p>"))
    assert told(at(kiekjes, world, place)) == (Verdict.UNCLEAR, Unclear.NO_CONTROL)
    world.pages["http://gids.example/u/testvermelding"] = framed("<section class=profiel>Titia</section>")
    assert told(at(kiekjes, world, place)) == (Verdict.ABSENT, None)
    world.pages[place.url] = 404
    assert told(at(kiekjes, world, place)) == (Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED)
    world.pages[place.url] = framed("<section class=profiel><b class=naam>Joke van der Berg</b></section>")
    assert told(at(kiekjes, world, place)) == (Verdict.PRESENT, None)


def test_what_the_matchers_cannot_read_is_unclear(gids: Source, directory: Any) -> None:
    def refuses(markup: bytes) -> bool:
        raise BadInput("the page", "nests too deep")

    assert told(look(gids, PLACE, directory, refuses)) == (Verdict.UNCLEAR, Unclear.UNREADABLE)


def test_a_page_in_another_encoding_is_handed_on_in_utf_8(plein: Source, world: Any, framed: Framed) -> None:
    world.pages = {PLACE.url: framed("Ren\u00e9").encode("cp1252")}
    world.types = {PLACE.url: "text/html; charset=iso-8859-1"}
    seen = look(plein, PLACE, world, lambda markup: "Ren\u00e9".encode() in markup)
    assert seen.verdict is Verdict.PRESENT
