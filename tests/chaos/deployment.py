"""A deployment in the middle of a migration: upgrades that are killed at any moment, and others that start at the same time."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from storage import migrate
from storage.cipher import KeyRing
from storage.vault import Vault, open_vault
from tests.chaos.faults import Size
from tests.chaos.town import ROOT, Town
from tests.conftest import RING

#: From this schema, the first that had everything a letter needs, with rows in it.
_OLD = "0010"
_ROWS = 20_000


def killed_upgrades(town: Town, size: Size) -> str:
    """Beside the town, in databases of their own. Raises `AssertionError` where a row is missing or a schema is half."""
    times, killed = max(3, size.kills // 5), 0
    for number in range(times):
        names = (f"vault_{number}", f"keys_{number}")
        town.postgres.create(*names)
        home = town.home / f"deployment-{number}"
        home.mkdir()
        urls = [town.postgres.url(name) for name in names]
        replace(town.setting, database=urls[0], keys=urls[1]).write(home)
        vault = open_vault(urls[0], urls[1], KeyRing.parse(RING))
        _old(vault)
        killed += _disturbed(home, town)
        both = [_upgrade(home) for _ in range(2)]  # a worker and a clock of the new version start at the same time
        assert [one.wait(size.patience) for one in both] == [0, 0], "an upgrade failed; see its output above"
        _whole(vault)
        vault.close()
    return f"{times} deployments, {killed} upgrades killed half-way"


def _old(vault: Vault) -> None:
    """A vault of before, with a diary in it."""
    migrate.bring_to("keys", vault.keys.engine, "head")
    migrate.bring_to("vault", vault.engine, _OLD)
    many = "INSERT INTO diary (action, thing, at) SELECT 'scan', 'thing-' || n, now() FROM generate_series(1, :rows) n"
    with vault.engine.begin() as connection:
        connection.execute(text(many), {"rows": _ROWS})


def _disturbed(home: Path, town: Town) -> int:
    """One that is killed once it has begun, at a moment that is left to chance."""
    one = _upgrade(home)
    assert one.stdout is not None
    one.stdout.readline()
    time.sleep(town.dice.random() * 0.5)
    one.kill()
    return int(one.wait() < 0)


def _upgrade(home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.chaos.part", "upgrade", str(home)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _whole(vault: Vault) -> None:
    with vault.engine.begin() as connection:
        kept = connection.execute(text("SELECT count(*) FROM diary WHERE queue = 'crawl' AND NOT begun")).scalar_one()
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    assert kept == _ROWS, f"{_ROWS - kept} lines of the diary are gone"
    assert len(revision) == 1
    migrate.upgrade(vault)
