"""The goals of telling people apart, beside what was reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_FAMILIES = {
    "phone notations": 1.0, "phone obfuscated": 1.0, "e-mail obfuscated": 0.99, "zero-width": 0.98, "homoglyph": 0.98,
    "inline tags": 0.98, "upper, lower": 0.98, "diacritics": 0.98, "reversed": 0.98, "prefix abbreviated": 0.98,
    "typo": 0.9, "leet": 0.9,
}  # fmt: skip
_ENOUGH = 100  # cases of a family
_ALONE = frozenset(("phone", "email", "handle"))  # kinds of mention that show one kind of evidence


def goals(row: Mapping[str, Any], changed: int) -> list[dict[str, object]]:
    """`row`: the report of one world at one size; `changed`: how many scores strangers changed."""
    return [*_grades(row), *_families(row), *_rest(row, changed)]


def _goal(what: str, goal: float, reached: float | None, *, most: bool = False, **more: object) -> dict[str, object]:
    met = None if reached is None else reached <= goal if most else reached >= goal
    return {"what": what, "goal": f"{'<=' if most else '>='} {goal}", "reached": reached, "met": met, **more}


def _grades(row: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    sure, probable, possible = (row["identifiable"][grade] for grade in ("certain", "probable", "possible"))
    yield _goal("probable: recall", 0.97, probable["recall"], of=probable["of"])
    yield _goal("probable: precision", 0.995, probable["precision"], false=probable["false"])
    yield _goal("any grade: recall", 0.99, possible["recall"], of=possible["of"])
    for way in ("precision", "precision by own claim", "precision without household"):
        yield _goal(f"any grade: {way}", 0.95, possible[way])
    yield _goal("certain: precision", 0.999, sure["precision"], false=sure["false"])
    alone = sum(group["of"] for kind, group in row["kinds"].items() if kind in _ALONE)
    most = round(1 - alone / sure["of"], 4)
    told = round(sure["found"] / (sure["of"] - alone), 4)
    yield _goal(
        "certain: recall", 0.8, sure["recall"], **{"most by the rule of two kinds": most, "of those with two kinds": told}
    )


def _families(row: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    for name, goal in _FAMILIES.items():
        family = row["noise families"][name]
        if family["of"]:
            reached = family.get("read", family["recall"])
            more = {"at probable": family["recall"]} if "read" in family else {}
            yield _goal(f"family: {name}", goal, reached, of=family["of"], enough=family["of"] >= _ENOUGH, **more)


def _rest(row: Mapping[str, Any], changed: int) -> Iterator[dict[str, object]]:
    decoys = row["decoys"]["all"]
    yield _goal("decoys: how many", 1_000, decoys["of"])
    yield _goal("decoys: share at probable", 0.002, round(decoys["probable"] / max(1, decoys["of"]), 5), most=True)
    yield _goal("decoys: at certain", 0, decoys["certain"], most=True)
    yield _goal("calibration: expected error", 0.05, row["calibration"]["error"], most=True)
    yield _goal("scores that strangers change", 0, changed, most=True)
