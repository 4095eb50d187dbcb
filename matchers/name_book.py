"""Makes the names of a profile ready to be recognised: which spellings and short forms are in use, and what each weighs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import log2
from typing import Final

from domain.name import FamilyName, Name
from domain.profile import Profile
from matchers import spellings
from matchers.fold import words
from matchers.names import INITIALS, PREFIXES, Called, Family, First, NameForms, Outline, split_full_name
from matchers.population import Population
from matchers.weights import Weights

_KEPT: Final = 60_000  # names of each kind that are kept ready
_LESS: Final = 1e-6  # bits by which the calling name leads where both stand


@dataclass(frozen=True, slots=True)
class _Families:
    """One family name in all its spellings, the words that end them, and the most that one of them weighs. `is_compound`:
    whether it has other words than the one that ends it and prefixes that everybody knows."""

    spelled: tuple[Family, ...] = field(repr=False)
    ends: frozenset[str] = field(repr=False)
    most: float
    is_compound: bool

    @classmethod
    def of(cls, spelled: tuple[Family, ...]) -> _Families:
        compound = any(len(one.words) > 1 or not PREFIXES.issuperset(one.prefix) for one in spelled)
        most = max((one.bits for one in spelled), default=0.0)
        return cls(spelled, frozenset(one.key for one in spelled), most, compound)


@dataclass(frozen=True, slots=True)
class _Firsts:
    """One first name in all its forms, the words that begin them, and those of the name itself; the words that begin or end
    any, and the forms of one word that may be misspelled."""

    spelled: tuple[First, ...] = field(repr=False)
    begins: frozenset[str] = field(repr=False)
    exact: frozenset[str] = field(repr=False)
    edges: frozenset[str] = field(repr=False)
    slips: tuple[str, ...] = field(repr=False)
    letter: str = field(repr=False)

    @classmethod
    def of(cls, spelled: tuple[First, ...]) -> _Firsts:
        exact = [one.words for one in spelled if one.form == "exact"]
        begins = frozenset(one.words[0] for one in spelled)
        slips = tuple(words[0] for words in exact if len(words) == 1)
        edges = begins.union(one.words[-1] for one in spelled)
        letter = spelled[0].words[0][0] if spelled else ""
        return cls(spelled, begins, frozenset(words[0] for words in exact), edges, slips, letter)


class NameBook:
    """Makes names ready to be recognised; what it once made of a family name or a first name serves everybody who bears it."""

    def __init__(self, population: Population, weights: Weights) -> None:
        self.population, self.weights = population, weights
        names = weights.names
        self._rare = weights.beyond_prior - sum(weights.most_alone[1:])
        self._unseen = min(names["given-cap"], log2(names["given"] / names["unseen-given"]))
        self._seldom = {
            "exact": log2(names["given"] / names["second-given"]), "nickname": log2(names["nickname"] / names["second-given"]),
        }  # fmt: skip
        self.given = {
            word: min(names["given-cap"], log2(names["given"] / share)) for word, share in population.given.items() if share
        }
        self._families_kept: dict[tuple[FamilyName, str], _Families] = {}
        self._firsts_kept: dict[str, _Firsts] = {}

    def firsts(self, given: str) -> tuple[First, ...]:
        """A first name in all its spellings and short forms."""
        return self._first(given).spelled

    def _family(self, name: FamilyName, form: str) -> _Families:
        known = self._families_kept.get((name, form))
        if known is None:
            if len(self._families_kept) >= _KEPT:
                self._families_kept.clear()
            known = self._families_kept[name, form] = _Families.of(self._families(name, form))
        return known

    def _first(self, given: str) -> _Firsts:
        known = self._firsts_kept.get(given)
        if known is None:
            if len(self._firsts_kept) >= _KEPT:
                self._firsts_kept.clear()
            known = self._firsts_kept[given] = _Firsts.of(self._firsts(given))
        return known

    def forget(self, profile: Profile) -> None:
        """Keep no name of this profile ready, so that none of a withdrawn one stays behind."""
        for used in _in_use(profile):
            self._families_kept.pop(used, None)
        former = (split_full_name(one)[0] for one in profile.former_names)
        for given in (profile.name.called, *profile.name.given_names, *former):
            self._firsts_kept.pop(given, None)

    def compile(self, profile: Profile) -> NameForms:
        name = profile.name
        families = [family for one, form in _in_use(profile) for family in self._family(one, form).spelled]
        firsts = tuple({first.words: first for first in reversed(list(self._first_names(profile)))}.values())[::-1]
        called, letters = words(name.called), self._letters(name)
        return NameForms(
            tuple(dict.fromkeys(families)),
            firsts,
            _by_word(firsts, 0),
            _by_word(firsts, -1),
            letters,
            called[0][0] if called else letters[:1],
            tuple(words(name.partner.surname)) if name.partner else (),
        )

    def outline(self, profile: Profile) -> Outline:
        """What the index keeps of the names of a profile, from one look at each."""
        families = [self._family(one, form) for one, form in _in_use(profile)]
        own, called = families[0].spelled[:1], self.firsts(profile.name.called)[:1]
        partner = self.weights.names["partner"] if profile.name.partner else 0.0
        return Outline(
            max([one.most for one in families]) + partner,
            _ends(families),
            _ends([one for one in families if one.most + partner >= self._rare]),
            frozenset([word[0] for word in self.called(profile)]),
            frozenset([*[one.key for one in own], *[one.words[0] for one in called]]),
        )

    def called_by(self, profile: Profile) -> Called:
        """What of this name must stand on a page before it is worth reading closely."""
        name = profile.name
        former = (split_full_name(one)[0] for one in profile.former_names)
        kept = [self._first(given) for given in dict.fromkeys((name.called, *name.given_names, *former))]
        families = [self._family(one, form) for one, form in _in_use(profile)]
        letters = self._letters(name)
        letter = self._first(name.called).letter or letters[:1]
        slips = tuple(dict.fromkeys(one for first in kept for one in first.slips))
        firsts = frozenset[str]().union(*(one.edges for one in kept))
        return Called(_ends(families), any(one.is_compound for one in families), firsts, slips, letters or letter, letter)

    def _letters(self, name: Name) -> str:
        return "".join([self._first(one).letter for one in name.given_names])

    def called(self, profile: Profile) -> frozenset[str]:
        """Words that begin a first name in use; `_first_names` says which are."""
        name, found = profile.name, [self._first(profile.name.called).begins]
        for number, given in enumerate(name.given_names):
            kept = self._first(given)
            found.append(kept.begins if number == 0 or not name.calling_name else kept.exact)
        found += [self._first(split_full_name(former)[0]).begins for former in profile.former_names]
        return found[0].union(*found[1:])

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


def _in_use(profile: Profile) -> Iterator[tuple[FamilyName, str]]:
    """Each family name with its form."""
    yield profile.name.family, "exact"
    if profile.name.partner:
        yield profile.name.partner, "partner"
    for former in profile.former_names:
        yield split_full_name(former)[1], "former"


def _ends(families: list[_Families]) -> frozenset[str]:
    return families[0].ends if len(families) == 1 else frozenset[str]().union(*[one.ends for one in families])


def _by_word(firsts: Iterable[First], place: int) -> dict[str, tuple[First, ...]]:
    found: dict[str, tuple[First, ...]] = {}
    for first in firsts:
        found[first.words[place]] = (*found.get(first.words[place], ()), first)
    return found
