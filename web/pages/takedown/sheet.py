"""Everything about one request on one page: loaded together, so that what is said and what is seen stand side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.errors import NotPermitted
from domain.exposure import Exposure, Trace
from domain.recipient import Recipient
from domain.roles import Role
from domain.sighting import Sighting
from domain.takedown import Event, State, Takedown, allows
from storage import exposures, takedowns
from storage.vault import Db
from takedown.caution import cautions
from takedown.channels.choice import Channel, channel_of
from takedown.facts import Facts
from takedown.gates import Gate, gates
from takedown.plan import Planned, plan
from takedown.routes import route_of
from web import facts, interest
from web.access import Visit
from web.alike import copies_of
from web.pages.takedown.closing import to_do
from web.pages.takedown.decisions import Decision, possible
from web.pages.takedown.notes import NOTES
from web.pages.takedown.onward import Onward, judged_by, onward
from web.pages.takedown.progress import Progress, progress
from web.texts import _, later

#: What comes next, and for whom, in each state in which somebody must do something.
_NEXT: dict[State, Any] = {
    State.DRAFT: later("the author hands it in"),
    State.GATED: later("the open gates must close"),
    State.READY: later("a second person releases it"),
    State.SENDING: later("it leaves by itself"),
    State.SEND_UNKNOWN: later("a person decides whether it arrived"),
    State.SENT: later("we wait for an answer"),
    State.RECEIPTED: later("we wait for a decision"),
    State.EXTENDED: later("we wait for a decision"),
    State.BOUNCED: later("find another address"),
    State.INFO_REQUESTED: later("answer their question"),
    State.CLAIMED_REMOVED: later("we look whether it is true"),
    State.CLAIMED_PARTIAL: later("we look whether it is true"),
    State.REFUSED: later("decide what to do about the refusal"),
    State.REDIRECTED: later("find out who decides"),
    State.LAPSED: later("decide what to do about the silence"),
    State.ESCALATED: later("follow the next route"),
    State.POLICE_HOLD: later("wait for the police"),
    State.MOOT: later("we look until it is proven"),
}


_CLAIMED = frozenset({State.CLAIMED_REMOVED, State.CLAIMED_PARTIAL})


def next_for(takedown: Takedown) -> str:
    """One sentence on what comes next; empty when nothing does."""
    if takedown.state in _CLAIMED and takedown.claim_was_false:
        return _("they say that it is gone, but we still see it: take it further")
    return str(_NEXT.get(takedown.state, ""))


@dataclass(frozen=True, slots=True)
class Sheet:
    """`gates` is None where the facts may not be looked at: then `shut` says why. `seen`: (trace, look), oldest first.
    `copies`: how many places look copied from this one."""

    takedown: Takedown
    exposure: Exposure
    recipient: Recipient | None
    gates: tuple[Gate, ...] | None
    shut: str
    seen: tuple[tuple[Trace, Sighting], ...]
    decisions: tuple[Decision, ...]
    progress: Progress
    onward: tuple[Onward, ...] = ()
    copies: int = 0

    @property
    def channel(self) -> Channel:
        """How it leaves."""
        return channel_of(route_of(self.takedown.route), self.recipient) if self.recipient else Channel.NONE

    @property
    def cautions(self) -> tuple[str, ...]:
        """What whoever writes must know first."""
        return cautions(route_of(self.takedown.route), self.recipient) if self.recipient else ()

    def allows(self, event: str) -> bool:
        return allows(self.takedown.steps, Event(event))


def load(db: Db, visit: Visit, takedown_id: str) -> Sheet:
    """Raises `NotFound`, also once the employee has withdrawn, and `NotPermitted` for a conflict of interest."""
    takedown = takedowns.get(db, takedown_id)
    interest.check(db, visit, takedown.profile_id)
    exposure = exposures.get(db, takedown.exposure_id)
    recipient = visit.house.recipient(takedown.recipient)
    found, shut = _gates(db, visit, takedown, recipient)
    looks = [(trace, look) for trace in exposure.traces for look in trace.sightings]
    seen = tuple(sorted(looks, key=lambda one: one[1].at))
    next_steps = onward(visit.house, takedown, judged_by(db, visit.house, takedown), exposure)
    ahead = progress(db, takedown, exposure, recipient)
    allowed = possible(takedown, visit.account.role)
    copies = len(copies_of(db, visit.house, exposure)) if visit.account.role is Role.SPECIALIST else 0
    return Sheet(takedown, exposure, recipient, found, shut, seen, allowed, ahead, next_steps, copies)


def _gates(db: Db, visit: Visit, takedown: Takedown, recipient: Recipient | None) -> tuple[tuple[Gate, ...] | None, str]:
    if recipient is None:
        return None, _("The recipient is not in the catalogue any more.")
    try:
        return _shown(facts.load(db, takedown, recipient, visit)), ""
    except NotPermitted:
        return None, _("The consent or mandate that this needs does not hold today.")


def _shown(told: Facts) -> tuple[Gate, ...]:
    """Of a letter that is not released yet, with what was agreed to already."""
    return gates(told if told.assent.releaser else facts.released_by(told, "", ""))


def page(sheet: Sheet, visit: Visit, *, complaint: str = "", typed: tuple[str, str] | None = None) -> ResponseReturnValue:
    """The page, with 409 and a complaint where something could not be done; what was `typed` is kept."""
    subject, text = typed or (sheet.takedown.subject, sheet.takedown.text)
    shown = render_template(
        "takedown/takedown.html",
        sheet=sheet,
        subject=subject,
        text=text,
        complaint=complaint,
        route=route_of(sheet.takedown.route),
        is_author=sheet.takedown.author == visit.by,
        notes=[note for note in NOTES if visit.account.role in note.roles],
        to_do=to_do(sheet.gates or (), visit.account.role),
        ladder=_ladder(sheet, visit),
        next_for=next_for,
    )
    return shown, 409 if complaint else 200


def _ladder(sheet: Sheet, visit: Visit) -> tuple[tuple[Planned, str], ...]:
    """The routes to this recipient about this place, in the order in which they are taken, each with its title."""
    if sheet.recipient is None:
        return ()
    source = visit.house.source(sheet.exposure.source)
    steps = plan(sheet.exposure, sheet.recipient, source.routes if source else ())
    return tuple((step, route_of(step.route).title) for step in steps)
