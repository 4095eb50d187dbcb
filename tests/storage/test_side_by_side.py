"""Which upgrades may run while processes of the version before are still at work: those that only add, and leave out nothing.

docs/operating.md names the others; who writes a migration that is not of this kind adds it there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine

from storage import migrate
from tests.storage.test_migrations import REVISIONS

DOC = Path(__file__).parents[2] / "docs" / "operating.md"


def tables(engine: Engine) -> MetaData:
    found = MetaData()
    found.reflect(engine)
    return found


def in_the_way(before: MetaData, after: MetaData) -> list[str]:
    """What the version before would stumble over: what it reads and is gone, what it does not write and must be there."""
    found = []
    for name, old in before.tables.items():
        new = after.tables.get(name)
        if new is None:
            found.append(f"{name} is gone")
            continue
        found += [f"{name}.{one} is gone" for one in sorted(set(old.columns.keys()) - set(new.columns.keys()))]
        for column in new.columns:
            must = not column.nullable and column.server_default is None and not column.primary_key
            if must and (column.name not in old.columns or old.columns[column.name].nullable):
                found.append(f"{name}.{column.name} must be given")
    return found


@pytest.fixture(scope="module")
def troubles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """For each revision, what stands in the way of those who still run the one before."""
    found = {}
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('side')}/vault.db")
    migrate.bring_to("vault", engine, REVISIONS[0])
    before = tables(engine)
    for revision in REVISIONS[1:]:
        migrate.bring_to("vault", engine, revision)
        after = tables(engine)
        found[revision] = in_the_way(before, after)
        before = after
    engine.dispose()
    return found


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("CREATE TABLE other (id INTEGER)", "one is gone"),
        ("CREATE TABLE one (id INTEGER PRIMARY KEY)", "one.name is gone"),
        ("CREATE TABLE one (id INTEGER PRIMARY KEY, name TEXT, more TEXT NOT NULL)", "one.more must be given"),
        ("CREATE TABLE one (id INTEGER PRIMARY KEY, name TEXT NOT NULL)", "one.name must be given"),
        ("CREATE TABLE one (id INTEGER PRIMARY KEY, name TEXT, more TEXT NOT NULL DEFAULT '')", None),
        ("CREATE TABLE one (id INTEGER PRIMARY KEY, name TEXT, more TEXT)", None),
    ],
)
def test_what_stands_in_the_way_is_seen(after: str, said: str | None) -> None:
    engines = [create_engine("sqlite://") for _ in range(2)]
    for engine, statement in zip(engines, ("CREATE TABLE one (id INTEGER PRIMARY KEY, name TEXT)", after), strict=True):
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)
    assert in_the_way(*map(tables, engines)) == ([said] if said else [])
    for engine in engines:
        engine.dispose()


def test_the_document_names_every_upgrade_for_which_all_must_stop(troubles: dict[str, list[str]]) -> None:
    (listed,) = re.findall(r"everything must be stopped for these: (.*?)\.", DOC.read_text(encoding="utf-8"))
    assert sorted(re.findall(r"`(\d{4})`", listed)) == [revision for revision, trouble in troubles.items() if trouble]
