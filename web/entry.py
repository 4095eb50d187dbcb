"""Letting somebody in: under a new session each time, and not wholly before everything was asked that their role asks."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import make_response, redirect, request, session, url_for
from werkzeug.wrappers import Response

from storage import second_factor, sessions
from storage.accounts import Account
from storage.sessions import Stage
from storage.vault import Db
from web.access import Visit, cookie_name
from web.house import House

#: Where one goes on from each stage of signing in.
_NEXT = {Stage.CODE: "second_factor.ask", Stage.SET_UP: "second_factor.first"}
_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def let_in(db: Db, visit: Visit, account: Account, stage: Stage = Stage.WHOLE) -> str:
    """A new session in place of the one that this browser had, whoever put it there; returns its cookie."""
    sessions.end(db, cookie_of(visit.house))
    sessions.sweep(db, visit.at)
    return sessions.begin(db, account, stage, _agent(), visit.at)


def stage_for(db: Db, visit: Visit, account: Account) -> Stage:
    """What is still asked of somebody whose password was right."""
    if second_factor.is_set(db, account.id):
        return Stage.CODE
    return Stage.SET_UP if account.role.value in visit.house.settings.factor_roles else Stage.WHOLE


def onward(stage: Stage, wanted: str = "") -> str:
    """Where to go from here; `wanted` is a path of ours, or is forgotten."""
    path = back_to(wanted)
    return path if stage is Stage.WHOLE else url_for(_NEXT[stage], next=path)


def back_to(wanted: str) -> str:
    """That page of ours, or the first one."""
    return wanted if _ours(wanted) else url_for("home.home")


def with_cookie(answer: Response, visit: Visit, cookie: str) -> Response:
    """The same answer, which brings the new session. A proof for forms that somebody else had put there is worth nothing any
    more. The browser forgets the cookie when it closes; when the session ends is decided on the server."""
    session.clear()
    answer.set_cookie(cookie_name(visit.house), cookie, secure=visit.house.https, httponly=True, samesite="Lax", path="/")
    return answer


def sent_on(visit: Visit, cookie: str, to: str) -> Response:
    return with_cookie(make_response(redirect(to)), visit, cookie)


def forget(answer: Response, house: House) -> Response:
    """The same answer; the browser throws away its session."""
    session.clear()
    answer.delete_cookie(cookie_name(house), secure=house.https, httponly=True, samesite="Lax", path="/")
    return answer


def cookie_of(house: House) -> str:
    return request.cookies.get(cookie_name(house), "")


def _ours(wanted: str) -> bool:
    """A path of ours and nothing else: no other host, however it is written."""
    if not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return False
    return wanted.isprintable() and "\\" not in wanted and not urlsplit(wanted).netloc


def _agent() -> str:
    """The kind of browser and of system, and no more of it than its owner needs to know it again."""
    said = request.user_agent.string
    browser = next((name for mark, name in _BROWSERS if mark in said), "")
    system = next((name for mark, name in _SYSTEMS if mark in said), "")
    return ", ".join(filter(None, (browser, system)))
