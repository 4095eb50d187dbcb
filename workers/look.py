"""Looks at one place again. Only this moves an exposure: to *gone* after the proof, and back when it reappears.

Load: the exposure and, for the purpose SCAN, whom it is about. Compute: one cold look with its control. Save: the
sighting on each trace, fresh evidence while it is there, and what follows for the takedowns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from domain.due import look_due
from domain.errors import Unclear
from domain.evidence import CustodyType, Pictured
from domain.exposure import CATEGORY_OF_SIGNAL, DataCategory, Exposure, Scope, Trace
from domain.profile import Profile, Purpose
from domain.sighting import Sighting, Verdict, telling
from domain.source import Source
from domain.takedown import State
from evidence import custody
from scanner.seen import Seen
from scanner.twice import look_twice
from storage import captures, cases, due, exposures, flare_ups, health, profiles, takedowns
from storage.due import Taken
from storage.vault import Db
from workers import gallery, tallies
from workers.crowd import found_in
from workers.following import follow
from workers.picture import Evidence, pictured, plain, without_picture
from workers.services import Services
from workers.ways import way_to

BY = "luwte"
#: Evidence older than this is renewed by a look that still sees the place; a notice may not leave on older than 24 hours.
_RENEW_EVIDENCE = timedelta(hours=12)
_TRY_AGAIN = timedelta(minutes=10)
#: Why luwte may not be able to tell what stands on a page that was served.
_CANNOT_READ = frozenset({Unclear.LAYOUT_CHANGED, Unclear.NO_CONTROL, Unclear.UNREADABLE})
_OUT = frozenset({State.SENT, State.RECEIPTED, State.EXTENDED, State.INFO_REQUESTED})


def act(services: Services, taken: Taken) -> None:
    exposure, profile, kept = _load(services, taken)
    seen, still = _look(services, exposure, profile)
    fresh = _evidence(services, exposure, seen, kept, still.values)
    with services.vault.begin() as db:
        _save(services, db, taken, exposure, seen, still.categories, fresh)
    tallies.look(seen.verdict, seen.reason if seen.verdict is Verdict.UNCLEAR else None)
    for evidence in fresh:
        gallery.of_capture(services, evidence.sealed, exposure.place.url)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What evidence there is: whether it is to be renewed, whether with a picture, and how often that failed. `seen`: a person
    saw it there where luwte cannot tell, after the newest capture."""

    renew: bool
    picture: bool
    failures: int
    seen: bool = False


@dataclass(slots=True)
class _Still:
    """What a look found about this person: the data categories, and the values as they stand there."""

    categories: set[DataCategory] = field(default_factory=set)
    values: dict[str, None] = field(default_factory=dict)


def _load(services: Services, taken: Taken) -> tuple[Exposure, Profile, _Kept]:
    now = services.now()
    with services.vault.begin() as db:
        due.hold(db, taken)
        exposure = exposures.get(db, taken.thing)
        profile = profiles.open_for(db, Purpose.SCAN, exposure.profile_id, now, "look")
        newest = captures.newest(db, exposure.id)
        picture = services.browser is not None and _picture_wanted(db, exposure)
    failures = newest.failures if newest else 0
    unseen = newest is not None and newest.pictured.missing and (picture or services.browser is None)
    renew = newest is None or not newest.stamped or unseen or now - newest.fetched_at > _RENEW_EVIDENCE
    return exposure, profile, _Kept(renew, picture, failures, _seen_by_hand(exposure, newest))


def _seen_by_hand(exposure: Exposure, newest: captures.Newest | None) -> bool:
    looks = [look for trace in exposure.within(Scope.ORIGIN) if (look := telling(trace.sightings))]
    last = max(looks, key=lambda look: look.at, default=None)
    if last is None or last.verdict is not Verdict.PRESENT or not last.by_hand:
        return False
    return newest is None or newest.fetched_at < last.at


def _picture_wanted(db: Db, exposure: Exposure) -> bool:
    """With every renewal, but while a letter about it is out and unanswered: the next one is far then."""
    states = {takedown.state for takedown in takedowns.all_of(db, exposure_id=exposure.id)}
    return not (states and states <= _OUT and captures.times_pictured(db, exposure.id))


def _look(services: Services, exposure: Exposure, profile: Profile) -> tuple[Seen, _Still]:
    """One look, and what still stands there about this person."""
    index = services.crowd.of(profile)
    source = services.sources.get(exposure.source)
    today, record = services.now().date(), source is not None and source.asks
    still = _Still()

    def about(markup: bytes) -> bool:
        found = found_in(index, markup, exposure.place, today, record=record)
        signals = [signal for finding in found for signal in finding.signals if signal.weight > 0]
        still.categories.update(CATEGORY_OF_SIGNAL[one.kind] for one in signals if one.kind in CATEGORY_OF_SIGNAL)
        still.values |= dict.fromkeys(one.found for one in signals if one.kind in CATEGORY_OF_SIGNAL and one.found)
        return bool(found)

    nth = _nth(source, exposure)
    fetch = way_to(services, source)
    exists, registered = services.exists, services.registered
    return look_twice(source, exposure.place, fetch, about, nth=nth, exists=exists, registered=registered), still


def _nth(source: Source | None, exposure: Exposure) -> int:
    """Each look that saw something gone moves on to the site's next name: traces that go one after another must not all
    be looked for from where the first one was."""
    before = len({seen.at for trace in exposure.within(Scope.ORIGIN) for seen in trace.sightings if seen.proves_absence})
    return before % (1 + len(source.variants)) if source is not None and source.variants else before


def _evidence(services: Services, exposure: Exposure, seen: Seen, kept: _Kept, values: Iterable[str]) -> tuple[Evidence, ...]:
    """New sealed captures of a place that is still there, by luwte's word or, where it cannot tell, by a person's."""
    if seen.capture is None or not ((_there(seen) and kept.renew) or (_served(seen) and kept.seen)):
        return ()
    if not kept.picture:
        return (plain(services, seen.capture, exposure.place, exposure.source, without_picture(services)),)
    return pictured(services, seen.capture, exposure.place, exposure.source, tuple(values), kept.failures)


def _there(seen: Seen) -> bool:
    return seen.verdict is Verdict.PRESENT


def _served(seen: Seen) -> bool:
    """A page came that luwte cannot read; no wall in front of one."""
    capture = seen.capture
    return seen.reason in _CANNOT_READ and capture is not None and capture.status == HTTPStatus.OK


def _save(
    services: Services,
    db: Db,
    taken: Taken,
    before: Exposure,
    seen: Seen,
    categories: set[DataCategory],
    fresh: tuple[Evidence, ...],
) -> None:
    now = services.now()
    due.hold(db, taken)
    sighting = seen.sighting(now)
    after = exposures.saw(
        db, before.id, [(trace, _of_trace(trace, sighting, categories)) for trace in before.within(Scope.ORIGIN)]
    )
    for evidence in fresh:
        _keep_evidence(db, before, evidence, now)
    if before.source in services.sources:
        version = services.source(before.source).version
        reason = seen.reason if seen.verdict is Verdict.UNCLEAR else None
        health.note(db, before.source, version, reason, now, canary=False)
    follow(db, before, after, now)
    shaping = flare_ups.shaping(db, before.profile_id, now)
    upcoming = look_due(after, takedowns.all_of(db, exposure_id=before.id), shaping)
    if fresh and fresh[-1].pictured is Pictured.FAILED:
        upcoming = replace(upcoming, at=min(upcoming.at, now + _TRY_AGAIN))
    due.settle(db, taken, upcoming)


def _of_trace(trace: Trace, look: Sighting, categories: set[DataCategory]) -> Sighting:
    """A place that is still about the person may have lost one kind of data: that trace is absent, the page its own control."""
    if look.verdict is Verdict.PRESENT and categories and trace.category not in categories:
        return replace(look, verdict=Verdict.ABSENT, control=True)
    return look


def _keep_evidence(db: Db, exposure: Exposure, fresh: Evidence, now: datetime) -> None:
    sealed, why = fresh.sealed, "" if fresh.pictured in (Pictured.MADE, Pictured.OFF) else f"picture-{fresh.pictured}"
    captures.keep(db, exposure.case_id, sealed, fresh.fetched_at, exposure_id=exposure.id, pictured=fresh.pictured)
    steps = [(CustodyType.CAPTURE_SEALED, why)] + ([(CustodyType.CAPTURE_TIMESTAMPED, "")] if sealed.seal.stamped else [])
    for step, reason in steps:
        line = custody.following(step, actor=BY, at=now, capture=sealed.capture_id, seal=sealed.seal.digest, reason=reason)
        cases.log(db, exposure.case_id, line)
