"""Whether a person's name stands in a text: turned round, with initials, the prefix in any spelling, or the surname alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from takedown.leaks.notation import Text, plain, squeeze, without_leet
from takedown.leaks.ordinary import ordinary_runs, ordinary_words
from takedown.leaks.slips import nearly

#: Words before a surname, in any spelling.
PREFIXES = frozenset(
    {
        "van",
        "von",
        "vom",
        "de",
        "den",
        "der",
        "des",
        "d",
        "du",
        "da",
        "dos",
        "das",
        "di",
        "del",
        "della",
        "dello",
        "het",
        "t",
        "s",
        "ten",
        "ter",
        "te",
        "tot",
        "op",
        "onder",
        "over",
        "uit",
        "uijt",
        "voor",
        "aan",
        "bij",
        "in",
        "la",
        "le",
        "les",
        "los",
        "el",
        "al",
        "bin",
        "ben",
        "ibn",
        "zu",
        "zum",
        "zur",
        "af",
        "av",
        "l",
    }
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"})
_TITLES = (
    r"(?:de\s+heer|dhr|heer|meneer|mevrouw|mevr|mw|mej|familie|fam|gezin|mr|mrs|ms|miss|family|agent|inspecteur|"
    r"rechter|officier|wethouder|burgemeester|raadslid|collega|judge|officer|alderman|councillor|colleague)\.?"
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """First names (or initials) and the family name, its prefix apart."""

    firsts: tuple[str, ...] = field(repr=False)
    prefix: tuple[str, ...] = field(repr=False)
    core: str = field(repr=False)


def stands_in(value: str, text: Text, known: Text) -> bool:
    """`known`: the same text without the names of the organisations that write and are written to."""
    views = [(text, known), *((view, view) for view in without_leet(known.plain))]
    return any(_stands(spelling, *view) for spelling in _spellings(value) for view in views)


def _stands(value: str, text: Text, known: Text) -> bool:
    if any(nearly(parts.firsts, parts.core, text) for parts in _readings(value)):
        return True
    if not any(squeeze(core) in text.letters for core in _cores(value)):
        return False
    return any(map(text.holds, _keys(value))) or any(pattern.search(known.plain) for pattern in _surname_alone(value))


def _spellings(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((value, value.translate(_UMLAUTS))))


@lru_cache(maxsize=4096)
def _keys(value: str) -> frozenset[str]:
    """Every way in which this full name is run together, first name in front or behind."""
    found = {squeeze(value)} if len(squeeze(value)) >= 4 and " " in value.strip() else set()
    for parts in _readings(value):
        families = {f"{prefix}{squeeze(parts.core)}" for prefix in _prefix_spellings(parts.prefix)}
        behind = {f"{squeeze(parts.core)}{prefix}" for prefix in _prefix_spellings(parts.prefix)}
        for first, family in product(_first_spellings(parts.firsts), families | behind):
            found |= {first + family, family + first}
        for first, prefix in product(_first_spellings(parts.firsts), _prefix_spellings(parts.prefix)):
            found.add(squeeze(parts.core) + first + prefix)
    return frozenset(found - ordinary_runs())


@lru_cache(maxsize=4096)
def _readings(value: str) -> tuple[_Parts, ...]:
    """A full name taken apart; of a double surname also each half."""
    return tuple(_taken_apart(value))


def _taken_apart(value: str) -> Iterator[_Parts]:
    words = value.replace(",", " ").split()
    start = _family_starts(words)
    firsts, family = tuple(words[:start]), words[start:]
    for half in dict.fromkeys((" ".join(family), *_halves(" ".join(family)))):
        prefix, core = _split(half.split())
        if core and firsts:
            yield _Parts(firsts, prefix, core)


def _family_starts(words: list[str]) -> int:
    """Behind the initials, else at the first prefix, else at the last word."""
    initials = next((n for n, word in enumerate(words) if not _INITIALS.fullmatch(word)), len(words))
    if 0 < initials < len(words):
        return initials
    prefixed = (n for n, word in enumerate(words) if n and word.lower().strip("'’`") in PREFIXES)
    return next(prefixed, max(len(words) - 1, 0))


def _halves(family: str) -> list[str]:
    return [
        half.strip() for half in re.split(r"\s*[-‐-―]\s*", family) if squeeze(half) not in PREFIXES and len(half.strip()) > 1
    ]


def _split(words: list[str]) -> tuple[tuple[str, ...], str]:
    """Prefix and core of a family name."""
    n = next((n for n, word in enumerate(words) if word.lower().strip("'’`") not in PREFIXES), max(len(words) - 1, 0))
    return tuple(words[:n]), " ".join(words[n:])


def _prefix_spellings(prefix: tuple[str, ...]) -> frozenset[str]:
    """Written out, shortened word by word (vd, v d, vander), or left out."""
    each = [{squeeze(word), squeeze(word)[:1]} for word in prefix]
    return frozenset({"", *("".join(spelling) for spelling in product(*each))})


@lru_cache(maxsize=4096)
def _first_spellings(firsts: tuple[str, ...]) -> frozenset[str]:
    """The first names together, each alone, their initials, and a name with the initials of the others."""
    parts = [part for first in firsts for part in re.split(r"[.\s-]+", first) if squeeze(part)]
    names = [squeeze(part) for part in parts]
    initials = "".join(name[0] for name in names)
    whole = {"".join(names), initials, initials[:1], *(name for name in names if len(name) > 1)}
    return frozenset(whole | {names[0] + initials[1:]} if names else whole) - {""}


@lru_cache(maxsize=4096)
def _surname_alone(value: str) -> tuple[re.Pattern[str], ...]:
    """The family name as a word with its capital, or in any case behind a title; a first name that has no family alike."""
    return tuple(pattern for core in _cores(value) for pattern in _alone(plain(core)))


@lru_cache(maxsize=4096)
def _cores(value: str) -> tuple[str, ...]:
    if " " not in value.strip():
        return (value.strip(),)
    return tuple(dict.fromkeys(parts.core for parts in _readings(value) if len(squeeze(parts.core)) > 1))


def _alone(core: str) -> Iterator[re.Pattern[str]]:
    words = core.split()
    if core.lower() not in ordinary_words():
        capital = r"[\s-]+".join(re.escape(word[:1].upper() + word[1:]) for word in words)
        loud = r"[\s-]+".join(re.escape(word.upper()) for word in words)
        yield re.compile(rf"(?<![A-Za-z0-9])(?:{capital}|{loud})(?:s|'s|’s)?(?![A-Za-z0-9])")
    small = r"[\s-]+".join(map(re.escape, words))
    yield re.compile(rf"(?<![a-z0-9]){_TITLES}\s+(?:[a-z'/.]+\s+){{0,3}}?{small}(?![a-z0-9])", re.IGNORECASE)
