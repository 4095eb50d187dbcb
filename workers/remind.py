"""Once in a while for each employee: the mandate that ends soon (T10), whether support was offered (T11), of which moments they
must be told, and the end of a pause."""

from __future__ import annotations

from datetime import datetime, timedelta

from config.timers import load_timers
from domain.due import Action, Due
from domain.profile import Grant, GrantKind, Purpose, permits
from domain.task import OWNER, TaskKind
from domain.telling import owed
from storage import cases, due, flare_ups, pauses, profiles, tasks
from storage.due import Taken
from storage.vault import Db
from workers.services import Services

_AHEAD = timedelta(days=400)


def act(services: Services, taken: Taken) -> None:
    now, periods = services.now(), load_timers()
    with services.vault.begin() as db:
        due.hold(db, taken)
        profiles.enrolled(db, taken.thing)
        _resume(services, db, taken.thing)
        rings: list[tuple[datetime, TaskKind, str, datetime]] = [
            (until - periods.mandate_warn, TaskKind.RENEW_MANDATE, f"{until:%Y%m%d}", until)
            for until in _ends(profiles.grants_of(db, taken.thing), now)
        ]
        case = cases.of_profile(db, taken.thing)
        if case is not None:
            for after in periods.support:
                at = case.opened_at + after
                rings.append((at, TaskKind.OFFER_SUPPORT, f"{after.total_seconds() / 3600:.0f}h", at + after))
        for known in flare_ups.shaping(db, taken.thing, now):
            rings += [(one.at, one.kind, mark, one.by) for mark, one in owed(known, now, now + _AHEAD)]
        for at, kind, mark, by in rings:
            if at <= now:
                _open(services, db, taken.thing, kind, mark, by)
        pause = pauses.current(db, taken.thing, now)
        ends = [pause.until] if pause is not None and pause.until is not None else []
        upcoming = min((*ends, *(at for at, *_ in rings if at > now)), default=None)
        due.settle(db, taken, None if upcoming is None else Due(Action.REMIND, taken.thing, upcoming))


def _resume(services: Services, db: Db, profile_id: str) -> None:
    """A pause that has ended by itself: what stood still is due again, if the consent still holds."""
    now = services.now()
    if pauses.over(db, profile_id, now) and permits(profiles.grants_of(db, profile_id), Purpose.SCAN, now):
        pauses.restart(db, profile_id, services.sources.values(), "luwte", now)


def _ends(grants: tuple[Grant, ...], now: datetime) -> list[datetime]:
    """When the mandates that hold today end."""
    return [grant.until for grant in grants if grant.kind is GrantKind.MANDATE and grant.until and grant.holds(now)]


def _open(services: Services, db: Db, profile_id: str, kind: TaskKind, mark: str, by: datetime) -> None:
    if tasks.open_task(db, kind, profile_id, profile_id, services.now(), by, mark=mark):
        due.bring_forward(db, Due(Action.TELL, OWNER[kind].value, services.now()))
