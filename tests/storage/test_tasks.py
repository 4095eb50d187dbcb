"""What a person owes is opened once for each ring of a clock, closed once, and gone with the profile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.errors import Conflict, NotFound
from domain.task import OWNER, TaskKind
from storage import tasks
from storage.vault import Vault
from tests.conftest import NOW
from tests.storage.kept import enrolled

DAY = timedelta(days=1)


def test_a_ring_that_is_heard_twice_makes_one_task(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        made = [tasks.open_task(db, TaskKind.INFORM, "t1", profile_id, NOW, NOW + DAY, mark=mark) for mark in ("a", "a", "b")]
        assert made == [True, False, True]
        assert [task.mark for task in tasks.waiting(db, thing="t1")] == ["a", "b"]
        assert tasks.waiting(db, thing="t2") == []


def test_the_most_urgent_comes_first_and_done_is_done_once(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        for days, kind in ((2, TaskKind.ANSWER), (1, TaskKind.ASK_POLICE)):
            tasks.open_task(db, kind, "t1", profile_id, NOW, NOW + days * DAY)
        first, second = tasks.waiting(db, profile_id=profile_id)
        assert (first.kind, second.kind) == (TaskKind.ASK_POLICE, TaskKind.ANSWER)
        closed = tasks.close(db, first.id, "coordinator-1", NOW + 3 * DAY, "still")
        assert (closed.done_by, closed.outcome, closed.late(NOW)) == ("coordinator-1", "still", True)
        with pytest.raises(Conflict):
            tasks.close(db, first.id, "coordinator-2", NOW, "again")
        tasks.settle(db, [TaskKind.ANSWER], "t1", "luwte", NOW, "sent")
        assert tasks.waiting(db) == []
        assert len(tasks.all_of(db, thing="t1")) == 2
        with pytest.raises(NotFound):
            tasks.get(db, "t9")


def test_every_kind_has_somebody_who_owes_it() -> None:
    assert set(OWNER) == set(TaskKind)
