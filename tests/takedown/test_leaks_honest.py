"""An honest letter is never held back, whatever the employee is called and wherever they live."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.name import FamilyName, Name
from domain.profile import Identifier, IdentifierKind
from takedown.compose import compose
from takedown.facts import Facts
from takedown.leaks import leaks
from takedown.routes import all_routes

DATA = Path(__file__).parents[3] / "shared" / "data"


def all_letters(draft: Callable[..., Facts]) -> str:
    """Every letter, one behind the other, without the URL of the place."""
    made = [draft(route, language) for route in all_routes() for language in ("nl", "en")]
    return "\n\n".join("\n".join(compose(facts)).replace(facts.exposure.place.url, "|") for facts in made)


def test_no_common_name_holds_an_honest_letter_back(draft: Callable[..., Facts]) -> None:
    path = DATA / "nl-names" / "surnames_top1000_2007.csv"
    if not path.exists():
        pytest.skip("the lists of names of ../shared/data are not here")
    with path.open(encoding="utf-8") as file:
        surnames = [row["surname"] for row in csv.DictReader(file)]
    written = all_letters(draft)
    for surname in surnames[:150] + random.Random(7).sample(surnames[150:], 100):
        prefix, _, core = surname.rpartition(" ")
        name = Name(FamilyName(core, prefix), ("Anna", "Maria"), "An")
        assert leaks(written, (Identifier(IdentifierKind.NAME, full) for full in name.full())) == (), surname


def test_no_street_holds_an_honest_letter_back(draft: Callable[..., Facts]) -> None:
    path = DATA / "nl-addresses" / "streets_nl.txt"
    if not path.exists():
        pytest.skip("the lists of streets of ../shared/data are not here")
    streets = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    written = all_letters(draft)
    for street in random.Random(7).sample(streets, 800):
        assert leaks(written, [Identifier(IdentifierKind.ADDRESS, f"{street} 12, 1234AB Lindestad")]) == (), street


@pytest.mark.parametrize("handle", ["verzoek", "melding", "notice", "kenmerk", "wij"])
def test_an_account_called_like_a_word_of_ours_holds_no_letter_back(draft: Callable[..., Facts], handle: str) -> None:
    own = [Identifier(IdentifierKind.HANDLE, handle)]

    assert leaks(all_letters(draft), own) == ()
    assert leaks(f"staat bij @{handle}", own) == (IdentifierKind.HANDLE,)
