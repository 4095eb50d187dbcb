"""All signals together: one score with its reasons (Fellegi-Sunter, read as a share of the population).

Score = 1 / (1 + 2^-(prior + sum of weights)). Pieces of evidence that depend on one another, and what may never be concluded,
come as signals of their own (cap, clip, floor), so that the weights add up and the thresholds alone decide the grade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp2, log2
from typing import Final

from matchers.evidence import HOUSEHOLD, IDENTIFIERS, PERSONAL, Evidence
from matchers.odds import probability
from matchers.weights import Weights

_AGREES: Final = frozenset(("exact", "nickname", "typo"))
_INITIALS: Final = frozenset(("initials", "initials together"))
_NAMED_AFTER: Final = frozenset(("nickname",))  # in one house a Jan and a Johan may be father and son
#: Evidence, and the rule that says which share of those who bear the surname shows it at least.
_CLUSTERED: Final = {
    "name": "rare-surname", "exact": "given-of-surname", "nickname": "given-of-surname", "typo": "given-of-surname",
    "second": "given-of-surname", "initials": "given-of-surname", "initials together": "given-of-surname",
    "city": "city-of-surname",
}  # fmt: skip
_ADDRESSES: Final = frozenset(("address", "street", "postcode"))
_STRONG: Final = PERSONAL | HOUSEHOLD | _ADDRESSES
#: What of another, beside an address or postcode, makes a namesake of whoever stands there.
_NEVER_CERTAIN: Final = frozenset(("age", "birth-date", "address"))
_NEARLY: Final = 0.05  # bits below a threshold at which a cap holds a score, and above it for a floor
_LIMIT: Final = 1_000.0


@dataclass(frozen=True, slots=True)
class Scored:
    """`evidence` with the rules' own words behind it. `exponent`: prior and all weights, in bits. `least` and `most`: between
    which exponents the rules hold it, whatever reviews tell of such scores."""

    evidence: tuple[Evidence, ...]
    exponent: float
    household: bool
    others: float
    least: float = -_LIMIT
    most: float = _LIMIT

    @property
    def score(self) -> float:
        return probability(self.exponent)


def calibrated(scored: Scored, weights: Weights) -> float:
    """The share of such findings that specialists confirmed, within what the rules allow; without reviews the score itself.
    What is no finding is reviewed by nobody: it is never raised to one."""
    if not weights.calibration.points:
        return scored.score
    share = weights.calibration.of(scored.score)
    if scored.score < weights.thresholds["possible"]:
        share = min(share, scored.score)
    return max(probability(scored.least), min(probability(scored.most), share))


def weigh(evidence: list[Evidence], weights: Weights) -> Scored:
    """The evidence of one record with the rules applied."""
    counted = [*evidence, *_dependent(evidence, weights)]
    exponent = weights.prior + sum(one.bits for one in counted)
    share = sum(log2(one.m) for one in evidence if one.bits > 0)
    others = exp2(max(-_LIMIT, min(_LIMIT, share - exponent)))
    household = _is_household(evidence)
    least, most = -_LIMIT, _LIMIT
    for rule in _limits(evidence, household, weights):
        change = rule.bits - exponent
        if (rule.kind == "floor") == (change > 0):
            counted.append(Evidence(rule.kind, rule.what, 0, 0, rule.form, change))
        least, most = (max(least, rule.bits), most) if rule.kind == "floor" else (least, min(most, rule.bits))
    exponent = weights.prior + sum(one.bits for one in counted)
    return Scored(tuple(counted), exponent, household, others, least, most)


def _whole(evidence: list[Evidence]) -> dict[str, float]:
    """Bits of each strong identifier; the parts of one address together."""
    strong: dict[str, float] = {}
    for number, one in enumerate(evidence):
        if one.what in _STRONG and one.bits > 0:
            group = "address" if one.what in _ADDRESSES else f"{one.what} {number}"
            strong[group] = strong.get(group, 0.0) + one.bits
    return strong


def _dependent(evidence: list[Evidence], weights: Weights) -> Iterator[Evidence]:
    """What evidence says less than it seems, because other evidence already implies it."""
    rules, strong = weights.rules, _whole(evidence)
    following = sorted(strong, key=lambda group: (-strong[group], group))[1:]
    at_home = "landline" in {group.split()[0] for group in strong} and not any(one.what in PERSONAL for one in evidence)
    form = "beside another's name" if any(one.what == "other-name" for one in evidence) else "beside another identifier"
    for group in following:
        most = rules["second-address"] if group == "address" else rules["second-identifier"]
        most = rules["second-household"] if at_home else most
        most = rules["second-beside-other"] if form == "beside another's name" else most
        if strong[group] > most:
            yield Evidence("cap", group.split()[0], 0, 0, form, most - strong[group])
    city = next((one.bits for one in evidence if one.what == "city"), 0.0)
    if at_home and city > rules["second-household"]:
        yield Evidence("cap", "city", 0, 0, "beside another identifier", rules["second-household"] - city)
    yield from _name_clip(evidence, weights)
    yield from _clustered(evidence, weights)


def _clustered(evidence: list[Evidence], weights: Weights) -> Iterator[Evidence]:
    """Families live together and name alike: beside a surname neither first name nor town is as rare as in the whole country,
    and a surname that is in no table may be borne by a whole village. An identifier or date of birth makes up for that."""
    positive = [one for one in evidence if one.bits > 0]
    kinds = {one.kind for one in positive}
    if "name" not in kinds or kinds & IDENTIFIERS or any(one.what == "birth-date" for one in positive):
        return
    for one in evidence:
        least = weights.rules.get(_CLUSTERED.get(one.what if one.kind == "given-name" else one.kind, ""))
        if least is not None and (change := log2(one.m / least) - one.bits) < 0 < one.bits:
            yield Evidence("clip", one.kind, 0, 0, "goes with the surname", change)


def _name_clip(evidence: list[Evidence], weights: Weights) -> Iterator[Evidence]:
    rules, whats = weights.rules, {one.what for one in evidence if one.bits > 0}
    surname = sum(one.bits for one in evidence if one.kind == "name")
    name = surname + sum(one.bits for one in evidence if one.kind == "given-name")
    shared = _shared(whats, surname, weights)
    if whats & PERSONAL:
        change = max(rules["name-least"], min(rules["name-most"], name)) - name
        if change:
            yield Evidence("clip", "name", 0, 0, "beside an identifier", change)
    elif shared is not None and surname > shared:
        yield Evidence("clip", "surname", 0, 0, "shared by the household", shared - surname)


def _shared(whats: set[str], surname: float, weights: Weights) -> float | None:
    """The most a surname of so many bits can say beside what a whole household or neighbourhood shares: relatives bear it,
    and by chance as many others as elsewhere."""
    rules, m = weights.rules, weights.names["surname"]
    part = "address" if whats & HOUSEHOLD else next((one for one in ("street", "postcode") if one in whats), None)
    if part is None:
        return None
    return max(0.0, log2(m / (rules[f"surname-given-{part}"] + m * exp2(-surname))))


def _is_household(evidence: list[Evidence]) -> bool:
    """Whether it fits everybody who lives there: their address or landline, and nothing of the one person."""
    positive = [one for one in evidence if one.bits > 0]
    shared = any(one.what in HOUSEHOLD for one in positive)
    personal = any(one.what in PERSONAL or one.kind == "birth-date" or _is_own_first_name(one) for one in positive)
    return shared and not personal


def _is_own_first_name(one: Evidence) -> bool:
    """A further given name is as often that of a parent, who may live there too."""
    return one.kind == "given-name" and one.what != "second"


@dataclass(frozen=True, slots=True)
class _Limit:
    kind: str  # cap or floor
    what: str
    form: str
    bits: float  # the exponent that it sets


def _limits(evidence: list[Evidence], household: bool, weights: Weights) -> Iterator[_Limit]:
    """What may never be concluded from evidence of this kind, however rare it is."""
    positive = [one for one in evidence if one.bits > 0]
    kinds, whats = {one.kind for one in positive}, {one.what for one in positive}
    given = next((one for one in evidence if one.kind == "given-name"), None)
    identified = bool(kinds & IDENTIFIERS) or "birth-date" in whats
    below = {name: weights.exponent(name) - _NEARLY for name in ("certain", "probable", "possible")}
    if not identified and (given is None or given.bits <= 0 or not kinds - {"name", "given-name"}):
        yield _Limit("cap", "name", "a name alone is not enough", below["possible"])
    elif not identified and any(one.bits < 0 and one.kind != "name" for one in evidence):
        yield _Limit("cap", "namesake", "an identifier is another's", below["probable"])
    if household:
        yield _Limit("cap", "household", "fits the household", below["probable"])
        yield _Limit("floor", "household", "fits the household", weights.exponent("possible") + _NEARLY)
    elif not whats & PERSONAL and any(one.bits < 0 and one.kind in _NEVER_CERTAIN for one in evidence):
        yield _Limit("cap", "namesake", "an identifier is another's", below["certain"])
    elif given is not None and given.what == "conflict":
        yield _Limit("cap", "certainty", "another first name", below["certain"])
    elif not _may_be_certain(whats, kinds, given):
        yield _Limit("cap", "certainty", "one kind of evidence", below["certain"])


def _may_be_certain(whats: set[str], kinds: set[str], given: Evidence | None) -> bool:
    """Two independent kinds, one of them an identifier, full address or date of birth; what a household shares needs the
    person's own first name, initials, number, address or date of birth beside it, what a street shares the first name. Another
    form of the first name may be a parent's or child's, named after each other."""
    independent = {"name" if kind == "given-name" else "address" if kind in {"postcode", "city"} else kind for kind in kinds}
    if len(independent) < 2:
        return False
    first = given.what if given is not None and given.bits > 0 else ""
    if whats & PERSONAL:
        return True
    if whats & HOUSEHOLD or "birth-date" in whats:
        return ("birth-date" in whats and "name" in kinds) or first in (_AGREES - _NAMED_AFTER) | _INITIALS
    return "postcode" in whats and first in _AGREES
