"""What each employee allows each source to learn, and the door through which a question about them passes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select

from domain.permission import Kinds, Permission, withheld, without
from domain.profile import IdentifierKind, Profile, Purpose
from domain.source import Source
from storage import audit, profiles
from storage.tables import permissions
from storage.vault import Db, new_id


def open_to_ask(db: Db, source: Source, profile_id: str, now: datetime, by: str) -> tuple[Profile, Kinds]:
    """The identity as this source may be told of it, and the kinds that were taken out: what the employee does not let it learn
    is not in what the scan gets, so it cannot be sent. Raises as `profiles.open_for` does."""
    profile = profiles.open_for(db, Purpose.SCAN, profile_id, now, by)
    held_back = withheld(source, allowed(db, profile_id, source.slug))
    return without(profile, held_back), held_back


def allowed(db: Db, profile_id: str, source: str) -> Kinds:
    """What this source may learn; nothing where the employee never said so."""
    return next((one.kinds for one in of_profile(db, profile_id) if one.source == source), frozenset())


def of_profile(db: Db, profile_id: str) -> list[Permission]:
    """The newest word about each source, by source."""
    query = select(permissions).where(permissions.c.profile_id == profile_id).order_by(permissions.c.given_at, permissions.c.id)
    newest = {row.source: row for row in db.connection.execute(query)}
    return [
        Permission(source, frozenset(map(IdentifierKind, row.kinds)), row.given_at) for source, row in sorted(newest.items())
    ]


def say(db: Db, profile_id: str, source: Source, kinds: Iterable[IdentifierKind], by: str, now: datetime) -> bool:
    """Note what the employee allows this source from now on; whether that is something else than before. What it would not
    learn needs no permission and gets none."""
    profiles.enrolled(db, profile_id)
    wanted = frozenset(kinds) & frozenset(source.learns)
    if wanted == allowed(db, profile_id, source.slug):
        return False
    told = sorted(kind.value for kind in wanted)
    db.connection.execute(
        insert(permissions).values(id=new_id(), profile_id=profile_id, source=source.slug, kinds=told, given_at=now)
    )
    detail = f"{source.slug}: {', '.join(told) or 'nothing'}"
    audit.write(db, now, by, "source may learn", about=profile_id, detail=detail)
    return True
