"""What luwte keeps about people, why, for how long and who sees it, before anybody takes part. For everybody."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from config.paths import RETENTION
from config.retention import load_retention
from web.access import EVERYBODY, Route, Visit


def privacy(visit: Visit) -> ResponseReturnValue:
    return render_template("privacy/privacy.html", kept=load_retention(RETENTION))


ROUTES = (Route("/privacy", privacy, EVERYBODY),)
