"""What the vault tells of the processes and parts of the service."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.due import Action, Due
from domain.parts import Condition, Organ, Part, Pulse, Reading
from storage import due, pulses
from storage.cipher import KeyRing
from storage.vault import Vault, open_vault

OTHER_RING = "other:" + "QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI="
LEASE = timedelta(minutes=5)


def conditions(vault: Vault, now: datetime) -> dict[Part, Condition]:
    return {one.part: one.condition for one in pulses.readings(vault, ["mail"], now)}


def alive(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        pulses.beat(db, Pulse("c", Organ.CLOCK, "1", now, now))
        pulses.beat(db, Pulse("w", Organ.WORKER, "1", now, now, ("mail",)))


def test_a_service_that_lives_is_ready_and_one_that_was_killed_is_not(vault: Vault, now: datetime) -> None:
    assert conditions(vault, now)[Part.CLOCK] is Condition.DOWN
    alive(vault, now)
    assert Condition.DOWN not in conditions(vault, now).values()
    later = conditions(vault, now + timedelta(minutes=2))
    assert (later[Part.CLOCK], later[Part.WORKERS]) == (Condition.DOWN, Condition.DOWN)


def test_a_process_beats_in_one_line_and_takes_it_along_when_it_ends_tidily(vault: Vault, now: datetime) -> None:
    for seconds in range(3):
        with vault.begin() as db:
            pulses.beat(db, Pulse("c", Organ.CLOCK, "1", now, now + timedelta(seconds=seconds)))
    with vault.begin() as db:
        assert [one.at for one in pulses.all_of(db)] == [now + timedelta(seconds=2)]
        pulses.stop(db, "c")
        assert pulses.all_of(db) == []


def test_who_died_days_ago_is_forgotten(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        pulses.beat(db, Pulse("old", Organ.CLOCK, "1", now, now))
        pulses.beat(db, Pulse("new", Organ.CLOCK, "1", now, now + timedelta(days=2)))
        assert [one.id for one in pulses.all_of(db)] == ["new"]


def test_the_newest_word_about_a_part_counts(vault: Vault, now: datetime) -> None:
    alive(vault, now)
    for condition in (Condition.UP, Condition.DOWN):
        with vault.begin() as db:
            pulses.say(db, Reading(Part.MAIL_OUT, condition, "does not greet us"), now)
    assert conditions(vault, now)[Part.MAIL_OUT] is Condition.DOWN


def test_a_mailbox_that_cannot_be_read_is_down_until_it_was_read(vault: Vault, now: datetime) -> None:
    alive(vault, now)
    assert conditions(vault, now)[Part.MAIL_IN] is Condition.OFF
    with vault.begin() as db:
        due.note(db, Due(Action.RECEIVE, "mailbox", now))
        (taken,) = due.take(db, now, LEASE, 1)
        due.failed(db, taken, now, "Unreachable")
    assert conditions(vault, now)[Part.MAIL_IN] is Condition.DOWN
    with vault.begin() as db:
        (taken,) = due.take(db, now + LEASE, LEASE, 1)
        due.settle(db, taken, Due(Action.RECEIVE, "mailbox", now + 2 * LEASE))
    assert conditions(vault, now)[Part.MAIL_IN] is Condition.UP


def test_a_ring_that_does_not_open_the_keys_is_named_without_any_key(vault: Vault, now: datetime) -> None:
    url, keys_url = (engine.url.render_as_string(hide_password=False) for engine in (vault.engine, vault.keys.engine))
    stranger = open_vault(url, keys_url, KeyRing.parse(OTHER_RING))
    with vault.begin():  # the index key is there
        pass
    found = {one.part: one for one in pulses.readings(stranger, ["mail"], now)}
    stranger.close()
    assert found[Part.KEYS].condition is Condition.DOWN
    assert "QkJC" not in found[Part.KEYS].why
