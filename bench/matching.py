"""What matching a page costs, beside what any design must pay (parsing it) and beside comparing it with every name.

CPU time, all in one run, on the pages and people of the world to develop with. `ratio` is matching alone as a multiple of the
floor: a lexbor parse and the visible text."""

from __future__ import annotations

import gc
import json
import math
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process
from selectolax.lexbor import LexborHTMLParser

from bench.dev_world import make
from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.mention import Place
from domain.profile import Profile
from matchers import Index, Page, Weights, find, read_page, read_population

SIZES = (1_000, 10_000, 100_000)
PAGES = 160
BRUTE_PAGES = 2
_ROUNDS = 3
_LARGE = 200_000
_TODAY = date(2026, 11, 23)
_PAGE_SIZE = 4_096
HOSTILE = {
    "signs": "a@b.",
    "initials and a name": "J. de Jong ",
    "spoken addresses": "x at y dot ",
    "digits": "06 12 ",
    "listing": "<li>Jan de Jong, 2514 ED Amsterdam</li>",
    "homes": "Kerkstraat 8 bis, Amsterdam ",
    "lines": "Jan Bakker<br>",
    "capitals": "Jan Van Der ",
    "plates": "GB-12-",
    "years": "Jan de Vries 1971 14 maart ",
}


def measure() -> dict[str, object]:
    """Everything in one run; milliseconds of CPU time for a page unless another unit is named."""
    world = make(max(SIZES), PAGES)
    bodies = [sheet.body for sheet in world.sheets]
    pages = [read_page(sheet.body, sheet.media_type) for sheet in world.sheets]
    floor_ms = best(lambda: [floor(body) for body in bodies]) / len(bodies) * 1e3
    index = Index(read_population(POPULATION_DIRECTORY), Weights.of(load_weights_mapping()))
    report: dict[str, object] = {
        "benchmark": "matching",
        "pages": len(pages),
        "html_kb": round(sum(map(len, bodies)) / len(bodies) / 1024, 1),
        "text_kb": round(sum(len(one.text) for one in pages) / len(pages) / 1024, 1),
        "floor_ms": round(floor_ms, 3),
        "parse_ms": round(
            best(lambda: [read_page(sheet.body, sheet.media_type) for sheet in world.sheets]) / len(bodies) * 1e3, 3
        ),
    }
    means: dict[int, float] = {}
    for size in SIZES:
        report[str(size)] = row = of_size(index, world.profiles[len(index) : size], pages)
        means[size] = row["mean_ms"]
        row["ratio"] = round(means[size] / floor_ms, 2)
    report["growth exponent"] = round(math.log(means[SIZES[-1]] / means[SIZES[0]]) / math.log(SIZES[-1] / SIZES[0]), 3)
    brute = brute_force(world.profiles, pages[:BRUTE_PAGES])
    report["brute token_set_ratio at the largest"] = {"ms": round(brute, 1), "times ours": round(brute / means[SIZES[-1]])}
    report["one enrolment, ms"] = round(one_enrolment(index, world.profiles[0]), 3)
    report["hostile at the largest"] = {name: hostile(index, shape) for name, shape in HOSTILE.items()}
    return report


def of_size(index: Index, profiles: Sequence[Profile], pages: Sequence[Page]) -> dict[str, float]:
    """Enrols these beside those in the index, and matches every page."""
    gc.collect()
    before, began = resident(), time.process_time()
    for profile in profiles:
        index.add(profile)
    built = time.process_time() - began
    held = resident() - before
    gc.freeze()  # as a worker does: what stays is not looked through again and again
    times = [min(found) for found in zip(*(timed(index, pages) for _ in range(_ROUNDS)), strict=True)]
    ordered = sorted(times)
    return {
        "index_us_per_profile": round(built / len(profiles) * 1e6, 1),
        "index_kb_per_profile": round(held / len(profiles) / 1024, 2),
        "mean_ms": round(statistics.fmean(times), 3),
        "p50_ms": round(ordered[len(ordered) // 2], 3),
        "p95_ms": round(ordered[len(ordered) * 95 // 100], 3),
    }


def timed(index: Index, pages: Sequence[Page]) -> list[float]:
    return [spent(lambda page=page: find(index, page, Place("x"), today=_TODAY)) * 1e3 for page in pages]  # type: ignore[misc]


def floor(body: bytes) -> str:
    """What any design must pay."""
    tree = LexborHTMLParser(body)
    tree.strip_tags(["script", "style"])
    return tree.body.text() if tree.body else ""


def brute_force(profiles: Sequence[Profile], pages: Sequence[Page]) -> float:
    names = [str(one.name) for one in profiles]
    return spent(lambda: [process.cdist([one.text], names, scorer=fuzz.token_set_ratio) for one in pages]) / len(pages) * 1e3


def one_enrolment(index: Index, profile: Profile) -> float:
    """Milliseconds of adding one profile and taking it out again, the worse of both."""
    another = replace(profile, id="one more")
    return max(spent(lambda: index.add(another)), spent(lambda: index.remove(another.id))) * 1e3


def hostile(index: Index, shape: str) -> dict[str, float]:
    """Milliseconds for 200 KB of it, and how many times those for half of it."""
    half, whole = (read_page((shape * (size // len(shape))).encode()) for size in (_LARGE // 2, _LARGE))
    short, long = (best(lambda page=page: find(index, page, Place("x"), today=_TODAY)) for page in (half, whole))  # type: ignore[misc]
    return {"ms": round(long * 1e3, 1), "times half": round(long / short, 2)}


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_SIZE


def best(work: Callable[[], object]) -> float:
    return min(spent(work) for _ in range(_ROUNDS))


def spent(work: Callable[[], object]) -> float:
    """CPU seconds."""
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, indent=2)
    sys.stdout.write("\n")
