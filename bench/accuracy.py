"""How well luwte tells people apart: recall and precision on generated worlds whose truth is known.

Two worlds with one measure: one to develop with, and where it is installed one to judge by, written apart. With
LUWTE_BENCH_EXAMPLES=1 up to three examples of each class of error are shown; without it nobody reads single errors, so that
the second world stays a judge."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
import time
from collections.abc import Sequence
from datetime import date

from bench._accuracy_goals import goals
from bench._tally import Tally, at_least, class_of
from bench._truth import World
from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.finding import Finding, Grade
from domain.mention import Place
from domain.profile import Profile
from matchers import Index, Page, Weights, excerpt, find, read_page, read_population

SIZES = (1_000, 10_000, 100_000)
SHEETS = 1_650
TODAY = date(2026, 11, 23)  # for a world that names no day of its own
WORLDS = ("dev_world", "judge_world")
_EXAMPLES = 3


def measure() -> dict[str, object]:
    report: dict[str, object] = {"benchmark": "accuracy"}
    for name in WORLDS:
        if importlib.util.find_spec(f"bench.{name}") is None:
            report[name] = {"skipped": "this world is not here"}
            continue
        report[name] = measure_world(importlib.import_module(f"bench.{name}").make(max(SIZES), SHEETS), SIZES)
    return report


def measure_world(world: World, sizes: Sequence[int]) -> dict[str, object]:
    """All figures at each size, smallest first, in one index that grows."""
    index = Index(read_population(POPULATION_DIRECTORY), Weights.of(load_weights_mapping()))
    parsed = [read_page(sheet.body, sheet.media_type) for sheet in world.sheets]
    report: dict[str, object] = {"sheets": len(world.sheets), "mentions": sum(len(sheet.stands) for sheet in world.sheets)}
    firsts: list[list[Finding]] = []
    enrolled = 0
    for size in sizes:
        began = time.process_time()
        for profile in world.profiles[enrolled:size]:
            index.add(profile)
        built = time.process_time()
        found = [_found(index, page, sheet.name, world) for page, sheet in zip(parsed, world.sheets, strict=True)]
        matched = time.process_time()
        tally = Tally(world, found)
        enrolled = size
        row = tally.report() | {"cpu seconds": {"index": round(built - began, 1), "matching": round(matched - built, 1)}}
        if os.environ.get("LUWTE_BENCH_EXAMPLES") == "1":
            row["examples"] = _examples(tally, parsed)
        report[str(size)] = row
        firsts = firsts or [list(one) for one in found]
    changed = _changed(world, firsts, found, sizes[0])
    report["scores that strangers change"] = changed
    return {"goals": goals(row, changed["changed"]), **report}


def _found(index: Index, page: Page, name: str, world: World) -> list[Finding]:
    today = getattr(world, "today", TODAY)
    return [one for one in find(index, page, Place(f"https://{name}.example/"), today=today) if one.grade is not Grade.WEAK]


def _changed(world: World, few: list[list[Finding]], many: list[list[Finding]], size: int) -> dict[str, int]:
    """Findings about the first people, with only them enrolled and with everybody: how many differ."""
    first = {profile.id for profile in world.profiles[:size]}
    compared = changed = 0
    for before, after in zip(few, many, strict=True):
        one = {finding.profile_id: finding.score for finding in before}
        two = {finding.profile_id: finding.score for finding in after if finding.profile_id in first}
        compared += len(one.keys() | two.keys())
        changed += sum(one.get(key) != two.get(key) for key in one.keys() | two.keys())
    return {"compared": compared, "changed": changed}


def _examples(tally: Tally, parsed: Sequence[Page]) -> dict[str, dict[str, list[object]]]:
    """Some of each class of error at probable, and of what is reported at all."""
    shown: dict[str, dict[str, list[object]]] = {"missed at probable": {}, "missed at possible": {}, "false": {}}
    pages = {sheet.name: page for sheet, page in zip(tally.world.sheets, parsed, strict=True)}
    best = {(row.sheet.name, row.finding.profile_id): row.finding for row in tally.rows}
    profiles = {profile.id: profile for profile in tally.world.profiles}
    for pair, one in tally.mentions.items():
        finding = best.get(pair)
        if one.identifiable and (finding is None or not at_least(Grade.PROBABLE)(finding)):
            group = shown["missed at probable" if finding else "missed at possible"].setdefault(class_of(one), [])
            told = _told(finding, pages[pair[0]]) if finding else {"text": _around(pages[pair[0]], profiles[pair[1]])}
            group.append({"sheet": pair[0], "profile": pair[1], "name": str(profiles[pair[1]].name), **told})
    for row in tally.rows:
        if row.stands is None:
            told = {"name": str(profiles[row.finding.profile_id].name), **_told(row.finding, pages[row.sheet.name])}
            shown["false"].setdefault(row.why, []).append({"sheet": row.sheet.name, "profile": row.finding.profile_id, **told})
    return {kind: {name: group[:_EXAMPLES] for name, group in groups.items()} for kind, groups in shown.items()}


def _around(page: Page, profile: Profile) -> str:
    """The page where the name or a number may stand that was not found."""
    low = page.text.lower()
    wanted = (profile.name.family.surname.lower(), profile.name.called.lower(), *(phone[-4:] for phone in profile.phones))
    at = next((place for one in wanted if (place := low.find(one)) >= 0), 0)
    return page.text[max(0, at - 150) : at + 150]


def _told(finding: Finding, page: Page) -> dict[str, object]:
    signals = [f"{one.kind} {one.found!r} {one.form} {one.weight:+.1f}" for one in finding.signals]
    return {"grade": finding.grade, "score": round(finding.score, 4), "signals": signals, "text": excerpt(page, finding)}


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, indent=1)
    sys.stdout.write("\n")
