"""A turn at a host is one asker's until the answer is in, and the next comes after the delay, whoever asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update

from storage import turns
from storage.tables import host_turns
from storage.vault import Db, Vault

HOST, LONG = "gids.example", 3600.0


def earlier(db: Db, seconds: float) -> None:
    """So much time passes: whatever stands there happened longer ago."""
    for column in (host_turns.c.began_at, host_turns.c.asker_until):
        for row in db.connection.execute(host_turns.select()).all():
            if (at := row._mapping[column.name]) is not None:
                moved = {column.name: at - timedelta(seconds=seconds)}
                db.connection.execute(update(host_turns).where(host_turns.c.host == row.host).values(moved))


def test_the_first_who_asks_has_the_turn_and_the_second_waits_for_the_answer(vault: Vault) -> None:
    with vault.begin() as db:
        assert turns.take(db, HOST, "first", LONG, 60) == 0
        assert 0 < turns.take(db, HOST, "second", LONG, 60) < 1
        assert turns.take(db, "forum.example", "second", LONG, 60) == 0


def test_after_the_answer_the_delay_is_waited_out_by_everybody(vault: Vault) -> None:
    with vault.begin() as db:
        turns.take(db, HOST, "first", LONG, 60)
        turns.give_back(db, HOST, "first", 0)
        for asker in ("first", "second"):
            assert LONG - 600 < turns.take(db, HOST, asker, LONG, 60) <= LONG
        earlier(db, LONG)
        assert turns.take(db, HOST, "second", LONG, 60) == 0


def test_the_delay_counts_from_the_question_and_not_from_the_answer(vault: Vault) -> None:
    with vault.begin() as db:
        turns.take(db, HOST, "first", LONG, 60)
        turns.give_back(db, HOST, "first", LONG)
        assert turns.take(db, HOST, "second", LONG, 60) == 0


def test_whoever_died_with_the_turn_loses_it(vault: Vault) -> None:
    with vault.begin() as db:
        turns.take(db, HOST, "died", 0, 60)
        earlier(db, 60)
        assert turns.take(db, HOST, "second", 0, 60) == 0
        turns.give_back(db, HOST, "died", 0)  # it lives after all: the turn is not its own any more
        assert turns.take(db, HOST, "third", 0, 60) > 0


def test_a_host_that_wants_quiet_is_known_to_all_and_forgotten_once_it_is_over(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        assert turns.quiet_until(db, HOST) is None
        turns.hush(db, HOST, now + timedelta(hours=1))
        turns.take(db, HOST, "first", 0, 60)
        turns.forget(db, now)
        assert turns.quiet_until(db, HOST) == now + timedelta(hours=1)
        turns.forget(db, now + timedelta(days=3650))
        assert turns.quiet_until(db, HOST) is None


def test_no_host_stands_in_the_table_by_name(vault: Vault) -> None:
    with vault.begin() as db:
        turns.take(db, "jan-jansen.example", "first", 0, 60)
        assert "jansen" not in str(db.connection.execute(host_turns.select()).all())
