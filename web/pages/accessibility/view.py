"""The accessibility statement: what luwte keeps to, how that was examined, and what is known to be lacking. For everybody."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from web.access import EVERYBODY, Route, Visit


def statement(visit: Visit) -> ResponseReturnValue:
    return render_template("accessibility/accessibility.html")


ROUTES = (Route("/toegankelijkheid", statement, EVERYBODY),)
