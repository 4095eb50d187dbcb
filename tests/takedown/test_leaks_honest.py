"""An honest letter is never held back, whatever the employee is called and wherever they live."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from domain.name import FamilyName, Name
from domain.profile import Identifier, IdentifierKind
from takedown.compose import compose
from takedown.exceptions import without_exception
from takedown.facts import Facts
from takedown.leaks import leaks
from takedown.routes import all_routes

DATA = Path(__file__).parents[3] / "shared" / "data"


def all_letters(draft: Callable[..., Facts]) -> str:
    """Every letter, one behind the other, without the URL of the place."""
    made = [draft(route, language) for route in all_routes() for language in ("nl", "en")]
    paragraphs = (paragraph for facts in made for paragraph in written(facts).split("\n\n"))
    return "\n\n".join(dict.fromkeys(paragraphs))  # what letters share need not be read fifty times


def held_back(text: str, own: list[Identifier]) -> list[str]:
    """The values for which an honest text would not leave; all are tried together first, since nearly none is."""
    if leaks(text, own) == ():
        return []
    return [one.value for one in own if leaks(text, [one])]


def written(facts: Facts) -> str:
    """One letter, without the URL of the place and without the one name that a delisting carries."""
    subject, text = compose(facts)
    text = without_exception(replace(facts, takedown=replace(facts.takedown, text=text)))
    return f"{subject}\n{text}".replace(facts.exposure.place.url, "|")


def test_no_common_name_holds_an_honest_letter_back(draft: Callable[..., Facts]) -> None:
    path = DATA / "nl-names" / "surnames_top1000_2007.csv"
    if not path.exists():
        pytest.skip("the lists of names of ../shared/data are not here")
    with path.open(encoding="utf-8") as file:
        surnames = [row["surname"] for row in csv.DictReader(file)]
    own: list[Identifier] = []
    for surname in surnames[:150] + random.Random(7).sample(surnames[150:], 100):
        prefix, _, core = surname.rpartition(" ")
        name = Name(FamilyName(core, prefix), ("Anna", "Maria"), "An")
        own += [Identifier(IdentifierKind.NAME, full) for full in name.full()]
    assert held_back(all_letters(draft), own) == []


def test_no_street_holds_an_honest_letter_back(draft: Callable[..., Facts]) -> None:
    path = DATA / "nl-addresses" / "streets_nl.txt"
    if not path.exists():
        pytest.skip("the lists of streets of ../shared/data are not here")
    streets = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    chosen = random.Random(7).sample(streets, 800)
    own = [Identifier(IdentifierKind.ADDRESS, f"{street} 12, 1234AB Lindestad") for street in chosen]
    assert held_back(all_letters(draft), own) == []


@pytest.mark.parametrize("handle", ["verzoek", "melding", "notice", "kenmerk", "wij"])
def test_an_account_called_like_a_word_of_ours_holds_no_letter_back(draft: Callable[..., Facts], handle: str) -> None:
    own = [Identifier(IdentifierKind.HANDLE, handle)]

    assert leaks(all_letters(draft), own) == ()
    assert leaks(f"staat bij @{handle}", own) == (IdentifierKind.HANDLE,)
