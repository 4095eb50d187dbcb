"""A line to the database that died while it lay idle is replaced unseen; one that was used just now is not asked again."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from storage import vault as vaults
from storage.vault import Vault


def who(vault: Vault) -> int:
    """Which process of the server serves us."""
    with vault.begin() as db:
        return int(db.connection.execute(text("SELECT pg_backend_pid()")).scalar_one())


def cut(vault: Vault) -> None:
    """The server is restarted, as far as this line goes."""
    mine = who(vault)
    with vault.keys.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})


def test_a_line_that_died_while_idle_is_replaced(postgres_vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "_FRESH", -1.0)
    before = who(postgres_vault)
    cut(postgres_vault)
    assert who(postgres_vault) != before


def test_one_that_dies_in_use_fails_once_and_is_replaced(postgres_vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "_FRESH", 60.0)
    cut(postgres_vault)
    with pytest.raises(OperationalError):
        who(postgres_vault)
    assert who(postgres_vault)


@pytest.mark.parametrize(("fresh", "questions"), [(60.0, 0), (-1.0, 1)])
def test_one_that_was_used_just_now_is_not_asked_whether_it_lives(
    postgres_vault: Vault, monkeypatch: pytest.MonkeyPatch, fresh: float, questions: int
) -> None:
    monkeypatch.setattr(vaults, "_FRESH", fresh)
    who(postgres_vault)
    asked: list[object] = []
    dialect = postgres_vault.engine.dialect
    ping = dialect.do_ping
    monkeypatch.setattr(dialect, "do_ping", lambda line: asked.append(line) or ping(line))
    who(postgres_vault)
    assert len(asked) == questions
