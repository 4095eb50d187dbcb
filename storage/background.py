"""Loads what the gates and the letters look at, in the transaction that will act on it."""

from __future__ import annotations

from datetime import UTC, datetime, time

from sqlalchemy import func, select

from domain.background import (
    Approach,
    Assent,
    Background,
    CaseFlags,
    EmployeeWord,
    Link,
    NotApproached,
    PoliceWord,
    Proof,
    Reputation,
    Review,
)
from domain.errors import NotFound
from domain.exposure import Exposure
from domain.profile import Purpose
from domain.recipient import Recipient
from domain.sighting import Verdict
from domain.takedown import Event, State, Takedown
from storage import captures, cases, exposures, findings, profiles
from storage.tables import accounts, steps, takedowns
from storage.vault import Db

_DONE = (State.FULFILLED, State.WITHDRAWN, State.CLOSED_LAWFUL, State.SUPERSEDED, State.MOOT)
_DECIDED = (State.FULFILLED, State.REFUSED, State.CLOSED_LAWFUL, State.CLAIMED_REMOVED, State.CLAIMED_PARTIAL)


def load(db: Db, takedown: Takedown, recipient: Recipient, now: datetime, by: str) -> Background:
    """Opens the profile for the purpose NOTIFY: raises `NotPermitted` without consent, `NotFound` without evidence."""
    profile = profiles.open_for(db, Purpose.NOTIFY, takedown.profile_id, now, by, route=takedown.route)
    exposure = exposures.get(db, takedown.exposure_id)
    return Background(
        takedown=takedown,
        exposure=exposure,
        proof=_proof(db, exposure),
        grants=profiles.grants_of(db, takedown.profile_id),
        identifiers=tuple(profile.identifiers()),
        case=_case(db, takedown),
        employee=_employee(takedown),
        review=_review(db, exposure),
        assent=_assent(takedown),
        reputation=_reputation(db, takedown, recipient),
        approaches=_approaches(takedown),
    )


def _proof(db: Db, exposure: Exposure) -> Proof:
    kept = captures.of_exposure(db, exposure.id)
    if not kept:
        raise NotFound("there is no evidence of this exposure yet")
    captured_at, sealed = kept[-1]
    # Of several traces the one that still stands counts: it is what the notice is about.
    looks = [trace.sightings[-1] for trace in exposure.traces if trace.sightings and trace.sightings[-1].at >= captured_at]
    newest = max(looks, key=lambda look: (look.verdict is Verdict.PRESENT, look.at), default=None)
    verdict = newest.verdict if newest is not None else None
    return Proof(sealed.capture_id, captured_at, sealed=True, stamped=sealed.seal.stamped, last_verdict=verdict)


def _case(db: Db, takedown: Takedown) -> CaseFlags:
    """The case's flags, and what was noted on this request: it may say more about its own recipient."""
    case = cases.get(db, takedown.case_id)
    police, tipping = takedown.last_fact("police"), takedown.last_fact("tipping")
    return CaseFlags(
        suspected_criminal=case.suspected_criminal,
        police=PoliceWord(police.fact("police") if police else case.police),
        held=case.held_at is not None,
        threat=case.threat,
        tipping_accepted_by=tipping.by if tipping else "",
    )


def _employee(takedown: Takedown) -> EmployeeWord:
    """Told by a member of staff, who noted it; an objection on the employee's own page withdraws the request."""
    informed = takedown.last_fact("informed")
    return EmployeeWord(informed_at=informed.at if informed else None)


def _review(db: Db, exposure: Exposure) -> Review:
    filed = findings.get(db, exposures.finding_of(db, exposure.id))
    unit = profiles.enrolled(db, exposure.profile_id).unit
    if not filed.judgements:
        return Review(unit=unit)
    judgement = filed.judgements[-1]
    query = select(accounts.c.profile_id, accounts.c.unit).where(accounts.c.pseudonym == judgement.by)
    judge = db.connection.execute(query).one_or_none()
    return Review(judgement, judge.profile_id if judge else None, judge.unit if judge else "", unit)


def _assent(takedown: Takedown) -> Assent:
    released = next((step for step in reversed(takedown.round) if step.event is Event.RELEASED), None)
    clauses, transfer = takedown.last_fact("clauses"), takedown.last_fact("transfer")
    return Assent(
        releaser=released.by if released else "",
        approved=released.fact("approval") if released else "",
        clauses_by=clauses.by if clauses else "",
        transfer_note=transfer.fact("transfer") if transfer else "",
    )


def _reputation(db: Db, takedown: Takedown, recipient: Recipient) -> Reputation:
    theirs = (takedowns.c.recipient == recipient.slug, takedowns.c.id != takedown.id)
    same = (takedowns.c.exposure_id == takedown.exposure_id, takedowns.c.route == takedown.route)
    return Reputation(
        alike=_count(db, *theirs, *same, takedowns.c.state.not_in([state.value for state in _DONE])),
        decided=_count(db, *theirs, takedowns.c.state.in_([state.value for state in _DECIDED])),
        unfounded=_count(db, *theirs, takedowns.c.state == State.CLOSED_LAWFUL.value),
        bounced=_bounced(db, recipient),
    )


def _bounced(db: Db, recipient: Recipient) -> bool:
    verified = datetime.combine(recipient.verified_on, time(), tzinfo=UTC)
    query = select(func.count()).select_from(steps.join(takedowns, steps.c.takedown_id == takedowns.c.id))
    since = (steps.c.event == Event.BOUNCE.value, steps.c.at > verified, takedowns.c.recipient == recipient.slug)
    return bool(db.connection.execute(query.where(*since)).scalar_one())


def _approaches(takedown: Takedown) -> tuple[Approach, ...]:
    """What was noted about those nearer to the source: the reference of a letter to them, or why there is none."""
    return tuple(
        Approach(
            Link(step.fact("approach")),
            step.fact("letter"),
            step.at,
            NotApproached(step.fact("reason")) if step.fact("reason") else None,
        )
        for step in takedown.steps
        if step.fact("approach")
    )


def _count(db: Db, *where: object) -> int:
    query = select(func.count()).select_from(takedowns).where(*where)  # type: ignore[arg-type]  # conditions on its columns
    return int(db.connection.execute(query).scalar_one())
