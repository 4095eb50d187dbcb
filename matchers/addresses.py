"""Home addresses: street and number (`Lange Voorhout 8-bis`, `L. Voorhout 8 bis`, `44-II`, `230 C`), postcode with or without
a space, city under any of its names.

Another number or another addition is another home, however near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from domain.profile import Address
from matchers.fold import words
from matchers.marks import BREAK, CELL, CLOSE, OPEN
from matchers.population import Population
from matchers.scan import Scan

_TYPES: Final = {"straat": ("str", "st"), "laan": ("ln",), "plein": ("pln", "pl"), "weg": ("wg",), "singel": ("sngl", "sgl"),
                 "gracht": ("gr", "grt"), "kade": ("kd",), "dijk": ("dk",), "hof": ("hf",), "park": ("prk",), "dreef": ("drf",),
                 "steeg": ("stg",), "boulevard": ("blvd",)}  # fmt: skip
_WHOLE: Final = {short: whole for whole, shorts in _TYPES.items() for short in shorts}
_LEADING: Final = re.compile(r"\d{1,5}")
_SHORT: Final = {
    whole: frozenset(shorts.split())
    for whole, shorts in {
        "burgemeester": "burg burgem bgm brg", "professor": "prof", "dokter": "dr", "doctor": "dr", "sint": "st",
        "koning": "kon", "koningin": "kon", "prins": "pr", "prinses": "prs", "generaal": "gen", "president": "pres",
        "minister": "min", "pastoor": "past", "dominee": "ds", "meester": "mr", "ingenieur": "ir", "eerste": "1e 1ste",
        "tweede": "2e 2de", "derde": "3e 3de", "vierde": "4e 4de", "vijfde": "5e 5de", "zesde": "6e 6de",
    }.items()
}  # fmt: skip
_KEPT: Final = 20_000  # last words of streets, so common that most are many people's
_NO_SHORT: Final = frozenset[str]()
_NUMBER: Final = re.compile(r"(\d{1,5})([a-z]{0,3}|bis|huis|hoog)")
_POSTCODE: Final = re.compile(r"[1-9]\d{3}")
_ADDITION: Final = re.compile(
    r"[a-z]|i{1,3}|iv|v|vi|bis|ter|hs|huis|zw|rd|boven|beneden|\d{1,3}|\d?hoog|\d{1,2}[a-z]|[a-z]\d{1,2}|hoog|[a-z]{2}"
)
_LOOSE: Final = frozenset(["bis", "ter", "hs", "huis", "zw", "rd", "ii", "iii", "iv", "boven", "beneden"])
_SAME: Final = {
    "huis": "hs",
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "1hoog": "1",
    "2hoog": "2",
    "3hoog": "3",
    "4hoog": "4",
    "1e": "1",
    "2e": "2",
    "3e": "3",
    "4e": "4",
}
NUMBER_WORDS: Final = frozenset(["nr", "no", "nummer", "huisnummer", "huisnr"])
_NEXT: Final = 4  # characters between a house number and the postcode behind it
_GOES_ON: Final = re.compile(r"[-/.]?[ ]?[0-9]|:| ?(?:jaar|jr|euro|%)")  # a date, a time, an age
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_BETWEEN: Final = frozenset((" ", ",", ".", ":", CELL, CLOSE, BREAK, OPEN))


@dataclass(frozen=True, slots=True)
class Home:
    """An enrolled address, folded. `cities`: every way its city is written. `share`: of residents, living in that city."""

    street: tuple[str, ...] = field(repr=False)
    number: str = field(repr=False)
    addition: str = field(repr=False)
    postcode: str = field(repr=False)
    cities: tuple[tuple[str, ...], ...] = field(repr=False)
    share: float = 0.0

    def street_keys(self) -> Iterator[str]:
        """The last word of the street's name, whole and abbreviated."""
        if self.street and self.number:
            yield from spellings(self.street[-1])


@dataclass(frozen=True, slots=True)
class Numbered:
    """A street with a number on the page: folded offsets, and the number's parts in canonical form."""

    start: int
    end: int
    number: str
    addition: str


def compile_address(address: Address, population: Population) -> Home:
    number = words(f"{address.number} {address.addition}")
    digits = re.match(r"\d+", number[0]) if number else None
    whole = "".join(number)
    city = " ".join(words(address.city))
    spelled = population.aliases.get(city, frozenset({city} if city else ()))
    return Home(
        tuple(words(address.street)),
        digits.group() if digits else "",
        _addition(whole[digits.end() :]) if digits else "",
        "".join(words(address.postcode)),
        tuple(tuple(name.split()) for name in sorted(spelled)),
        population.city(city) if city else 0.0,
    )


def _addition(text: str) -> str:
    return _SAME.get(text, text)


def spellings(word: str) -> Iterator[str]:
    """The last word of a street's name, whole and abbreviated."""
    yield word
    for whole, shorts in _TYPES.items():
        if word.endswith(whole):
            stem = word[: -len(whole)]
            yield from (f"{stem}{short}" for short in shorts if stem or short != "st")


@lru_cache(maxsize=_KEPT)
def canonical_type(word: str) -> str:
    """The last word of a street's name with its kind in full: `kerkstr` is `kerkstraat`. One key for all spellings."""
    for short, whole in _WHOLE.items():
        if word.endswith(short) and len(word) > len(short) + 1:
            return word[: -len(short)] + whole
    return word


@lru_cache(maxsize=_KEPT)
def every_spelling(word: str) -> frozenset[str]:
    """All ways in which the last word of this street's name may be written, its own among them."""
    return frozenset((word, *spellings(canonical_type(word))))


def leading_number(address: Address) -> str:
    """The house number without its addition."""
    found = _LEADING.match(address.number.strip())
    return found.group() if found else ""


def number_behind(scan: Scan, index: int) -> str:
    """The digits of what may be a house number behind word `index`, empty where none follows."""
    at = index + 1
    if at < len(scan.words) and scan.words[at] in NUMBER_WORDS:
        at += 1
    found = _LEADING.match(scan.words[at]) if at < len(scan.words) else None
    return found.group() if found else ""


def numbered(scan: Scan, index: int) -> Numbered | None:
    """The house number behind word `index`, with its addition; None where none follows."""
    at = index + 1
    if at < len(scan.words) and scan.words[at] in NUMBER_WORDS:
        at += 1
    if at >= len(scan.words) or not set(scan.gap(at - 1)) <= _BETWEEN or len(scan.gap(at - 1)) > 6:
        return None
    parts = _NUMBER.fullmatch(scan.words[at])
    if parts is None:
        return None
    start = scan.starts[index]
    if parts[2]:
        return Numbered(start, scan.end(at), parts[1], _addition(parts[2]))
    addition = _addition_behind(scan, at)
    return Numbered(start, scan.end(at + 1 if addition else at), parts[1], _addition(addition))


def _addition_behind(scan: Scan, at: int) -> str:
    if at + 1 >= len(scan.words):
        return ""
    word, gap = scan.words[at + 1], scan.gap(at)
    if not _ADDITION.fullmatch(word) or (scan.ascii.startswith(".", scan.end(at + 1)) and len(word) == 1 and gap == " "):
        return ""
    if gap.strip() in {"-", "/"} and len(gap) <= 3:
        return word
    loose = word in _LOOSE or (len(word) == 1 and word.isalpha()) or word.endswith("hoog")
    return word if gap == " " and loose else ""


def is_street(scan: Scan, index: int, home: Home) -> int | None:
    """Whether word `index` ends this home's street name: the index of its first word, or None. Words in front may be
    abbreviated; a word that differs makes it another street."""
    at = index - 1
    for word in reversed(home.street[:-1]):
        seen = scan.words[at] if at >= 0 and len(scan.gap(at)) <= 3 else ""
        if not seen or not (_same_word(seen, word) or (word.startswith(seen) and "." in scan.gap(at))):
            return None
        at -= 1
    return at + 1


def _same_word(one: str, other: str) -> bool:
    return one == other or one in _SHORT.get(other, _NO_SHORT) or other in _SHORT.get(one, _NO_SHORT)


def postcode_at(scan: Scan, index: int) -> tuple[str, int]:
    """The postcode that begins with word `index` and the index of its last word; an empty text where there is none."""
    word = scan.words[index] if index < len(scan.words) else ""
    if len(word) == 6 and _POSTCODE.match(word) and word[4:].isalpha():
        return word, index
    if len(word) == 4 and _POSTCODE.match(word) and index + 1 < len(scan.words) and scan.gap(index) in {" ", "", "-"}:
        letters = scan.words[index + 1]
        if len(letters) == 2 and letters.isalpha():
            return word + letters, index + 1
    return "", index


def ends_postcode(scan: Scan, index: int) -> bool:
    """Whether word `index` is the letters of a postcode, which may look like a first name: `2514 ED`."""
    return index > 0 and len(scan.words[index]) == 2 and postcode_at(scan, index - 1)[1] == index


def postcodes(scan: Scan, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """Every postcode between two words: canonical, start, end."""
    for index in range(first, last):
        found, end = postcode_at(scan, index) if scan.words[index][0].isdigit() else ("", index)
        if found:
            yield found, scan.starts[index], scan.end(end)


def numbers_beside(scan: Scan, first: int, last: int) -> list[Numbered]:
    """House numbers right in front of a postcode of these words, street before them, or else directly behind it."""
    found: list[Numbered] = []
    for size in (2, 3):
        before = numbered(scan, first - size) if first - size >= 0 else None
        gap = scan.starts[first] - before.end if before else -1
        if before and 0 <= gap <= _NEXT and scan.words[first - size].isalpha():
            found.append(before)
    behind = None if found else numbered(scan, last)
    if behind and scan.gap(last) in {" ", ", "} and not _GOES_ON.match(scan.ascii, behind.end):
        found.append(behind)
    return [one for one in found if not one.number.startswith("0") and not _YEAR.fullmatch(one.number)]


def number_beside(scan: Scan, first: int, last: int, home: Home) -> tuple[int, int] | None:
    """The home's number directly behind a postcode (`2514 ED 8 bis`) or right in front of it: its offsets."""
    behind = numbered(scan, last)
    if behind and (behind.number, behind.addition) == (home.number, home.addition):
        return scan.starts[first], behind.end
    for size in (2, 3):
        before = numbered(scan, first - size) if first - size >= 0 else None
        if before and (before.number, before.addition) == (home.number, home.addition) and before.end <= scan.starts[first]:
            return scan.starts[first - size + 1], scan.end(last)
    return None
