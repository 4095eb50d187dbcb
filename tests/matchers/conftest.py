"""Who is enrolled in these tests; all fictional."""

from collections.abc import Callable
from datetime import date

import pytest

from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.finding import Finding
from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from matchers import Index, Population, Weights, find, read_page, read_population

TODAY = date(2026, 11, 23)

JOKE = Profile(
    "p01",
    Name(FamilyName("Berg", "van der"), ("Johanna", "Maria"), "Joke", FamilyName("Wit", "de")),
    ("Joke Smit",),
    date(1971, 3, 14),
    ("+31612345671", "+31701234567"),
    ("joke@mail.example",),
    ("jokeb71",),
    (Address("Lange Voorhout", "8", "bis", "2514ED", "Den Haag"),),
    "Politie Eenheid Den Haag",
    ("Piet van der Berg",),
)
FATIMA = Profile(
    "p02",
    Name(FamilyName("Kuiperij"), ("Fatima",)),
    phones=("+31687654321",),
    addresses=(Address("Kerkstraat", "44", "II", "1017GR", "Amsterdam"),),
)

Matcher = Callable[..., dict[str, Finding]]


@pytest.fixture(scope="session")
def population() -> Population:
    return read_population(POPULATION_DIRECTORY)


@pytest.fixture(scope="session")
def weights() -> Weights:
    return Weights.of(load_weights_mapping())


@pytest.fixture(scope="session")
def enrolled(population: Population, weights: Weights) -> Index:
    index = Index(population, weights)
    index.add(JOKE)
    index.add(FATIMA)
    return index


@pytest.fixture(scope="session")
def matched(enrolled: Index) -> Matcher:
    """The findings on a page, by profile."""

    def run(text: str, media_type: str = "text/html", **options: bool) -> dict[str, Finding]:
        page = read_page(text.encode(), media_type)
        return {found.profile_id: found for found in find(enrolled, page, Place("x"), today=TODAY, **options)}

    return run
