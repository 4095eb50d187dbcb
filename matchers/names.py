"""Names as they are written: given, calling and short names, initials, a prefix joined, abbreviated or left out, reversed
behind a comma, a partner's name before or behind, former names, and one slip of the pen beside other evidence.

A weight says how much rarer this name is among all residents than in mentions of the person."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from domain.name import FamilyName

_PREFIXES: Final = (
    "van der de den vd v d ter ten te t s het op in la le el al von du da di dos des del uit aan bij onder over voor "
    "vande vander vanden l ver zur zum vom zu della dela des das"
)
PREFIXES: Final = frozenset(_PREFIXES.split())
_LEADING: Final = frozenset(("van", "de", "der", "den", "ter", "ten", "te", "het", "t"))  # nobody's first name
INITIALS: Final = 4  # letters of initials written together
_SHORTEST_SLIP: Final = 4  # letters; a shorter name with another letter is another name
#: Prefixes that in a sentence are mostly something else.
LOOSE: Final = frozenset(("aan", "bij", "in", "onder", "op", "over", "te", "uit", "voor"))
TITLES: Final = frozenset(
    "dr mr ir drs ing prof ds jhr jkvr bc dhr hr heer mevr mevrouw mw mej zr br bsc msc llm phd mba".split()  # noqa: SIM905
)
#: Degrees that stand behind a name alone, in capitals or with full stops: in front of one they may be initials.
DEGREES: Final = frozenset("ba ma bba bed med beng llb mpa mpm emba emia emfc ra rc aa rb re sc".split())  # noqa: SIM905


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

    def is_slip(self, word: str) -> bool:
        """Whether the word is the family name but for one letter added, lost, replaced or swapped; the first stays."""
        return len(self.words) == 1 and word[0] == self.key[0] and is_slip(word, self.key)


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


@dataclass(frozen=True, slots=True)
class Called:
    """What of a name must stand on a page before it is worth reading closely. `families`: words that end a family name.
    `is_compound`: whether a family name has several words, so that others stand between. `firsts`: words that begin or end a
    first name in use; `slips`: those that a slip of the pen may have changed. `initials`: all, in order; `letter`: that of the
    calling name."""

    families: frozenset[str] = field(repr=False)
    is_compound: bool
    firsts: frozenset[str] = field(repr=False)
    slips: tuple[str, ...] = field(repr=False)
    initials: str = field(repr=False)
    letter: str = field(repr=False)

    def is_first(self, word: str, given: Container[str]) -> bool:
        """Whether a word can be a first name of theirs, or all initials together. `given`: names that are no slip."""
        if word in self.firsts or word == self.initials:
            return True
        return word not in given and any(is_slip(word, one) for one in self.slips)

    def is_family_slip(self, word: str) -> bool:
        """Whether a word is a family name of theirs but for a slip of the pen; the first letter stays."""
        return any(word[0] == family[0] and is_slip(word, family) for family in self.families)

    def is_row(self, letters: str) -> bool:
        """Whether letters in a row can be their initials."""
        own = self.initials
        return letters == self.letter or own.startswith(letters) or (len(own) == 1 and letters.startswith(own))


@dataclass(frozen=True, slots=True)
class Outline:
    """Of the names of one profile. `surname`: the most that a family name of theirs can weigh, in bits. `families`: words that
    end a family name in use, `rare` those of which are so rare that a city may be enough beside them; `letters`: with which a
    first name in use begins. `names`: the word that ends the own family name, and the one the person is called by."""

    surname: float = field(repr=False)
    families: frozenset[str] = field(repr=False)
    rare: frozenset[str] = field(repr=False)
    letters: frozenset[str] = field(repr=False)
    names: frozenset[str] = field(repr=False)


def is_slip(word: str, name: str) -> bool:
    """Whether the word is the name but for one letter added, lost, replaced or swapped; short names have no slips."""
    return len(word) >= _SHORTEST_SLIP and OSA.distance(word, name, score_cutoff=1) == 1


def split_full_name(full: str) -> tuple[str, FamilyName]:
    """`Joke van der Berg` in its first name and family name: the family name begins at the first prefix or is the last word.
    Of `van der Berg` there is no first name."""
    parts = full.split()
    if len(parts) > 1 and parts[0].lower().strip("'.") in _LEADING:
        parts = ["", *parts]
    at = next(
        (index for index, part in enumerate(parts[1:], 1) if part.lower().strip("'.") in PREFIXES), max(0, len(parts) - 1)
    )
    end = at
    while end < len(parts) - 1 and parts[end].lower().strip("'.") in PREFIXES:
        end += 1
    return " ".join(parts[:at]).strip(), FamilyName(" ".join(parts[end:]), " ".join(parts[at:end]))


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
