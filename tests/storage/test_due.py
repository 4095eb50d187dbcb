"""The diary: what is due is done once, by one, and never forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.due import Action, Due, Queue
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


def test_a_line_is_begun_once_whoever_brings_its_message(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SCAN, "watch", now))
        (taken,) = due.take(db, now, LEASE, 10)
        due.begin(db, taken, now + LEASE)
        with pytest.raises(Conflict):
            due.begin(db, taken, now + LEASE)
        due.settle(db, taken, None)
        with pytest.raises(Conflict):
            due.begin(db, taken, now + LEASE)


def test_beginning_gives_a_whole_lease_however_long_the_message_was_on_its_way(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SCAN, "watch", now))
        (taken,) = due.take(db, now, LEASE, 10)
        due.begin(db, taken, now + 3 * LEASE)
        assert due.take(db, now + 2 * LEASE, LEASE, 10) == []
        assert len(due.take(db, now + 3 * LEASE, LEASE, 10)) == 1


def test_a_message_on_its_way_is_left_there_where_nothing_can_be_lost(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        for thing in ("on its way", "begun"):
            due.note(db, Due(Action.SCAN, thing, now))
        for taken in due.take(db, now, LEASE, 10):
            if taken.thing == "begun":
                due.begin(db, taken, now + LEASE)
        later = now + 2 * LEASE
        assert [taken.thing for taken in due.take(db, later, LEASE, 10, lost=False)] == ["begun"]
        assert [taken.thing for taken in due.take(db, later, LEASE, 10)] == ["on its way"]


def test_each_queue_is_taken_from_on_its_own(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SCAN, "routine", now - timedelta(days=1)))
        due.note(db, Due(Action.SCAN, "asked for", now, awaited=True))
        due.note(db, Due(Action.SEND, "letter", now))
        taken = {queue: due.take(db, now, LEASE, 10, queues=[queue]) for queue in Queue}
    things = {queue: [(line.thing, line.queue) for line in lines] for queue, lines in taken.items()}
    assert things == {
        Queue.INTERACTIVE: [("asked for", Queue.INTERACTIVE)],
        Queue.CRAWL: [("routine", Queue.CRAWL)],
        Queue.MAIL: [("letter", Queue.MAIL)],
        Queue.REPORTS: [],
    }


def test_what_somebody_waits_for_is_routine_again_once_it_is_done(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SCAN, "watch", now, awaited=True))
        (taken,) = due.take(db, now, LEASE, 10, queues=[Queue.INTERACTIVE])
        due.settle(db, taken, Due(Action.SCAN, "watch", now + LEASE))
        assert len(due.take(db, now + LEASE, LEASE, 10, queues=[Queue.CRAWL])) == 1


def test_who_asks_while_the_routine_is_under_way_is_served_as_one_who_waits(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        due.note(db, Due(Action.SCAN, "watch", now))
        (taken,) = due.take(db, now, LEASE, 10)
        due.bring_forward(db, Due(Action.SCAN, "watch", now, awaited=True))
        due.settle(db, taken, Due(Action.SCAN, "watch", now + timedelta(days=30)))
        assert len(due.take(db, now, LEASE, 10, queues=[Queue.INTERACTIVE])) == 1


def test_a_claim_takes_no_more_than_it_may_and_the_rest_stays_in_order(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        for number in range(9):
            due.note(db, Due(Action.SCAN, f"{number}", now - timedelta(minutes=9 - number)))
        assert [taken.thing for taken in due.take(db, now, LEASE, 4)] == ["0", "1", "2", "3"]
        assert [taken.thing for taken in due.take(db, now, LEASE, 0)] == []
        assert [taken.thing for taken in due.take(db, now, LEASE, 9)] == ["4", "5", "6", "7", "8"]
