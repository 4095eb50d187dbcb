"""Looks at one place again. Only this moves an exposure: to *gone* after the proof, and back when it reappears.

Load: the exposure and, for the purpose SCAN, whom it is about. Compute: one cold look with its control. Save: the
sighting on each trace, fresh evidence while it is there, and what follows for the takedowns.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.due import Action, Due, look_due
from domain.evidence import CustodyType, Sealed
from domain.exposure import CATEGORY_OF_SIGNAL, DataCategory, Exposure, Outcome, Trace
from domain.profile import Profile, Purpose
from domain.sighting import Sighting, Verdict
from domain.source import Source
from domain.takedown import Event, State, Step, Takedown, allows
from evidence import custody
from scanner.seen import Seen, look
from storage import captures, cases, due, exposures, health, profiles, takedowns
from storage.due import Taken
from storage.vault import Db, new_id
from workers.crowd import found_in
from workers.seals import sealed_capture
from workers.services import Services

BY = "luwte"
#: Evidence older than this is renewed by a look that still sees the place; a notice may not leave on older than 24 hours.
_RENEW_EVIDENCE = timedelta(hours=12)
_CLAIMS = frozenset({Event.CLAIM, Event.CLAIM_PARTIAL})


def act(services: Services, taken: Taken) -> None:
    exposure, profile, renew = _load(services, taken)
    seen, categories = _look(services, exposure, profile)
    fresh = _evidence(services, exposure, seen) if renew else None
    with services.vault.begin() as db:
        _save(services, db, taken, exposure, seen, categories, fresh)


def _load(services: Services, taken: Taken) -> tuple[Exposure, Profile, bool]:
    now = services.now()
    with services.vault.begin() as db:
        due.hold(db, taken)
        exposure = exposures.get(db, taken.thing)
        profile = profiles.open_for(db, Purpose.SCAN, exposure.profile_id, now, "look")
        newest = captures.newest(db, exposure.id)
    renew = newest is None or not newest[1] or now - newest[0] > _RENEW_EVIDENCE
    return exposure, profile, renew


def _look(services: Services, exposure: Exposure, profile: Profile) -> tuple[Seen, frozenset[DataCategory]]:
    """One look, and the data categories that still stand there about this person."""
    index = services.crowd.of(profile)
    source = services.sources.get(exposure.source)
    today, record = services.now().date(), source is not None and source.asks
    still: set[DataCategory] = set()

    def about(markup: bytes) -> bool:
        found = found_in(index, markup, exposure.place, today, record=record)
        kinds = (signal.kind for finding in found for signal in finding.signals if signal.weight > 0)
        still.update(CATEGORY_OF_SIGNAL[kind] for kind in kinds if kind in CATEGORY_OF_SIGNAL)
        return bool(found)

    return look(source, exposure.place, services.http, about, nth=_nth(source, exposure)), frozenset(still)


def _nth(source: Source | None, exposure: Exposure) -> int:
    """Each look that saw something gone moves on to the site's next name: traces that go one after another must not all
    be looked for from where the first one was."""
    before = len({seen.at for trace in exposure.traces for seen in trace.sightings if seen.proves_absence})
    return before % (1 + len(source.variants)) if source is not None and source.variants else before


def _evidence(services: Services, exposure: Exposure, seen: Seen) -> Sealed | None:
    """A new sealed capture of a place that is still there."""
    if seen.verdict is not Verdict.PRESENT or seen.capture is None:
        return None
    return sealed_capture(services, replace(seen.capture, id=new_id()), exposure.place, exposure.source)


def _save(
    services: Services,
    db: Db,
    taken: Taken,
    before: Exposure,
    seen: Seen,
    categories: frozenset[DataCategory],
    fresh: Sealed | None,
) -> None:
    now = services.now()
    due.hold(db, taken)
    sighting = seen.sighting(now)
    after = exposures.saw(db, before.id, [(trace, _of_trace(trace, sighting, categories)) for trace in before.traces])
    if fresh is not None and seen.capture is not None:
        _keep_evidence(db, before, fresh, seen.capture.fetched_at, now)
    if before.source in services.sources:
        version = services.source(before.source).version
        reason = seen.reason if seen.verdict is Verdict.UNCLEAR else None
        health.note(db, before.source, version, reason, now, canary=False)
    for takedown in takedowns.all_of(db, exposure_id=before.id):
        _follow(services, db, takedown, before, after)
    due.settle(db, taken, look_due(after, takedowns.all_of(db, exposure_id=before.id)))


def _of_trace(trace: Trace, look: Sighting, categories: frozenset[DataCategory]) -> Sighting:
    """A place that is still about the person may have lost one kind of data: that trace is absent, the page its own control."""
    if look.verdict is Verdict.PRESENT and categories and trace.category not in categories:
        return replace(look, verdict=Verdict.ABSENT, control=True)
    return look


def _keep_evidence(db: Db, exposure: Exposure, fresh: Sealed, fetched_at: datetime, now: datetime) -> None:
    captures.keep(db, exposure.case_id, fresh, fetched_at, exposure_id=exposure.id)
    log = cases.custody_of(db, exposure.case_id)
    # another machine's clock may have been ahead of ours when it wrote the last line
    at = max([now, *(line.at for line in log[-1:])])
    line = custody.append(log, CustodyType.CAPTURE_SEALED, actor=BY, at=at, capture=fresh.capture_id, seal=fresh.seal.digest)
    cases.add_custody(db, exposure.case_id, [line])


def _follow(services: Services, db: Db, takedown: Takedown, before: Exposure, after: Exposure) -> None:
    """What a look means for a takedown: proven gone, back again, seen to be gone before it was asked, or a false claim."""
    now = services.now()
    for event, facts in _events(takedown, before, after):
        if allows(takedown.steps, event):
            takedown = takedowns.add(db, takedown, Step(event, now, BY, facts))
            if event is not Event.NOTED:
                due.bring_forward(db, Due(Action.TELL, "coordinator", now))


def _events(takedown: Takedown, before: Exposure, after: Exposure) -> list[tuple[Event, tuple[tuple[str, str], ...]]]:
    if after.outcome is Outcome.GONE and before.outcome is not Outcome.GONE:
        return [(Event.PROVEN_GONE, ())]
    newest = [trace.sightings[-1].verdict for trace in after.traces]
    # fulfilled and present without ever having come back: the proof was reopened, because the source had been ill
    settled = takedown.state in (State.MOOT, State.FULFILLED)
    back = _back(before, after) or (settled and Verdict.PRESENT in newest)
    if back and allows(takedown.steps, Event.REPEATED):
        return [(Event.REPEATED, ())]
    if all(verdict is Verdict.ABSENT for verdict in newest):
        return [(Event.SEEN_ABSENT, ())]
    return [(Event.NOTED, (("claim", "false"),))] if _false_claim(takedown, newest) else []


def _back(before: Exposure, after: Exposure) -> bool:
    """Whether anything that was proven gone was seen again just now."""
    pairs = zip(before.traces, after.traces, strict=True)
    return any(now.standing.reappearances > was.standing.reappearances for was, now in pairs)


def _false_claim(takedown: Takedown, newest: list[Verdict]) -> bool:
    """Whether what they last claimed in this round is seen to be untrue, and nobody noted it yet: something still stands
    there though all was to be removed, or everything though a part was."""
    told = (step for step in reversed(takedown.round) if step.event in _CLAIMS or step.fact("claim"))
    newest_word = next(told, None)
    if newest_word is None or newest_word.event not in _CLAIMS:
        return False
    present = [verdict is Verdict.PRESENT for verdict in newest]
    return any(present) if newest_word.event is Event.CLAIM else all(present)
