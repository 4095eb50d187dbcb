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

from rapidfuzz.distance import OSA

from domain.name import FamilyName
from domain.profile import Profile
from matchers import spellings
from matchers.fold import words
from matchers.population import Population
from matchers.weights import Weights

_PREFIXES: Final = (
    "van der de den vd v d ter ten te t s het op in la le el al von du da di dos des del uit aan bij onder over voor "
    "vande vander vanden l ver zur zum"
)
PREFIXES: Final = frozenset(_PREFIXES.split())
INITIALS: Final = 4  # letters of initials written together
_SHORTEST_SLIP: Final = 4  # letters; a shorter name with another letter is another name
_KEPT: Final = 20_000  # names of each kind that are kept ready
_LESS: Final = 1e-6  # bits by which the calling name leads where both stand
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
    """A first name in use: the words it consists of, its form (exact, nickname, or second: seldom used alone) and weight."""

    words: tuple[str, ...] = field(repr=False)
    form: str
    bits: float


@dataclass(frozen=True, slots=True)
class NameForms:
    """Everything by which a name is recognised."""

    families: tuple[Family, ...] = field(repr=False)
    firsts: tuple[First, ...] = field(repr=False)
    begins: Mapping[str, tuple[First, ...]] = field(repr=False)  # first names by their first word
    ends: Mapping[str, tuple[First, ...]] = field(repr=False)  # and by their last
    initials: str = field(repr=False)  # of all given names, in order
    called: str = field(repr=False)  # initial of the calling name
    partner: tuple[str, ...] = field(default=(), repr=False)


class NameBook:
    """Makes names ready to be recognised; what it once made of a family name or a first name serves everybody who bears it."""

    def __init__(self, population: Population, weights: Weights) -> None:
        self.population, self.weights = population, weights
        names = weights.names
        self._unseen = min(names["given-cap"], log2(names["given"] / names["unseen-given"]))
        self._seldom = {
            "exact": log2(names["given"] / names["second-given"]), "nickname": log2(names["nickname"] / names["second-given"]),
        }  # fmt: skip
        self.given = {
            word: min(names["given-cap"], log2(names["given"] / share)) for word, share in population.given.items() if share
        }
        self.families = lru_cache(maxsize=_KEPT)(self._families)
        self.firsts = lru_cache(maxsize=_KEPT)(self._firsts)

    def forget(self) -> None:
        """Keep no name ready, so that none of a withdrawn profile stays behind."""
        self.families.cache_clear()
        self.firsts.cache_clear()

    def compile(self, profile: Profile) -> NameForms:
        name = profile.name
        families = [family for one, form in _in_use(profile) for family in self.families(one, form)]
        firsts = tuple({first.words: first for first in reversed(list(self._first_names(profile)))}.values())[::-1]
        called = words(name.called)
        letters = "".join(found[0][0] for one in name.given_names if (found := words(one)))
        return NameForms(
            tuple(dict.fromkeys(families)),
            firsts,
            _by_word(firsts, 0),
            _by_word(firsts, -1),
            letters,
            called[0][0] if called else letters[:1],
            tuple(words(name.partner.surname)) if name.partner else (),
        )

    def keys(self, profile: Profile) -> tuple[set[str], set[str]]:
        """(words that end a family name in use, words that begin a first name in use)."""
        ends = {family.key for one, form in _in_use(profile) for family in self.families(one, form)}
        return ends, self.called(profile)

    def called(self, profile: Profile) -> set[str]:
        """Words that begin a first name in use."""
        return {first.words[0] for first in self._first_names(profile)}

    def words(self, profile: Profile) -> frozenset[str]:
        """The word that ends the family name, and the one the person is called by."""
        return frozenset((*words(profile.name.family.surname)[-1:], *words(profile.name.called)[:1]))

    def surname_at_most(self, profile: Profile) -> float:
        """The most that a family name of this profile can weigh, in bits."""
        most = max((family.bits for one, form in _in_use(profile) for family in self.families(one, form)), default=0.0)
        return most + self.weights.names["partner"] * (profile.name.partner is not None)

    def first_at_most(self, letter: str, around: list[str]) -> float:
        """The most that first names or initials among these words can weigh for anybody called by that letter, in bits."""
        most, letters = 0.0, 0
        for word in around:
            letters += len(word) == 1
            if len(word) > 1 and word[0] == letter:
                most = max(most, self.given.get(word, self._unseen))
                letters += len(word) if len(word) <= INITIALS else 0
        if letters:
            names = self.weights.names
            first = log2(names["initial"] / self.population.initials.get(letter, 0.005))
            most = max(most, first + min(2, letters - 1) * names["second-initial"])
        return most

    def _first_names(self, profile: Profile) -> Iterator[First]:
        """The name one is called by first. Of whom that is known the further given names seldom stand alone, nor do the short
        forms of the one it is short for: a Kees is no Cor, though both are Cornelis."""
        name = profile.name
        own = self.firsts(name.called)
        yield from own
        most = min((first.bits for first in own), default=0.0)
        for number, given in enumerate(name.given_names):
            for first in self.firsts(given):
                if not name.calling_name or (number == 0 and first.form == "exact"):
                    yield first
                elif number == 0 or first.form == "exact":
                    yield First(first.words, "second", min(most, first.bits - self._seldom[first.form]) - _LESS)
        for former in profile.former_names:
            yield from self.firsts(split_full_name(former)[0])

    def _families(self, name: FamilyName, form: str) -> tuple[Family, ...]:
        surname, prefix = tuple(words(name.surname)), tuple(words(name.prefix))
        if not surname:
            return ()
        share = self.population.surnames.get(" ".join((*prefix, *surname)), self.weights.names["unseen-surname"])
        # people mistake prefixes: a rare prefix with a common surname is no rare name
        bare = max(share, self.population.bare.get(surname[-1], 0.0))
        share = max(share, bare * self.weights.names["prefix-mistaken"])
        # most who use a partner's name use it beside their own
        m = self.weights.names["partner-alone" if form == "partner" else "surname"]
        bits, loose = (log2(m / one) for one in (share, bare))
        found = [Family(surname, prefix, form, bits, loose, share)]
        found += [Family((joined,), (), "joined", bits, bits, share) for joined in sorted(spellings.joined(surname, prefix))]
        for other in sorted(spellings.of(name.surname) - {surname}):
            others = self.population.bare.get(other[-1], 0.0)  # so written it may be a name of its own
            written, unprefixed = (log2(m / max(one, others)) for one in (share, bare))
            found.append(Family(other, prefix, form, written, unprefixed, share))
        return tuple(found)

    def _firsts(self, given: str) -> tuple[First, ...]:
        found = tuple(words(given))
        if not found:
            return ()
        variants = {found: "exact"} | dict.fromkeys(sorted(spellings.of(given) - {found}), "exact")
        if len(found) > 1:
            variants.setdefault(("".join(found),), "exact")
        for short in sorted(self.population.short.get(found[0], ())):
            variants.setdefault((short,), "nickname")
        return tuple(First(variant, form, self._first_bits(variant, form)) for variant, form in variants.items())

    def _first_bits(self, variant: tuple[str, ...], form: str) -> float:
        known = self.population.given
        share = known.get(" ".join(variant)) or known.get(variant[0]) or self.weights.names["unseen-given"]
        m = self.weights.names["given"] if form == "exact" else self.weights.names["nickname"]
        return min(self.weights.names["given-cap"], log2(m / share))


def is_slip(word: str, name: str) -> bool:
    """Whether the word is the name but for one letter added, lost, replaced or swapped; short names have no slips."""
    return len(word) >= _SHORTEST_SLIP and OSA.distance(word, name, score_cutoff=1) == 1


def _in_use(profile: Profile) -> Iterator[tuple[FamilyName, str]]:
    """Each family name with its form."""
    yield profile.name.family, "exact"
    if profile.name.partner:
        yield profile.name.partner, "partner"
    for former in profile.former_names:
        yield split_full_name(former)[1], "former"


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
