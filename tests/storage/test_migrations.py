"""Whoever upgrades from any earlier schema keeps every row, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, NullPool, Table, create_engine, func, select, text, types

from domain.due import QUEUES, Action
from domain.profile import Purpose
from storage import due, flare_ups, migrate, profiles
from storage.cipher import KeyRing
from storage.vault import Vault, open_vault
from tests.conftest import RING

DIRECTORY = Path(migrate.__file__).parent / "migrations"
REVISIONS = sorted(path.name[:4] for path in (DIRECTORY / "vault").glob("0*.py"))


#: Every schema on SQLite, where tables are rebuilt; the oldest and the newest but one on PostgreSQL.
EARLIER = [("sqlite", one) for one in REVISIONS[:-1]] + [("postgresql", one) for one in (REVISIONS[0], REVISIONS[-2])]


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path, database: str) -> Iterator[Vault]:
    """A vault without any table."""
    if database == "sqlite":
        opened = open_vault(f"sqlite:///{tmp_path}/vault.db", f"sqlite:///{tmp_path}/keys.db", KeyRing.parse(RING))
        yield opened
        opened.close()
        return
    url = request.getfixturevalue("postgres_url")
    server = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    names = [f"luwte_migrate_{part}" for part in ("vault", "keys")]
    with server.connect() as connection:
        for name in names:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {name}"))
    opened = open_vault(*(url.rsplit("/", 1)[0] + f"/{name}" for name in names), KeyRing.parse(RING))
    yield opened
    opened.close()
    with server.connect() as connection:
        for name in names:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def a_row_in_every_table(connection: Connection) -> dict[str, int]:
    """One row in each table as it is there now; returns how many each has."""
    known = MetaData()
    known.reflect(connection)
    tables = [table for table in known.sorted_tables if table.name != "alembic_version"]
    for table in tables:
        connection.execute(table.insert().values({one.name: value(one.type) for one in table.columns if not one.nullable}))
    return counts(connection, [table.name for table in tables])


def value(kind: types.TypeEngine[object]) -> object:
    """Something of that type; every text is the same, so that keys point at each other."""
    if isinstance(kind, types.DateTime):
        return datetime(2026, 11, 1, tzinfo=UTC)
    if isinstance(kind, types.Boolean):
        return False
    if isinstance(kind, types.Integer | types.Float):
        return 3600
    if isinstance(kind, types.LargeBinary):
        return b"sealed"
    return [] if isinstance(kind, types.JSON) else "x"


def counts(connection: Connection, names: list[str]) -> dict[str, int]:
    return {name: connection.execute(select(func.count()).select_from(Table(name, MetaData()))).scalar_one() for name in names}


def test_every_migration_stands_in_one_line() -> None:
    config = migrate._config("vault", None, None)  # type: ignore[arg-type]  # only where the migrations stand is read
    listed = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert listed == REVISIONS[::-1]


@pytest.mark.parametrize(("database", "revision"), EARLIER)
def test_no_row_is_lost_on_the_way_to_the_newest_schema(empty: Vault, revision: str) -> None:
    migrate.bring_to("vault", empty.engine, revision)
    with empty.engine.begin() as connection:
        before = a_row_in_every_table(connection)
    migrate.upgrade(empty)
    with empty.engine.begin() as connection:
        assert counts(connection, list(before)) == before


@pytest.mark.parametrize("database", ["postgresql"])
def test_parts_that_start_together_bring_the_schema_up_once(empty: Vault) -> None:
    migrate.bring_to("vault", empty.engine, "0010")
    failed: list[Exception] = []

    def start() -> None:
        try:
            migrate.upgrade(empty)
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)

    parts = [threading.Thread(target=start) for _ in range(3)]
    for part in parts:
        part.start()
    for part in parts:
        part.join()
    assert failed == []
    with empty.begin() as db:
        assert profiles.permitted(db, Purpose.SCAN, datetime(2026, 11, 1, tzinfo=UTC)) == {}


@pytest.mark.parametrize("database", ["postgresql"])
def test_a_diary_from_before_queues_knows_where_each_line_waits(empty: Vault) -> None:
    migrate.bring_to("vault", empty.engine, "0010")
    with empty.engine.begin() as connection:
        for action in Action:
            connection.execute(text(f"INSERT INTO diary (action, thing, at) VALUES ('{action}', 'x', now())"))
    migrate.upgrade(empty)
    with empty.begin() as db:
        found = due.take(db, datetime(2999, 1, 1, tzinfo=UTC), timedelta(minutes=1), 99)
    assert {line.action: line.queue for line in found} == dict(QUEUES)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_flare_up_from_before_rhythms_is_as_eager_as_it_was(empty: Vault) -> None:
    migrate.bring_to("vault", empty.engine, "0001")
    at, until = "2026-12-01 00:00:00+00:00", "2026-12-02 00:00:00+00:00"
    with empty.engine.begin() as connection:
        connection.execute(text(f"INSERT INTO profiles (id, unit, revision, created_at) VALUES ('p', '', 0, '{at}')"))
        connection.execute(text(f"INSERT INTO flare_ups VALUES ('f', 'p', 'hearing', '{at}', '{until}', 3600)"))
    migrate.upgrade(empty)
    with empty.begin() as db:
        (kept,) = flare_ups.of_profile(db, "p")
    assert kept.rhythm.cadence.total_seconds() == 3600
    assert (kept.begins, kept.fades) == (kept.starts, kept.ends)
    assert not kept.yearly
