"""What a reader asks of a report, and may: whose requests, to whom, from when until when, and by what they are grouped."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import request

from domain.errors import NotFound
from domain.roles import Role
from storage import reports
from storage.vault import Db
from takedown.reports.lines import Line, lines_of
from takedown.reports.summary import month_of, within
from web.access import NotForYou, Visit
from web.texts import _, later

#: By what lines are grouped: its name in the address, its word, and what it takes of a line.
GROUPS: dict[str, tuple[Any, Callable[[Line], str]]] = {
    "geadresseerde": (later("recipient"), lambda line: line.recipient),
    "medewerker": (later("employee"), lambda line: line.employee[:8]),
    "zaak": (later("case"), lambda line: line.case[:8]),
    "periode": (later("period"), month_of),
}
_ID = re.compile(r"[0-9a-f]{8,32}|")
_SLUG = re.compile(r"[a-z0-9-]{1,64}|")
_QUARTER = re.compile(r"(20\d\d)-([1-4])")


@dataclass(frozen=True, slots=True)
class Asked:
    """As typed, and checked; empty fields ask for everything. `since` and `until` are days, the last of them included."""

    recipient: str = ""
    case: str = ""
    employee: str = ""
    since: date | None = None
    until: date | None = None
    group: str = "geadresseerde"

    def fields(self) -> dict[str, str]:
        """For the address of the same report as a file."""
        days = {"van": self.since, "tot": self.until}
        told = {"geadresseerde": self.recipient, "zaak": self.case, "medewerker": self.employee, "per": self.group}
        return {name: value for name, value in told.items() if value} | {name: f"{d:%Y-%m-%d}" for name, d in days.items() if d}


def asked(visit: Visit) -> Asked:
    """Raises `NotForYou` with what is wrong for what cannot be understood."""
    typed = {name: request.args.get(name, "").strip() for name in ("geadresseerde", "zaak", "medewerker", "van", "tot", "per")}
    known = _ID.fullmatch(typed["zaak"]) and _ID.fullmatch(typed["medewerker"]) and _SLUG.fullmatch(typed["geadresseerde"])
    group = typed["per"] or "geadresseerde"
    if not known or group not in GROUPS:
        raise NotForYou(_("This report cannot be made: choose a recipient, a case or an employee as the pages show them."))
    since, until = _day(typed["van"]), _day(typed["tot"])
    employee = own_profile(visit) if visit.account.role is Role.EMPLOYEE else typed["medewerker"]
    return Asked(typed["geadresseerde"], typed["zaak"], employee, since, until, group)


def own_profile(visit: Visit) -> str:
    """Raises `NotFound` for an account that belongs to no employee's profile: it must not see everybody's."""
    if not visit.account.profile_id:
        raise NotFound("this account has no profile")
    return visit.account.profile_id


def lines(db: Db, what: Asked) -> list[Line]:
    """The lines asked for, by reference."""
    told = reports.told(db, recipient=what.recipient)
    found = [line for takedown, empty in told for line in lines_of(takedown, empty)]
    mine = [line for line in found if line.employee.startswith(what.employee) and line.case.startswith(what.case)]
    return within(mine, _begin(what.since), _begin(what.until + timedelta(days=1)) if what.until else None)


def quarter(now: datetime) -> tuple[str, datetime, datetime]:
    """The whole quarter that is asked for, or the last that has ended: its name, its beginning and its end."""
    last = (now.year, (now.month - 1) // 3) if now.month > 3 else (now.year - 1, 4)
    typed = request.args.get("kwartaal", "")
    found = _QUARTER.fullmatch(typed)
    if typed and (not found or (int(found[1]), int(found[2])) > last):
        raise NotForYou(_("Give a quarter that has ended, like 2026-3."))
    year, number = (int(found[1]), int(found[2])) if found else last
    begin = datetime(year, 3 * number - 2, 1, tzinfo=UTC)
    end = datetime(year + number // 4, 3 * number % 12 + 1, 1, tzinfo=UTC)
    return f"{year}-{number}", begin, end


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise NotForYou(_("Give dates like 2026-11-25.")) from None


def _begin(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=UTC) if day else None
