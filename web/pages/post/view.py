"""Replies that no machine may decide about: a specialist reads them and says what they say. Nothing closes by it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.due import Action, Due, look_due
from domain.errors import Conflict, NotFound
from domain.roles import Role
from domain.takedown import Event, Step, Takedown, allows
from storage import due, exposures, replies, takedowns, threads
from storage.replies import KeptReply
from storage.vault import Db
from takedown.desk import desk_of
from takedown.extensions import Extension
from takedown.reading import Mail, read
from takedown.sender import authenticated
from web import interest
from web.access import Route, Visit
from web.forms import BooleanField, Form, SelectField, StringField, options, short
from web.pages.post.said import EVENTS, REFUSALS, SAID
from web.pages.post.suggest import Suggestion, suggested, worth
from web.texts import _, later

_ROLES = frozenset({Role.SPECIALIST})
#: What turns the direction of writing, and so shows a text as another than it is.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F), "\N{REPLACEMENT CHARACTER}")


class Reading(Form):
    event = SelectField(later("What does it say?"), choices=options(SAID.items()))
    reason = SelectField(
        later("If they refuse: why?"), choices=options([("", later("choose a reason")), *REFUSALS.items()]), default=""
    )
    identity = BooleanField(later("They ask who the person is, and asked in time: their term stands still until we answer"))
    reasons = BooleanField(later("If they take more time: they say why"))
    reference = StringField(later("About which request?"), [short(24)])


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply with the message as read; `takedown` is None for a stray one."""

    reply: KeptReply
    mail: Mail = field(repr=False)
    takedown: Takedown | None
    suggestion: Suggestion
    authenticated: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return (self.mail.text or self.mail.body).translate(_TURNING)

    @property
    def attached(self) -> int:
        """How many parts are not shown; none is ever opened."""
        return sum(part.get_content_maintype() != "text" or part.get_filename() is not None for part in self.mail.parts)


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
        form.reason.data = shown.suggestion.reason
        form.reasons.data = shown.suggestion.reasons_given
        form.reference.data = shown.suggestion.reference
    page = render_template("post/reply.html", shown=shown, form=form, said=SAID, refusals=REFUSALS, moves=EVENTS)
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
        _move(db, visit, about, _step(visit, form, shown, about))


def _step(visit: Visit, form: Reading, shown: Shown, about: Takedown) -> Step:
    """What they say moves the request, where the table has it. `received`: when it came in, for the terms that begin then."""
    event = EVENTS.get(form.event.data, Event.NOTED)
    told = [("reply", form.event.data), ("received", shown.reply.received_at.isoformat())]
    if shown.suggestion.ticket:
        told.append(("ticket", shown.suggestion.ticket))
    if event is Event.REFUSAL:
        told.append(("reason", form.reason.data))
    if event is Event.QUESTION and form.identity.data:
        told.append(("identity", "asked"))
    if event is Event.REDIRECTION and shown.suggestion.passed_on:
        told.append(("passed-on", "yes"))
    if event is Event.EXTENSION:
        verdict = worth(visit, about, shown.reply, reasons=bool(form.reasons.data))
        told.append(("extension", verdict.value))
        event = event if verdict is Extension.VALID else Event.NOTED
    return Step(event if allows(about.steps, event) else Event.NOTED, visit.at, visit.by, tuple(told))


def _move(db: Db, visit: Visit, takedown: Takedown, step: Step) -> None:
    """Take the step; a claim makes us look within the hour, also where the table has no step for it any more."""
    takedowns.add(db, takedown, step)
    # Whether and when they are late now, the actor that asks after it reckons anew.
    due.note(db, Due(Action.ASK, takedown.id, visit.at))
    if step.fact("passed-on"):
        due.bring_forward(db, Due(Action.TELL, "coordinator", visit.at))
    if step.fact("reply") in {"claim-removed", "claim-partial"}:
        exposure = exposures.get(db, takedown.exposure_id)
        due.bring_forward(db, look_due(exposure, takedowns.all_of(db, exposure_id=exposure.id)))


def _shown(db: Db, visit: Visit, reply_id: str) -> Shown:
    """Raises `NotForYou` where the reply is about a colleague, or where all that it may be about is."""
    reply, raw = replies.get(db, reply_id)
    about = _takedown(db, reply)
    suggestion = suggested(db, visit, reply, raw, about)
    free = tuple(one for one in suggestion.perhaps if interest.is_free(db, visit, one.profile_id))
    if suggestion.perhaps and not free:
        interest.check(db, visit, suggestion.perhaps[0].profile_id)
    settings = visit.house.settings
    mail = read(raw)
    own = authenticated(mail, desk_of(settings.organisation, settings.role_address).domain)
    return Shown(reply, mail, about, replace(suggestion, perhaps=free), own)


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
