"""What matching a page costs, beside what any design must pay (parsing it) and beside comparing it with every name.

CPU time, all in one run. Two sets of pages: `crawled`, as a crawler meets them (real Dutch pages as they are, and 15 %
directories of the world to develop with), and `dense`, that world's own sheets, on each of which several people stand or
seem to. `ratio` is matching alone as a multiple of the floor: a lexbor parse and the visible text."""

from __future__ import annotations

import gc
import gzip
import json
import random
import statistics
import sys
import tarfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from math import log
from pathlib import Path

from rapidfuzz import fuzz, process
from selectolax.lexbor import LexborHTMLParser

from bench.dev_world import make
from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.mention import Place
from domain.profile import Profile
from matchers import Index, Page, Weights, find, read_page, read_population

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
SEED = 20261123
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
    dense = [sheet.body for sheet in world.sheets if sheet.media_type == "text/html"]
    sets = {"crawled": crawled(dense), "dense": dense}
    parsed = {name: read_all(bodies) for name, bodies in sets.items()}
    floors = {name: best(partial(floors_of, bodies)) / len(bodies) * 1e3 for name, bodies in sets.items()}
    index = Index(read_population(POPULATION_DIRECTORY), Weights.of(load_weights_mapping()))
    report: dict[str, object] = {"benchmark": "matching"}
    for name, bodies in sets.items():
        report[name] = {
            "pages": len(bodies),
            "html_kb": round(sum(map(len, bodies)) / len(bodies) / 1024, 1),
            "text_kb": round(sum(len(one.text) for one in parsed[name]) / len(bodies) / 1024, 1),
            "floor_ms": round(floors[name], 3),
            "parse_ms": round(best(partial(read_all, bodies)) / len(bodies) * 1e3, 3),
        }
    means: dict[tuple[str, int], float] = {}
    for size in SIZES:
        row: dict[str, object] = dict(enrol(index, world.profiles[len(index) : size]))
        for name, pages in parsed.items():
            cost = costs(index, pages)
            means[name, size] = cost["mean_ms"]
            row[name] = {**cost, "ratio": round(cost["mean_ms"] / floors[name], 2)}
        report[str(size)] = row
    report["growth exponent"] = {
        name: round(log(means[name, SIZES[-1]] / means[name, SIZES[0]]) / log(SIZES[-1] / SIZES[0]), 3) for name in sets
    }
    brute = brute_force(world.profiles, parsed["crawled"][:BRUTE_PAGES])
    ours = sum(timed(index, parsed["crawled"][:BRUTE_PAGES])) / BRUTE_PAGES
    report["brute token_set_ratio at the largest"] = {
        "ms": round(brute, 1),
        "times ours on the same pages": round(brute / ours),
    }
    report["one profile, ms"] = one_profile(index, world.profiles[0])
    report["hostile at the largest"] = {name: hostile(index, shape) for name, shape in HOSTILE.items()}
    return report


def crawled(dense: Sequence[bytes]) -> list[bytes]:
    """Real pages where they are to be had, else generated ones; every seventh a directory."""
    directories = sorted(dense, key=len)[-PAGES // 7 :]
    real = [gzip.decompress(file.read_bytes()) for file in sorted((DATA / "nl-pages-misc" / "html").glob("*.gz"))]
    if (DATA / "nl-site-nluug" / "site.tar.gz").exists():
        with tarfile.open(DATA / "nl-site-nluug" / "site.tar.gz") as packed:
            files = [one for one in packed if one.name.endswith(".html")]
            for one in random.Random(SEED).sample(files, PAGES - len(real) - len(directories)):
                if (content := packed.extractfile(one)) is not None:
                    real.append(content.read())
    return [*(real or dense), *directories]


def read_all(bodies: Sequence[bytes]) -> list[Page]:
    return [read_page(body) for body in bodies]


def floors_of(bodies: Sequence[bytes]) -> list[str]:
    return [floor(body) for body in bodies]


def enrol(index: Index, profiles: Sequence[Profile]) -> dict[str, float]:
    """Enrols these beside those in the index."""
    gc.collect()
    before, began = resident(), time.process_time()
    for profile in profiles:
        index.add(profile)
    built = time.process_time() - began
    held = resident() - before
    gc.freeze()  # as a worker does: what stays is not looked through again and again
    return {
        "index_us_per_profile": round(built / len(profiles) * 1e6, 1),
        "index_kb_per_profile": round(held / len(profiles) / 1024, 2),
    }


def costs(index: Index, pages: Sequence[Page]) -> dict[str, float]:
    times = [min(found) for found in zip(*(timed(index, pages) for _ in range(_ROUNDS)), strict=True)]
    ordered = sorted(times)
    return {
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


def one_profile(index: Index, profile: Profile) -> dict[str, float]:
    """Adding one profile and taking it out again."""
    another = replace(profile, id="one more")
    added = spent(lambda: index.add(another))
    return {"enrolled": round(added * 1e3, 3), "withdrawn": round(spent(lambda: index.remove(another.id)) * 1e3, 3)}


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
