"""Two hundred invented residents, the employees among them, and two namesakes: what data traders have bought."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from demo.home_town import CITY, FAMILY_NAMES, FIRST_NAMES, NEXT_TOWN, STREETS


@dataclass(frozen=True, slots=True)
class Resident:
    """One listing; `number` is its place on the site that sells it."""

    number: int
    first: str
    family: str
    street: str
    house: str
    postcode: str
    city: str
    phone: str
    born: date

    @property
    def name(self) -> str:
        return f"{self.first} {self.family}"

    @property
    def address(self) -> str:
        return f"{self.street} {self.house}, {self.postcode} {self.city}"


def invented(count: int, first_number: int) -> Iterator[Resident]:
    """Residents made by counting, so that every run of the world has the same ones."""
    for index in range(count):
        street, letters = STREETS[(index * 5) % len(STREETS)]
        yield Resident(
            number=first_number + index,
            first=FIRST_NAMES[(index * 7) % len(FIRST_NAMES)],
            family=FAMILY_NAMES[index % len(FAMILY_NAMES)],
            street=street,
            house=str(100 + index),
            postcode=f"{9910 + (index % 9 == 8)} {letters}",
            city=NEXT_TOWN if index % 9 == 8 else CITY,
            phone=f"06-123460{index:02d}" if index < 100 else f"06-12347{index:03d}",
            born=date(1940 + (index * 11) % 65, 1 + index % 12, 1 + index % 28),
        )


CANARY = Resident(1, "Titia", "Testvermelding", "Kerkplein", "1", "9910 KP", CITY, "06-12340000", date(1960, 1, 1))


def folded(text: str) -> str:
    """Lower case without diacritics, as simple sites compare names (Turkish dotless i included)."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("İ", "I"))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def named(residents: tuple[Resident, ...], name: str, city: str = "") -> tuple[Resident, ...]:
    """Those whose name holds every word asked for, in that city where one is given."""
    words = folded(name).replace("-", " ").split()
    place = folded(city).strip()
    return tuple(
        one
        for one in residents
        if words and set(words) <= set(folded(one.name).replace("-", " ").split()) and place in ("", folded(one.city))
    )


def digits(phone: str) -> str:
    """The national digits of a Dutch number, however it was written: 0612345671."""
    kept = "".join(char for char in phone if char.isdigit())
    for code in ("0031", "31"):
        if kept.startswith(code):
            return "0" + kept.removeprefix(code).removeprefix("0")
    return kept
