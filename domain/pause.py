"""The employee wants it quiet for a while: nobody opens their profile, nothing is asked and nothing leaves till they resume."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """`until`: when it ends by itself; `ended_at`: when the employee ended it. Both moments are outside."""

    since: datetime
    until: datetime | None = None
    ended_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        ended = min((at for at in (self.until, self.ended_at) if at is not None), default=None)
        return self.since <= now and (ended is None or now < ended)
