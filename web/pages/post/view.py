"""Replies that no machine may decide about: a specialist reads them and says what they say. Nothing closes by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.due import Action, Due, look_due
from domain.errors import Conflict, NotFound
from domain.roles import Role
from domain.takedown import Event, Step, Takedown, allows
from storage import due, exposures, replies, takedowns, threads
from storage.replies import KeptReply
from storage.vault import Db
from takedown.reading import Mail, read
from web import interest
from web.access import Route, Visit
from web.forms import BooleanField, Form, SelectField, StringField, options, short
from web.texts import _, later

_ROLES = frozenset({Role.SPECIALIST})
#: What a reply can say, and the step that follows; what is not here moves nothing.
EVENTS: dict[str, Event] = {
    "claim-removed": Event.CLAIM,
    "claim-partial": Event.CLAIM_PARTIAL,
    "refusal": Event.REFUSAL,
    "question": Event.QUESTION,
    "extension": Event.EXTENSION,
    "redirected": Event.REDIRECTION,
    "receipt": Event.RECEIPT,
    "bounce": Event.BOUNCE,
}
SAID: dict[str, Any] = {
    "claim-removed": later("they say that it is removed"),
    "claim-partial": later("they say that it is partly removed"),
    "refusal": later("they refuse"),
    "question": later("they ask something"),
    "extension": later("they take more time"),
    "redirected": later("they point to somebody else"),
    "receipt": later("they confirm receipt"),
    "bounce": later("it was returned undelivered"),
    "bounce-temporary": later("delivery is delayed"),
    "out-of-office": later("nobody is there now"),
    "abuse-report": later("a complaint about our mail"),
    "delivered": later("it was delivered"),
    "unknown": later("nothing that moves the request"),
}
#: Why they refuse (takedown.md r17).
REFUSALS = options(
    [
        ("", later("choose a reason")),
        ("not_illegal", later("they see nothing unlawful")),
        ("expression", later("freedom of expression")),
        ("journalism", later("journalism")),
        ("public_role", later("the employee's public role")),
        ("not_controller", later("they do not decide on it")),
        ("not_identified", later("they want proof of identity")),
        ("insufficient", later("they find the request insufficient")),
        ("technical", later("technical reasons")),
        ("no_reason", later("they give no reason")),
    ]
)


class Reading(Form):
    event = SelectField(later("What does it say?"), choices=options(SAID.items()))
    reason = SelectField(later("If they refuse: why?"), choices=REFUSALS, default="")
    identity = BooleanField(later("They ask who the person is, and asked in time: their term stands still until we answer"))
    reference = StringField(later("About which request?"), [short(24)])


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply with the message as read; `takedown` is None for a stray one."""

    reply: KeptReply
    mail: Mail = field(repr=False)
    takedown: Takedown | None


def overview(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        free = interest.free_for(db, visit)
        waiting = [(reply, _takedown(db, reply)) for reply in replies.for_humans(db)]
    mine = [(reply, about) for reply, about in waiting if about is None or about.profile_id in free]
    return render_template("post/overview.html", mine=mine, said=SAID)


def decide(visit: Visit, reply_id: str) -> ResponseReturnValue:
    form = Reading()
    sent = form.sent_well()
    with visit.house.vault.begin() as db:
        shown = _shown(db, visit, reply_id)
        if sent and _complete(db, form, shown):
            _decide(db, visit, form, shown)
            return redirect(url_for("post.overview"))
    if not form.is_submitted():
        form.event.data = shown.reply.event
        form.reference.data = shown.takedown.reference if shown.takedown else ""
    page = render_template("post/reply.html", shown=shown, form=form, said=SAID)
    return page, 400 if form.is_submitted() else 200


def _complete(db: Db, form: Reading, shown: Shown) -> bool:
    """What the form's own checks cannot know."""
    if form.event.data == "refusal" and not form.reason.data:
        form.complain("reason", _("Choose why they refuse."))
    if form.event.data in EVENTS and shown.takedown is None and takedowns.by_reference(db, (form.text("reference"),)) is None:
        form.complain("reference", _("There is no request with this reference."))
    return not form.errors


def _decide(db: Db, visit: Visit, form: Reading, shown: Shown) -> None:
    if not shown.reply.wants_human:
        raise Conflict("somebody decided about this reply already")
    replies.decided(db, shown.reply.id, form.event.data)
    event = EVENTS.get(form.event.data)
    about = shown.takedown
    if about is None and event is not None:
        about = takedowns.get(db, threads.join(db, shown.reply.id, form.text("reference")))
        interest.check(db, visit, about.profile_id)
    if about is not None:
        _move(db, visit, about, event or Event.NOTED, form)


def _move(db: Db, visit: Visit, takedown: Takedown, event: Event, form: Reading) -> None:
    """What they say moves the request, where the table has it; a claim makes us look within the hour."""
    told = [("reply", form.event.data)]
    if event is Event.REFUSAL:
        told.append(("reason", form.reason.data))
    if event is Event.QUESTION and form.identity.data:
        told.append(("identity", "asked"))
    possible = event if allows(takedown.steps, event) else Event.NOTED
    takedowns.add(db, takedown, Step(possible, visit.at, visit.by, tuple(told)))
    # Whether and when they are late now, the actor that asks after it reckons anew.
    due.note(db, Due(Action.ASK, takedown.id, visit.at))
    if event in {Event.CLAIM, Event.CLAIM_PARTIAL}:
        exposure = exposures.get(db, takedown.exposure_id)
        due.bring_forward(db, look_due(exposure, takedowns.all_of(db, exposure_id=exposure.id)))


def _shown(db: Db, visit: Visit, reply_id: str) -> Shown:
    reply, raw = replies.get(db, reply_id)
    about = _takedown(db, reply)
    if about is not None:
        interest.check(db, visit, about.profile_id)
    return Shown(reply, read(raw), about)


def _takedown(db: Db, reply: KeptReply) -> Takedown | None:
    if reply.takedown_id is None:
        return None
    try:
        return takedowns.get(db, reply.takedown_id)
    except NotFound:
        return None


ROUTES = (
    Route("/post", overview, _ROLES, menu=later("Mail"), rank=40),
    Route("/post/<reply_id>", decide, _ROLES, ("GET", "POST")),
)
