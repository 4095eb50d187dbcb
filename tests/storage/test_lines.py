"""A line to the database that died while it lay idle is replaced unseen; one that was used just now is not asked again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from storage import vault as vaults
from storage.cipher import KeyRing
from storage.vault import Vault, open_vault
from tests.conftest import RING


@pytest.fixture
def alone(postgres_vault: Vault) -> Iterator[Vault]:
    """The same databases over lines of our own, of which the first to the vault is the only one."""
    urls = (one.url.render_as_string(hide_password=False) for one in (postgres_vault.engine, postgres_vault.keys.engine))
    opened = open_vault(*urls, KeyRing.parse(RING))
    yield opened
    opened.close()


def who(vault: Vault) -> int:
    """Which process of the server serves us."""
    with vault.begin() as db:
        return int(db.connection.execute(text("SELECT pg_backend_pid()")).scalar_one())


def cut(vault: Vault) -> None:
    """The server is restarted, as far as the one line of this vault goes."""
    mine = who(vault)
    with vault.keys.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": mine})  # gone when this returns


def test_a_line_that_died_while_idle_is_replaced(alone: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "_FRESH", -1.0)
    before = who(alone)
    cut(alone)
    assert who(alone) != before


def test_one_that_dies_in_use_fails_once_and_is_replaced(alone: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "_FRESH", 60.0)
    cut(alone)
    with pytest.raises(OperationalError):
        who(alone)
    assert who(alone)


@pytest.mark.parametrize(("fresh", "questions"), [(60.0, 0), (-1.0, 1)])
def test_one_that_was_used_just_now_is_not_asked_whether_it_lives(
    alone: Vault, monkeypatch: pytest.MonkeyPatch, fresh: float, questions: int
) -> None:
    monkeypatch.setattr(vaults, "_FRESH", fresh)
    who(alone)
    asked: list[object] = []
    dialect = alone.engine.dialect
    ping = dialect.do_ping
    monkeypatch.setattr(dialect, "do_ping", lambda line: asked.append(line) or ping(line))
    who(alone)
    assert len(asked) == questions
