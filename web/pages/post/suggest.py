"""What the machine suggests about a reply, so that a person needs one click where it is right: about which request, and what
it says. A suggestion moves nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from config.holidays import calendar_of
from domain.takedown import FINAL, Takedown
from storage import takedowns
from storage.replies import KeptReply
from storage.vault import Db
from takedown.answers import PASSED_ON
from takedown.extensions import Extension, extension
from takedown.replies import Reply, classify
from takedown.routes import all_routes
from takedown.threads import find_token, is_theirs
from web.access import Visit

MOST = 8  # requests named as perhaps meant
REASONS_GIVEN = "reasons given"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`perhaps`: open requests to whoever seems to have written, newest first. `ticket`: the sender's own number;
    `passed_on`: they gave the notice to somebody else, who may be whoever posted."""

    event: str
    reason: str
    reasons_given: bool
    passed_on: bool
    ticket: str
    perhaps: tuple[Takedown, ...]

    @property
    def reference(self) -> str:
        """The one request that is meant, if there is but one."""
        return self.perhaps[0].reference if len(self.perhaps) == 1 else ""


def suggested(db: Db, visit: Visit, reply: KeptReply, raw: bytes, about: Takedown | None) -> Suggestion:
    """For a reply as kept. Where it bears no reference, its sender's domain names the requests that may be meant."""
    found: Reply = classify(raw)
    perhaps = (about,) if about is not None else tuple(_to_sender(db, visit, raw))
    refusal = found.reason if found.event == "refusal" else ""
    return Suggestion(
        found.event.value, refusal, found.reason == REASONS_GIVEN, found.reason == PASSED_ON, found.reference, perhaps
    )


def _to_sender(db: Db, visit: Visit, raw: bytes) -> Iterable[Takedown]:
    domain = find_token(raw, addresses=()).sender_domain
    slugs = {recipient.slug for recipient in visit.house.recipients if is_theirs(domain, recipient)}
    if not slugs:
        return ()
    waiting = [one for one in takedowns.all_of(db) if one.recipient in slugs and one.state not in FINAL and one.arrived]
    return sorted(waiting, key=lambda one: one.steps[-1].at, reverse=True)[:MOST]


def worth(visit: Visit, takedown: Takedown, reply: KeptReply, *, reasons: bool) -> Extension:
    """What an extension announced in this reply is worth, by the day on which it came in."""
    recipient = visit.house.recipient(takedown.recipient)
    if recipient is None:
        return Extension.NO_CLOCK
    route = all_routes()[takedown.route]
    return extension(takedown, route, recipient, calendar_of(recipient.country), reply.received_at, reasons=reasons)
