"""Working on a request: its author changes the letter, or has it written anew from the facts; staff note what closes a gate."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput, NotFound
from domain.takedown import Event, Step, Takedown
from domain.task import TaskKind
from storage import takedowns, tasks
from storage.vault import Db
from takedown.compose import compose
from web import facts, interest
from web.access import NotForYou, Visit
from web.pages.takedown import sheet
from web.pages.takedown.notes import note_of
from web.texts import _

#: The two notes that override G3 together, and how soon the employee hears of it.
OVERRIDE, TOLD_WITHIN = frozenset({"coordinator", "legal"}), timedelta(hours=24)
_LONGEST_SUBJECT, _LONGEST_TEXT = 300, 20_000


def edit(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    subject = " ".join(request.form.get("subject", "").split())
    text = request.form.get("text", "").replace("\r\n", "\n").strip()
    with visit.house.vault.begin() as db:
        takedown = _own(db, visit, takedown_id)
        if not subject or not text or len(subject) > _LONGEST_SUBJECT or len(text) > _LONGEST_TEXT:
            shown = sheet.load(db, visit, takedown_id)
            return sheet.page(shown, visit, complaint=_("The letter needs a subject and a text."), typed=(subject, text))
        _rewrite(db, visit, takedown, subject, f"{text}\n")
    return back(takedown_id)


def recompose(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    """Written anew: after a note, or because the place came back and the earlier round must be quoted."""
    with visit.house.vault.begin() as db:
        takedown = _own(db, visit, takedown_id)
        recipient = visit.house.recipient(takedown.recipient)
        if recipient is None:
            raise NotFound("this recipient is not in the catalogue any more")
        try:
            subject, text = compose(facts.load(db, takedown, recipient, visit))
        except BadInput:
            shown = sheet.load(db, visit, takedown_id)
            return sheet.page(
                shown, visit, complaint=_("This route demands something that is not known yet. Write the letter yourself.")
            )
        _rewrite(db, visit, takedown, subject, text)
    return back(takedown_id)


def note(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        takedown = takedowns.get(db, takedown_id)
        interest.check(db, visit, takedown.profile_id)
        chosen = note_of(request.form.get("note", ""), visit.account.role)
        if chosen is None:
            raise BadInput("note", "choose one of those offered")
        noted = takedowns.add(db, takedown, Step(Event.NOTED, visit.at, visit.by, chosen.facts))
        if {step.fact("override") for step in noted.round} >= OVERRIDE:  # who was not told before is told at once
            within = visit.at + TOLD_WITHIN
            tasks.open_task(db, TaskKind.INFORM, takedown_id, takedown.profile_id, visit.at, within, mark=noted.reference)
    return back(takedown_id)


def back(takedown_id: str) -> ResponseReturnValue:
    return redirect(url_for("takedown.show", takedown_id=takedown_id))


def _own(db: Db, visit: Visit, takedown_id: str) -> Takedown:
    """Only its author changes a letter: else whoever changed it could release it as a second person."""
    takedown = takedowns.get(db, takedown_id)
    interest.check(db, visit, takedown.profile_id)
    if takedown.author != visit.by:
        raise NotForYou(_("Only the author changes the letter; another person releases it."))
    return takedown


def _rewrite(db: Db, visit: Visit, takedown: Takedown, subject: str, text: str) -> None:
    moved = takedowns.add(db, takedown, Step(Event.EDITED, visit.at, visit.by))
    takedowns.rewrite(db, moved, subject, text)
