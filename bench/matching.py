"""What matching a page costs, beside what any design must pay (parsing it) and beside comparing it with every name.

CPU time, all in one run; each figure of the goal table has its goal beside it. The pages:

* `crawled`, by which the goals are judged: real Dutch pages of 20 KB and more (an association's whole site, recipes, results of
  people-search sites), drawn by chance and not by their speed, in each of them a small generated Dutch listing; every seventh
  holds a directory instead, of 30 to 200 people;
* `untouched`: the same real pages as they were found;
* `dense`: the development world's own sheets, on each of which several people stand or seem to, and little else.

`ratio` is matching alone as a multiple of the floor: a lexbor parse, script and style taken out, and the visible text."""

from __future__ import annotations

import gc
import gzip
import json
import random
import re
import statistics
import sys
import tarfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import log
from pathlib import Path

from rapidfuzz import fuzz, process
from selectolax.lexbor import LexborHTMLParser

from bench.dev_world import make
from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.mention import Place
from domain.profile import Profile
from matchers import Index, Page, Weights, find, in_bulk, read_page, read_population

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
SEED = 20261123
SIZES = (1_000, 100_000)
PAGES = 160
BRUTE_PAGES = 2
_ROUNDS = 2
_HOSTILE_ROUNDS = 5  # of which the least counts: a ratio of two times is unsteady
_REALISTIC = 20_000  # bytes
_DIRECTORY_EVERY = 7
_LENGTHS = (50_000, 100_000, 200_000, 400_000)  # of hostile texts
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
    "fields": "Achternaam: de Jong, Voornaam: Jan, Geboren: 14-03-1971 ",
}


def measure() -> dict[str, object]:
    """Everything in one run; milliseconds of CPU time for a page unless another unit is named."""
    world = make(max(SIZES), PAGES)
    dense = [sheet.body for sheet in world.sheets if sheet.media_type == "text/html"]
    untouched = real_pages() or dense
    sets = {"crawled": crawled(untouched, dense), "untouched": untouched, "dense": dense}
    parsed = {name: [read_page(body) for body in bodies] for name, bodies in sets.items()}
    index = Index(read_population(POPULATION_DIRECTORY), Weights.of(load_weights_mapping()))
    report: dict[str, object] = {"benchmark": "matching", "pages": {name: described(sets[name], parsed[name]) for name in sets}}
    rows: dict[int, dict[str, dict[str, float]]] = {}
    built: dict[str, float] = {}
    for size in SIZES:
        built = enrol(index, world.profiles[len(index) : size])
        rows[size] = {name: costs(index, sets[name], parsed[name]) for name in sets}
        report[str(size)] = {**built, **rows[size]}
    least, most = SIZES[0], SIZES[-1]
    exponents = {name: log(rows[most][name]["mean_ms"] / rows[least][name]["mean_ms"]) / log(most / least) for name in sets}
    report["growth exponent"] = {name: round(exponent, 3) for name, exponent in exponents.items()}
    some = parsed["crawled"][:: PAGES // BRUTE_PAGES]
    brute = brute_force(world.profiles, some)
    faster = brute / (sum(timed(index, some)) / len(some))
    report["brute token_set_ratio at the largest"] = {"ms": round(brute, 1), "times ours on the same pages": round(faster)}
    one = report["one profile, ms"] = one_profile(index, world.profiles[0])
    texts = {name: hostile(index, shape) for name, shape in HOSTILE.items()}
    report["hostile at the largest"] = texts
    report["goals"] = {
        "ratio at 1,000": [rows[least]["crawled"]["ratio"], 0.9],
        "ratio at 100,000": [rows[most]["crawled"]["ratio"], 1.8],
        "growth exponent": [round(exponents["crawled"], 3), 0.15],
        "times faster than brute rapidfuzz, at least": [round(faster), 1_000],
        "worst text of 200 KB, seconds": [max(found["ms"] for found in texts.values()) / 1e3, 0.5],
        "twice the length, times": [max(found["times half"] for found in texts.values()), 2.2],
        "index, KB a profile": [built["index_kb_per_profile"], 4.0],
        "index, microseconds a profile": [built["index_us_per_profile"], 50.0],
        "one enrolment or withdrawal, ms": [max(one.values()), 1.0],
    }
    return report


def real_pages() -> list[bytes]:
    """Real pages of a realistic size where they are to be had; which of the large site is left to chance."""
    bodies = [gzip.decompress(file.read_bytes()) for file in sorted((DATA / "nl-pages-misc" / "html").glob("*.gz"))]
    bodies += [file.read_bytes() for file in sorted((DATA / "brokers-ddg" / "test-pages").rglob("*.html"))]
    site: list[bytes] = []
    if (DATA / "nl-site-nluug" / "site.tar.gz").exists():
        with tarfile.open(DATA / "nl-site-nluug" / "site.tar.gz") as packed:
            files = [packed.extractfile(one) for one in packed if one.name.endswith(".html")]
            site = [file.read() for file in files if file is not None]
    bodies, site = ([body for body in group if len(body) >= _REALISTIC] for group in (bodies, site))
    return [*bodies, *random.Random(SEED).sample(site, min(len(site), max(0, PAGES - len(bodies))))]


def crawled(real: Sequence[bytes], dense: Sequence[bytes]) -> list[bytes]:
    """Each real page with a small generated listing in it, or with a directory."""
    by_size = sorted(dense, key=len)
    directories = by_size[-(len(real) // _DIRECTORY_EVERY + 1) :]
    listings = by_size[: -len(directories)]
    chance = random.Random(SEED)
    return [
        with_listing(body, directories[at // _DIRECTORY_EVERY] if at % _DIRECTORY_EVERY == 0 else chance.choice(listings))
        for at, body in enumerate(real)
    ]


def with_listing(page: bytes, sheet: bytes) -> bytes:
    """The body of the sheet at the end of the page's."""
    inner = re.sub(rb"(?is)^.*?<body[^>]*>|</body>.*$", b"", sheet)
    at = page.lower().rfind(b"</body>")
    return page[:at] + inner + page[at:] if at >= 0 else page + inner


def described(bodies: Sequence[bytes], pages: Sequence[Page]) -> dict[str, float]:
    floor_ms = best(lambda: [floor(body) for body in bodies]) / len(bodies) * 1e3
    read_ms = best(lambda: [read_page(body) for body in bodies]) / len(bodies) * 1e3
    return {
        "pages": len(bodies),
        "html_kb": round(sum(map(len, bodies)) / len(bodies) / 1024, 1),
        "html_kb_median": round(statistics.median(map(len, bodies)) / 1024, 1),
        "text_kb": round(sum(len(one.text) for one in pages) / len(bodies) / 1024, 1),
        "read_kb": round(sum(len(one.marked) for one in pages) / len(bodies) / 1024, 1),
        "floor_ms": round(floor_ms, 3),
        "parse_ms": round(read_ms, 3),
        "parse_ratio": round(read_ms / floor_ms, 2),
    }


def enrol(index: Index, profiles: Sequence[Profile]) -> dict[str, float]:
    """Enrols these beside those in the index."""
    gc.collect()
    before, began = resident(), time.process_time()
    with in_bulk(index):  # as a worker does
        for profile in profiles:
            index.add(profile)
    built = time.process_time() - began
    held = resident() - before
    return {
        "index_us_per_profile": round(built / len(profiles) * 1e6, 1),
        "index_kb_per_profile": round(held / len(profiles) / 1024, 2),
    }


def costs(index: Index, bodies: Sequence[bytes], pages: Sequence[Page]) -> dict[str, float]:
    """The least of several rounds for each page; the floor is measured in the same rounds."""
    floors, rounds = [], []
    for _ in range(_ROUNDS):
        floors.append(spent(lambda: [floor(body) for body in bodies]) / len(bodies) * 1e3)
        rounds.append(timed(index, pages))
    ordered = sorted(min(found) for found in zip(*rounds, strict=True))
    mean, least = statistics.fmean(ordered), min(floors)
    return {
        "mean_ms": round(mean, 3),
        "p50_ms": round(ordered[len(ordered) // 2], 3),
        "p95_ms": round(ordered[len(ordered) * 95 // 100], 3),
        "floor_ms": round(least, 3),
        "ratio": round(mean / least, 2),
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
    """Milliseconds for 200 KB of it, and how many times those of half of it a text takes at most, from 50 to 400 KB."""
    pages = [read_page((shape * (size // len(shape))).encode()) for size in _LENGTHS]
    times = [min(timed(index, [page] * _HOSTILE_ROUNDS)) for page in pages]
    worst = max(long / short for short, long in pairwise(times))
    return {"ms": round(times[_LENGTHS.index(_LARGE)], 1), "times half": round(worst, 2)}


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
