"""Choosing the language: kept in this browser, and with the account of whoever signed in. Back to the page that was open."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, request
from flask.typing import ResponseReturnValue

from storage import languages
from web import entry
from web.access import EVERYBODY, Route, Visit
from web.language import COOKIE, known

_KEPT = timedelta(days=365)


def choose(visit: Visit) -> ResponseReturnValue:
    """A language that luwte does not have changes nothing."""
    answer = redirect(entry.back_to(request.form.get("next", "")))
    language = known(request.form.get("language", ""))
    if not language:
        return answer
    if visit.visitor is not None:
        with visit.house.vault.begin() as db:
            languages.choose(db, visit.visitor.id, language)
    answer.set_cookie(COOKIE, language, max_age=_KEPT, secure=visit.house.https, httponly=True, samesite="Lax", path="/")
    return answer


ROUTES = (Route("/taal", choose, EVERYBODY, ("POST",)),)
