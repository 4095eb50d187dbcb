"""Hop 7b: the requests for removal, and one of them: its letter, its gates, what was said beside what was seen."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.roles import Role
from domain.takedown import FINAL
from storage import takedowns
from web import interest
from web.access import Route, Visit
from web.pages.takedown import decide, letter, onward, sheet
from web.pages.takedown.by_hand import by_hand
from web.texts import later

STAFF = frozenset({Role.SPECIALIST, Role.COORDINATOR})
WRITERS = frozenset({Role.SPECIALIST})
#: Who reads a request and notes on it; the legal officer agrees to what needs the law.
READERS = STAFF | {Role.LEGAL}


def overview(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        free = interest.free_for(db, visit)
        mine = [takedown for takedown in takedowns.all_of(db) if takedown.profile_id in free]
    active = [takedown for takedown in mine if takedown.state not in FINAL]
    done = [takedown for takedown in mine if takedown.state in FINAL]
    return render_template("takedown/overview.html", active=active, done=done, house=visit.house, next_for=sheet.next_for)


def show(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        return sheet.page(sheet.load(db, visit, takedown_id), visit)


_POST = ("POST",)
_ONE = "/verzoeken/<takedown_id>"
ROUTES = (
    Route("/verzoeken", overview, READERS, menu=later("Requests"), rank=20),
    Route(_ONE, show, READERS),
    Route(f"{_ONE}/brief", letter.edit, WRITERS, _POST),
    Route(f"{_ONE}/opnieuw", letter.recompose, WRITERS, _POST),
    Route(f"{_ONE}/aantekening", letter.note, READERS, _POST),
    Route(f"{_ONE}/indienen", decide.approve, WRITERS, _POST),
    Route(f"{_ONE}/vrijgeven", decide.release, STAFF, _POST),
    Route(f"{_ONE}/besluit", decide.decide, STAFF, _POST),
    Route(f"{_ONE}/kijken", decide.look_again, WRITERS, _POST),
    Route(f"{_ONE}/verder", onward.further, WRITERS, _POST),
    Route(f"{_ONE}/zelf", by_hand, STAFF, ("GET", "POST")),
)
