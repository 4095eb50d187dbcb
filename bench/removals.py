"""How often *gone* is wrong, and how long a true removal takes to be proven: listings on a site that lies.

A listing is taken away, or only said to be; each page that is fetched may be missing though it is there, be a block page, an
error, or in a new layout for ten days. The looks, the control beside them, the second opinion, the fold and the next look are
luwte's own; the site and the calendar are invented. A false absence strikes each page by itself, or (`whole look`) everything
that one look fetches, which no second opinion can help against: the worst case.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles
from typing import Any

from config.catalogue import load_sources
from config.paths import SOURCES
from domain.errors import Unclear, Unreachable
from domain.exposure import DataCategory, Exposure, Outcome, Trace, next_look
from domain.mention import Capture, Place, Remembered
from domain.sighting import Sighting, Verdict
from domain.source import Source
from scanner.twice import look_twice

LISTINGS, SEEDS, DAYS = 1000, (1, 2, 3), 120
FALSE_ABSENCE, BLOCKED, ERRORS, DRIFTING = 0.05, 0.05, 0.02, 0.15
#: What they do: take it away and keep it away, say so and do not, put it back, or never answer.
FATES = (("removed", 0.5), ("false claim", 0.25), ("comes back", 0.1), ("silent", 0.15))
_COUNTED = ("truly removed", "proven gone", "by luck", "false gone", "false claims", "reappearances seen")
_START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_DAY = timedelta(days=1)
_GIDS = SOURCES / "adressengids"


@dataclass(frozen=True, slots=True)
class Listing:
    """`gone_on` and `back_on`: when it truly went and came back; `drifts_on`: the first of ten days in a new layout."""

    number: int
    fate: str
    claimed_at: datetime
    gone_on: datetime | None
    back_on: datetime | None
    drifts_on: datetime | None

    def stands(self, at: datetime) -> bool:
        gone = self.gone_on is not None and self.gone_on <= at
        return not gone or (self.back_on is not None and self.back_on <= at)


@dataclass
class Site:
    """Implements `Fetch` for one listing; `now` is turned by the run. `whole_look`: luck is drawn once for each look."""

    listing: Listing
    dice: random.Random
    whole_look: bool
    pages: dict[str, bytes]
    now: datetime = _START
    struck: bool = False
    fetched: Counter[str] = field(default_factory=Counter)

    def turn(self, at: datetime) -> None:
        self.now, self.struck = at, self.dice.random() < FALSE_ABSENCE

    def __call__(self, url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        self.fetched["pages"] += 1
        luck = self.dice.random()
        if luck < ERRORS:
            raise Unreachable(Unclear.TOO_SLOW, "as the simulation has it")
        if luck < ERRORS + BLOCKED:
            return self._page(url, 200, "captcha")
        if not url.endswith(f"/persoon/{self.listing.number}"):
            return self._page(url, 200, "control")
        lies = self.struck if self.whole_look else self.dice.random() < FALSE_ABSENCE
        if lies or not self.listing.stands(self.now):
            return self._page(url, 404, "gone")
        drifts = self.listing.drifts_on
        strange = drifts is not None and drifts <= self.now < drifts + 10 * _DAY
        return self._page(url, 200, "drifted" if strange else "record")

    def _page(self, url: str, status: int, name: str) -> Capture:
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        return Capture("c", url, url, self.now, status, headers, self.pages[name])


def measure(listings: int = LISTINGS, seeds: tuple[int, ...] = SEEDS) -> dict[str, object]:
    source = next(one for one in load_sources(SOURCES)[0] if one.slug == "adressengids")
    pages = _pages()
    runs = [_run(source, pages, listings, seed, whole_look=whole) for whole in (False, True) for seed in seeds]
    return {
        "benchmark": "removals",
        "days": DAYS,
        "false absences": FALSE_ABSENCE,
        "blocked": BLOCKED,
        "errors": ERRORS,
        "listings with a new layout for ten days": DRIFTING,
        "runs": runs,
    }


def _run(source: Source, pages: dict[str, bytes], listings: int, seed: int, *, whole_look: bool) -> dict[str, Any]:
    dice = random.Random(seed)
    ends: Counter[str] = Counter()
    proven: list[float] = []
    for number in range(listings):
        listing = _listing(number + 2, dice)
        site = Site(listing, dice, whole_look, pages)
        _follow(source, site, listing, ends, proven)
    return {
        "seed": seed,
        "false absence strikes": "the whole look" if whole_look else "each page",
        "listings": listings,
        **{name: ends[name] for name in _COUNTED},
        "looks": ends["looks"],
        "unclear looks": ends["unclear"],
        "pages": ends["pages"],
        "days from removal to proof": _spread(proven),
    }


def _listing(number: int, dice: random.Random) -> Listing:
    fate = dice.choices([name for name, _ in FATES], [share for _, share in FATES])[0]
    claimed = _START + timedelta(days=dice.uniform(1, 20))
    gone = claimed if fate in {"removed", "comes back"} else None
    back = claimed + timedelta(days=dice.uniform(10, 60)) if fate == "comes back" else None
    drifts = _START + timedelta(days=dice.uniform(0, 40)) if dice.random() < DRIFTING else None
    return Listing(number, fate, claimed, gone, back, drifts)


def _follow(source: Source, site: Site, listing: Listing, ends: Counter[str], proven: list[float]) -> None:
    """Every look at its own time, until the simulation ends; a claim brings one within the hour."""
    place = Place(f"http://adressengids.example/persoon/{listing.number}")
    exposure = Exposure("e", "p", "c", source.slug, place, _START, _START, (Trace(DataCategory.PHONE),))
    at, claims = _START, [] if listing.fate == "silent" else [listing.claimed_at + timedelta(hours=1)]
    ends["truly removed"] += listing.gone_on is not None
    while at < _START + DAYS * _DAY:
        site.turn(at)
        before = exposure.outcome
        exposure = _looked(source, site, exposure, at)
        ends["looks"] += 1
        ends["unclear"] += exposure.traces[0].sightings[-1].verdict is Verdict.UNCLEAR
        if exposure.outcome is Outcome.GONE and before is not Outcome.GONE:
            _proven(listing, at, ends, proven)
        claims = [claim for claim in claims if claim > at]
        at = min([next_look(exposure), *claims])
    ends["false claims"] += listing.fate == "false claim"
    ends["reappearances seen"] += exposure.reappearances
    ends["pages"] += site.fetched["pages"]


def _looked(source: Source, site: Site, exposure: Exposure, at: datetime) -> Exposure:
    trace = exposure.traces[0]
    nth = sum(look.proves_absence for look in trace.sightings) % (1 + len(source.variants))
    seen = look_twice(source, exposure.place, site, lambda markup: b"06-12340000" in markup, nth=nth)
    looks: tuple[Sighting, ...] = (*trace.sightings, seen.sighting(at))
    return replace(exposure, traces=(replace(trace, sightings=looks),))


def _proven(listing: Listing, at: datetime, ends: Counter[str], proven: list[float]) -> None:
    """False where it stands there at that moment. `by luck`: it is away, but the proof rests partly on a false absence."""
    if listing.gone_on is None or listing.stands(at):
        ends["false gone"] += 1
        return
    ends["proven gone"] += 1
    ends["by luck"] += listing.gone_on > at - 7 * _DAY
    proven.append((at - listing.gone_on) / _DAY)


def _pages() -> dict[str, bytes]:
    read = {name: (_GIDS / f"{name}.html").read_bytes() for name in ("record", "gone", "captcha")}
    control = read["record"].replace(b"06-12340000", b"06-12340001").replace(b"Kerkplein 1,", b"Kerkplein 2,")
    drifted = read["record"].replace(b'class="merk"', b'class="logo"').replace(b'class="voet"', b'class="onder"')
    return {**read, "control": control, "drifted": drifted.replace(b'class="persoon"', b'class="card"')}


def _spread(days: list[float]) -> dict[str, float] | None:
    if len(days) < 2:
        return None
    return {
        "median": round(median(days), 1),
        "90th percentile": round(quantiles(days, n=10)[-1], 1),
        "longest": round(max(days), 1),
    }
