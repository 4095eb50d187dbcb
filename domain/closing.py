"""Who is to thank when a place is proven gone: the request after which it went, another one, or nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from domain.exposure import Exposure
from domain.states import Event
from domain.takedown import Takedown, allows


class Cause(StrEnum):
    """Why it is gone; only the first is counted as our success."""

    ASKED = "asked"
    UNATTRIBUTED = "unattributed"  # it went before, or without, any request of ours (i13)
    SITE_GONE = "site-gone"  # the whole site went (i0)


def cause(exposure: Exposure, takedowns: Iterable[Takedown]) -> Cause | None:
    """None while it is not gone."""
    if exposure.gone_at is None:
        return None
    if exposure.site_gone:
        return Cause.SITE_GONE
    left = _first_absence(exposure)
    asked = any(one.arrived is not None and one.arrived.at <= left for one in takedowns)
    return Cause.ASKED if asked else Cause.UNATTRIBUTED


def closing(exposure: Exposure, takedowns: Iterable[Takedown]) -> dict[str, Event]:
    """What the proof does to each request about it, by id: where one recipient claimed it last, the others were overtaken
    (r26); where none did, all who were asked are thanked (r25)."""
    open_ones = [one for one in takedowns if allows(one.steps, Event.PROVEN_GONE)]
    claims = {one.id: claim.at for one in open_ones if (claim := one.last_of_round(Event.CLAIM, Event.CLAIM_PARTIAL))}
    newest = max(claims, key=lambda each: claims[each], default=None)
    return {one.id: _for(one, newest) for one in open_ones}


def _for(takedown: Takedown, newest: str | None) -> Event:
    overtaken = newest is not None and takedown.id != newest and allows(takedown.steps, Event.OTHER_FULFILLED)
    return Event.OTHER_FULFILLED if overtaken else Event.PROVEN_GONE


def _first_absence(exposure: Exposure) -> datetime:
    """When the last of its traces was first seen to be away."""
    firsts = [at for trace in exposure.traces if (at := trace.standing.first_absence)]
    return max(firsts, default=exposure.confirmed_at)
