"""Brings the vault and the key store to the newest schema, each by its own list of migrations."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, column, func, inspect, select, table

from domain.errors import Conflict
from storage import guards
from storage.vault import MAIL_KEY, SIGNING_KEY, TOKEN_KEY, Vault

_HERE = Path(__file__).parent / "migrations"
#: Alembic keeps what it is at in a global: two threads of one process would mix it up.
_IN_THIS_PROCESS = threading.Lock()


def upgrade(vault: Vault) -> None:
    """Every migration that has not run yet; safe to repeat. The service's own keys are made the first time."""
    for name, engine in (("keys", vault.keys.engine), ("vault", vault.engine)):
        bring_to(name, engine, "head")
    with vault.engine.begin() as connection:
        _one_at_a_time(connection)
        guards.install(connection)
    for key_id in (SIGNING_KEY, TOKEN_KEY, MAIL_KEY):
        vault.keys.make(key_id, "service")


def bring_to(name: str, engine: Engine, revision: str) -> None:
    """One of the two databases (`vault` or `keys`) to that revision, in one transaction: all of it, or nothing. Processes that
    start together wait for one another. Raises `Conflict` for a database of a newer luwte."""
    with rebuilding(engine) as connection:
        there = revision_of(connection)
        if there and there not in known(name):
            raise Conflict(f"this database has the schema {there} of a newer luwte; install that one, or restore a backup")
        _run(name, engine, connection, revision)


def _run(name: str, engine: Engine, connection: Connection, revision: str) -> None:
    with _IN_THIS_PROCESS:
        command.upgrade(_config(name, engine, connection), revision)


def known(name: str) -> frozenset[str]:
    """Every revision that this luwte knows of that database."""
    scripts = ScriptDirectory.from_config(_config(name, None, None))
    return frozenset(script.revision for script in scripts.walk_revisions())


def newest(name: str) -> str:
    """The revision that this luwte works with."""
    return ScriptDirectory.from_config(_config(name, None, None)).get_current_head() or ""


def revision_of(connection: Connection) -> str:
    """The revision that a database has; empty where it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(
        connection.execute(select(column("version_num")).select_from(table("alembic_version"))).scalar_one_or_none() or ""
    )


def start_over(engine: Engine, connection: Connection, revision: str) -> None:
    """Drop every table of the vault, and make those of that revision: for putting back what was kept at that time."""
    there = MetaData()
    there.reflect(connection)
    there.drop_all(connection)
    _run("vault", engine, connection, revision)


def to_newest(engine: Engine, connection: Connection) -> None:
    """The vault on this connection to the newest schema."""
    _run("vault", engine, connection, "head")


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """A transaction in which SQLite may rebuild a table that others point at. It can only do so while it does not watch what
    points where; that is checked at the end instead, before anything is kept."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            _one_at_a_time(connection)
            yield connection
        return
    with engine.connect() as connection:
        line = connection.connection.driver_connection
        assert line is not None
        line.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise Conflict("a migration would have left rows that point at nothing; the database is as it was")
        finally:
            line.execute("PRAGMA foreign_keys=ON")


def _one_at_a_time(connection: Connection) -> None:
    """After a deployment all parts start together, and each brings the schema up. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext("luwte schema"))))


def _config(name: str, engine: Engine | None, connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("version_locations", str(_HERE / name))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = name
    return config
