"""Reads what came in: keeps each message, tells which takedown it belongs to, and what it says. A claim makes us look;
it closes nothing. What a machine may not decide waits for a specialist.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from domain.due import Action, Due, look_due
from domain.errors import NotFound
from domain.ports import Incoming
from domain.takedown import Event, Step, Takedown, allows
from storage import due, exposures, replies, takedowns
from storage.due import Taken
from storage.vault import Db
from takedown.replies import Reply, ReplyEvent, classify
from takedown.threads import Thread, content_of, find_token, is_theirs
from workers import tallies
from workers.services import Services

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
    """One message, one transaction; a message that was kept before a crash, or is sent again, is not taken twice."""
    reply, content, now = classify(incoming.raw), content_of(incoming.raw), services.now()
    with services.vault.begin() as db:
        if replies.taken(db, incoming.uid, content):
            return
        takedown, sure = _belongs(services, db, incoming, reply)
        step = _step(takedown, reply, now) if takedown is not None and sure else None
        about = takedown.id if takedown is not None else None
        told = (about, now, reply.event.value, reply.confidence)
        replies.keep(db, incoming.uid, incoming.raw, *told, human=step is None, content=content)
        tallies.reply(reply.event)
        if takedown is not None and step is not None:
            _move(db, takedown, step)
        else:
            due.bring_forward(db, Due(Action.TELL, "specialist", now))


def _belongs(services: Services, db: Db, incoming: Incoming, reply: Reply) -> tuple[Takedown | None, bool]:
    """The takedown that this message answers, and whether it may move it: a token or message id of the newest attempt cannot
    be guessed, the reference that people quote can. What answers an earlier attempt says nothing about this one."""
    desk = services.desk
    ours = (f"{desk.reply}@{desk.domain}", f"{desk.bounce}@{desk.domain}")
    thread: Thread = find_token(incoming.raw, addresses=ours)
    found = takedowns.by_attempt(db, thread.tokens, thread.message_ids)
    if found is not None:
        takedown = takedowns.get(db, found)
        return takedown, _answers_newest(takedown, thread) and _may_say_so(services, takedown, thread, reply)
    quoted = takedowns.by_reference(db, thread.references)
    return (takedowns.get(db, quoted), False) if quoted else (None, False)


def _answers_newest(takedown: Takedown, thread: Thread) -> bool:
    """Whether it bears the token or message id of the attempt that this round is about."""
    newest = next((step for step in reversed(takedown.round) if step.event is Event.RELEASED), None)
    if newest is None:
        return False
    return newest.fact("token") in thread.tokens or newest.fact("message_id") in thread.message_ids


def _may_say_so(services: Services, takedown: Takedown, thread: Thread, reply: Reply) -> bool:
    """A notice is passed on to whoever posted, and its token with it: what claims removal must come from the recipient."""
    if reply.event not in {ReplyEvent.CLAIM_REMOVED, ReplyEvent.CLAIM_PARTIAL}:
        return True
    with suppress(NotFound):
        return is_theirs(thread.sender_domain, services.recipient(takedown.recipient))
    return False


def _step(takedown: Takedown, reply: Reply, now: datetime) -> Step | None:
    """The step this reply is by itself, or None where a human must say."""
    if reply.confidence < _SURE:
        return None
    told = (("reply", reply.event.value), *((("ticket", reply.reference),) if reply.reference else ()))
    event = BY_ITSELF.get(reply.event)
    if event is not None:
        return Step(event if allows(takedown.steps, event) else Event.NOTED, now, BY, told)
    return Step(Event.NOTED, now, BY, told) if reply.event in NOTED else None


def _move(db: Db, takedown: Takedown, step: Step) -> None:
    """Take the step, and look after a claim; which clocks run then is reckoned anew, as after every step."""
    moved = takedowns.add(db, takedown, step)
    if step.event in {Event.CLAIM, Event.CLAIM_PARTIAL}:
        exposure = exposures.get(db, moved.exposure_id)
        due.bring_forward(db, look_due(exposure, takedowns.all_of(db, exposure_id=exposure.id)))
