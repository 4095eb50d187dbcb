"""What a visitor sees when something cannot be done: what it is, and what to do; never an exposed value."""

from __future__ import annotations

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]  # no stubs
from werkzeug.exceptions import HTTPException

from domain.errors import BadInput, Conflict, IllegalStep, LuwteError, NotFound, NotPermitted
from web.access import NotForYou
from web.texts import _, later

CODES: dict[type[LuwteError], int] = {BadInput: 400, NotPermitted: 403, NotFound: 404, Conflict: 409, IllegalStep: 409}
_TITLES = {
    400: later("This form cannot be used"),
    403: later("You may not do this"),
    404: later("There is nothing here"),
    405: later("This form cannot be used"),
    409: later("Something changed meanwhile"),
    413: later("This form cannot be used"),
    429: later("Too many attempts"),
}
_ADVICE = {
    400: later("Go back, load the page again and fill it in once more."),
    403: later("If you think that you should be able to, ask your contact point."),
    404: later("It may have been erased, or the link may be wrong."),
    405: later("Go back, load the page again and fill it in once more."),
    409: later("Load the page again, look at how it stands now, and decide again."),
    413: later("It is too large. Shorten it and try again."),
    429: later("Wait a few minutes and try again."),
}


def register(app: Flask) -> None:
    app.register_error_handler(LuwteError, _ours)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _of_the_web)


def _ours(error: LuwteError) -> ResponseReturnValue:
    code = next((code for kind, code in CODES.items() if isinstance(error, kind)), 500)
    # Only what a view says in the reader's language is repeated; the rest is written for a log.
    said = str(error) if isinstance(error, NotForYou) else ""
    return _page(code, said)


def _stale_form(error: CSRFError) -> ResponseReturnValue:
    return _page(400, _("The form was too old or came from elsewhere; nothing has been saved."))


def _of_the_web(error: HTTPException) -> ResponseReturnValue:
    return _page(error.code or 500)


def _page(code: int, said: str = "") -> ResponseReturnValue:
    title = _TITLES.get(code) or _("Something went wrong")
    advice = _ADVICE.get(code) or _("Nothing has been lost. Try again, or ask your contact point.")
    return render_template("error.html", title=title, said=said, advice=advice), code
