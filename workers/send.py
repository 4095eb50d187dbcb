"""Lets one notice leave, once: every gate again, the attempt written down and committed, and only then the mail server.

What a crash leaves behind is "begun" without an end. No machine tries that again: a specialist decides.
"""

from __future__ import annotations

from config.timers import load_timers
from domain.due import Action, Due
from domain.errors import NotFound, NotPermitted, OutcomeUnknown, Unsent
from domain.ports import Handover, Letter
from domain.takedown import Event, State, Step, Takedown
from domain.task import TaskKind
from storage import background, due, takedowns, tasks
from storage.due import Taken
from storage.vault import Db
from takedown.channels import email
from takedown.channels.choice import Channel, channel_of
from takedown.facts import gathered
from takedown.gates import open_gates
from takedown.routes import route_of
from workers import tallies
from workers.services import Services

BY = "luwte"
#: Nothing left, or nobody knows: what happens next is for a person to say.
_FOR_PEOPLE = frozenset({Event.STOPPED, Event.REJECTED, Event.LOST_TRACK})


def act(services: Services, taken: Taken) -> None:
    letter = _begin(services, taken)
    if letter is None:
        return
    try:
        step = _sent(services, services.send(letter))
    except OutcomeUnknown:
        step = Step(Event.LOST_TRACK, services.now(), BY)
    except Unsent as refusal:
        step = _refused(services, refusal)
    _save(services, taken, step)


def _begin(services: Services, taken: Taken) -> Letter | None:
    """Load, ask every gate again, write the attempt down. None when nothing may leave now."""
    now = services.now()
    with services.vault.begin() as db:
        due.hold(db, taken)
        takedown = takedowns.get(db, taken.thing)
        if takedown.state is not State.SENDING:
            due.settle(db, taken, None)  # it leaves no more by this line
            return None
        if _begun(takedown):
            _add_and_settle(db, taken, takedown, Step(Event.LOST_TRACK, now, BY, (("why", "crash"),)))
            return None
        shut = _shut(services, db, takedown)
        if shut:
            _add_and_settle(db, taken, takedown, Step(Event.STOPPED, now, BY, (("gates", " ".join(shut)),)))
            return None
        recipient = services.recipient(takedown.recipient)
        if channel_of(route_of(takedown.route), recipient) is not Channel.MAIL:
            due.settle(db, taken, None)  # a person fills in the form, or hands it over
            return None
        takedowns.add(db, takedown, Step(Event.NOTED, now, BY, (("attempt", "begun"),)))
    released = takedown.last(Event.RELEASED)
    assert released is not None
    token, message_id = released.fact("token"), released.fact("message_id")
    return email.letter(takedown, recipient, token=token, message_id=message_id, desk=services.desk, now=now)


def _shut(services: Services, db: Db, takedown: Takedown) -> list[str]:
    """The gates that do not hold at this moment."""
    try:
        recipient = services.recipient(takedown.recipient)
    except NotFound:
        return ["G7"]
    try:
        told = background.load(db, takedown, recipient, services.now(), "send")
    except NotPermitted:
        return ["G2"]
    except NotFound:
        return ["G1"]
    return [gate.id for gate in open_gates(gathered(told, recipient, services.desk, services.now()))]


def _begun(takedown: Takedown) -> bool:
    """Whether an attempt was begun after the release and nothing is known of its end."""
    for step in reversed(takedown.steps):
        if step.event is Event.RELEASED or step.fact("attempt") == "deferred":
            return False
        if step.fact("attempt") == "begun":
            return True
    return False


def _sent(services: Services, handover: Handover) -> Step:
    told = (("code", str(handover.code)), ("dsn", "asked" if handover.dsn_requested else "not offered"))
    return Step(Event.ACCEPTED, services.now(), BY, told)


def _refused(services: Services, refusal: Unsent) -> Step:
    told = (("code", str(refusal.code)),)
    if refusal.permanent:
        return Step(Event.REJECTED, services.now(), BY, told)
    return Step(Event.NOTED, services.now(), BY, (("attempt", "deferred"), *told))


def _save(services: Services, taken: Taken, step: Step) -> None:
    with services.vault.begin() as db:
        due.hold(db, taken)
        takedown = takedowns.get(db, taken.thing)
        _add_and_settle(db, taken, takedown, _or_given_up(takedown, step))


def _or_given_up(takedown: Takedown, step: Step) -> Step:
    """T3: "not now" for two days is a no."""
    first = next(iter(_put_off(takedown)), None)
    if step.fact("attempt") != "deferred" or first is None or step.at - first.at < load_timers().retry_until:
        return step
    return Step(Event.REJECTED, step.at, BY, (("code", step.fact("code")), ("why", "given up")))


def _put_off(takedown: Takedown) -> list[Step]:
    """The tries since the release that their server put off."""
    released = takedown.last_of_round(Event.RELEASED)
    return [one for one in takedown.round if one.fact("attempt") == "deferred" and released and one.at >= released.at]


def _add_and_settle(db: Db, taken: Taken, takedown: Takedown, step: Step) -> None:
    moved = takedowns.add(db, takedown, step)
    tallies.letter(step.event, step.fact("attempt"))
    if step.event in _FOR_PEOPLE:
        due.bring_forward(db, Due(Action.TELL, "specialist", step.at))
    if step.event is Event.ACCEPTED:
        tasks.settle(db, (TaskKind.FIRST_NOTICE,), moved.profile_id, BY, step.at, "sent")
    again = moved.state is State.SENDING
    wait = load_timers().retry_after(len(_put_off(moved)))
    due.settle(db, taken, Due(Action.SEND, takedown.id, step.at + wait) if again else None)
