"""What happened in a case, in order: who did what and what was seen, without what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.sighting import Verdict
from storage import audit, decisions, exposures, takedowns, tasks
from storage.vault import Db
from web.access import Visit
from web.pages.case.act import case_of
from web.texts import _, later
from web.words import word

#: Lines of the audit that are steps of the case itself.
_STEPS: dict[str, Any] = {
    "case opened": later("case opened"),
    "case assigned": later("owner and deputy were set"),
    "police hold": later("police hold"),
    "police hold lifted": later("police hold lifted"),
    "case flags set": later("what is known of the case was changed"),
    "evidence exported": later("evidence was taken out"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    what: str
    by: str = ""


def timeline(visit: Visit, profile_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        case = case_of(db, profile_id)
        found = sorted((*_of_people(db, case.id, profile_id), *_of_places(db, profile_id)), key=lambda one: one.at)
    return render_template("case/timeline.html", moments=found, profile_id=profile_id)


def _of_people(db: Db, case_id: str, profile_id: str) -> Iterator[Moment]:
    for line in audit.lines(db, about=profile_id, limit=10_000):
        if line.action in _STEPS:
            yield Moment(line.at, str(_STEPS[line.action]), line.by)
    for made in decisions.of_case(db, case_id):
        yield Moment(made.at, f"{word(made.matter)}: {word(made.choice)}", made.by)
    for task in tasks.all_of(db, profile_id=profile_id):
        if task.done_at is not None:
            yield Moment(task.done_at, _("done: %(task)s", task=word(task.kind)), task.done_by)


def _of_places(db: Db, profile_id: str) -> Iterator[Moment]:
    for number, exposure in enumerate(exposures.all_of(db, profile_id), 1):
        yield Moment(exposure.confirmed_at, _("place %(number)s was confirmed", number=number))
        if exposure.gone_at is not None:
            yield Moment(exposure.gone_at, _("place %(number)s was proven gone", number=number))
        for trace in exposure.traces:
            gone = [look for look in trace.sightings if look.verdict is Verdict.PRESENT][1:]
            if gone and trace.standing.reappearances:
                yield Moment(gone[-1].at, _("place %(number)s was seen again", number=number))
    for takedown in takedowns.all_of(db, profile_id=profile_id):
        for step in takedown.steps:
            yield Moment(step.at, f"{takedown.reference}: {word(step.event)}", step.by)
