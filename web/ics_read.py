"""Reads somebody else's calendar file (RFC 5545) into moments of ours; what cannot be read is told event by event.

Whole days and times without a zone are of the Dutch calendar. What comes back is written out for the coming year, but for
what comes back each year on the same day. An exception for one time of many takes that one's place; what was called off
says so.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar

from domain.errors import BadInput
from domain.flare_up import HERE

LARGEST = 300_000  # bytes
MOST_TIMES = 60  # of one event, written out
_AHEAD = timedelta(days=366)
_LONGEST = timedelta(days=62)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """One time of one event. `uid` tells it from every other, also when the file comes again: for one of many times the moment
    that it had in the series is part of it. From `starts` until `ends` (outside), in UTC."""

    uid: str
    summary: str
    starts: datetime
    ends: datetime
    yearly: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """An event that could not be taken, by its number in the file and its name, and why."""

    number: int
    summary: str
    why: str


@dataclass(frozen=True, slots=True)
class Read:
    events: tuple[Event, ...]
    wrong: tuple[Wrong, ...]
    past: int = 0  # how many lie wholly in the past
    later: int = 0  # and how many more than a year ahead


class _Bad(Exception):
    """Why one event cannot be taken."""


def read(raw: bytes, now: datetime) -> Read:
    """Everything from now until a year from now, soonest first. Raises `BadInput` for what is no calendar file."""
    if len(raw) > LARGEST:
        raise BadInput("calendar", f"the file is larger than {LARGEST // 1000} kB; export fewer events")
    calendar = _calendar(raw)
    wrong: list[Wrong] = []
    found: dict[str, tuple[int, Event]] = {}
    for number, component in enumerate(calendar.walk("VEVENT"), 1):
        try:
            for event in _times(component, now):
                _keep_newest(found, event, int(component.get("sequence", 0) or 0))
        except _Bad as bad:
            wrong.append(Wrong(number, _text(component), str(bad)))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            wrong.append(Wrong(number, _text(component), "it cannot be read"))
    events = [event for _, event in found.values()]
    past = sum(not event.yearly and event.ends <= now for event in events)
    later = sum(not event.yearly and event.starts >= now + _AHEAD for event in events)
    ahead = [event for event in events if event.yearly or (event.ends > now and event.starts < now + _AHEAD)]
    return Read(tuple(sorted(ahead, key=lambda one: (one.starts, one.uid))), tuple(wrong), past, later)


def _calendar(raw: bytes) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a zone was recognised by the end of its name
            calendar: Any = Calendar.from_ical(raw)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        raise BadInput("calendar", "this is no calendar file (iCalendar, .ics)") from None
    if calendar.name != "VCALENDAR":
        raise BadInput("calendar", "this is no calendar file (iCalendar, .ics)")
    return calendar


def _keep_newest(found: dict[str, tuple[int, Event]], event: Event, sequence: int) -> None:
    """The same event twice in one file is one: the one that was changed last."""
    known = found.get(event.uid)
    if known is None or sequence >= known[0]:
        found[event.uid] = (sequence, event)


def _times(component: Any, now: datetime) -> Iterator[Event]:
    uid, summary = str(component.get("uid") or "").strip(), _text(component)
    if not uid:
        raise _Bad("it has no name of its own (UID), so that it could not be recognised again")
    starts, whole_days = _moment(component, "dtstart")
    length = _length(component, starts, whole_days)
    if length > _LONGEST:
        raise _Bad("it takes longer than two months")
    cancelled = str(component.get("status") or "").upper() == "CANCELLED"
    one = Event(uid, summary, starts, starts + length, cancelled=cancelled)
    if component.get("recurrence-id") is not None:
        yield replace(one, uid=_named(uid, _moment(component, "recurrence-id")[0]))
    elif component.get("rrule") is None and component.get("rdate") is None:
        yield one
    elif _is_yearly(component):
        yield replace(one, yearly=True)
    else:
        for at in _series(component, now, length, whole_days):
            yield replace(one, uid=_named(uid, at), starts=at, ends=_after(at, length, whole_days))


def _named(uid: str, at: datetime) -> str:
    return f"{uid}/{at:%Y%m%dT%H%MZ}"


def _moment(component: Any, name: str) -> tuple[datetime, bool]:
    """In UTC, and whether it is a whole day."""
    given = component.get(name)
    if given is None or isinstance(given, list):
        raise _Bad("it says no day, or more than one" if name == "dtstart" else "it is not clear which time it replaces")
    value = given.dt
    if isinstance(value, datetime):
        if value.tzinfo is None and "TZID" in given.params:
            raise _Bad(f"its time zone is not known: {str(given.params['TZID'])[:60]}")
        return (value if value.tzinfo else value.replace(tzinfo=HERE)).astimezone(UTC), False
    if not isinstance(value, date):
        raise _Bad("it says no day")
    return datetime.combine(value, time(), HERE).astimezone(UTC), True


def _length(component: Any, starts: datetime, whole_days: bool) -> timedelta:
    if component.get("dtend") is not None:
        length = _moment(component, "dtend")[0] - starts
    elif component.get("duration") is not None:
        length = component["duration"].dt
    else:
        length = _after(starts, _DAY, True) - starts if whole_days else timedelta(0)
    if length < timedelta(0):
        raise _Bad("it ends before it begins")
    return length or timedelta(hours=1)


def _after(at: datetime, length: timedelta, whole_days: bool) -> datetime:
    """Whole days are days of the Dutch calendar, also when the clocks change in between."""
    if not whole_days:
        return at + length
    days = max(1, round(length / _DAY))
    return datetime.combine(at.astimezone(HERE).date() + timedelta(days=days), time(), HERE).astimezone(UTC)


def _is_yearly(component: Any) -> bool:
    """Whether it comes back each year on the same day, without end: that is a flare-up of ours as it stands."""
    rules, more = component.get("rrule"), [component.get(name) for name in ("rdate", "exdate")]
    if rules is None or isinstance(rules, list) or any(one is not None for one in more):
        return False
    rule = {name: values for name, values in rules.items() if name not in {"WKST"}}
    if rule.pop("FREQ", [""])[0] != "YEARLY" or rule.pop("INTERVAL", [1])[0] != 1:
        return False
    on = component["dtstart"].dt
    return all(name in {"BYMONTH", "BYMONTHDAY"} for name in rule) and (
        [int(one) for one in rule.get("BYMONTH", [on.month])] == [on.month]
        and [int(one) for one in rule.get("BYMONTHDAY", [on.day])] == [on.day]
    )


def _series(component: Any, now: datetime, length: timedelta, whole_days: bool) -> Iterator[datetime]:
    """The times of what comes back, from now until a year from now, at the same time of its own clock."""
    first = component["dtstart"].dt
    zone = (first.tzinfo or HERE) if isinstance(first, datetime) else HERE
    clock = first.replace(tzinfo=None) if isinstance(first, datetime) else datetime.combine(first, time())
    left_out = {_on_clock(value, zone) for value in _listed(component, "exdate")}
    wanted = {at for at in _by_rules(component, clock, zone, now, length) if at not in left_out}
    wanted |= {at for value in _listed(component, "rdate") if (at := _on_clock(value, zone)) not in left_out}
    moments = sorted(at.replace(tzinfo=zone).astimezone(UTC) for at in wanted)
    ahead = [at for at in moments if at + length > now and at < now + _AHEAD]
    if len(ahead) > MOST_TIMES:
        raise _Bad(f"it comes back more than {MOST_TIMES} times a year: that is no special moment")
    yield from ahead


def _by_rules(component: Any, clock: datetime, zone: Any, now: datetime, length: timedelta) -> Iterator[datetime]:
    given = component.get("rrule") or []
    since = now.astimezone(zone).replace(tzinfo=None) - length - _DAY
    until = now.astimezone(zone).replace(tzinfo=None) + _AHEAD
    for rule in given if isinstance(given, list) else [given]:
        series = rrulestr(_floating(rule.to_ical().decode(), zone), dtstart=clock)
        for count, at in enumerate(series.xafter(since, inc=True)):
            if at > until or count > MOST_TIMES + 2:
                break
            yield at


def _floating(rule: str, zone: Any) -> str:
    """UNTIL on the event's own clock: the rule is reckoned there, so that summer and winter have the same hour."""
    parts = []
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if name.upper() == "UNTIL" and value.endswith("Z"):
            moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            value = f"{moment.astimezone(zone):%Y%m%dT%H%M%S}"
        parts.append(f"{name}={value}")
    return ";".join(parts)


def _listed(component: Any, name: str) -> Iterator[Any]:
    given = component.get(name)
    for one in given if isinstance(given, list) else [] if given is None else [given]:
        yield from (each.dt for each in one.dts)


def _on_clock(value: Any, zone: Any) -> datetime:
    if isinstance(value, tuple):  # a period: its beginning
        value = value[0]
    if not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value.astimezone(zone).replace(tzinfo=None) if value.tzinfo else value


def _text(component: Any) -> str:
    return " ".join(str(component.get("summary") or "").split())[:120]
