"""The short Dutch texts with their marked spans, and finding somebody enrolled in a text: what the measurements on real
material share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.finding import Finding
from domain.mention import Place
from domain.profile import Profile
from matchers import Index, Population, Weights, find, read_page, read_population

DATA = Path(__file__).parents[2] / "shared" / "data"
TODAY = date(2026, 11, 23)


@cache
def _population() -> tuple[Population, Weights]:
    return read_population(POPULATION_DIRECTORY), Weights.of(load_weights_mapping())


def index_of(profiles: Iterable[Profile]) -> Index:
    index = Index(*_population())
    for profile in profiles:
        index.add(profile)
    return index


def found_in(index: Index, text: str, *, weak: bool = False) -> tuple[Finding, ...]:
    return find(index, read_page(f"<p>{escape(text)}</p>".encode()), Place("https://page.example/"), weak=weak, today=TODAY)


def cases(kind: str) -> Iterator[tuple[str, list[str]]]:
    """The texts of one kind with the spans that are marked, longest first."""
    listed = json.loads((DATA / "nl-pii-cases" / "deduce_regression" / f"{kind}.json").read_text())["examples"]
    for one in listed:
        yield one["text"], sorted((hit["text"] for hit in one["annotations"]), key=len, reverse=True)


def sentences() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((DATA / "nl-pii-cases" / "pii_filter_nl_benchmark.json").read_text())
    return found


def of_kind(sentence: dict[str, object], kind: str) -> list[str]:
    marked = sentence["pii"]
    assert isinstance(marked, list)
    return [said for name, said in marked if name == kind]
