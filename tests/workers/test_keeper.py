"""What a process is at stays its own for as long as it lives, and no longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from domain.due import Action
from domain.errors import Conflict
from storage import due
from tests.workers.house import House
from workers.keeper import Keeper


@pytest.fixture
def keeper(house: House) -> Iterator[Keeper]:
    made = Keeper(house.services)
    yield made
    made.close()


def test_a_lease_that_is_kept_never_ends(house: House, keeper: Keeper) -> None:
    taken = house.taken(Action.SCAN, "watch")
    with keeper.keeping(taken):
        for _ in range(5):
            house.now.at += house.services.lease * 0.9
            keeper.renew()
        with house.vault.begin() as db:
            assert due.take(db, house.now(), house.services.lease, 1) == []
    house.now.at += house.services.lease
    keeper.renew()
    with house.vault.begin() as db:
        assert len(due.take(db, house.now(), house.services.lease, 1)) == 1


def test_what_somebody_else_has_since_is_not_taken_back(house: House, keeper: Keeper) -> None:
    first = house.taken(Action.SCAN, "watch")
    with keeper.keeping(first):
        house.now.at += house.services.lease + timedelta(seconds=1)
        with house.vault.begin() as db:
            (second,) = due.take(db, house.now(), house.services.lease, 1)
        keeper.renew()
        with house.vault.begin() as db:
            due.hold(db, second)
            with pytest.raises(Conflict):
                due.hold(db, first)
