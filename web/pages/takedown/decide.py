"""Deciding about a request: handing it in, releasing it as a second person, and what only a person can say."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from domain.due import Action, Due
from domain.errors import Conflict, NotFound
from domain.takedown import Event, State, Step, Takedown
from storage import due, exposures, takedowns
from storage.vault import TOKEN_KEY, Db
from takedown.approval import approval
from takedown.channels import email
from takedown.channels.choice import Channel, channel_of
from takedown.facts import Facts
from takedown.gates import open_gates, ready_gates
from web import facts, interest
from web.access import Visit
from web.pages.takedown import sheet
from web.pages.takedown.decisions import possible
from web.pages.takedown.letter import back
from web.texts import _


def approve(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    """Hand it in; it is approved at once when every gate but the four eyes holds, else it waits with its open gates shown."""
    with visit.house.vault.begin() as db:
        takedown = _load(db, visit, takedown_id)
        if takedown.state is State.DRAFT:
            takedown = takedowns.add(db, takedown, Step(Event.SUBMITTED, visit.at, visit.by))
        # what was agreed to counts before the release as well
        if not ready_gates(facts.released_by(_told(db, visit, takedown), "", "")):
            takedowns.add(db, takedown, Step(Event.APPROVED, visit.at, visit.by))
    return back(takedown_id)


def release(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    """All twelve gates again, here and now; then the attempt is fixed before anything is sent."""
    with visit.house.vault.begin() as db:
        takedown = _load(db, visit, takedown_id)
        approved = approval(takedown.subject, takedown.text)
        told = facts.released_by(_told(db, visit, takedown), visit.by, approved)
        shut = open_gates(told)
        if shut:
            why = " ".join(_(gate.why) for gate in shut)
            return sheet.page(sheet.load(db, visit, takedown_id), visit, complaint=_("It cannot be released. %(why)s", why=why))
        _release(db, visit, takedown, told, approved)
    return back(takedown_id)


def decide(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        takedown = _load(db, visit, takedown_id)
        asked = request.form.get("decision", "")
        chosen = next((one for one in possible(takedown, visit.account.role) if one.event.value == asked), None)
        if chosen is None:
            raise Conflict("this decision is not possible as the request stands now")
        takedowns.add(db, takedown, Step(chosen.event, visit.at, visit.by, (("told", "by a person"),)))
        due.strike(db, takedown_id, Action.SEND)
        if chosen.event is Event.ACCEPTED_AS_LAWFUL:
            exposures.accept(db, takedown.exposure_id, visit.at)
    return back(takedown_id)


def look_again(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    """The place is looked at and captured anew, now."""
    with visit.house.vault.begin() as db:
        takedown = _load(db, visit, takedown_id)
        due.bring_forward(db, Due(Action.LOOK, takedown.exposure_id, visit.at))
    return back(takedown_id)


def _release(db: Db, visit: Visit, takedown: Takedown, told: Facts, approved: str) -> None:
    attempt = 1 + sum(step.event is Event.RELEASED for step in takedown.steps)
    token = email.new_token(db.keys.get(TOKEN_KEY), takedown.id, attempt)
    fixed = (("token", token), ("message_id", email.message_id_of(token, told.desk)), ("approval", approved))
    takedowns.add(db, takedown, Step(Event.RELEASED, visit.at, visit.by, fixed))
    if channel_of(told.route, told.recipient) is Channel.MAIL:
        due.note(db, Due(Action.SEND, takedown.id, visit.at))


def _load(db: Db, visit: Visit, takedown_id: str) -> Takedown:
    takedown = takedowns.get(db, takedown_id)
    interest.check(db, visit, takedown.profile_id)
    return takedown


def _told(db: Db, visit: Visit, takedown: Takedown) -> Facts:
    recipient = visit.house.recipient(takedown.recipient)
    if recipient is None:
        raise NotFound("this recipient is not in the catalogue any more")
    return facts.load(db, takedown, recipient, visit)
