"""The employee's self-check: how findable they are, where and by what, what is being done, and what luwte cannot see."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from config.findability import load_reasons, load_weights
from config.unseen import load_unseen
from domain.findability import findability, moments, over_time
from domain.flare_up import FlareUp
from domain.profile import Purpose
from domain.roles import Role
from domain.self_check import next_allowed
from storage import cases, flare_ups, profiles, self_checks
from storage.vault import Db
from takedown.own_letter import ERASURE
from web.access import Route, Visit
from web.findable_words import GROUPS, TURNS
from web.pages.mine.view import own_profile
from web.pages.self_check import places
from web.pages.self_check.chart import chart
from web.texts import later

_OWN = frozenset({Role.EMPLOYEE})
_AHEAD, _NEXT = timedelta(days=92), 3
#: Routes that rest on the employee's own right: there a letter of their own can be sent.
_OWN_RIGHT = frozenset({"gdpr17", "gdpr21"})


def self_check(visit: Visit) -> ResponseReturnValue:
    profile_id, now = own_profile(visit), visit.at
    with visit.house.vault.begin() as db:
        profiles.open_for(db, Purpose.SELF, profile_id, now, visit.by)
        known = places.known(db, profile_id)
        shown = places.shown(db, known, now)
        progress = self_checks.how_far(db, profile_id, now)
        case = cases.of_profile(db, profile_id)
        page = {
            "progress": progress,
            "allowed": profile_id in profiles.permitted(db, Purpose.SCAN, now),
            "asked_before": self_checks.all_of(db, profile_id),
            "may_ask_from": next_allowed(progress.asked_at if progress else None, now),
            "threat": case is not None and case.threat,
            "ahead": _ahead(db, visit, profile_id),
        }
    series = over_time(known.exposures, known.findings, load_weights(), moments(known.since or now, now))
    return render_template(
        "self_check/self_check.html",
        **page,
        found=findability(known.counted(now), load_weights()),
        reasons=load_reasons(),
        groups=places.by_group(shown),
        gone=[one for one in shown if one.gone],
        untold=known.untold,
        series=series,
        chart=chart(series),
        own_right={source.slug for source in visit.house.sources if _OWN_RIGHT & set(source.routes)},
        house=visit.house,
        unseen=load_unseen(),
        words=GROUPS,
        turns=TURNS,
        erasure=ERASURE,
    )


def again(visit: Visit) -> ResponseReturnValue:
    """Ask the sources once more, now. Raises `NotPermitted` without consent, `Conflict` too soon."""
    profile_id = own_profile(visit)
    wanted = [source for source in visit.house.sources if source.on]
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        self_checks.again(db, profile_id, wanted, visit.by, visit.at)
    return redirect(url_for("self_check.self_check"))


def _ahead(db: Db, visit: Visit, profile_id: str) -> list[FlareUp]:
    """The next moments at which more may appear."""
    coming = (
        one
        for planned in flare_ups.of_profile(db, profile_id)
        if planned.cancelled_at is None
        for one in planned.occurrences(visit.at, visit.at + _AHEAD)
    )
    return sorted(coming, key=lambda one: one.starts)[:_NEXT]


ROUTES = (
    Route("/mijn/zelfcontrole", self_check, _OWN, menu=later("Self-check"), rank=5),
    Route("/mijn/zelfcontrole/opnieuw", again, _OWN, ("POST",)),
)
