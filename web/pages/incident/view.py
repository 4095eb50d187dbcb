"""Reports: anybody makes one and sees how it stands; the contact point reads and decides (recommendation 9)."""

from __future__ import annotations

from domain.roles import Role
from web.access import SIGNED_IN, Route
from web.pages.incident.register import close, export, register, show, take
from web.pages.incident.report import report, reported
from web.texts import later

_DESK = frozenset({Role.COORDINATOR})
_POST = ("POST",)
_ONE = "/meldingen/<incident_id>"
ROUTES = (
    Route("/melden", report, SIGNED_IN, ("GET", "POST"), menu=later("Report something"), rank=95),
    Route("/melden/<incident_id>", reported, SIGNED_IN),
    Route("/meldingen", register, _DESK, menu=later("Reports made"), rank=8),
    Route("/meldingen.csv", export, _DESK | {Role.DPO}),
    Route(_ONE, show, _DESK),
    Route(f"{_ONE}/nemen", take, _DESK, _POST),
    Route(f"{_ONE}/sluiten", close, _DESK, _POST),
)
