"""Whoever runs the server can let staff in again, and the log says so; employees and closed accounts are none of theirs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from domain.roles import Role
from storage import accounts, appointed, audit, second_factor, sessions
from storage.sessions import Stage
from storage.vault import Vault
from tests.conftest import RING

OLD, NEW = "een heel lang wachtwoord", "een ander lang wachtwoord"
NOW = datetime.now(UTC)


def luwte(*arguments: str, told: str = "") -> Result:
    return CliRunner().invoke(app, ["user", *arguments], input=told)


@pytest.fixture
def vault(small_vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """With one administrator, whom the command made."""
    monkeypatch.setenv("LUWTE_HOME", str(tmp_path))
    monkeypatch.setenv("LUWTE_DATABASE_URL", str(small_vault.engine.url))
    monkeypatch.setenv("LUWTE_KEYS_DATABASE_URL", str(small_vault.keys.engine.url))
    monkeypatch.setenv("LUWTE_ENCRYPTION_KEYS", RING)
    added = luwte(
        "add", "b@gemeente.example", "--role", "administrator", "--pseudonym", "administrator-1", told=f"{OLD}\n{OLD}\n"
    )
    assert added.exit_code == 0, added.output
    return small_vault


def test_who_lost_everything_is_let_in_again(vault: Vault) -> None:
    with vault.begin() as db:
        account = accounts.with_password(db, "b@gemeente.example", OLD)
        assert account is not None
        second_factor.begin(db, account.id)
        sessions.begin(db, account, Stage.WHOLE, "browser", NOW)
    done = luwte("reset", "administrator-1", told=f"{NEW}\n{NEW}\n")
    assert done.exit_code == 0, done.output
    assert NEW not in done.output
    with vault.begin() as db:
        assert accounts.with_password(db, "b@gemeente.example", OLD) is None
        assert accounts.with_password(db, "b@gemeente.example", NEW) is not None
        assert sessions.of_account(db, account.id, NOW) == []
        (line,) = [one for one in audit.lines(db) if one.action == "account rescued"]
        assert (line.by, line.detail) == ("operator", "administrator-1")


def test_a_name_that_is_not_known_changes_nothing_and_says_where_to_look(vault: Vault) -> None:
    refused = luwte("reset", "administrator-9", told=f"{NEW}\n{NEW}\n")
    assert refused.exit_code != 0
    assert "luwte user list" in str(refused.output) + str(refused.exception)
    with vault.begin() as db:
        assert accounts.with_password(db, "b@gemeente.example", OLD) is not None


def test_a_closed_account_stays_closed(vault: Vault) -> None:
    with vault.begin() as db:
        (one,) = appointed.listed(db)
        appointed.disable(db, one.account.id, "administrator-2", NOW)
    assert luwte("reset", "administrator-1", told=f"{NEW}\n{NEW}\n").exit_code != 0
    with vault.begin() as db:
        assert accounts.with_password(db, "b@gemeente.example", NEW) is None


def test_the_list_shows_staff_by_pseudonym_and_nobody_else(vault: Vault) -> None:
    with vault.begin() as db:
        accounts.create(db, "joke@gemeente.example", OLD, Role.EMPLOYEE, "employee-7", NOW)
    shown = luwte("list").output
    assert "administrator-1" in shown
    assert "can sign in" in shown
    for hidden in ("gemeente.example", "employee-7"):
        assert hidden not in shown
