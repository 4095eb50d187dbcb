"""Hop 7a: a specialist reads what the machine found and why, and says whether it is about the employee."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from domain.errors import BadInput
from domain.finding import Judgement, Opinion
from domain.roles import Role
from storage import exposures, findings, takedowns
from storage import queue as waiting
from storage.vault import Db
from web.access import Route, Visit
from web.found_words import REASONS
from web.pages.review.copies import copy
from web.pages.review.judging import ask, asked, judged, take_back
from web.pages.review.lines import lines
from web.pages.review.shown import judge_of, shown
from web.texts import later

_ROLES = frozenset({Role.SPECIALIST})
_POST = ("POST",)
_LISTS = {
    "": later("Waiting for you"),
    Opinion.SECOND.value: later("Dismissed by somebody: do you agree?"),
    Opinion.UNSURE.value: later("Somebody was not sure"),
}


@dataclass(frozen=True, slots=True)
class Before:
    """What this person judged a moment ago, and may take back."""

    finding_id: str
    judgement: Judgement


def queue(visit: Visit) -> ResponseReturnValue:
    """The gravest first, page by page; what waits for a second person and what somebody doubted have lists of their own."""
    judge, after = judge_of(visit), request.args.get("na", "")
    shown = request.args.get("lijst", "")
    shown = shown if shown in _LISTS else ""
    with visit.house.vault.begin() as db:
        tally = waiting.tally(db, judge)
        if tally.unranked:
            waiting.rank_new(db)
        mine = waiting.waiting(db, judge, shown, after=after, limit=waiting.PAGE + 1)
        before = _before(db, visit)
    page = mine[: waiting.PAGE]
    return render_template(
        "review/queue.html",
        lines=lines(visit.house, page),
        more=page[-1].id if len(mine) > len(page) else "",
        after=after,
        lists={name: (title, tally.waiting[name]) for name, title in _LISTS.items()},
        shown=shown,
        many=waiting.MANY,
        barred=tally.barred,
        before=before,
    )


def judge(visit: Visit, finding_id: str) -> ResponseReturnValue:
    complaint = ""
    if request.method == "POST":
        try:
            return judged(visit, finding_id, *asked())
        except BadInput as wrong:
            complaint = wrong.what
    with visit.house.vault.begin() as db:
        page = {
            "shown": shown(db, visit, finding_id),
            "exposure": (exposure := exposures.of_finding(db, finding_id)),
            "drafts": takedowns.all_of(db, exposure_id=exposure.id) if exposure else [],
            "onward": waiting.following(db, judge_of(visit), finding_id),
            "before": _before(db, visit),
        }
    text = render_template("review/finding.html", **page, complaint=complaint, refusals=REASONS, house=visit.house)
    return text, 400 if complaint else 200


def _before(db: Db, visit: Visit) -> Before | None:
    finding_id = request.args.get("vorige", "")
    newest = findings.last_judgement(db, finding_id) if finding_id else None
    if newest is None or newest.by != visit.by or newest.at < visit.at - findings.UNDO_WITHIN:
        return None
    return Before(finding_id, newest)


_ONE = "/beoordelen/<finding_id>"
ROUTES = (
    Route("/beoordelen", queue, _ROLES, menu=later("Judge"), rank=10),
    Route(_ONE, judge, _ROLES, ("GET", "POST")),
    Route(f"{_ONE}/ongedaan", take_back, _ROLES, _POST),
    Route(f"{_ONE}/verzoek", ask, _ROLES, _POST),
    Route(f"{_ONE}/kopie", copy, _ROLES, _POST),
)
