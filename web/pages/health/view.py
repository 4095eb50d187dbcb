"""For machines: is the process up, and does its database answer."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from storage import cases
from web.access import EVERYBODY, Route, Visit

_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


def alive(visit: Visit) -> ResponseReturnValue:
    return "ok\n", 200, _PLAIN


def ready(visit: Visit) -> ResponseReturnValue:
    """500 when the database does not answer."""
    with visit.house.vault.begin() as db:
        cases.count(db)
    return "ready\n", 200, _PLAIN


ROUTES = (Route("/healthz", alive, EVERYBODY), Route("/readyz", ready, EVERYBODY))
