"""Every page that can be opened, and as whom: from the route table, so that a new page is looked at without being named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.roles import Role
from tests.web.seen.town import Town
from web.access import EVERYBODY, Route
from web.access_table import parts
from web.app import all_routes

#: Pages in another state than the route table leads to: (role, path).
STATES = (
    (None, "/nergens"),
    (None, "/gestopt/<held>"),
    (Role.EMPLOYEE, "/beoordelen"),
    (Role.SPECIALIST, "/beoordelen/<judged_id>"),
    (Role.SPECIALIST, "/beoordelen/<judged_id>/vastlegging"),
    (Role.SPECIALIST, "/verzoeken/<sent_id>"),
    (Role.SPECIALIST, "/verzoeken/<by_hand_id>"),
    (Role.SPECIALIST, "/verzoeken/<by_hand_id>/zelf"),
    (Role.LEGAL, "/verzoeken/<sent_id>"),
    (Role.SPECIALIST, "/vindplaatsen/<thread_id>/bereik"),
    (Role.COORDINATOR, "/rapporten"),
    (Role.DPO, "/rapporten"),
    *((role, "/") for role in Role),
)


@dataclass(frozen=True)
class View:
    """One page as one role sees it."""

    role: Role | None
    path: str

    @property
    def name(self) -> str:
        """For a file or a test: without what is different in each town."""
        shown = self.path.strip("/").replace("/", "-").replace("<", "").replace(">", "") or "start"
        return f"{self.role or 'stranger'}-{shown}"


def all_views() -> Iterator[View]:
    """Each page once, as the first role that may see it; then the other states."""
    for route in all_routes().values():
        if "GET" in route.methods:
            yield View(_role(route), route.path)
    yield from (View(role, path) for role, path in STATES)


def _role(route: Route) -> Role | None:
    return None if route.roles is EVERYBODY else next(role for role in Role if role in route.roles)


def shown(town: Town, view: View) -> str:
    """The address, if it is a page (and no file) that this visitor can open in this town; else nothing."""
    path = town.path(view.path)
    assert parts(path) == [], f"the town has nothing for {view.path}"
    answer = town.visitors[view.role].get(path)
    return path if answer.mimetype == "text/html" and answer.status_code != 302 else ""
