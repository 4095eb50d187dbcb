"""The diary: what is due is done once, by one, and never forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.due import Action, Due
from domain.errors import Conflict
from storage import due
from storage.vault import Vault

LEASE = timedelta(minutes=5)


def test_only_what_has_come_due_is_taken_oldest_first(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SCAN, "later", now + timedelta(seconds=1)))
        due.note(db, Due(Action.SCAN, "second", now))
        due.note(db, Due(Action.LOOK, "first", now - timedelta(days=1)))
        assert [taken.thing for taken in due.take(db, now, LEASE, 10)] == ["first", "second"]


def test_what_somebody_holds_is_not_given_to_another_until_the_lease_ends(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SCAN, "watch", now))
        (first,) = due.take(db, now, LEASE, 10)
        assert due.take(db, now, LEASE, 10) == []
        (second,) = due.take(db, now + LEASE, LEASE, 10)
        with pytest.raises(Conflict):
            due.settle(db, first, None)
        due.settle(db, second, None)
        assert due.agenda(db) == []


def test_settling_puts_the_next_date_in_its_place(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SCAN, "watch", now))
        (taken,) = due.take(db, now, LEASE, 10)
        due.settle(db, taken, Due(Action.SCAN, "watch", now + timedelta(days=30)))
        assert due.take(db, now + LEASE, LEASE, 10) == []
        assert due.noted(db, Action.SCAN, "watch") == now + timedelta(days=30)


def test_a_note_during_a_lease_does_not_take_it_away(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.LOOK, "exposure", now))
        (taken,) = due.take(db, now, LEASE, 10)
        due.note(db, Due(Action.LOOK, "exposure", now))
        due.hold(db, taken)


def test_what_is_noted_while_somebody_works_on_it_is_due_again_when_they_are_done(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SCAN, "watch", now))
        (taken,) = due.take(db, now, LEASE, 10)
        due.bring_forward(db, Due(Action.SCAN, "watch", now + timedelta(seconds=1)))
        due.settle(db, taken, Due(Action.SCAN, "watch", now + timedelta(days=30)))
        assert due.noted(db, Action.SCAN, "watch") == now + timedelta(seconds=1)


def test_a_thing_can_be_brought_forward_but_not_put_off(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.LOOK, "exposure", now))
        due.bring_forward(db, Due(Action.LOOK, "exposure", now + timedelta(days=1)))
        assert due.noted(db, Action.LOOK, "exposure") == now
        due.bring_forward(db, Due(Action.LOOK, "exposure", now - timedelta(days=1)))
        assert due.noted(db, Action.LOOK, "exposure") == now - timedelta(days=1)


def test_what_failed_is_due_again_later_with_each_failure(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SEND, "takedown", now))
        (taken,) = due.take(db, now, LEASE, 10)
        due.failed(db, taken, now, "Unreachable")
        assert due.waiting(db, now) == 0
        (again,) = due.take(db, now + timedelta(minutes=1), LEASE, 10)
        due.failed(db, again, now, "Unreachable")
        assert due.noted(db, Action.SEND, "takedown") == now + timedelta(minutes=2)


def test_whoever_lost_the_lease_cannot_report_a_failure(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SEND, "takedown", now))
        (first,) = due.take(db, now, LEASE, 10)
        (second,) = due.take(db, now + LEASE, LEASE, 10)
        due.failed(db, first, now + LEASE, "Unreachable")
        due.hold(db, second)


def test_long_work_keeps_its_lease(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SCAN, "watch", now))
        (taken,) = due.take(db, now, LEASE, 10)
        due.renew(db, taken, now + 3 * LEASE)
        assert due.take(db, now + 2 * LEASE, LEASE, 10) == []
