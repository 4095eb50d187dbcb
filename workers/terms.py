"""When the other side of a takedown is late, by its route, its recipient's country and what it has said so far."""

from __future__ import annotations

from datetime import datetime

from config.holidays import calendar_of
from domain.errors import NotFound
from domain.takedown import Takedown
from takedown.routes import all_routes
from takedown.running import running
from workers.services import Services


def lapsed_from(services: Services, takedown: Takedown) -> datetime | None:
    """The first moment at which the answer is late, or None while no clock runs."""
    try:
        recipient = services.recipient(takedown.recipient)
    except NotFound:
        return None
    clock = running(takedown, all_routes()[takedown.route], recipient, calendar_of(recipient.country))
    return clock.lapses_at if clock else None
