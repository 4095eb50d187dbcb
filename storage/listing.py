"""Things by number, a page at a time, for systems that ask the API: states and kinds, and nothing that is sealed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from domain.errors import NotFound
from storage.tables import exposures, findings, flare_ups, grants, profiles, takedowns
from storage.vault import Db

Row = dict[str, Any]
_HERE = profiles.c.withdrawn_at.is_(None)
_FINDING = (findings.c.id, findings.c.profile_id, findings.c.source, findings.c.grade, findings.c.opinion, findings.c.found_at)
_EXPOSURE = (exposures.c.id, exposures.c.profile_id, exposures.c.source, exposures.c.outcome, exposures.c.confirmed_at)
_TAKEDOWN = (
    *(takedowns.c.id, takedowns.c.reference, takedowns.c.profile_id, takedowns.c.exposure_id),
    *(takedowns.c.route, takedowns.c.recipient, takedowns.c.state),
)
_FLARE_UP = (
    *(flare_ups.c.id, flare_ups.c.profile_id, flare_ups.c.kind, flare_ups.c.starts, flare_ups.c.ends),
    *(flare_ups.c.yearly, flare_ups.c.cancelled_at),
)


def of_profiles(db: Db, after: str, limit: int) -> list[Row]:
    """Of each employee: whether they have enrolled, and since when. Whether a grant holds today is for the caller to ask."""
    query = select(profiles.c.id, profiles.c.sealed.is_not(None).label("enrolled"), profiles.c.created_at).where(_HERE)
    return _page(db, query, profiles.c.id, after, limit)


def of_findings(db: Db, after: str, limit: int, profile_id: str = "") -> list[Row]:
    return _page(db, _of_somebody(select(*_FINDING), findings, profile_id), findings.c.id, after, limit)


def of_exposures(db: Db, after: str, limit: int, profile_id: str = "") -> list[Row]:
    return _page(db, _of_somebody(select(*_EXPOSURE), exposures, profile_id), exposures.c.id, after, limit)


def of_takedowns(db: Db, after: str, limit: int, profile_id: str = "") -> list[Row]:
    return _page(db, _of_somebody(select(*_TAKEDOWN), takedowns, profile_id), takedowns.c.id, after, limit)


def of_flare_ups(db: Db, after: str, limit: int, profile_id: str = "") -> list[Row]:
    return _page(db, _of_somebody(select(*_FLARE_UP), flare_ups, profile_id), flare_ups.c.id, after, limit)


def finding(db: Db, one: str) -> Row:
    return _one(db, select(*_FINDING).where(findings.c.id == one))


def exposure(db: Db, one: str) -> Row:
    return _one(db, select(*_EXPOSURE).where(exposures.c.id == one))


def takedown(db: Db, one: str) -> Row:
    return _one(db, select(*_TAKEDOWN).where(takedowns.c.id == one))


def flare_up(db: Db, one: str) -> Row:
    return _one(db, select(*_FLARE_UP).where(flare_ups.c.id == one))


def numbers(db: Db) -> dict[str, dict[str, int]]:
    """How many there are of each state."""
    return {
        "findings": _by(db, findings.c.opinion, empty="waiting"),
        "exposures": _by(db, exposures.c.outcome),
        "takedowns": _by(db, takedowns.c.state),
    }


def with_grants(db: Db, ids: Iterable[str]) -> frozenset[str]:
    """Those of these who ever gave a grant: for the others nothing need be asked."""
    query = select(grants.c.profile_id).where(grants.c.profile_id.in_(list(ids))).distinct()
    return frozenset(db.connection.execute(query).scalars())


def _of_somebody(query: Select[Any], table: Any, profile_id: str) -> Select[Any]:
    return query.where(table.c.profile_id == profile_id) if profile_id else query


def _page(db: Db, query: Select[Any], key: ColumnElement[Any], after: str, limit: int) -> list[Row]:
    """By number, after the one given; each page costs the same, however far on."""
    found = db.connection.execute((query.where(key > after) if after else query).order_by(key).limit(limit))
    return [dict(row) for row in found.mappings()]


def _one(db: Db, query: Select[Any]) -> Row:
    row = db.connection.execute(query).mappings().one_or_none()
    if row is None:
        raise NotFound("there is nothing of that number, or it has been erased")
    return dict(row)


def _by(db: Db, column: ColumnElement[Any], empty: str = "") -> dict[str, int]:
    rows = db.connection.execute(select(column, func.count()).group_by(column).order_by(column))
    return {str(row[0] or empty): int(row[1]) for row in rows}
