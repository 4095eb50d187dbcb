"""A briefing before an operation: for one team, without who, where or what."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from domain.briefing import briefing
from domain.roles import Role
from storage import exposures, flare_ups, profiles
from web.access import Route, Visit
from web.texts import later

_AHEAD = timedelta(days=60)


def show(visit: Visit) -> ResponseReturnValue:
    unit = request.args.get("team", "")
    with visit.house.vault.begin() as db:
        enrolled = [one for one in profiles.all_enrolled(db) if one.complete]
        members = [one.id for one in enrolled if one.unit == unit]
        told = briefing(members, (found for one in members for found in exposures.all_of(db, one))) if members else None
        ahead = {
            (occurrence.kind, occurrence.starts)
            for one in members
            for known in flare_ups.shaping(db, one, visit.at)
            for occurrence in known.occurrences(visit.at, visit.at + _AHEAD)
            if occurrence.ends > visit.at
        }
    teams = sorted({one.unit for one in enrolled if one.unit})
    shown = sorted(ahead, key=lambda one: one[1]) if told is not None and told.people is not None else []
    return render_template("briefing/briefing.html", teams=teams, unit=unit, told=told, ahead=shown)


ROUTES = (Route("/briefing", show, frozenset({Role.COORDINATOR}), menu=later("Briefing"), rank=28),)
