"""The database itself refuses a takedown without a verified seal, whoever writes to it and by whatever way."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from domain.exposure import Exposure
from storage import guards, seals, takedowns
from storage.tables import seals as seal_rows
from storage.vault import Db, Vault, new_id
from tests.conftest import NOW
from tests.storage.kept import asked, enrolled, exposed

INSERT = text(
    "INSERT INTO takedowns (id, reference, exposure_id, profile_id, case_id, route, recipient, author, state, sealed) "
    "VALUES (:id, :id, :exposure, :profile, :case, 'dsa16', 'praatplein', 'specialist-1', 'draft', :sealed)"
)


@pytest.fixture
def exposure(vault: Vault) -> Exposure:
    with vault.begin() as db:
        return exposed(db, enrolled(db))


def unseal(db: Db) -> None:
    db.connection.execute(delete(seal_rows))


def insert(db: Db, exposure: Exposure) -> None:
    values = {"exposure": exposure.id, "profile": exposure.profile_id, "case": exposure.case_id}
    db.connection.execute(INSERT, {"id": new_id()[:24], "sealed": b"x", **values})


def test_with_a_verified_seal_raw_sql_may_write_a_takedown(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        insert(db, exposure)


def test_without_one_not_even_raw_sql_may(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        unseal(db)
    with pytest.raises(DatabaseError, match="no takedown without a verified seal"), vault.begin() as db:
        insert(db, exposure)
    with pytest.raises(DatabaseError, match="no takedown without a verified seal"), vault.begin() as db:
        asked(db, exposure)
    with vault.begin() as db:
        assert takedowns.all_of(db) == []


@pytest.mark.parametrize("state", ["ready", "sending", "sent"])
def test_one_that_lost_its_seal_cannot_be_moved_on_its_way(vault: Vault, exposure: Exposure, state: str) -> None:
    with vault.begin() as db:
        insert(db, exposure)
        unseal(db)
    with pytest.raises(DatabaseError, match="no takedown without a verified seal"), vault.begin() as db:
        db.connection.execute(text("UPDATE takedowns SET state = :state"), {"state": state})
    with vault.begin() as db:
        db.connection.execute(text("UPDATE takedowns SET state = 'withdrawn'"))


def test_a_seal_of_another_exposure_does_not_count(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        db.connection.execute(text("UPDATE seals SET exposure_id = 'another'"))
    with pytest.raises(DatabaseError, match="no takedown"), vault.begin() as db:
        insert(db, exposure)


def test_one_person_does_not_override_two_do(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        unseal(db)
        seals.ask_override(db, exposure.id, "coordinator-1", NOW)
        assert not seals.holds(db, exposure.id)
    with pytest.raises(DatabaseError), vault.begin() as db:
        insert(db, exposure)
    with vault.begin() as db:
        assert seals.agree_override(db, exposure.id, "coordinator-1", NOW) is None
        assert not seals.holds(db, exposure.id)
        assert seals.agree_override(db, exposure.id, "specialist-2", NOW) is not None
        assert seals.holds(db, exposure.id)
        insert(db, exposure)


def test_the_database_takes_no_override_by_one_person_twice(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        seals.ask_override(db, exposure.id, "coordinator-1", NOW)
    with pytest.raises(IntegrityError), vault.begin() as db:
        db.connection.execute(text("UPDATE overrides SET second = first"))


def test_the_guards_can_be_put_in_place_again_and_again(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        guards.install(db.connection)
        guards.install(db.connection)
        unseal(db)
    with pytest.raises(DatabaseError), vault.begin() as db:
        insert(db, exposure)
