"""Withdrawal and erasure: everything of a profile goes, its keys are destroyed, and the audit line stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Row, Table, delete, func, select, update

from domain.due import Action, Due
from domain.evidence import CustodyLine
from domain.profile import GrantKind
from domain.relative import Stage
from domain.retention import CaseQuiet, Ground
from domain.roles import Role
from domain.sighting import Verdict
from domain.takedown import FINAL, Event, State, Step
from storage import audit, cases, changes, due, profiles, relatives, restriction, takedowns
from storage import tables as t
from storage.vault import Db, Vault

Follow = Callable[[tuple[CustodyLine, ...]], CustodyLine]


def withdraw(db: Db, profile_id: str, by: str, now: datetime) -> None:
    """Stop at once: grants end, everything due is struck, takedowns are withdrawn, and the erasure itself is due now. Children
    for whom this person consented go along, and relatives who have not answered; who consented for themselves stays."""
    for one in relatives.of_employee(db, profile_id):
        if one.minor or one.stage is Stage.INVITED:
            withdraw(db, one.profile_id, by, now)
    for kind in GrantKind:
        profiles.take_back(db, profile_id, kind, by, now)
    for takedown in takedowns.all_of(db, profile_id=profile_id):
        if takedown.state not in FINAL:
            takedowns.add(db, takedown, Step(Event.WITHDRAWAL, now, by))
    for thing in _things(db, profile_id):
        due.strike(db, thing)
    db.connection.execute(update(t.profiles).where(t.profiles.c.id == profile_id).values(withdrawn_at=now))
    due.note(db, Due(Action.PURGE, profile_id, now))
    changes.note(db, profile_id)
    audit.write(db, now, by, "withdrawn", about=profile_id)


def erase(vault: Vault, profile_id: str, now: datetime, follow: Follow | None = None) -> bool:
    """Delete every row of a withdrawn profile, then destroy its keys. Safe to repeat: the keys go last, so that a crash
    in between leaves the purge due. The custody logs of its cases stay, without a word about whom they were; `follow`
    writes their last line.

    What the police asked us to keep, or what a legal claim needs, is restricted instead: the evidence of that case stays, under
    the case's own key; identity and everything else go. Returns whether all is erased; if not it is due again until it is."""
    with vault.begin() as db:
        held = (*restriction.cases_of(db, profile_id, now),)
        case_ids = [case_id for case_id in _ids(db, t.cases, profile_id) if case_id not in held]
        _delete_rows(db, profile_id, held)
    for key_id in (profile_id, *case_ids):
        vault.keys.destroy(key_id)
    with vault.begin() as db:
        for case_id in case_ids:
            _close(db, case_id, "withdrawal", now, follow)
        if held:
            db.connection.execute(update(t.profiles).where(t.profiles.c.id == profile_id).values(sealed=None))
            audit.write(db, now, "luwte", "restricted", about=profile_id)
            return False
        db.connection.execute(update(t.cases).where(t.cases.c.profile_id == profile_id).values(profile_id=None))
        db.connection.execute(delete(t.profiles).where(t.profiles.c.id == profile_id))
        changes.forget(db, profile_id)
        audit.write(db, now, "luwte", "erased", about=profile_id)
    return True


def erase_case(vault: Vault, case_id: str, ground: str, by: str, now: datetime, follow: Follow) -> None:
    """The evidence of one case: its rows go, its key is destroyed, its custody log stays and says on what ground. Safe to
    repeat. The profile itself stays, and may get another case."""
    with vault.begin() as db:
        profile_id = cases.get(db, case_id).profile_id
        _delete_case(db, case_id)
    vault.keys.destroy(case_id)
    with vault.begin() as db:
        _close(db, case_id, ground, now, follow)
        audit.write(db, now, by, "evidence erased", about=profile_id, detail=ground)


def quiet_cases(db: Db) -> list[CaseQuiet]:
    """Every case whose evidence is kept, with what decides for how long."""
    return [_quiet(db, row) for row in db.connection.execute(select(t.cases).where(t.cases.c.erased_at.is_(None))).all()]


def erase_keyless(vault: Vault, now: datetime) -> int:
    """Erase again what an older backup brought back of profiles whose keys are destroyed. Returns how many."""
    with vault.begin() as db:
        known = list(db.connection.execute(select(t.profiles.c.id)).scalars())
    lost = [profile_id for profile_id in known if not vault.keys.holds(profile_id)]
    for profile_id in lost:
        erase(vault, profile_id, now)
    _erase_keyless_cases(vault, now)
    return len(lost)


def _erase_keyless_cases(vault: Vault, now: datetime) -> None:
    """Cases whose evidence was erased after the backup was made."""
    with vault.begin() as db:
        known = [one.case_id for one in quiet_cases(db)]
    for case_id in known:
        if not vault.keys.holds(case_id):
            with vault.begin() as db:
                _delete_case(db, case_id)
                _close(db, case_id, "restored", now, None)


def _close(db: Db, case_id: str, ground: str, now: datetime, follow: Follow | None) -> None:
    where = (t.cases.c.id == case_id, t.cases.c.erased_at.is_(None))
    closed = db.connection.execute(update(t.cases).where(*where).values(erased_at=now, erased_ground=ground))
    if closed.rowcount and follow is not None:
        cases.log(db, case_id, follow)


def _delete_case(db: Db, case_id: str) -> None:
    """Nothing may stay due for what goes."""
    exposure_ids = _select(db, t.exposures, "case_id", [case_id])
    takedown_ids = _select(db, t.takedowns, "case_id", [case_id])
    rested = select(t.exposures.c.finding_id).where(t.exposures.c.case_id == case_id)
    finding_ids = list(db.connection.execute(rested).scalars())
    for thing in (*exposure_ids, *takedown_ids):
        due.strike(db, thing)
    _delete_confirmed(db, [case_id], takedown_ids, exposure_ids, finding_ids)


def _delete_confirmed(
    db: Db, case_ids: list[str], takedown_ids: list[str], exposure_ids: list[str], finding_ids: list[str]
) -> None:
    """What a case holds and what its findings say; children before parents."""
    _drop(db, t.deliveries, "thing", [*exposure_ids, *takedown_ids, *finding_ids])
    _drop(db, t.replies, "takedown_id", takedown_ids)
    _drop(db, t.steps, "takedown_id", takedown_ids)
    _drop(db, t.takedowns, "id", takedown_ids)
    trace_ids = _select(db, t.traces, "exposure_id", exposure_ids)
    _drop(db, t.sightings, "trace_id", trace_ids)
    _drop(db, t.traces, "id", trace_ids)
    _drop(db, t.overrides, "exposure_id", exposure_ids)
    _drop(db, t.exposures, "id", exposure_ids)
    _drop(db, t.judgements, "finding_id", finding_ids)
    _drop(db, t.findings, "id", finding_ids)
    _unlink_seals(db, exposure_ids)
    _drop(db, t.redactions, "key_id", case_ids)
    _drop(db, t.decisions, "case_id", case_ids)
    _drop(db, t.captures, "key_id", case_ids)


def _quiet(db: Db, row: Row[Any]) -> CaseQuiet:
    seen = select(func.max(t.sightings.c.at)).select_from(t.sightings.join(t.traces).join(t.exposures))
    seen = seen.where(t.exposures.c.case_id == row.id, t.sightings.c.verdict == Verdict.PRESENT.value)
    told = select(func.max(t.steps.c.at)).select_from(t.steps.join(t.takedowns)).where(t.takedowns.c.case_id == row.id)
    dates = [db.connection.execute(query).scalar_one() for query in (seen, told)]
    still = select(func.count()).select_from(t.takedowns).where(t.takedowns.c.case_id == row.id)
    still = still.where(t.takedowns.c.state.not_in([state.value for state in (*FINAL, State.MOOT)]))
    last = max([row.opened_at, *(at for at in dates if at is not None)])
    requests_open = bool(db.connection.execute(still).scalar_one())
    kept = (row.kept_until, Ground(row.kept_for) if row.kept_for else None)
    return CaseQuiet(row.id, last, requests_open, row.suspected_criminal, row.held_at is not None, *kept, row.profile_id or "")


def _delete_rows(db: Db, profile_id: str, held: tuple[str, ...] = ()) -> None:
    """Children before parents; the cases stay until their keys are gone, and those that are `held` with what is theirs."""
    takedown_ids = _ids(db, t.takedowns, profile_id, held)
    exposure_ids = _ids(db, t.exposures, profile_id, held)
    rested = set(_select_of(db, t.exposures.c.finding_id, t.exposures.c.case_id, held))
    finding_ids = [finding_id for finding_id in _ids(db, t.findings, profile_id) if finding_id not in rested]
    watch_ids = _ids(db, t.watches, profile_id)
    case_ids = [case_id for case_id in _ids(db, t.cases, profile_id) if case_id not in held]
    account_ids = _own_accounts(db, profile_id)
    scan_ids = _select(db, t.scans, "watch_id", watch_ids)
    _delete_confirmed(db, case_ids, takedown_ids, exposure_ids, finding_ids)
    never_evidence = _select(db, t.captures, "key_id", [profile_id])
    _drop(db, t.seals, "capture_id", never_evidence)
    _drop(db, t.captures, "key_id", [profile_id])
    _drop(db, t.pages, "scan_id", scan_ids)
    _drop(db, t.scans, "id", scan_ids)
    _drop(db, t.watches, "id", watch_ids)
    flare_up_ids = _ids(db, t.flare_ups, profile_id)
    _drop(db, t.deliveries, "thing", [profile_id, *flare_up_ids])
    for table in (t.sessions, t.recovery_codes, t.account_links):
        _drop(db, table, "account_id", account_ids)
    _drop(db, t.accounts, "id", account_ids)
    _drop(db, t.relatives, "relative_id", [profile_id])
    own = (t.self_checks, t.checklist, t.proofs, t.messages, t.pauses, t.relatives, t.staff, t.closures)
    about = (t.tasks, t.told, t.invitations, t.grants, t.disclosures, t.permissions, t.flare_ups)
    for table in (t.likenesses, t.portraits, *own, *about):
        _drop(db, table, "profile_id", [profile_id])


def _own_accounts(db: Db, profile_id: str) -> list[str]:
    """The employee's own. Of staff of whom it was known that this is their profile, the account stays without it."""
    ours = (t.accounts.c.profile_id == profile_id, t.accounts.c.role != Role.EMPLOYEE.value)
    db.connection.execute(update(t.accounts).where(*ours).values(profile_id=None))
    return _ids(db, t.accounts, profile_id)


def _things(db: Db, profile_id: str) -> list[str]:
    return [
        profile_id,
        *(
            thing
            for table in (t.watches, t.exposures, t.takedowns, t.told, t.messages)
            for thing in _ids(db, table, profile_id)
        ),
    ]


def _ids(db: Db, table: Table, profile_id: str, held: tuple[str, ...] = ()) -> list[str]:
    """Of this profile, without those of cases that are held."""
    query = select(table.c.id).where(table.c.profile_id == profile_id)
    return list(db.connection.execute(query.where(table.c.case_id.not_in(held)) if held else query).scalars())


def _select_of(db: Db, wanted: Column[str], column: Column[str], values: Iterable[str]) -> list[str]:
    return list(db.connection.execute(select(wanted).where(column.in_(list(values)))).scalars())


def _select(db: Db, table: Table, column: str, values: Iterable[str]) -> list[str]:
    return list(db.connection.execute(select(table.c.id).where(table.c[column].in_(list(values)))).scalars())


def _drop(db: Db, table: Table, column: str, values: Iterable[str]) -> None:
    db.connection.execute(delete(table).where(table.c[column].in_(list(values))))


def _unlink_seals(db: Db, exposure_ids: Iterable[str]) -> None:
    """The digests of evidence that was erased stay, since the custody log names them; of which exposure they were does not."""
    where = t.seals.c.exposure_id.in_(list(exposure_ids))
    db.connection.execute(update(t.seals).where(where).values(exposure_id=None))
