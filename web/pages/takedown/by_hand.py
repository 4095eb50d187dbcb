"""What a person does where luwte sends nothing: fill in a form, or hand something over; with proof of before and after."""

from __future__ import annotations

import re

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.due import Action, Due
from domain.errors import Conflict, NotFound
from domain.recipient import Who
from domain.takedown import Event, State, Step, Takedown
from storage import due, takedowns
from storage.vault import Db
from takedown.caution import cautions
from takedown.channels.choice import Channel, channel_of
from takedown.checklist import checklist, who_are_you
from takedown.facts import Facts
from takedown.leaks import leaks
from web import facts, interest
from web.access import Visit
from web.pages.takedown.letter import back
from web.texts import _, later

WHO = {
    Who.SELF: later("the person concerned"),
    Who.AGENT: later("an authorised agent"),
    Who.ORGANISATION: later("an organisation"),
}
#: Why there is no ticket number.
NO_TICKET = {
    "none-shown": later("the form shows none"),
    "by-mail": later("it comes by mail later"),
    "handed": later("it was handed over"),
}
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{3,63}")
_TICKET = re.compile(r"[A-Za-z0-9#][A-Za-z0-9#./:_ -]{0,63}")


def by_hand(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    """GET shows what to do; POST writes down that it was done."""
    with visit.house.vault.begin() as db:
        takedown = takedowns.get(db, takedown_id)
        interest.check(db, visit, takedown.profile_id)
        told = _told(db, visit, takedown)
        if request.method == "GET":
            return _page(told, "")
        if takedown.state is not State.SENDING:
            raise Conflict("this request was not released, or it is done already")
        complaint = _complaint(told)
        if complaint:
            return _page(told, complaint), 409
        takedowns.add(db, takedown, Step(Event.ACCEPTED, visit.at, visit.by, _proof(told)))
        due.strike(db, takedown_id)
        due.note(db, Due(Action.ASK, takedown_id, visit.at))
    return back(takedown_id)


def _told(db: Db, visit: Visit, takedown: Takedown) -> Facts:
    recipient = visit.house.recipient(takedown.recipient)
    if recipient is None:
        raise NotFound("this recipient is not in the catalogue any more")
    told = facts.load(db, takedown, recipient, visit)
    if channel_of(told.route, recipient) not in {Channel.FORM, Channel.HAND}:
        raise NotFound("this request leaves by mail")
    return told


def _page(told: Facts, complaint: str) -> str:
    channel = channel_of(told.route, told.recipient)
    return render_template(
        "takedown/by_hand.html",
        takedown=told.takedown,
        recipient=told.recipient,
        lines=checklist(told) if channel is Channel.FORM else (),
        who=WHO[who_are_you(told)],
        cautions=cautions(told.route, told.recipient),
        is_form=channel is Channel.FORM,
        released=told.takedown.state is State.SENDING,
        reasons=NO_TICKET,
        complaint=complaint,
        action=url_for("takedown.by_hand", takedown_id=told.takedown.id),
        typed=request.form,
    )


def _complaint(told: Facts) -> str:
    """What is missing or wrong, in one sentence; empty when it can be written down."""
    ticket, reason = _given("ticket"), _given("no_ticket")
    if not ticket and reason not in NO_TICKET:
        return _("Give the ticket number, or say why there is none.")
    if ticket and not _TICKET.fullmatch(ticket):
        return _("That is no ticket number: letters, digits and # . / : - only.")
    is_form = channel_of(told.route, told.recipient) is Channel.FORM
    if is_form and not all(_REFERENCE.fullmatch(_given(name)) for name in ("before", "after")):
        return _("Name the captures of the filled-in form and of its confirmation.")
    if leaks(" | ".join(map(_given, ("ticket", "before", "after"))), told.identifiers):
        return _("An exposed value stands in what you typed; take it out.")
    return ""


def _proof(told: Facts) -> tuple[tuple[str, str], ...]:
    names = ("ticket", "no_ticket", "before", "after")
    kept = tuple((name, _given(name)) for name in names if _given(name))
    return (("by", channel_of(told.route, told.recipient).value), *kept)


def _given(name: str) -> str:
    return request.form.get(name, "").strip()
