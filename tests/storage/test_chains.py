"""The steps of a request are chained: what was changed, moved or taken out afterwards is told."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, update

from domain.takedown import Event, Step
from storage import chains, takedowns
from storage.tables import steps
from storage.vault import Vault
from tests.conftest import NOW
from tests.storage.kept import SENT, asked, enrolled, exposed


@pytest.fixture
def two(small_vault: Vault) -> tuple[str, str]:
    with small_vault.begin() as db:
        exposure = exposed(db, enrolled(db))
        first, second = asked(db, exposure, "LW-2026-0001", *SENT), asked(db, exposure, "LW-2026-0002", *SENT)
        takedowns.add(db, first, Step(Event.RECEIPT, NOW, "recipient", (("ticket", "AG-1"),)))
    return first.id, second.id


def test_as_it_was_written_it_holds(small_vault: Vault, two: tuple[str, str]) -> None:
    with small_vault.begin() as db:
        assert chains.broken(db) is None
        assert all(link for link in db.connection.execute(select(steps.c.chain)).scalars())


@pytest.mark.parametrize(
    "change", [{"event": "refusal"}, {"by": "somebody"}, {"facts": []}, {"chain": "0" * 64}, {"chain": None}]
)
def test_a_step_that_was_changed_is_told(small_vault: Vault, two: tuple[str, str], change: dict[str, object]) -> None:
    with small_vault.begin() as db:
        last = select(steps.c.seq).where(steps.c.takedown_id == two[0]).order_by(steps.c.seq.desc()).limit(1)
        seq = db.connection.execute(last).scalar_one()
        db.connection.execute(update(steps).where(steps.c.seq == seq).values(change))
        assert chains.broken(db) == two[0]


@pytest.mark.parametrize("taken_out", [True, False])
def test_a_step_that_was_taken_out_or_given_to_another_is_told(
    small_vault: Vault, two: tuple[str, str], taken_out: bool
) -> None:
    with small_vault.begin() as db:
        seqs = list(db.connection.execute(select(steps.c.seq).where(steps.c.takedown_id == two[1])).scalars())
        where = steps.c.seq == seqs[1]
        db.connection.execute(
            delete(steps).where(where) if taken_out else update(steps).where(where).values(takedown_id=two[0])
        )
        assert chains.broken(db) in two


def test_steps_from_before_there_were_links_are_passed_over(small_vault: Vault, two: tuple[str, str]) -> None:
    with small_vault.begin() as db:
        db.connection.execute(update(steps).where(steps.c.takedown_id == two[1]).values(chain=None))
        assert chains.broken(db) is None
        takedowns.add(db, takedowns.get(db, two[1]), Step(Event.RECEIPT, NOW, "recipient"))
        assert chains.broken(db) is None
