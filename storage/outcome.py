"""What came of everything, counted from the tables: how many of each, and each exposure's walk."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from domain.exposure import Outcome
from domain.finding import Opinion
from domain.takedown import Event
from storage import audit, exposures, findings, takedowns
from storage.tables import scans, steps
from storage.vault import Db


@dataclass(frozen=True, slots=True)
class Walk:
    """The steps of every takedown about one exposure, in the order in which they happened."""

    exposure: str
    source: str
    outcome: Outcome
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """`gone`, `still_visible` and `unclear` are how exposures stand and add up to `exposures`; the others count events."""

    employees: int
    pages: int
    findings: int
    dismissed: int
    exposures: int
    gone: int
    still_visible: int
    unclear: int
    notices_sent: int
    receipts: int
    claims: int
    refusals: int
    false_claims_caught: int
    reappeared: int
    refused_without_consent: int
    erased: int
    walks: tuple[Walk, ...]


def totals(db: Db) -> Totals:
    return Totals(
        employees=audit.profiles_with(db, "consent given"),
        pages=int(db.connection.execute(select(func.coalesce(func.sum(scans.c.pages), 0))).scalar_one()),
        findings=findings.count(db),
        dismissed=findings.count(db, Opinion.DISMISSED),
        exposures=exposures.count(db),
        gone=exposures.count(db, Outcome.GONE),
        still_visible=exposures.count(db, Outcome.STILL_VISIBLE),
        unclear=exposures.count(db, Outcome.UNCLEAR),
        notices_sent=takedowns.count_steps(db, Event.ACCEPTED),
        receipts=takedowns.count_steps(db, Event.RECEIPT),
        claims=takedowns.count_steps(db, Event.CLAIM) + takedowns.count_steps(db, Event.CLAIM_PARTIAL),
        refusals=takedowns.count_steps(db, Event.REFUSAL),
        false_claims_caught=_false_claims(db),
        reappeared=exposures.reappeared(db),
        refused_without_consent=audit.profiles_with(db, "refused"),
        erased=audit.profiles_with(db, "erased"),
        walks=tuple(_walks(db)),
    )


def _false_claims(db: Db) -> int:
    noted = db.connection.execute(select(steps.c.facts).where(steps.c.event == Event.NOTED.value)).scalars()
    return sum(["claim", "false"] in facts for facts in noted)


def _walks(db: Db) -> list[Walk]:
    found = []
    for exposure in exposures.all_of(db):
        told = [step for takedown in takedowns.all_of(db, exposure_id=exposure.id) for step in takedown.steps]
        told.sort(key=lambda step: step.at)
        found.append(Walk(exposure.id, exposure.source, exposure.outcome, tuple(step.event.value for step in told)))
    return found
