"""What is done with each event of a calendar file: taken up, moved, called off, or left because it stands there already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.flare_up import USUAL, FlareUp, FlareUpKind
from storage import calendar, flare_ups
from storage.vault import Db, new_id
from web.access import Visit
from web.ics_read import Event


class Fate(StrEnum):
    NEW = "new"
    MOVED = "moved"
    CALLED_OFF = "called-off"
    KNOWN = "known"
    NOTHING = "nothing"  # called off, and never taken up


#: What the name of an event suggests; the coordinator decides.
_SUGGEST = (
    (FlareUpKind.HEARING, ("zitting", "hearing", "pro forma", "getuige")),
    (FlareUpKind.VERDICT, ("uitspraak", "vonnis", "arrest", "verdict")),
    (FlareUpKind.COMMEMORATION, ("herdenk", "dodenherdenking", "commemorat")),
    (FlareUpKind.BROADCAST, ("uitzending", "documentaire", "podcast", "broadcast")),
    (FlareUpKind.DEBATE, ("debat", "kamer", "raad", "debate")),
    (FlareUpKind.OPERATION, ("actie", "inzet", "operatie", "operation")),
    (FlareUpKind.YEARS_END, ("oud en nieuw", "oudjaar", "nieuwjaar", "jaaroverzicht")),
    (FlareUpKind.ANNIVERSARY, ("jaar geleden", "jubileum", "anniversary")),
)


@dataclass(frozen=True, slots=True)
class Offered:
    """One event, what would come of it for how many of those it is taken up for, and its kind as suggested."""

    event: Event
    fate: Fate
    kind: FlareUpKind


def offered(db: Db, event: Event, profile_ids: list[str]) -> Offered:
    """Of several people the one for whom most would change decides what is shown."""
    known = [flare_ups.by_uid(db, one, event.uid) for one in profile_ids]
    fates = {fate(event, one) for one in known}
    shown = next((one for one in Fate if one in fates), Fate.NEW)
    kind = next((one.kind for one in known if one is not None), suggested(event.summary))
    return Offered(event, shown, kind)


def fate(event: Event, known: FlareUp | None) -> Fate:
    if event.cancelled:
        return Fate.CALLED_OFF if known is not None and known.cancelled_at is None else Fate.NOTHING
    if known is None:
        return Fate.NEW
    same = (known.starts, known.ends, known.yearly) == (event.starts, event.ends, event.yearly)
    return Fate.KNOWN if same and known.cancelled_at is None else Fate.MOVED


def suggested(summary: str) -> FlareUpKind:
    said = summary.casefold()
    return next((kind for kind, words in _SUGGEST if any(word in said for word in words)), FlareUpKind.OTHER)


def take_up(db: Db, visit: Visit, event: Event, kind: FlareUpKind, profile_id: str, now: datetime) -> bool:
    """Whether anything changed."""
    known = flare_ups.by_uid(db, profile_id, event.uid)
    what = fate(event, known)
    if what in {Fate.KNOWN, Fate.NOTHING}:
        return False
    if known is not None and what is Fate.CALLED_OFF:
        calendar.call_off(db, profile_id, known.id, now)
        return True
    moved = _flare_up(event, kind, profile_id) if known is None else _moved(known, event, kind)
    calendar.save(db, moved, visit.by, now, uid=event.uid)
    return True


def _flare_up(event: Event, kind: FlareUpKind, profile_id: str) -> FlareUp:
    return FlareUp(new_id(), profile_id, kind, event.starts, event.ends, USUAL[kind], event.yearly)


def _moved(known: FlareUp, event: Event, kind: FlareUpKind) -> FlareUp:
    """Its own rhythm stays, unless it is something else now."""
    rhythm = known.rhythm if kind is known.kind else USUAL[kind]
    anew = replace(known, kind=kind, rhythm=rhythm, cancelled_at=None)
    return replace(anew, starts=event.starts, ends=event.ends, yearly=event.yearly)
