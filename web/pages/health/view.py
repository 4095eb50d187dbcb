"""For machines: is this process up, and is every part well that luwte lives by."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import jsonify
from flask.typing import ResponseReturnValue

from domain.due import Queue
from domain.parts import ready as all_well
from storage import pulses
from web.access import EVERYBODY, Route, Visit

_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


def alive(visit: Visit) -> ResponseReturnValue:
    """Whether this process answers: nothing else, so that nobody restarts it because a mail server is away."""
    return "ok\n", 200, _PLAIN


def ready(visit: Visit) -> ResponseReturnValue:
    """503 when a part is down; the answer names it, and why in words of ours."""
    found = pulses.readings(visit.house.vault, [queue.value for queue in Queue], datetime.now(UTC))
    parts = {one.part.value: {"condition": one.condition.value, "why": one.why} for one in found}
    well = all_well(found)
    return jsonify(ready=well, parts=parts), 200 if well else 503


ROUTES = (Route("/healthz", alive, EVERYBODY), Route("/readyz", ready, EVERYBODY))
