"""Names as they are written: given, calling and short names, initials, a prefix joined, abbreviated or left out, reversed
behind a comma, a partner's name before or behind, former names, and one slip of the pen beside other evidence.

A weight says how much rarer this name is among all residents than in mentions of the person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2
from typing import Final

from domain.name import FamilyName
from domain.profile import Profile
from matchers.fold import words
from matchers.population import Population
from matchers.weights import Weights

_PREFIXES: Final = (
    "van der de den vd v d ter ten te t s het op in la le el al von du da di dos des del uit aan bij onder over voor "
    "vande vander vanden l ver zur zum"
)
PREFIXES: Final = frozenset(_PREFIXES.split())
TITLES: Final = frozenset(("dr", "mr", "ir", "drs", "ing", "prof", "dhr", "heer", "mevr", "mevrouw", "mw", "mej", "bsc", "msc"))


@dataclass(frozen=True, slots=True)
class Family:
    """A family name in use, folded. `form`: exact, joined, partner or former. `bits`: what finding it weighs with its
    prefix, `bare` without it or with another one. `share`: of residents who bear it."""

    words: tuple[str, ...] = field(repr=False)
    prefix: tuple[str, ...] = field(repr=False)
    form: str
    bits: float
    bare: float
    share: float

    @property
    def key(self) -> str:
        return self.words[-1]


@dataclass(frozen=True, slots=True)
class First:
    """A first name in use: the words it consists of, its form (exact, nickname) and weight."""

    words: tuple[str, ...] = field(repr=False)
    form: str
    bits: float


@dataclass(frozen=True, slots=True)
class NameForms:
    """Everything by which a name is recognised; made once, when a profile is enrolled."""

    families: tuple[Family, ...] = field(repr=False)
    firsts: tuple[First, ...] = field(repr=False)
    begins: Mapping[str, tuple[First, ...]] = field(repr=False)  # first names by their first word
    ends: Mapping[str, tuple[First, ...]] = field(repr=False)  # and by their last
    initials: str = field(repr=False)  # of all given names, in order
    called: str = field(repr=False)  # initial of the calling name
    partner: tuple[str, ...] = field(default=(), repr=False)

    def neighbours(self) -> set[str]:
        """Words and initials that may stand beside the family name."""
        return (
            {first.words[0] for first in self.firsts}
            | {first.words[-1] for first in self.firsts}
            | set(self.initials[:1] + self.called)
        )


def compile_name(profile: Profile, population: Population, weights: Weights) -> NameForms:
    name = profile.name
    families = list(_families(name.family, "exact", population, weights))
    if name.partner:
        families += _families(name.partner, "partner", population, weights)
    given = [name.calling_name, *name.given_names]
    for former in profile.former_names:
        first, family = split_full_name(former)
        given.append(first)
        families += _families(family, "former", population, weights)
    called = words(name.called)
    letters = "".join(found[0][0] for one in name.given_names if (found := words(one)))
    firsts = tuple(_firsts(given, population, weights))
    return NameForms(
        tuple(dict.fromkeys(families)),
        firsts,
        _by_word(firsts, 0),
        _by_word(firsts, -1),
        letters,
        called[0][0] if called else letters[:1],
        tuple(words(name.partner.surname)) if name.partner else (),
    )


def _by_word(firsts: Iterable[First], place: int) -> dict[str, tuple[First, ...]]:
    found: dict[str, tuple[First, ...]] = {}
    for first in firsts:
        found[first.words[place]] = (*found.get(first.words[place], ()), first)
    return found


def split_full_name(full: str) -> tuple[str, FamilyName]:
    """`Joke van der Berg` in its first name and family name: the family name begins at the first prefix or is the last word."""
    parts = full.split()
    at = next(
        (index for index, part in enumerate(parts[1:], 1) if part.lower().strip("'.") in PREFIXES), max(0, len(parts) - 1)
    )
    end = at
    while end < len(parts) - 1 and parts[end].lower().strip("'.") in PREFIXES:
        end += 1
    return " ".join(parts[:at]), FamilyName(" ".join(parts[end:]), " ".join(parts[at:end]))


def _families(name: FamilyName, form: str, population: Population, weights: Weights) -> Iterator[Family]:
    surname, prefix = tuple(words(name.surname)), tuple(words(name.prefix))
    if not surname:
        return
    share = population.surnames.get(" ".join((*prefix, *surname)), weights.names["unseen-surname"])
    # people mistake prefixes: a rare prefix with a common surname is no rare name
    bare = max(share, population.bare.get(surname[-1], 0.0))
    share = max(share, bare * weights.names["prefix-mistaken"])
    bits, loose = (log2(weights.names["surname"] / one) for one in (share, bare))
    yield Family(surname, prefix, form, bits, loose, share)
    for joined in sorted(_joined(surname, prefix)):
        yield Family((joined,), (), "joined", bits, bits, share)
    spelling = tuple(word.replace("ij", "y") for word in surname)
    if spelling != surname:
        yield Family(spelling, prefix, form, bits, loose, share)


def _joined(surname: tuple[str, ...], prefix: tuple[str, ...]) -> set[str]:
    whole = "".join(surname)
    joined = {whole} if len(surname) > 1 else set()
    if prefix:
        joined |= {"".join(prefix) + whole, "".join(part[0] for part in prefix) + whole}
    return joined


def _firsts(given: Iterable[str], population: Population, weights: Weights) -> Iterator[First]:
    seen: set[tuple[str, ...]] = set()
    for one in given:
        found = tuple(words(one))
        variants = [(found, "exact")] if found else []
        if len(found) > 1:
            variants.append((("".join(found),), "exact"))
        variants += [((short,), "nickname") for word in found[:1] for short in sorted(population.short.get(word, ()))]
        for variant, form in variants:
            if variant not in seen:
                seen.add(variant)
                yield First(variant, form, _first_bits(variant, form, population, weights))


def _first_bits(variant: tuple[str, ...], form: str, population: Population, weights: Weights) -> float:
    share = population.given.get(" ".join(variant)) or population.given.get(variant[0]) or weights.names["unseen-given"]
    m = weights.names["given"] if form == "exact" else weights.names["nickname"]
    return min(weights.names["given-cap"], log2(m / share))


@lru_cache(maxsize=5_000)
def _abbreviations(prefix: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("".join(f"{part[0]}(?:{part[1:]})?" if len(part) > 1 else part for part in prefix))


def prefix_form(seen: tuple[str, ...], prefix: tuple[str, ...]) -> str:
    """exact, abbreviated, missing, extra or other."""
    if seen == prefix:
        return "exact"
    if not seen:
        return "missing"
    if not prefix:
        return "extra"
    return "abbreviated" if _abbreviations(prefix).fullmatch("".join(seen)) else "other"
