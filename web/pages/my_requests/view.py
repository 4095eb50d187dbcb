"""Every letter about the employee, before and after it left: they read it, agree or object; an objection stops it (rec. 16)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.due import Action, Due
from domain.errors import Conflict, NotFound
from domain.exposure import Exposure
from domain.roles import Role
from domain.states import BEFORE_SENDING, Event
from domain.takedown import FINAL, Step, Takedown, allows
from storage import due, exposures, profiles, takedowns
from storage.vault import Db
from takedown.route import Principal
from takedown.routes import all_routes
from web.access import Route, Visit
from web.pages.mine.view import own_profile
from web.texts import later

_OWN, _POST = frozenset({Role.EMPLOYEE}), ("POST",)
AGREES, OBJECTS = "agrees", "objects"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as the employee sees it. `said`: what they said of it last."""

    takedown: Takedown
    exposure: Exposure
    title: str
    recipient: str
    in_my_name: bool
    said: str
    may_speak: bool

    @property
    def left(self) -> bool:
        """Whether the letter has left, as far as anybody knows."""
        return self.takedown.beneath not in BEFORE_SENDING


def overview(visit: Visit) -> ResponseReturnValue:
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        requests = [_request(db, visit, one) for one in takedowns.all_of(db, profile_id=profile_id)]
    return render_template("my_requests/my_requests.html", requests=requests)


def agree(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    """The employee has read it and does not object: that closes gate G3 as well as a member of staff could."""
    with visit.house.vault.begin() as db:
        takedown = _own(db, visit, takedown_id)
        _say(db, visit, takedown, AGREES)
    return redirect(url_for("my_requests.overview"))


def object_to(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    """Before it left it waits until they say otherwise; afterwards nothing more is done with it (r23)."""
    with visit.house.vault.begin() as db:
        takedown = _own(db, visit, takedown_id)
        if takedown.beneath in BEFORE_SENDING:
            _say(db, visit, takedown, OBJECTS)
        else:
            if not allows(takedown.steps, Event.WITHDRAWAL):
                raise Conflict("this request has ended already")
            takedowns.add(db, takedown, Step(Event.WITHDRAWAL, visit.at, visit.by, (("employee", OBJECTS),)))
            due.strike(db, takedown.id, Action.SEND)
        due.bring_forward(db, Due(Action.TELL, Role.SPECIALIST.value, visit.at))
    return redirect(url_for("my_requests.overview"))


def said_of(takedown: Takedown) -> str:
    """What the employee said of it last; empty where they never did."""
    step = takedown.last_fact("employee")
    return step.fact("employee") if step else ""


def _say(db: Db, visit: Visit, takedown: Takedown, word: str) -> None:
    facts = (("employee", word), *((("informed", "yes"),) if word == AGREES else ()))
    takedowns.add(db, takedown, Step(Event.NOTED, visit.at, visit.by, facts))


def _own(db: Db, visit: Visit, takedown_id: str) -> Takedown:
    """Raises `NotFound` for somebody else's, and `Conflict` for one that has ended."""
    takedown = takedowns.get(db, takedown_id)
    if takedown.profile_id != own_profile(visit):
        raise NotFound("there is no such request about you")
    if takedown.state in FINAL:
        raise Conflict("this request has ended already")
    return takedown


def _request(db: Db, visit: Visit, takedown: Takedown) -> Request:
    route = all_routes()[takedown.route]
    recipient = visit.house.recipient(takedown.recipient)
    return Request(
        takedown=takedown,
        exposure=exposures.get(db, takedown.exposure_id),
        title=route.title,
        recipient=recipient.name if recipient else takedown.recipient,
        in_my_name=route.principal is not Principal.EMPLOYER,
        said=said_of(takedown),
        may_speak=takedown.state not in FINAL,
    )


_ONE = "/mijn/verzoeken/<takedown_id>"
ROUTES = (
    Route("/mijn/verzoeken", overview, _OWN, menu=later("My requests"), rank=14),
    Route(f"{_ONE}/akkoord", agree, _OWN, _POST),
    Route(f"{_ONE}/bezwaar", object_to, _OWN, _POST),
)
