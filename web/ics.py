"""Calendar files (RFC 5545) of what stands in luwte: without names, and without what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import Response
from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `uid` stays the same when it is moved; `ends` is None for what has a beginning only."""

    uid: str
    starts: datetime
    ends: datetime | None
    summary: str
    yearly: bool = False
    cancelled: bool = False


def answer(entries: Iterable[Entry], written_at: datetime, name: str) -> Response:
    """The entries as a file that calendar programs read; moments in UTC, so that no program can take them for others."""
    calendar = Calendar()
    calendar.add("prodid", "-//luwte//luwte//NL")
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(_event(entry, written_at))
    attached = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return Response(calendar.to_ical(), mimetype="text/calendar", headers=attached)


def _event(entry: Entry, written_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@luwte")
    event.add("dtstamp", written_at)
    event.add("dtstart", entry.starts)
    if entry.ends is not None:
        event.add("dtend", entry.ends)
    event.add("summary", entry.summary)
    event.add("class", "CONFIDENTIAL")
    if entry.yearly:
        event.add("rrule", {"freq": "yearly"})
    if entry.cancelled:
        event.add("status", "CANCELLED")
    return event
