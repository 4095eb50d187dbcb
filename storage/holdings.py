"""Everything in the vault about one employee, row by row (GDPR 15 and 20): complete because it follows the tables themselves.

From the profile's row to every row that points at it, and from those on. A table that points nowhere stands in `LEFT_OUT` with
the reason why nobody's data are in it; a column that is no data of theirs, in `HIDDEN`. The tests fail for a table or a sealed
column that stands in none of these.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, or_, select

from domain.errors import NotFound
from storage import rows
from storage.tables import metadata
from storage.vault import Db

Told = dict[str, Any]

#: Pointers that are no foreign keys: (table, column) and the tables in which what it names may stand, by id or another column.
POINTERS: dict[tuple[str, str], tuple[str, ...]] = {
    ("audit", "about"): ("profiles",),
    ("captures", "exposure_id"): ("exposures",),
    ("captures", "key_id"): ("profiles", "cases"),
    ("incidents", "by"): ("accounts.pseudonym",),
    ("deliveries", "thing"): ("profiles", "findings", "exposures", "takedowns", "flare_ups"),
    ("diary", "thing"): ("profiles", "watches", "exposures", "takedowns", "told", "messages", "deliveries"),
    ("overrides", "exposure_id"): ("exposures",),
    ("people_changes", "profile_id"): ("profiles",),
    ("redactions", "key_id"): ("cases",),
    ("seals", "capture_id"): ("captures",),
    ("seals", "exposure_id"): ("exposures",),
}
#: Tables in which nothing of an employee stands.
LEFT_OUT: dict[str, str] = {
    "api_tokens": "tokens of other systems of the organisation",
    "attempts": "wrong passwords of late, as keyed digests of nobody",
    "webhooks": "other systems of the organisation that are told of events",
    "calibrations": "shares at fixed scores, of all judged findings together",
    "duties": "who of the contact point has the desk",
    "crawls": "how far the reading of a whole site is, for all",
    "crawl_pages": "addresses of a site's pages while it is read, for all",
    "custody_heads": "the signed end of all custody logs on a day",
    "experiences": "what other organisations experienced with recipients",
    "host_turns": "when a host was last asked, for all",
    "parts": "how the parts of the service are",
    "pulses": "which processes run",
    "rotations": "signing keys of the service",
    "source_health": "whether a source can be read",
}
#: Columns that are secrets or tools of the service and tell an employee nothing.
HIDDEN: dict[str, frozenset[str]] = {
    "accounts": frozenset({"login_index", "password_hash", "subject_index", "factor", "factor_step"}),
    "account_links": frozenset({"digest"}),
    "recovery_codes": frozenset({"digest"}),
    "sessions": frozenset({"digest"}),
    "invitations": frozenset({"digest"}),
    "proofs": frozenset({"digest", "value_index"}),
    "staff": frozenset({"number_index"}),
    "findings": frozenset({"place_index"}),
    "flare_ups": frozenset({"uid_index"}),
    "incidents": frozenset({"by", "owner"}),  # who reported is somebody else's secret (GDPR 15(4))
    "likenesses": frozenset({"place_index"}),
    "pages": frozenset({"place_index", "digest"}),
    "replies": frozenset({"uid_index", "content_index"}),
    "takedowns": frozenset({"token"}),
    "diary": frozenset({"lease"}),
    "people_changes": frozenset({"mark"}),
}


@dataclass(frozen=True, slots=True)
class Holdings:
    """`tables`: each table's name, what its columns hold, and its rows; `files`: the originals of captures, by a name that
    says nothing."""

    tables: dict[str, list[Told]] = field(repr=False)
    files: dict[str, bytes] = field(repr=False)


def of_profile(db: Db, profile_id: str) -> Holdings:
    """Raises `NotFound` for a profile that never was, or was erased."""
    found = _found(db, profile_id)
    if not found["profiles"]:
        raise NotFound("there is no such profile, or it has been erased")
    files: dict[str, bytes] = {}
    told = {
        name: [_told(db, metadata.tables[name], row, files) for row in kept] for name, kept in sorted(found.items()) if kept
    }
    return Holdings(told, files)


def comments() -> dict[str, dict[str, str]]:
    """What each column of each table holds, where its name does not say it."""
    return {
        table.name: {column.name: column.comment for column in table.columns if column.comment}
        for table in metadata.sorted_tables
    }


def pointers(table: Table) -> list[tuple[str, str, str]]:
    """(column, table that it points at, by which column of that) of every pointer."""
    keys = [(column.name, key.column.table.name, key.column.name) for column in table.columns for key in column.foreign_keys]
    others = [(column, *_target(to)) for (name, column), tables in POINTERS.items() if name == table.name for to in tables]
    return [*keys, *others]


def _target(to: str) -> tuple[str, str]:
    name, _, key = to.partition(".")
    return name, key or "id"


def _found(db: Db, profile_id: str) -> dict[str, list[Row[Any]]]:
    """Every row that can be reached, by table. Again and again until nothing is added: pointers run in both directions."""
    profiles = metadata.tables["profiles"]
    found: dict[str, list[Row[Any]]] = {name: [] for name in metadata.tables}
    found["profiles"] = list(db.connection.execute(select(profiles).where(profiles.c.id == profile_id)))
    grew = True
    while grew:
        grew = False
        for table in metadata.sorted_tables:
            if table.name == "profiles" or table.name in LEFT_OUT:
                continue
            now = _pointing(db, table, found)
            grew = grew or len(now) > len(found[table.name])
            found[table.name] = now
    return found


def _pointing(db: Db, table: Table, found: dict[str, list[Row[Any]]]) -> list[Row[Any]]:
    """The rows that point at a row found already."""
    ways = [
        table.c[column].in_([getattr(row, key) for row in found[to]]) for column, to, key in pointers(table) if found.get(to)
    ]
    if not ways:
        return []
    return list(db.connection.execute(select(table).where(or_(*ways)).order_by(*table.primary_key.columns)))


def _told(db: Db, table: Table, row: Row[Any], files: dict[str, bytes]) -> Told:
    hidden = HIDDEN.get(table.name, frozenset())
    told: Told = {}
    for column in table.columns:
        value = getattr(row, column.name)
        if column.name in hidden:
            continue
        if (table.name, column.name) in OPENERS:
            told[column.name] = None if value is None else OPENERS[table.name, column.name](db, row, files)
        else:
            told[column.name] = value.isoformat() if isinstance(value, datetime) else value
    return told


Opener = Callable[[Db, Row[Any], dict[str, bytes]], Any]


def _as_json(key: str, bound: str) -> Opener:
    """Sealed JSON, under the key that this column of the row names."""

    def opened(db: Db, row: Row[Any], files: dict[str, bytes]) -> Any:
        return json.loads(db.unlock(getattr(row, key), row.sealed, f"{bound}:{row.id}"))

    return opened


def _as_text(key: str, bound: str) -> Opener:
    def opened(db: Db, row: Row[Any], files: dict[str, bytes]) -> Any:
        return db.unlock(getattr(row, key), row.sealed, f"{bound}:{row.id}").decode("utf-8", "replace")

    return opened


def _witness(db: Db, row: Row[Any], files: dict[str, bytes]) -> Any:
    return list(rows.texts_from_bytes(db.unlock(row.profile_id, row.witness, f"grant:{row.id}")))


def _capture(db: Db, row: Row[Any], files: dict[str, bytes]) -> Any:
    """The originals become files; here stands which."""
    sealed = rows.sealed_from_bytes(db.unlock(row.key_id, row.sealed, f"capture:{row.id}"))
    files.update({f"{row.id}/{original.name}": original.content for original in sealed.originals})
    return [f"{row.id}/{original.name}" for original in sealed.originals]


def _custody(db: Db, row: Row[Any], files: dict[str, bytes]) -> Any:
    line = rows.custody_from_bytes(row.line)
    return {"at": line.at.isoformat(), "type": line.type.value, "actor": line.actor, "reason": line.reason}


def _reported(db: Db, row: Row[Any], files: dict[str, bytes]) -> Any:
    """What was said about them; not how whoever said it can be reached."""
    told = json.loads(db.unlock(row.id, row.sealed, f"incident:{row.id}"))
    return {name: told[name] for name in ("what", "where")}


OPENERS: dict[tuple[str, str], Opener] = {
    ("profiles", "sealed"): _as_json("id", "profile"),
    ("grants", "witness"): _witness,
    ("findings", "sealed"): _as_json("profile_id", "finding"),
    ("exposures", "sealed"): _as_json("case_id", "exposure"),
    ("takedowns", "sealed"): _as_json("case_id", "takedown"),
    ("replies", "sealed"): _as_text("key_id", "reply"),
    ("told", "sealed"): _as_text("profile_id", "report"),
    ("messages", "sealed"): _as_json("profile_id", "message"),
    ("portraits", "sealed"): _as_json("profile_id", "portrait"),
    ("likenesses", "sealed"): _as_json("profile_id", "likeness"),
    ("redactions", "sealed"): _as_json("key_id", "redaction"),
    ("captures", "sealed"): _capture,
    ("incidents", "sealed"): _reported,
    ("custody", "line"): _custody,
}
