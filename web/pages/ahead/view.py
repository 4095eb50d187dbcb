"""For the employee: the moments at which more may appear, and when is looked because of them (recommendation 23)."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.roles import Role
from storage import agenda, flare_ups
from web.access import Route, Visit
from web.pages.mine.view import own_profile
from web.texts import later

_AHEAD = timedelta(days=366)
_WEEK = timedelta(days=7)


def ahead(visit: Visit) -> ResponseReturnValue:
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        moments = sorted(
            (
                one
                for known in flare_ups.of_profile(db, profile_id)
                if known.cancelled_at is None
                for one in known.occurrences(visit.at, visit.at + _AHEAD)
            ),
            key=lambda one: one.starts,
        )
        planned = agenda.of_profile(db, profile_id, visit.at, visit.at + _WEEK)
    return render_template("ahead/ahead.html", moments=moments, planned=planned, house=visit.house)


ROUTES = (Route("/mijn/opslaimomenten", ahead, frozenset({Role.EMPLOYEE}), menu=later("What is ahead"), rank=20),)
