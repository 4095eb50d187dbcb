"""What each piece of evidence weighs, as the configuration says; the numbers stand together in config/matching.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, log2
from typing import Final

from domain.errors import BadInput
from domain.finding import Grade
from matchers.calibration import Calibration
from matchers.odds import bits_of

_WHERE: Final = "matching.yml"
_GROUPS: Final = {
    "thresholds": ("certain", "probable", "possible"),
    "names": ("surname", "surname-typo", "typo-floor", "unseen-surname", "prefix-mistaken", "given", "nickname",
              "second-given", "given-typo", "unseen-given", "given-cap", "initial", "second-initial", "partner",
              "partner-alone"),
    "conflicts": ("given", "given-first", "unknown-given", "other-name", "prefix", "prefix-missing", "birth-date", "age",
                  "city", "postcode", "address", "phone", "house-number"),
    "rules": ("surname-given-address", "surname-given-street", "surname-given-postcode", "name-least", "name-most",
              "second-identifier", "second-address", "second-household", "second-beside-other", "rare-surname",
              "given-of-surname", "city-of-surname", "reach"),
}  # fmt: skip
_IDENTIFIERS: Final = (
    "email",
    "mobile",
    "landline",
    "handle-distinctive",
    "handle-plain",
    "plate",
    "iban",
    "service-number",
    "address",
    "street",
    "postcode",
)
_CONTEXT: Final = ("city", "birth-date", "birth-year", "age", "employer", "relative")


@dataclass(frozen=True, slots=True)
class Weights:
    """`population`: residents. `bits`: the weight of an exact identifier or context. `m`: how often the evidence shows when
    it is this person. The other groups are as in the file; thresholds are calibrated scores. `calibration` stands
    in no file: it comes from reviewed findings, by the shell that has them."""

    population: float
    thresholds: Mapping[str, float]
    bits: Mapping[str, float]
    m: Mapping[str, float]
    names: Mapping[str, float]
    conflicts: Mapping[str, float]
    rules: Mapping[str, float]
    calibration: Calibration = Calibration()

    @property
    def prior(self) -> float:
        """Bits of one undirected look at one page: log2(1 / population)."""
        return -log2(self.population)

    @property
    def reach(self) -> int:
        """Characters between two pieces of evidence of one record, at most."""
        return int(self.rules["reach"])

    @property
    def beyond_prior(self) -> float:
        """Bits of evidence from which there is a finding."""
        return self.exponent("possible") - self.prior

    @property
    def most_alone(self) -> tuple[float, float, float]:
        """Bits that surname, first name and city can bring at most where nothing else stands beside them: none counts for more
        than its share among those of one surname."""
        return (
            log2(self.names["surname"] / self.rules["rare-surname"]),
            log2(self.names["given"] / self.rules["given-of-surname"]),
            log2(self.m["city"] / self.rules["city-of-surname"]),
        )

    def grade(self, calibrated: float) -> Grade | None:
        """The grade this calibrated score deserves, or None below *possible*."""
        for grade in (Grade.CERTAIN, Grade.PROBABLE, Grade.POSSIBLE):
            if calibrated >= self.thresholds[grade]:
                return grade
        return None

    def exponent(self, threshold: str) -> float:
        """The bits at which a score reaches this threshold."""
        return bits_of(self.thresholds[threshold])

    @classmethod
    def of(cls, content: Mapping[str, object]) -> Weights:
        """From the file's content. Raises `BadInput` naming the first entry that is missing or no number."""
        population = _number(content, "population")
        bits: dict[str, float] = {}
        m: dict[str, float] = {}
        for kind in _IDENTIFIERS:
            entry = _group(_group(content, "identifiers"), kind)
            m[kind] = _number(entry, "m")
            bits[kind] = log2(m[kind] * population / _number(entry, "others"))
        for kind in _CONTEXT:
            entry = _group(_group(content, "context"), kind)
            m[kind] = _number(entry, "m")
            if kind != "city":
                bits[kind] = log2(m[kind] / _number(entry, "u"))
        groups = {name: {key: _number(_group(content, name), key) for key in keys} for name, keys in _GROUPS.items()}
        return cls(population, groups["thresholds"], bits, m, groups["names"], groups["conflicts"], groups["rules"])


def _group(content: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = content.get(key)
    if not isinstance(found, Mapping):
        raise BadInput(_WHERE, f"has no group {key!r}; put back the file that luwte came with")
    return found


def _number(content: Mapping[str, object], key: str) -> float:
    found = content.get(key)
    try:
        number = float(found) if isinstance(found, int | float | str) and not isinstance(found, bool) else None
    except ValueError:
        number = None
    if number is None or not isfinite(number):
        raise BadInput(_WHERE, f"has no number for {key!r}; put back the file that luwte came with")
    return number
