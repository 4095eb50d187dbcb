"""Who may see which page: every page declares its routes and their roles, and nothing is shown without passing here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import NotPermitted
from domain.roles import Role
from storage import sessions
from storage.accounts import Account
from storage.sessions import Session, Stage
from web.house import House
from web.texts import _

#: For a route: anybody at all, or anybody who signed in.
EVERYBODY = None
SIGNED_IN = frozenset(Role)


class NotForYou(NotPermitted):
    """Refused by a page; its text is in the reader's language."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at one page: by whom and when. Whoever has not signed in wholly is a stranger; `session` knows how far."""

    house: House
    at: datetime
    session: Session | None

    @property
    def visitor(self) -> Account | None:
        return self.session.account if self.session is not None and self.session.stage is Stage.WHOLE else None

    @property
    def account(self) -> Account:
        """Whoever signed in. Raises `NotForYou` for a stranger; only pages for everybody can meet one."""
        visitor = self.visitor
        if visitor is None:
            raise NotForYou(_("Sign in first."))
        return visitor

    @property
    def by(self) -> str:
        return self.account.pseudonym


View = Callable[..., ResponseReturnValue]


@dataclass(frozen=True, slots=True)
class Route:
    """One address of a page. `menu`: its name in the menu of those roles, at `rank`; `tries`: how often one may fail there.
    `discreet`: it shows and decides nothing of what was found, so that a direct colleague may see it too."""

    path: str
    view: View
    roles: frozenset[Role] | None
    methods: tuple[str, ...] = ("GET",)
    menu: Any = None
    rank: int = 50
    tries: tuple[str, ...] = field(default=())
    discreet: bool = False

    def admits(self, account: Account | None) -> bool:
        return self.roles is EVERYBODY or (account is not None and account.role in self.roles)


def guarded(house: House, route: Route) -> View:
    """The view as Flask calls it: with a visit, if this visitor may come in."""

    def answer(**arguments: str) -> ResponseReturnValue:
        visit = visiting(house)
        if visit.visitor is None and route.roles is not EVERYBODY:
            return redirect(url_for("sign_in.sign_in", next=request.path if request.method == "GET" else None))
        if not route.admits(visit.visitor):
            raise NotForYou(_("This page is for another role."))
        return route.view(visit, **arguments)

    return answer


def visiting(house: House) -> Visit:
    """Whose session this is, looked up once; the layout asks for it too."""
    if "visit" not in g:
        at = house.now()
        cookie = request.cookies.get(cookie_name(house), "")
        session = None
        if cookie:
            with house.vault.begin() as db:
                session = sessions.whose(db, cookie, at)
        g.visit = Visit(house, at, session)
    visit: Visit = g.visit
    return visit


def cookie_name(house: House) -> str:
    """The prefix makes browsers refuse it from any other host, path or plain HTTP."""
    return "__Host-luwte" if house.https else "luwte"
