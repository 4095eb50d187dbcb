"""Reads what came in: keeps each message, tells which takedown it belongs to, and what it says. A claim makes us look;
it closes nothing. What a machine may not decide waits for a specialist.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from domain.due import Action, Due, look_due, takedown_due
from domain.errors import NotFound
from domain.ports import Incoming
from domain.takedown import Event, Step, Takedown, allows
from storage import due, exposures, replies, takedowns
from storage.due import Taken
from storage.vault import Db
from takedown.replies import Reply, ReplyEvent, classify
from takedown.threads import Thread, find_token
from workers.services import Services
from workers.terms import lapsed_from

BY = "recipient"
_POLL = timedelta(minutes=5)
#: What each kind of reply does to the takedown without anybody's click: what stops or voids a clock, or makes us look.
BY_ITSELF = {
    ReplyEvent.BOUNCE: Event.BOUNCE,
    ReplyEvent.RECEIPT: Event.RECEIPT,
    ReplyEvent.CLAIM_REMOVED: Event.CLAIM,
    ReplyEvent.CLAIM_PARTIAL: Event.CLAIM_PARTIAL,
}
#: Said, kept, and moving nothing.
NOTED = frozenset({ReplyEvent.OUT_OF_OFFICE, ReplyEvent.BOUNCE_TEMPORARY, ReplyEvent.DELIVERED})
_SURE = 0.8


def act(services: Services, taken: Taken) -> None:
    assert services.mailbox is not None
    for incoming in services.mailbox.unread():
        _keep(services, incoming)
        with suppress(NotFound):  # somebody else put it away: it is kept all the same
            services.mailbox.settle(incoming.uid)
    with services.vault.begin() as db:
        due.settle(db, taken, Due(Action.RECEIVE, taken.thing, services.now() + _POLL))


def _keep(services: Services, incoming: Incoming) -> None:
    """One message, one transaction; a message that was kept before a crash is not taken twice."""
    reply, now = classify(incoming.raw), services.now()
    with services.vault.begin() as db:
        if replies.taken(db, incoming.uid):
            return
        takedown, sure = _belongs(services, db, incoming)
        step = _step(takedown, reply, now) if takedown is not None and sure else None
        takedown_id = takedown.id if takedown is not None else None
        human = step is None
        replies.keep(db, incoming.uid, incoming.raw, takedown_id, now, reply.event.value, reply.confidence, human=human)
        if takedown is not None and step is not None:
            _move(services, db, takedown, step)
        else:
            due.bring_forward(db, Due(Action.TELL, "specialist", now))


def _belongs(services: Services, db: Db, incoming: Incoming) -> tuple[Takedown | None, bool]:
    """The takedown that this message answers, and whether that is sure: a token or message id cannot be guessed, the
    reference that people quote can."""
    desk = services.desk
    ours = (f"{desk.reply}@{desk.domain}", f"{desk.bounce}@{desk.domain}")
    thread: Thread = find_token(incoming.raw, addresses=ours)
    found = takedowns.by_attempt(db, thread.tokens, thread.message_ids)
    if found is not None:
        return takedowns.get(db, found), True
    quoted = takedowns.by_reference(db, thread.references)
    return (takedowns.get(db, quoted), False) if quoted else (None, False)


def _step(takedown: Takedown, reply: Reply, now: datetime) -> Step | None:
    """The step this reply is by itself, or None where a human must say."""
    if reply.confidence < _SURE:
        return None
    told = (("reply", reply.event.value), *((("ticket", reply.reference),) if reply.reference else ()))
    event = BY_ITSELF.get(reply.event)
    if event is not None:
        return Step(event if allows(takedown.steps, event) else Event.NOTED, now, BY, told)
    return Step(Event.NOTED, now, BY, told) if reply.event in NOTED else None


def _move(services: Services, db: Db, takedown: Takedown, step: Step) -> None:
    """Take the step, and note what is due after it: a look after a claim, a clock that runs on or stands still."""
    moved = takedowns.add(db, takedown, step)
    due.strike(db, moved.id, Action.ASK)
    upcoming = takedown_due(moved, lapsed_from(services, moved))
    if upcoming is not None:
        due.note(db, upcoming)
    if step.event in {Event.CLAIM, Event.CLAIM_PARTIAL}:
        exposure = exposures.get(db, moved.exposure_id)
        due.bring_forward(db, look_due(exposure, takedowns.all_of(db, exposure_id=exposure.id)))
