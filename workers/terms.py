"""By which route, calendars and lengths the clocks of a takedown are read."""

from __future__ import annotations

from datetime import datetime

from config.holidays import calendar_of
from config.timers import load_timers
from domain.errors import NotFound
from domain.takedown import Takedown
from domain.timers import Clock, Timer
from storage import captures, cases
from storage.vault import Db
from takedown.clocks import Setting, clocks
from takedown.routes import all_routes
from workers.services import Services


def running_clocks(services: Services, db: Db, takedown: Takedown) -> tuple[Clock, ...]:
    """Those that run, soonest first; none for a recipient that is not in the catalogue any more."""
    try:
        recipient = services.recipient(takedown.recipient)
    except NotFound:
        return ()
    newest = captures.newest(db, takedown.exposure_id)
    setting = Setting(
        route=all_routes()[takedown.route],
        recipient=recipient,
        theirs=calendar_of(recipient.country),
        home=calendar_of("NL"),
        periods=load_timers(),
        evidence_at=newest.fetched_at if newest else None,
        threat=cases.get(db, takedown.case_id).threat,
    )
    return clocks(takedown, setting)


def lapsed_from(services: Services, db: Db, takedown: Takedown) -> datetime | None:
    """The first moment at which the answer is late, or None while no such clock runs."""
    return next((clock.at for clock in running_clocks(services, db, takedown) if clock.timer is Timer.REPLY), None)
