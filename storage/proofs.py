"""Proofs that a number or address is the employee's own: a token or code is asked, sent, and comes back or does not."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, insert, select, update

from domain.errors import BadInput, Conflict, NotFound
from domain.message import MessageKind
from domain.profile import IdentifierKind, Purpose
from domain.proof import MOST_A_DAY, MOST_TRIES, PROVEN_BY, good_for
from storage import audit, profiles
from storage.tables import proofs
from storage.vault import Db, new_id


def ask(db: Db, profile_id: str, kind: IdentifierKind, value: str, now: datetime) -> str:
    """A new proof for one of the employee's details, which overtakes an earlier one. Returns what is to be sent: a token for a
    link, or a code of six digits. Raises `Conflict` for whoever asked too often today."""
    asked = select(func.count()).select_from(proofs)
    today = (proofs.c.profile_id == profile_id, proofs.c.asked_at > now - timedelta(days=1))
    if db.connection.execute(asked.where(*today)).scalar_one() >= MOST_A_DAY:
        raise Conflict("too many proofs were asked today")
    index = _index(db, kind, value)
    _end(db, now, proofs.c.profile_id == profile_id, proofs.c.value_index == index)
    by_code = PROVEN_BY[kind] is MessageKind.PHONE_CODE
    word = f"{secrets.randbelow(10**6):06d}" if by_code else secrets.token_urlsafe(24)
    proof_id = new_id()
    values = {"id": proof_id, "profile_id": profile_id, "kind": kind.value, "value_index": index}
    times = {"asked_at": now, "expires_at": now + good_for(kind), "tries": 0}
    db.connection.execute(insert(proofs).values(**values, **times, digest=_digest(db, proof_id if by_code else "", word)))
    return word


def by_token(db: Db, profile_id: str, token: str, by: str, now: datetime) -> None:
    """The link in the mail was followed by its owner. Raises `NotFound` when it was used, is too old, or is somebody else's."""
    where = (proofs.c.digest == _digest(db, "", token), proofs.c.profile_id == profile_id)
    row = db.connection.execute(select(proofs).where(*where, *_open(now))).one_or_none()
    if row is None:
        raise NotFound("this link was used or has expired; ask for a new one")
    _prove(db, profile_id, row.value_index, by, now)


def by_code(db: Db, profile_id: str, value: str, code: str, by: str, now: datetime) -> bool:
    """Whether the code is right; a wrong one counts, and after five the proof is void. Raises `NotFound` when none is open."""
    index = _index(db, IdentifierKind.PHONE, value)
    where = (proofs.c.profile_id == profile_id, proofs.c.value_index == index, *_open(now))
    row = db.connection.execute(select(proofs).where(*where).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("there is no code to be typed in; ask for a new one")
    if not secrets.compare_digest(row.digest, _digest(db, row.id, code.strip())):
        void = {"ended_at": now} if row.tries + 1 >= MOST_TRIES else {}
        db.connection.execute(update(proofs).where(proofs.c.id == row.id).values(tries=row.tries + 1, **void))
        return False
    _prove(db, profile_id, index, by, now)
    return True


def declare(db: Db, profile_id: str, value: str, by: str, now: datetime) -> None:
    """The employee's word, where the organisation has no way to send a proof."""
    for kind in PROVEN_BY:
        _prove(db, profile_id, _index(db, kind, value), by, now, detail="declared")


def waiting(db: Db, profile_id: str, kind: IdentifierKind, value: str, now: datetime) -> bool:
    """Whether something was sent that has not come back."""
    where = (proofs.c.profile_id == profile_id, proofs.c.value_index == _index(db, kind, value), *_open(now))
    return db.connection.execute(select(proofs.c.id).where(*where)).first() is not None


def _prove(db: Db, profile_id: str, index: str, by: str, now: datetime, detail: str = "") -> None:
    profile = profiles.open_for(db, Purpose.SELF, profile_id, now, by)
    kinds = {kind: values for kind, values in ((IdentifierKind.EMAIL, profile.emails), (IdentifierKind.PHONE, profile.phones))}
    proven = {value for kind, values in kinds.items() for value in values if _index(db, kind, value) == index}
    left = tuple(value for value in profile.unproven if value not in proven)
    if left == profile.unproven and not detail:
        raise BadInput("proof", "this detail is not among yours any more, or was proven already")
    profiles.save(db, replace(profile, unproven=left), by, now)
    _end(db, now, proofs.c.profile_id == profile_id, proofs.c.value_index == index)
    audit.write(db, now, by, "detail proven", about=profile_id, detail=detail)


def _end(db: Db, now: datetime, *where: ColumnElement[bool]) -> None:
    db.connection.execute(update(proofs).where(*where, proofs.c.ended_at.is_(None)).values(ended_at=now))


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return proofs.c.ended_at.is_(None), proofs.c.expires_at > now


def _index(db: Db, kind: IdentifierKind, value: str) -> str:
    return db.index(f"{kind.value}:{value}")


def _digest(db: Db, salt: str, word: str) -> str:
    return db.index(f"proof:{salt}:{word}")
