"""A second factor: codes of a minute from an app (TOTP, RFC 6238), and codes on paper for when the app is gone.

A code works once. The secret is kept under the service's key, the paper codes as digests.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

import pyotp
from sqlalchemy import Row, delete, func, insert, select, update

from domain.errors import Conflict, NotFound
from storage import attempts, audit
from storage.tables import accounts, recovery_codes
from storage.vault import TOKEN_KEY, Db

_PAPER = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for another
#: Clocks differ: the code before and the one after count too.
_DRIFT = (-1, 0, 1)
#: Six digits are guessed in a million tries; an account gets ten an hour, whoever tries and from wherever.
_TRIES, _WITHIN = 10, timedelta(hours=1)


def is_set(db: Db, account_id: str) -> bool:
    query = select(accounts.c.factor_at).where(accounts.c.id == account_id)
    return db.connection.execute(query).scalar_one() is not None


def papers_left(db: Db, account_id: str) -> int:
    query = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.account_id == account_id)
    return int(db.connection.execute(query).scalar_one())


def begin(db: Db, account_id: str) -> str:
    """The secret that is being set up; the same one until a first code proved it. Raises `Conflict` where one is set."""
    row = _row(db, account_id)
    if row.factor_at is not None:
        raise Conflict("there is a second factor already; take it off first")
    if row.factor is not None:
        return _secret(db, account_id, row.factor)
    secret = pyotp.random_base32()
    locked = db.lock(TOKEN_KEY, secret.encode(), f"factor:{account_id}")
    db.connection.execute(update(accounts).where(accounts.c.id == account_id).values(factor=locked, factor_step=0))
    return secret


def confirm(db: Db, account_id: str, code: str, by: str, now: datetime) -> tuple[str, ...] | None:
    """A first code proves that the app has the secret: from now on it is asked. Returns the codes for on paper, shown once;
    None for a wrong code."""
    row = _row(db, account_id)
    if row.factor is None or row.factor_at is not None or not _accepted(db, account_id, row.factor, code, now):
        return None
    db.connection.execute(update(accounts).where(accounts.c.id == account_id).values(factor_at=now))
    audit.write(db, now, by, "second factor set")
    return new_papers(db, account_id)


def check(db: Db, account_id: str, code: str, by: str, now: datetime) -> bool:
    """Whether this is a code of now that was not used, or one from paper, which is used up by it. Too many wrong ones, and
    for an hour none is right."""
    what = f"code:{account_id}"
    if attempts.number(db, what, now) >= _TRIES:
        return False
    row = _row(db, account_id)
    if row.factor is not None and row.factor_at is not None:
        if _accepted(db, account_id, row.factor, code, now):
            return True
        if _paper_used(db, account_id, code):
            audit.write(db, now, by, "recovery code used")
            return True
    if attempts.failed(db, what, _WITHIN, now) == _TRIES:
        audit.write(db, now, by, "second factor blocked", detail="too many wrong codes; free again after an hour")
    return False


def remove(db: Db, account_id: str) -> None:
    """The factor and its paper codes are gone; whoever must have one sets it up anew."""
    values = {"factor": None, "factor_at": None, "factor_step": 0}
    db.connection.execute(update(accounts).where(accounts.c.id == account_id).values(values))
    db.connection.execute(delete(recovery_codes).where(recovery_codes.c.account_id == account_id))
    attempts.forget(db, f"code:{account_id}")


def new_papers(db: Db, account_id: str) -> tuple[str, ...]:
    """Ten new codes, each good once; those from before are worth nothing any more."""
    db.connection.execute(delete(recovery_codes).where(recovery_codes.c.account_id == account_id))
    codes = tuple("-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4)) for _ in range(_PAPER))
    rows = [{"digest": _paper(db, account_id, code), "account_id": account_id} for code in codes]
    db.connection.execute(insert(recovery_codes), rows)
    return codes


def _accepted(db: Db, account_id: str, factor: bytes, code: str, now: datetime) -> bool:
    """Right, and of a later time step than any code that was accepted before: nobody uses it again, not even at once."""
    totp = pyotp.TOTP(_secret(db, account_id, factor))
    typed = "".join(code.split()).encode()
    here = totp.timecode(now)
    right = [here + drift for drift in _DRIFT if hmac.compare_digest(totp.generate_otp(here + drift).encode(), typed)]
    if not right:
        return False
    where = (accounts.c.id == account_id, accounts.c.factor_step < right[0])
    return db.connection.execute(update(accounts).where(*where).values(factor_step=right[0])).rowcount == 1


def _paper_used(db: Db, account_id: str, code: str) -> bool:
    where = (recovery_codes.c.account_id == account_id, recovery_codes.c.digest == _paper(db, account_id, code))
    return db.connection.execute(delete(recovery_codes).where(*where)).rowcount == 1


def _paper(db: Db, account_id: str, code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter in _LETTERS)
    return db.index(f"recovery:{account_id}:{plain}")


def _secret(db: Db, account_id: str, factor: bytes) -> str:
    return db.unlock(TOKEN_KEY, factor, f"factor:{account_id}").decode()


def _row(db: Db, account_id: str) -> Row[Any]:
    row = db.connection.execute(select(accounts).where(accounts.c.id == account_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such account")
    return row
