"""One page against everybody enrolled: who is it about, how surely, and why."""

from __future__ import annotations

from datetime import date
from typing import Final

from domain.finding import Finding, Grade, Signal
from domain.mention import Place
from matchers.evidence import Evidence
from matchers.gather import Gatherer
from matchers.index import Index
from matchers.nominate import Candidate, nominate
from matchers.scan import Scan
from matchers.score import Scored, calibrated, weigh
from matchers.slots import Span
from matchers.text import Page
from matchers.weights import Weights

_MOST_RECORDS: Final = 40  # weighed for one profile on one page
_WHOLE: Final = 4_000  # characters of a listing about one person that are read as one record
_AROUND: Final = 200


def find(
    index: Index, page: Page, place: Place, *, weak: bool = False, record: bool = False, today: date | None = None
) -> tuple[Finding, ...]:
    """What the page says of anybody enrolled: for each profile its best finding, surest first. `weak`: also a full name
    alone. `record`: the page is one listing about one person. `today`: to judge ages by; without it they say nothing.
    Never raises on any page that `read_page` returned."""
    scan = Scan(page)
    found = [
        finding
        for candidate in nominate(index, scan, weak=weak, whole=record, today=today)
        if (finding := _finding(index, scan, candidate, place, weak, record, today))
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.profile_id)))


def excerpt(page: Page, finding: Finding) -> str:
    """The visible text around what was found, in one line, for the specialist; empty when all of it stands elsewhere."""
    places = [(signal.start, signal.end) for signal in finding.signals if signal.start is not None and signal.end is not None]
    if not places:
        return ""
    start = max(0, min(start for start, _ in places) - _AROUND)
    end = max(end for _, end in places) + _AROUND
    return " ".join(page.text[start:end].split())


def _finding(
    index: Index, scan: Scan, candidate: Candidate, place: Place, weak: bool, whole: bool, today: date | None
) -> Finding | None:
    gatherer = Gatherer(scan, candidate, index.population, index.weights, today)
    spans = _records(scan, gatherer, whole, index.weights.reach)
    best = max(
        (weigh(gatherer.evidence(span), index.weights) for span in spans),
        key=lambda one: (calibrated(one, index.weights), one.exponent),
        default=None,
    )
    grade = index.weights.grade(calibrated(best, index.weights)) if best else None
    if grade is None and weak and (full := _full_name(gatherer, index.weights)):
        best, grade = full, Grade.WEAK
    if best is None or grade is None:
        return None
    return Finding(
        candidate.enrolled.profile.id, place, grade, best.score, best.household, _signals(scan, best), index.weights.prior,
        calibrated(best, index.weights), best.others,
    )  # fmt: skip


def _records(scan: Scan, gatherer: Gatherer, whole: bool, reach: int) -> list[Span]:
    """The records in which anything of this person stands, identifiers first; of whom none stands there, those in which enough
    does to make a name more than one."""
    candidate = gatherer.candidate
    readings = [reading for place in candidate.named if (reading := gatherer.reading(place))]
    best = (
        max((reading.surname + max(0.0, reading.rest) for reading in readings), default=0.0),
        max((reading.first for reading in readings), default=0.0),
    )
    named = [(reading.start, reading.end) for reading in readings if reading.agrees]
    if not candidate.slots and not whole:
        named = [one for one in named if candidate.is_more_than_a_name(one[0] - reach, one[1] + reach, *best)]
    anchors = [*((slot.start, slot.end) for _, slot in candidate.slots), *named][: 2 * _MOST_RECORDS]
    if whole:
        spans = [(0, min(len(scan.ascii), _WHOLE))] if anchors else []
    else:
        spans = list(dict.fromkeys(gatherer.record(*one) for one in anchors))[:_MOST_RECORDS]
    return spans if candidate.slots else [span for span in spans if candidate.is_more_than_a_name(*span, *best)]


def _full_name(gatherer: Gatherer, weights: Weights) -> Scored | None:
    """The first mention of the full name, by itself."""
    for place in sorted((*gatherer.candidate.named, *gatherer.candidate.bare)):
        reading = gatherer.reading(place)
        if reading and reading.is_full:
            evidence = [
                Evidence(
                    "name",
                    "surname",
                    reading.start,
                    reading.end,
                    reading.form,
                    reading.surname + reading.rest,
                    weights.names["surname"],
                ),
                Evidence(
                    "given-name",
                    reading.given,
                    reading.start,
                    reading.end,
                    reading.given,
                    reading.first,
                    weights.names["given"],
                ),
            ]
            return weigh(evidence, weights)
    return None


def _signals(scan: Scan, scored: Scored) -> tuple[Signal, ...]:
    """The evidence in the page's own words. Name and first name are one signal."""
    signals: list[Signal] = []
    first = next((one.bits for one in scored.evidence if one.kind == "given-name"), 0.0)
    for one in scored.evidence:
        if one.kind == "given-name":
            continue
        weight = one.bits + first if one.kind == "name" and one.what == "surname" else one.bits
        signals.append(_signal(scan, one, weight))
    return tuple(signals)


def _signal(scan: Scan, one: Evidence, weight: float) -> Signal:
    if one.start == one.end:
        return Signal(one.kind, "", None, None, f"{one.what}: {one.form}", weight, "rule")
    start, end = scan.offsets.start(one.start), scan.offsets.end(one.end)
    where, found = scan.page.where(start), scan.page.marked[start:end]
    if where != "text":
        return Signal(one.kind, found, None, None, one.form, weight, where)
    shown_start, shown_end = scan.page.shown(start), scan.page.shown(end)
    return Signal(one.kind, scan.page.text[shown_start:shown_end], shown_start, shown_end, one.form, weight)
