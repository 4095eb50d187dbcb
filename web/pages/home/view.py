"""The first page after signing in: what waits for this person, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.roles import Role
from domain.takedown import State
from storage import incidents, queue, replies, takedowns
from storage.vault import Db
from web import interest
from web.access import SIGNED_IN, Route, Visit
from web.texts import _

#: In these a takedown does not go on before somebody decides something.
FOR_SPECIALISTS = frozenset({State.DRAFT, State.GATED, State.SEND_UNKNOWN, State.BOUNCED, State.INFO_REQUESTED})
DECIDED_AGAINST = frozenset({State.REFUSED, State.LAPSED, State.REDIRECTED})


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many of something, and the page on which to go on."""

    number: int
    text: str
    endpoint: str


def home(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        waiting = _WAITING[visit.account.role](db, visit)
    return render_template("home/home.html", waiting=waiting)


def _for_employee(db: Db, visit: Visit) -> list[Waiting]:
    return []


def _for_specialist(db: Db, visit: Visit) -> list[Waiting]:
    free = interest.free_for(db, visit)
    queued = queue.count(db, queue.Judge(visit.by, visit.account.profile_id, visit.account.unit))
    mine = [takedown.state for takedown in takedowns.all_of(db) if takedown.profile_id in free]
    return [
        Waiting(queued, _("findings to judge"), "review.queue"),
        Waiting(sum(state in FOR_SPECIALISTS for state in mine), _("requests to work on"), "takedown.overview"),
        Waiting(sum(state in DECIDED_AGAINST for state in mine), _("requests refused or late"), "takedown.overview"),
        Waiting(sum(state is State.READY for state in mine), _("requests to release"), "takedown.overview"),
        Waiting(len(replies.for_humans(db)), _("replies to read"), "post.overview"),
    ]


def _for_coordinator(db: Db, visit: Visit) -> list[Waiting]:
    free = interest.free_for(db, visit)
    ready = sum(takedown.state is State.READY and takedown.profile_id in free for takedown in takedowns.all_of(db))
    return [
        Waiting(incidents.count_new(db), _("reports that nobody has taken"), "incident.register"),
        Waiting(ready, _("requests to release"), "takedown.overview"),
    ]


def _for_legal(db: Db, visit: Visit) -> list[Waiting]:
    free = interest.free_for(db, visit)
    against = sum(one.state in DECIDED_AGAINST and one.profile_id in free for one in takedowns.all_of(db))
    return [Waiting(against, _("requests refused or late"), "takedown.overview")]


_WAITING: dict[Role, Callable[[Db, Visit], list[Waiting]]] = {
    Role.EMPLOYEE: _for_employee,
    Role.SPECIALIST: _for_specialist,
    Role.COORDINATOR: _for_coordinator,
    Role.LEGAL: _for_legal,
    Role.DPO: _for_employee,
    Role.ADMINISTRATOR: _for_employee,
}

ROUTES = (Route("/", home, SIGNED_IN),)
