"""Loads what the gates and the letters look at, in the transaction that will act on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select

from domain.background import (
    LINK_OF,
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
from domain.sighting import Verdict, telling
from domain.takedown import Event, State, Takedown
from storage import captures, cases, exposures, findings, profiles, seals, takedowns
from storage.tables import accounts, steps
from storage.tables import takedowns as requests
from storage.vault import Db

_DONE = (State.FULFILLED, State.WITHDRAWN, State.CLOSED_LAWFUL, State.SUPERSEDED, State.MOOT)
_DECIDED = (State.FULFILLED, State.REFUSED, State.CLOSED_LAWFUL, State.CLAIMED_REMOVED, State.CLAIMED_PARTIAL)


def load(db: Db, takedown: Takedown, recipient: Recipient, now: datetime, by: str) -> Background:
    """Opens the profile for the purpose NOTIFY: raises `NotPermitted` without consent, `NotFound` without evidence."""
    profile = profiles.open_for(db, Purpose.NOTIFY, takedown.profile_id, now, by, route=takedown.route)
    exposure = exposures.get(db, takedown.exposure_id)
    others = [one for one in takedowns.all_of(db, exposure_id=takedown.exposure_id) if one.id != takedown.id]
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
        approaches=(*_approaches(takedown), *_letters_to_others(others)),
        previous=next((one for one in others if one.reference == takedown.steps[0].fact("parent")), None),
    )


def _proof(db: Db, exposure: Exposure) -> Proof:
    kept = captures.newest(db, exposure.id)
    if kept is None:
        raise NotFound("there is no evidence of this exposure yet")
    # Of several traces the one that still stands counts: it is what the notice is about.
    told = [look for trace in exposure.traces if (look := telling(trace.sightings))]
    looks = [look for look in told if look.at >= kept.fetched_at]
    newest = max(looks, key=lambda look: (look.verdict is Verdict.PRESENT, look.at), default=None)
    verdict = newest.verdict if newest is not None else None
    override = seals.override_of(db, exposure.id)
    two = (override.first, override.second) if override else ()
    last = max((trace.sightings[-1] for trace in exposure.traces if trace.sightings), key=lambda look: look.at, default=None)
    unclear = last is not None and last.verdict is Verdict.UNCLEAR and last.at >= kept.fetched_at
    return Proof(kept.id, kept.fetched_at, True, kept.stamped, verdict, two, kept.pictured, unclear)


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
    """Told by a member of staff, who noted it, or read on the employee's own page, where they agree or object; what they said
    last counts. Too urgent to wait is what the coordinator and the legal officer say together, each by a note of their own in
    this round."""
    informed = takedown.last_fact("informed")
    said = {step.fact("override"): step.by for step in takedown.round if step.fact("override")}
    together = tuple(said.values()) if {"coordinator", "legal"} <= said.keys() else ()
    spoken = takedown.last_fact("employee")
    objected = spoken is not None and spoken.fact("employee") == "objects"
    return EmployeeWord(informed.at if informed else None, objected, together)


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
    journalism = takedown.last_fact("journalism")
    return Assent(
        releaser=released.by if released else "",
        approved=released.fact("approval") if released else "",
        clauses_by=clauses.by if clauses else "",
        transfer_note=transfer.fact("transfer") if transfer else "",
        journalism_by=journalism.by if journalism else "",
    )


def _reputation(db: Db, takedown: Takedown, recipient: Recipient) -> Reputation:
    theirs = (requests.c.recipient == recipient.slug, requests.c.id != takedown.id)
    same = (requests.c.exposure_id == takedown.exposure_id, requests.c.route == takedown.route)
    return Reputation(
        alike=_count(db, *theirs, *same, requests.c.state.not_in([state.value for state in _DONE])),
        decided=_count(db, *theirs, requests.c.state.in_([state.value for state in _DECIDED])),
        unfounded=_count(db, *theirs, requests.c.state == State.CLOSED_LAWFUL.value),
        bounced=_bounced(db, recipient),
    )


def _bounced(db: Db, recipient: Recipient) -> bool:
    verified = datetime.combine(recipient.verified_on or date.min, time(), tzinfo=UTC)
    query = select(func.count()).select_from(steps.join(requests, steps.c.takedown_id == requests.c.id))
    since = (steps.c.event == Event.BOUNCE.value, steps.c.at > verified, requests.c.recipient == recipient.slug)
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


def _letters_to_others(others: Iterable[Takedown]) -> Iterator[Approach]:
    """Who was asked about the same place already, as far as it is known that the letter arrived: proof that needs no note."""
    for one in others:
        link = LINK_OF.get(one.steps[0].fact("class"))
        if link is not None and one.arrived is not None:
            yield Approach(link, one.reference, one.arrived.at)


def _count(db: Db, *where: object) -> int:
    query = select(func.count()).select_from(requests).where(*where)  # type: ignore[arg-type]  # conditions on its columns
    return int(db.connection.execute(query).scalar_one())
