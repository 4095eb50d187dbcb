"""A search engine lists places of others; that it lists none counts only when everybody whom it asks has answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from config.catalogue import load_sources
from domain.errors import Unclear
from domain.mention import Place
from domain.sighting import Verdict
from domain.source import Source
from scanner.frozen_page import read_page
from scanner.seen import look


@pytest.fixture
def zoekwijd(shipped: tuple[Source, ...]) -> Source:
    return next(source for source in shipped if source.slug == "zoekwijd")


def of(source: Source, name: str) -> Any:
    return read_page(source, next(page for page in source.pages if page.path.endswith(name)))


def test_a_result_is_a_page_on_which_many_may_stand(zoekwijd: Source) -> None:
    assert [row.record for row in of(zoekwijd, "hit.json").rows] == [False]


def test_somebody_who_did_not_answer_spoils_absence_but_not_what_the_others_list(zoekwijd: Source) -> None:
    assert of(zoekwijd, "namesakes.json").verdict is Verdict.PRESENT  # one engine of three was silent
    reading = of(zoekwijd, "incomplete.json")
    assert (reading.verdict, reading.reason, reading.broken) == (Verdict.UNCLEAR, Unclear.BLOCKED, "incomplete")


def test_its_places_are_looked_at_as_places_outside_the_catalogue(zoekwijd: Source, world: Any) -> None:
    place = Place("http://elders.example/lijst")
    world.pages = {place.url: (404, "<p>weg</p>"), "http://elders.example/": "<p>welkom</p>"}
    seen = look(zoekwijd, place, world, lambda markup: False)
    assert (seen.verdict, seen.control) == (Verdict.ABSENT, True)
    world.pages[place.url] = "<p>iets anders</p>"
    assert look(zoekwijd, place, world, lambda markup: False).verdict is Verdict.UNCLEAR


def test_a_question_without_quotes_is_refused(zoekwijd: Source, tmp_path: Any, define: Callable[[str], Source]) -> None:
    folder = tmp_path / "los"
    folder.mkdir()
    (folder / "source.yml").write_text(
        """slug: los
name: Los
kind: search_engine
version: 1
state: fictional
language: nl
hosts: [los.example]
queries: [{url: "http://los.example/?q={called}+{family}", discloses: [name]}]
recognise: [{path: query}]
no_results: {path: results, empty: true}
rows: "results[]"
place: {path: url}
fields: {name: {path: title}}
""",
        encoding="utf-8",
    )
    found, (error,) = load_sources(tmp_path)
    assert found == ()
    assert "quotes" in error.what
    assert error.where.endswith("source.yml:8")
