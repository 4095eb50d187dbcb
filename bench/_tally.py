"""Counts what was found on the sheets of a world against who stands there.

* True: the pair of sheet and profile is in `stands`, whether or not it is identifiable.
* Recall counts identifiable mentions alone. Mentions by name and city, by name alone and the like need not be found; they
  have a row of their own. So has the household: expected as possible, never certain.
* Precision is told in three ways. *Strict*: a relative at the address who is reported as possible counts as false. *Own claim*:
  what is marked household says no more than that their address or landline stands there, and is true where the page's text
  holds it. *Without household*: whatever is marked so is left out, true or false."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench._homes import holds_home, squashed
from bench._truth import DECOYS, Sheet, Stands, World
from domain.finding import Finding, Grade

GRADES = (Grade.CERTAIN, Grade.PROBABLE, Grade.POSSIBLE)
_BINS = 10
#: What must have been read where a family is one of notations.
READ = {"phone": "phone", "e-mail": "email"}
#: Families of noise by what their tags have in common; both worlds name their own.
FAMILIES: dict[str, re.Pattern[str]] = {
    "phone notations": re.compile(r"^(?!.*obfus).*phone"),
    "phone obfuscated": re.compile(r"obfus.*phone|phone.*obfus"),
    "e-mail notations": re.compile(r"^(?!.*obfus).*mail"),
    "e-mail obfuscated": re.compile(r"obfus.*mail|mail.*(?:obfus|spell|spok|brack|round|entit|punt|apenst|dot|-at)"),
    "zero-width": re.compile(r"^(?!.*(?:phone|mail)).*(?:zero.?width|zwsp|invisible|soft.?hyphen)"),
    "homoglyph": re.compile(r"homoglyph|cyril|lookalike"),
    "inline tags": re.compile(r"^(?!.*(?:phone|mail)).*(?:inline|tags)"),
    "upper, lower": re.compile(r"^(?!.*(?:phone|mail|postcode|number)).*(?:upper|lower|caps)"),
    "diacritics": re.compile(r"diacri|nfd|accent"),
    "reversed": re.compile(r"revers"),
    "prefix abbreviated": re.compile(r"^prefix|abbr.*prefix|prefix.*abbr|v\.?d\b"),
    "typo": re.compile(r"typo|slip"),
    "leet": re.compile(r"leet"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One finding on one sheet, with what the truth says of it."""

    sheet: Sheet
    finding: Finding
    stands: Stands | None
    seems: str

    @property
    def why(self) -> str:
        """The class of a false finding: the kind of decoy, else that a stranger of the page fits, and by what."""
        forms = sorted({f"{one.kind}:{one.form}" for one in self.finding.signals if one.weight > 0 and one.where != "rule"})
        return f"{self.seems or 'anybody'} | {' + '.join(forms)}"


def seen(sheets: Sequence[Sheet], found: Sequence[Sequence[Finding]]) -> list[Seen]:
    rows = []
    for sheet, findings in zip(sheets, found, strict=True):
        stands = {one.profile: one for one in sorted(sheet.stands, key=lambda one: one.identifiable)}
        seems = {one.profile: one.kind for one in sheet.seems}
        rows += [Seen(sheet, one, stands.get(one.profile_id), seems.get(one.profile_id, "")) for one in findings]
    return rows


def at_least(grade: Grade) -> Callable[[Finding], bool]:
    enough = GRADES[: GRADES.index(grade) + 1]
    return lambda finding: finding.grade in enough


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 5) if whole else None


def _mentions(sheets: Iterable[Sheet]) -> dict[tuple[str, str], Stands]:
    """Each pair of sheet and profile once; what identifies goes first."""
    pairs: dict[tuple[str, str], Stands] = {}
    for sheet in sheets:
        for one in sorted(sheet.stands, key=lambda one: not one.identifiable):
            pairs.setdefault((sheet.name, one.profile), one)
    return pairs


class Tally:
    """All figures of one world at one number of profiles."""

    def __init__(self, world: World, found: Sequence[Sequence[Finding]]) -> None:
        self.world, self.rows = world, seen(world.sheets, found)
        self.mentions = _mentions(world.sheets)
        reported = {row.finding.profile_id for row in self.rows}
        self.profiles = {profile.id: profile for profile in world.profiles if profile.id in reported}
        self.kinds = {
            (row.sheet.name, row.finding.profile_id): {one.kind for one in row.finding.signals if one.weight > 0}
            for row in self.rows
        }
        self._texts: dict[str, str] = {}
        self.grades = {(row.sheet.name, row.finding.profile_id): row.finding.grade for row in self.rows}

    def report(self) -> dict[str, object]:
        identifiable = {pair: one for pair, one in self.mentions.items() if one.identifiable}
        return {
            "identifiable": {grade.value: self._precision_and_recall(identifiable, grade) for grade in GRADES},
            "noise families": {name: self._family(identifiable, name, pattern) for name, pattern in FAMILIES.items()},
            "noise": self._by(identifiable, lambda one: one.noise or ("none",)),
            "kinds": self._by(identifiable, lambda one: (one.kind,)),
            "household": self._found({pair: one for pair, one in self.mentions.items() if one.household}),
            "names without a key": self._found(
                {pair: one for pair, one in self.mentions.items() if not one.identifiable and not one.household}
            ),
            "decoys": self._decoys(),
            "origins": self._origins(identifiable),
            "calibration": self._calibration(),
            "missed at probable": self._missed(identifiable, Grade.PROBABLE),
            "missed at possible": self._missed(identifiable, Grade.POSSIBLE),
            "false at probable": self._false(Grade.PROBABLE),
            "false at possible": self._false(Grade.POSSIBLE),
        }

    def _is(self, pair: tuple[str, str], grade: Grade) -> bool:
        return self.grades.get(pair) in GRADES[: GRADES.index(grade) + 1]

    def _precision_and_recall(self, identifiable: Mapping[tuple[str, str], Stands], grade: Grade) -> dict[str, object]:
        reported = [row for row in self.rows if at_least(grade)(row.finding)]
        true = sum(row.stands is not None for row in reported)
        found = sum(self._is(pair, grade) for pair in identifiable)
        homes = [row for row in reported if row.finding.household]
        claimed = sum(row.stands is None and self._stands_home(row) for row in homes)
        others, right = len(reported) - len(homes), true - sum(row.stands is not None for row in homes)
        return {
            "recall": _share(found, len(identifiable)), "found": found, "of": len(identifiable),
            "precision": _share(true, len(reported)), "true": true, "reported": len(reported), "false": len(reported) - true,
            "precision by own claim": _share(true + claimed, len(reported)),
            "precision without household": _share(right, others),
            "of the false, marked household": sum(row.stands is None for row in homes), "whose home stands there": claimed,
        }  # fmt: skip

    def _stands_home(self, row: Seen) -> bool:
        """Whether the page's own text holds the address or landline, however the matcher came to it."""
        profile = self.profiles[row.finding.profile_id]
        if row.sheet.name not in self._texts:
            self._texts[row.sheet.name] = squashed(row.sheet.body.decode("utf-8", "replace"))
        return holds_home(self._texts[row.sheet.name], profile)

    def _family(self, identifiable: Mapping[tuple[str, str], Stands], name: str, pattern: re.Pattern[str]) -> dict[str, object]:
        """`read`: the share of which the number or address itself was read, whatever else stood there."""
        pairs = [pair for pair, one in identifiable.items() if any(map(pattern.search, one.noise))]
        kind = READ.get(name.split(maxsplit=1)[0])
        read = sum(kind in self.kinds.get(pair, ()) for pair in pairs)
        return self._recall(pairs) | ({"read": _share(read, len(pairs))} if kind else {})

    def _recall(self, pairs: Sequence[tuple[str, str]]) -> dict[str, object]:
        found = sum(self._is(pair, Grade.PROBABLE) for pair in pairs)
        anyhow = sum(self._is(pair, Grade.POSSIBLE) for pair in pairs)
        sure = sum(self._is(pair, Grade.CERTAIN) for pair in pairs)
        return {"recall": _share(found, len(pairs)), "certain": sure, "probable": found, "any": anyhow, "of": len(pairs)}

    def _by(
        self, mentions: Mapping[tuple[str, str], Stands], keys: Callable[[Stands], Iterable[str]]
    ) -> dict[str, dict[str, object]]:
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for pair, one in mentions.items():
            for key in keys(one):
                groups[key].append(pair)
        return {key: self._recall(groups[key]) for key in sorted(groups)}

    def _found(self, mentions: Mapping[tuple[str, str], Stands]) -> dict[str, object]:
        graded = Counter(str(self.grades.get(pair, "none")) for pair in mentions)
        return {"of": len(mentions), **{key: graded[key] for key in sorted(graded)}}

    def _decoys(self) -> dict[str, object]:
        pairs = {(sheet.name, one.profile): one.kind for sheet in self.world.sheets for one in sheet.seems}
        pairs = {pair: kind for pair, kind in pairs.items() if pair not in self.mentions}
        rows: dict[str, object] = {}
        for kind in (*DECOYS, "all"):
            mine = [pair for pair, one in pairs.items() if kind in {one, "all"}]
            rows[kind] = {"of": len(mine)} | {grade.value: sum(self._is(pair, grade) for pair in mine) for grade in GRADES}
        return rows

    def _origins(self, identifiable: Mapping[tuple[str, str], Stands]) -> dict[str, object]:
        origins = self.world.origins
        rows: dict[str, object] = {}
        for origin in sorted(set(origins.values())):
            mine = [row for row in self.rows if origins.get(row.finding.profile_id) == origin]
            row: dict[str, object] = self._recall([pair for pair in identifiable if origins.get(pair[1]) == origin])
            for grade in (Grade.PROBABLE, Grade.POSSIBLE):
                reported = [one for one in mine if at_least(grade)(one.finding)]
                true = sum(one.stands is not None for one in reported)
                row |= {f"precision at {grade.value}": _share(true, len(reported)), f"reported at {grade.value}": len(reported)}
            rows[origin] = row
        return rows

    def _calibration(self) -> dict[str, object]:
        """`error`: expected calibration error, the gaps of the bins weighed by how many findings each holds."""
        bins: list[list[Seen]] = [[] for _ in range(_BINS)]
        for row in self.rows:
            bins[min(_BINS - 1, int(row.finding.calibrated * _BINS))].append(row)
        shown, error = [], 0.0
        for at, rows in enumerate(bins):
            if rows:
                said = sum(row.finding.calibrated for row in rows) / len(rows)
                true = sum(row.stands is not None for row in rows) / len(rows)
                error += abs(said - true) * len(rows)
                shown.append({"from": at / _BINS, "findings": len(rows), "said": round(said, 4), "true": round(true, 4)})
        return {"error": round(error / max(1, len(self.rows)), 5), "bins": shown}

    def _missed(self, identifiable: Mapping[tuple[str, str], Stands], grade: Grade) -> dict[str, int]:
        missed = Counter(class_of(one) for pair, one in identifiable.items() if not self._is(pair, grade))
        return dict(missed.most_common())

    def _false(self, grade: Grade) -> dict[str, int]:
        false = Counter(row.why for row in self.rows if row.stands is None and at_least(grade)(row.finding))
        return dict(false.most_common())


def class_of(one: Stands) -> str:
    return " | ".join((one.kind, *one.noise))
