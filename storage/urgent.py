"""Opens a case by telephone, in one transaction: the identity as told, the consent with its witness, the places, and what is
owed for having gone so fast."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.profile import Grant, GrantKind, Profile
from domain.urgent import BY_TELEPHONE, OWED, SPOKEN_CONSENT
from storage import audit, profiles, tasks, told
from storage.vault import Db


@dataclass(frozen=True, slots=True)
class Call:
    """`by` took the call, `witness` listened in; the employee heard the text of the consent, and said yes."""

    unit: str
    by: str
    at: datetime
    witness: str = field(repr=False)


def open_by_telephone(db: Db, call: Call, profile: Profile, urls: Iterable[str]) -> str:
    """`profile`: with any id; it gets one of its own. Returns that."""
    profile_id = profiles.invite(db, call.unit, call.by, call.at)
    profiles.save(db, replace(profile, id=profile_id), call.by, call.at)
    until = call.at + SPOKEN_CONSENT
    consent = Grant(GrantKind.CONSENT, call.at, until=until, witness=call.witness, taken_by=call.by)
    profiles.give(db, profile_id, consent, BY_TELEPHONE, call.by, call.at)
    for url in dict.fromkeys(urls):
        told.keep(db, profile_id, url, call.by, call.at)
    for owed in OWED:
        tasks.open_task(db, owed.kind, profile_id, profile_id, call.at, call.at + owed.within, mark="urgent")
    audit.write(db, call.at, call.by, "opened by telephone", about=profile_id, detail="with a witness")
    return profile_id
