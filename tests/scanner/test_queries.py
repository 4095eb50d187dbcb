"""What goes out to a source, in which order, and what it tells."""

from __future__ import annotations

from dataclasses import replace

from domain.name import FamilyName, Name
from domain.profile import Address, IdentifierKind, Profile
from domain.query import QueryTemplate
from domain.source import Source
from scanner.queries import canary_queries, queries

JOKE = Profile(
    id="p01",
    name=Name(FamilyName("Berg", "van der"), ("Johanna",), "Joke"),
    phones=("+31612345671",),
    addresses=(Address("Lange Voorhout", "8", "bis", "2514 ED", "Den Haag"),),
)


def test_the_least_revealing_question_goes_first(gids: Source) -> None:
    asked = queries(gids, JOKE)
    assert [query.discloses for query in asked] == [
        (IdentifierKind.NAME, IdentifierKind.CITY),
        (IdentifierKind.PHONE,),
    ]
    assert asked[0].url == "http://gids.example/zoek?naam=van%20der%20Berg&plaats=Den%20Haag"
    assert asked[1].url == "http://gids.example/tel?nr=0612345671"


def test_a_question_whose_fields_are_not_known_is_not_asked(gids: Source) -> None:
    assert queries(gids, Profile(id="p02", name=JOKE.name)) == ()
    assert len(queries(gids, replace(JOKE, phones=()))) == 1


def test_nothing_is_invented_but_every_name_in_use_is_asked(gids: Source) -> None:
    married = replace(JOKE, name=replace(JOKE.name, partner=FamilyName("Wit", "de")), phones=())
    names = [query.url.split("naam=")[1].split("&")[0] for query in queries(gids, married)]
    assert names == ["van%20der%20Berg", "de%20Wit", "de%20Wit-van%20der%20Berg", "van%20der%20Berg-de%20Wit"]


def test_an_absent_prefix_is_no_missing_field(gids: Source) -> None:
    source = replace(gids, queries=(QueryTemplate("http://x.example/{prefix}/{surname}", (IdentifierKind.NAME,)),))
    bakker = replace(JOKE, name=Name(FamilyName("Bakker")))
    assert [query.url for query in queries(source, bakker)] == ["http://x.example//Bakker"]


def test_one_question_is_asked_once(gids: Source) -> None:
    twice = replace(JOKE, phones=("+31 6 12345671", "06-12345671"))
    assert len(queries(gids, twice)) == 2


def test_the_question_shows_nobody_in_a_log(gids: Source) -> None:
    assert "Berg" not in repr(queries(gids, JOKE))


def test_a_canary_asks_what_its_values_can_fill(gids: Source) -> None:
    assert gids.canaries
    (query,) = canary_queries(gids, gids.canaries.present)
    assert query.url == "http://gids.example/zoek?naam=Testvermelding&plaats=Lindestad"
