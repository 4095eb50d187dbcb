"""What a look means: for the requests about the place, for what may be left of it elsewhere, and for a person who must look."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.closing import cause, closing
from domain.due import Action, Due
from domain.exposure import RESIDUE, Exposure, Outcome
from domain.sighting import Verdict
from domain.states import Event, State
from domain.takedown import Step, Takedown, allows
from domain.task import OWNER, TaskKind
from storage import due, exposures, takedowns, tasks
from storage.vault import Db

BY = "luwte"
_CLAIMS = frozenset({Event.CLAIM, Event.CLAIM_PARTIAL})
#: How soon a person looks where three looks could not tell, and looks for what is left of a place that is gone.
_BY_HAND, _SWEEP = timedelta(days=3), timedelta(days=7)
Facts = tuple[tuple[str, str], ...]


def follow(db: Db, before: Exposure, after: Exposure, now: datetime) -> None:
    """Everything that a look sets going, in its own transaction."""
    about = takedowns.all_of(db, exposure_id=before.id)
    gone = after.outcome is Outcome.GONE  # perhaps before this look: a person who looked from elsewhere completed the proof
    ends = closing(after, about) if gone else {}
    why: Facts = (("cause", cause(after, about) or ""),) if gone else ()
    for takedown in about:
        _take(db, takedown, [(ends[takedown.id], why)] if takedown.id in ends else _events(takedown, before, after), now)
    if after.gone_at is not None and after.kind not in RESIDUE:
        _ask(db, TaskKind.SWEEP_RESIDUE, after, now, _SWEEP, f"{after.gone_at:%Y%m%d}")
    if after.wants_human and not before.wants_human:
        _ask(db, TaskKind.CHECK_BY_HAND, after, now, _BY_HAND, f"{now:%Y%m%d%H%M}")
    if back(before, after):
        _reopen(db, after, now)


def back(before: Exposure, after: Exposure) -> bool:
    """Whether anything that was proven gone was seen again just now."""
    known = {(trace.category, trace.scope): trace.standing.reappearances for trace in before.traces}
    return any(trace.standing.reappearances > known.get((trace.category, trace.scope), 0) for trace in after.traces)


def _take(db: Db, takedown: Takedown, steps: list[tuple[Event, Facts]], now: datetime) -> None:
    for event, facts in steps:
        if allows(takedown.steps, event):
            takedown = takedowns.add(db, takedown, Step(event, now, BY, facts))
            if event is not Event.NOTED:
                due.bring_forward(db, Due(Action.TELL, "coordinator", now))


def _events(takedown: Takedown, before: Exposure, after: Exposure) -> list[tuple[Event, Facts]]:
    """Back again, seen to be gone before it was asked, or a false claim."""
    newest = [trace.sightings[-1].verdict for trace in after.traces if trace.sightings]
    # fulfilled and present without ever having come back: the proof was reopened, because the source had been ill
    settled = takedown.state in (State.MOOT, State.FULFILLED)
    again = back(before, after) or (settled and Verdict.PRESENT in newest)
    if again and allows(takedown.steps, Event.REPEATED):
        return [(Event.REPEATED, ())]
    if newest and all(verdict is Verdict.ABSENT for verdict in newest):
        return [(Event.SEEN_ABSENT, ())]
    return [(Event.NOTED, (("claim", "false"),))] if _false_claim(takedown, newest) else []


def _false_claim(takedown: Takedown, newest: list[Verdict]) -> bool:
    """Whether what they last claimed in this round is seen to be untrue, and nobody noted it yet: something still stands
    there though all was to be removed, or everything though a part was."""
    told = (step for step in reversed(takedown.round) if step.event in _CLAIMS or step.fact("claim"))
    newest_word = next(told, None)
    if newest_word is None or newest_word.event not in _CLAIMS:
        return False
    present = [verdict is Verdict.PRESENT for verdict in newest]
    return any(present) if newest_word.event is Event.CLAIM else bool(present) and all(present)


def _reopen(db: Db, exposure: Exposure, now: datetime) -> None:
    """What came back may have come back elsewhere too: copies and what is left are looked at now; nothing stays accepted."""
    if exposure.accepted_at is not None:
        exposures.accept(db, exposure.id, None)
    for child in exposures.children(db, exposure.id):
        due.bring_forward(db, Due(Action.LOOK, child.id, now))


def _ask(db: Db, kind: TaskKind, exposure: Exposure, now: datetime, within: timedelta, mark: str) -> None:
    if tasks.open_task(db, kind, exposure.id, exposure.profile_id, now, now + within, mark=mark):
        due.bring_forward(db, Due(Action.TELL, OWNER[kind].value, now))
