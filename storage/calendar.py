"""Changes of the flare-up calendar: set, moved, called off; and with each what the diary owes to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from domain.due import Action, Due, scan_due
from domain.flare_up import FlareUp
from domain.hook import HookEvent
from domain.profile import Purpose
from storage import due, profiles, watches, webhooks
from storage.flare_ups import get, shaping, uid_index
from storage.tables import flare_ups
from storage.tables import watches as watch_table
from storage.vault import Db


def save(db: Db, flare_up: FlareUp, by: str, now: datetime, *, uid: str = "") -> None:
    """Put a flare-up in the calendar, or move it; what is due for whoever it is about is reckoned anew, sooner or later
    than it stood. `uid`: the event of a calendar file that it came from. Raises `NotPermitted` without consent."""
    profiles.require(db, Purpose.SCAN, flare_up.profile_id, now, by)
    values: dict[str, Any] = {
        "kind": flare_up.kind.value,
        "starts": flare_up.starts,
        "ends": flare_up.ends,
        "cadence_seconds": _seconds(flare_up.rhythm.cadence),
        "lead_seconds": _seconds(flare_up.rhythm.lead),
        "tail_seconds": _seconds(flare_up.rhythm.tail),
        "yearly": flare_up.yearly,
        "cancelled_at": flare_up.cancelled_at,
    }
    if uid:
        values["uid_index"] = uid_index(db, uid)
    same = flare_ups.c.id == flare_up.id, flare_ups.c.profile_id == flare_up.profile_id
    if db.connection.execute(update(flare_ups).where(*same).values(values)).rowcount == 0:
        db.connection.execute(insert(flare_ups).values(id=flare_up.id, profile_id=flare_up.profile_id, **values))
    webhooks.tell(db, HookEvent.FLARE_UP, flare_up.id, now)
    _reckon(db, flare_up.profile_id, now)
    due.bring_forward(db, Due(Action.REMIND, flare_up.profile_id, now))  # whoever must be told of it


def call_off(db: Db, profile_id: str, flare_up_id: str, now: datetime) -> None:
    """It does not take place: nothing is asked because of it any more. Raises `NotFound`. Needs no consent: it only lessens."""
    found = get(db, profile_id, flare_up_id)
    if found.cancelled_at is None:
        db.connection.execute(update(flare_ups).where(flare_ups.c.id == flare_up_id).values(cancelled_at=now))
        webhooks.tell(db, HookEvent.FLARE_UP, flare_up_id, now)
        _reckon(db, profile_id, now)


def _reckon(db: Db, profile_id: str, now: datetime) -> None:
    """What is due for the watches of this person, and for the sites that are read for all. A scan that somebody asked for at
    once, or that is under way, stays."""
    of_sites = db.connection.execute(select(watch_table.c.id).where(watch_table.c.profile_id.is_(None))).scalars()
    for watch in (*watches.of_profile(db, profile_id), *(watches.get(db, one) for one in of_sites)):
        last = watches.last_scan(db, watch.id)
        noted = due.noted(db, Action.SCAN, watch.id)
        if last is None or noted is None or noted <= now:
            continue
        coming = scan_due(watch, last[0], shaping(db, watch.profile_id, last[0]))
        due.note(db, replace(coming, at=max(coming.at, now)))


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
