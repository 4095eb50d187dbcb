"""Names alone: does luwte know which of two names are one person's better than comparing letters does?

Pairs are generated: a person of the development world as enrolled, and a name as a page writes it. True pairs are that person
under each disguise of the world; false ones look alike: another first name with the family name, a name one letter off that is
a name itself, another prefix, another first letter, brothers and sisters. luwte's side is the weight of the best reading of the
written name; the others are rapidfuzz `token_sort_ratio` and `WRatio` on folded names, in the same run. AUC needs no
threshold; F1 is that of each one's own best threshold.

Also the rows that SAS gives for Dutch names: pairs that must be taken for one, whatever the weight."""

from __future__ import annotations

import json
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from math import log2
from random import Random

from rapidfuzz import fuzz

from bench.dev_world import facts, noise
from bench.dev_world.people import Person, employee, family_name
from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.name import FamilyName, Name
from matchers import Population, Weights, read_page, read_population
from matchers.fold import words
from matchers.name_book import NameBook
from matchers.names import PREFIXES, Family, NameForms, is_slip
from matchers.readings import Reader
from matchers.scan import Scan

PAIRS = 1_300  # of each truth
_SEED = 415
_NEVER = -20.0  # bits of a name that is not read at all
#: What the reference gives for Dutch names: a name as enrolled, and as it is written elsewhere.
DUTCH_RULES = (
    (Name(FamilyName("Arkel", "van"), ("Heleen",), "Heleen", FamilyName("Greef", "de")), "Van Arkel de Greef, Heleen"),
    (Name(FamilyName("Laar", "van de"), ("Bert",), "Bert"), "Bert Laar"),
    (Name(FamilyName("Bör"), ("Bart Jan",), "Bart Jan"), "Bartjan Boer"),
    (Name(FamilyName("Krüisink"), ("Geertjan",), "Geertjan"), "Kruisink, Gerrit Jan"),
)


def measure() -> dict[str, object]:
    population, weights = read_population(POPULATION_DIRECTORY), Weights.of(load_weights_mapping())
    chance = Random(_SEED)
    people = [employee(number) for number in range(4 * PAIRS)]
    pairs = [*_true(people, chance), *_false(people, chance)]
    judge = _Judge(population, weights)
    scored = {
        "luwte": [judge.bits(person.profile.name, written) for person, written, _, _ in pairs],
        "token_sort_ratio": [fuzz.token_sort_ratio(*_folded(person, written)) for person, written, _, _ in pairs],
        "WRatio": [fuzz.WRatio(*_folded(person, written)) for person, written, _, _ in pairs],
    }
    truth = [is_true for _, _, is_true, _ in pairs]
    return {
        "benchmark": "names", "pairs": len(pairs), "true": sum(truth), "goal": {"AUC": 0.95, "F1": 0.93},
        **{name: _measured(scores, truth) for name, scores in scored.items()},
        "by kind": _by_kind(scored["luwte"], pairs),
        "Dutch rules": {f"{name} = {written}": round(judge.bits(name, written), 1) for name, written in DUTCH_RULES},
    }  # fmt: skip


Pair = tuple[Person, str, bool, str]


def _true(people: Sequence[Person], chance: Random) -> list[Pair]:
    """The person under each disguise in turn."""
    made: list[Pair] = []
    kinds = ["", *noise.TEXT]
    for number, person in enumerate(people):
        if len(made) == PAIRS:
            break
        kind = kinds[number % len(kinds)]
        written = noise.TEXT[kind](person.profile.name, chance) if kind else noise.plain(person.profile.name)
        if written:
            made.append((person, written, True, kind or "plain"))
    return made


def _false(people: Sequence[Person], chance: Random) -> list[Pair]:
    """Somebody else who is called nearly so."""
    near = _neighbours(facts.surnames().names)
    rare = {
        "near family name": _near_family,
        "other prefix": _other_prefix,
    }  # taken wherever there is one
    often = {"other first name": _other_first, "other initial": _other_initial, "same first name": _same_first}
    made: list[Pair] = []
    for number, person in enumerate(people):
        if len(made) == PAIRS:
            break
        turn = list(often)[number % len(often)]
        for kind, make in (*rare.items(), (turn, often[turn])):
            if written := make(person, people[(7 * number + 1) % len(people)], chance, near):
                made.append((person, written, False, kind))
                break
    return made


Near = dict[str, list[str]]


def _unlike(person: Person, first: str) -> bool:
    own = {person.profile.name.called, *person.profile.name.given_names}
    short = {one for given in own for one in facts.nicknames().get(given, ())}
    return first not in own | short and first[0] not in {one[0] for one in own}


def _other_first(person: Person, other: Person, chance: Random, near: Near) -> str:
    first = other.profile.name.called
    return f"{first} {person.profile.name.family}" if _unlike(person, first) else ""


def _other_initial(person: Person, other: Person, chance: Random, near: Near) -> str:
    first = other.profile.name.called
    return f"{first[0]}. {person.profile.name.family}" if _unlike(person, first) else ""


def _near_family(person: Person, other: Person, chance: Random, near: Near) -> str:
    """A family name one letter off that is a name itself: Jansen and Janssen."""
    found = near.get(person.family)
    return f"{person.profile.name.called} {chance.choice(found)}" if found else ""


def _other_prefix(person: Person, other: Person, chance: Random, near: Near) -> str:
    """Another prefix that is in use with this family name: van den Berg and van der Berg."""
    family = person.profile.name.family
    others = [one for one in _PREFIXED.get(family.surname, ()) if one != str(family)]
    return f"{person.profile.name.called} {chance.choice(others)}" if others else ""


def _same_first(person: Person, other: Person, chance: Random, near: Near) -> str:
    if other.profile.name.family.surname == person.profile.name.family.surname:
        return ""
    return f"{person.profile.name.called} {other.profile.name.family}"


def _neighbours(names: Sequence[str]) -> Near:
    """The thousand commonest names, and what of them lies one letter away."""
    common = names[:1_000]
    return {one: found for one in common if (found := [two for two in common if one != two and is_slip(one, two)])}


def _prefixed() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in facts.surnames().names[:1_000]:
        found[family_name(name, Random(0)).surname].append(name)
    return found


_PREFIXED = _prefixed()


def _folded(person: Person, written: str) -> tuple[str, str]:
    return " ".join(words(str(person.profile.name))), " ".join(words(written))


class _Judge:
    """The weight of a written name, for somebody who may be meant."""

    def __init__(self, population: Population, weights: Weights) -> None:
        self.population, self.weights = population, weights
        self.book = NameBook(population, weights)

    def bits(self, name: Name, written: str) -> float:
        scan = Scan(read_page(f"<p>{escape(written)}</p>".encode()))
        scan.read_leet(self.population.given, self.population.bare, PREFIXES)
        forms = self.book.compile(replace(_NOBODY.profile, name=name))
        reader = Reader(scan, forms, self.population, self.weights)
        found = [self._reading(reader, forms, index, word) for index, word in enumerate(scan.words)]
        return max((one for one in found if one is not None), default=_NEVER)

    def _reading(self, reader: Reader, forms: NameForms, index: int, word: str) -> float | None:
        """As in a record that holds another key: the family name, or one with a slip of the pen."""
        best: float | None = None
        for family in forms.families:
            slip = len(family.words) == 1 and word[:1] == family.key[:1] and is_slip(word, family.key)
            if word != family.key and (not slip or word in self.population.given):
                continue
            reading = reader.at(index, family, typo=None if word == family.key else self._slipped(word, family))
            if reading and (best is None or reading.bits > best):
                best = reading.bits
        return best

    def _slipped(self, word: str, family: Family) -> float:
        """A slip that is itself a name weighs by how common that name is."""
        names = self.weights.names
        share = max(self.population.surnames.get(word, 0.0), names["typo-floor"], family.share / 4)
        return max(0.0, log2(names["surname-typo"] / share))


_NOBODY = employee(0)


def _measured(scores: Sequence[float], truth: Sequence[bool]) -> dict[str, float]:
    yes = sorted(score for score, is_true in zip(scores, truth, strict=True) if is_true)
    no = sorted(score for score, is_true in zip(scores, truth, strict=True) if not is_true)
    above = sum(bisect_left(no, one) + bisect_right(no, one) for one in yes) / 2
    f1, threshold = max(_f1(yes, no, one) for one in sorted(set(scores)))
    return {"AUC": round(above / (len(yes) * len(no)), 4), "F1": round(f1, 4), "at": round(threshold, 2)}


def _f1(yes: Sequence[float], no: Sequence[float], threshold: float) -> tuple[float, float]:
    found, wrong = len(yes) - bisect_left(yes, threshold), len(no) - bisect_left(no, threshold)
    return 2 * found / (found + wrong + len(yes)), threshold


def _by_kind(scores: Sequence[float], pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    """Of each kind how many, and the weight in the middle."""
    groups: dict[str, list[float]] = defaultdict(list)
    for score, (_, _, is_true, kind) in zip(scores, pairs, strict=True):
        groups[f"{'one' if is_true else 'two'}: {kind}"].append(score)
    return {kind: {"of": len(found), "median": round(sorted(found)[len(found) // 2], 1)} for kind, found in groups.items()}


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
