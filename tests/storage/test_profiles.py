"""The only door to identities."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from domain.errors import NotFound, NotPermitted
from domain.profile import Grant, GrantKind, Purpose
from storage import audit, profiles
from storage.rows import profile_from_bytes, profile_to_bytes
from storage.vault import Vault
from tests.conftest import NOW, consent, joke, mandate


def enrol(vault: Vault, now: datetime, *grants: Grant) -> str:
    with vault.begin() as db:
        profile_id = profiles.invite(db, "team a", "coordinator-1", now)
        profiles.save(db, joke(profile_id), "employee-1", now)
        for grant in grants:
            profiles.give(db, profile_id, grant, "page", "employee-1", now)
    return profile_id


def test_with_consent_the_identity_comes_back_as_it_was_given(vault: Vault, now: datetime) -> None:
    profile_id = enrol(vault, now, consent())
    with vault.begin() as db:
        assert profiles.open_for(db, Purpose.SCAN, profile_id, now, "scan") == joke(profile_id)


def test_a_profile_stored_before_it_had_plates_and_accounts_is_still_read() -> None:
    stored = json.loads(profile_to_bytes(joke()))
    for newer in ("plates", "service_numbers", "ibans"):
        assert stored.pop(newer)
    assert profile_from_bytes(json.dumps(stored).encode()) == replace(joke(), plates=(), service_numbers=(), ibans=())


def test_every_opening_writes_its_purpose_into_the_audit(vault: Vault, now: datetime) -> None:
    profile_id = enrol(vault, now, consent())
    with vault.begin() as db:
        profiles.open_for(db, Purpose.SCAN, profile_id, now, "scan")
    with vault.begin() as db:
        newest = audit.lines(db, about=profile_id)[0]
    assert (newest.action, newest.purpose, newest.by) == ("opened", "scan", "scan")


@pytest.mark.parametrize(
    "grant",
    [
        None,
        Grant(GrantKind.CONSENT, datetime.fromisoformat("2026-11-24T00:00:00Z")),
        Grant(GrantKind.CONSENT, datetime.fromisoformat("2025-01-01T00:00:00Z"), until=NOW),
    ],
    ids=["never given", "not yet", "expired this very moment"],
)
def test_without_consent_nobody_opens_and_the_refusal_is_logged(vault: Vault, now: datetime, grant: Grant | None) -> None:
    profile_id = enrol(vault, now, *([grant] if grant else []))
    with pytest.raises(NotPermitted), vault.begin() as db:
        profiles.open_for(db, Purpose.SCAN, profile_id, now, "scan")
    with vault.begin() as db:
        assert audit.lines(db, about=profile_id)[0].action == "refused"
        assert audit.profiles_with(db, "refused") == 1


def test_withdrawn_consent_closes_the_door_at_once(vault: Vault, now: datetime) -> None:
    profile_id = enrol(vault, now, consent())
    with vault.begin() as db:
        profiles.take_back(db, profile_id, GrantKind.CONSENT, "employee-1", now)
    with pytest.raises(NotPermitted), vault.begin() as db:
        profiles.open_for(db, Purpose.SCAN, profile_id, now, "scan")


def test_acting_in_the_employees_name_needs_a_mandate_for_that_route(vault: Vault, now: datetime) -> None:
    profile_id = enrol(vault, now, consent(), mandate("gdpr17"))
    with vault.begin() as db:
        assert profiles.open_for(db, Purpose.ACT, profile_id, now, "specialist-1", route="gdpr17").id == profile_id
    with pytest.raises(NotPermitted), vault.begin() as db:
        profiles.open_for(db, Purpose.ACT, profile_id, now, "specialist-1", route="gdpr21")


def test_the_index_opens_only_those_who_consented_and_says_how_many(vault: Vault, now: datetime) -> None:
    allowed = enrol(vault, now, consent())
    enrol(vault, now)
    with vault.begin() as db:
        assert [profile.id for profile in profiles.open_all_for(db, Purpose.SCAN, now, "index")] == [allowed]
    with vault.begin() as db:
        newest = audit.lines(db)[0]
    assert newest.action == "opened all"
    assert newest.detail.startswith("1 profiles, ")


def test_an_unknown_profile_is_not_found(vault: Vault, now: datetime) -> None:
    with pytest.raises(NotFound), vault.begin() as db:
        profiles.open_for(db, Purpose.SELF, "nobody", now, "scan")


def test_no_identifier_stands_in_the_database_in_the_clear(vault: Vault, now: datetime) -> None:
    enrol(vault, now, consent())
    values = [identifier.value for identifier in joke().identifiers()]
    with vault.begin() as db:
        for row in db.connection.execute(text("SELECT * FROM profiles")).all():
            kept = b"".join(bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row)
            assert not any(value.encode() in kept for value in values)


def test_the_audit_chain_holds_and_shows_a_change(vault: Vault, now: datetime) -> None:
    enrol(vault, now, consent())
    with vault.begin() as db:
        assert audit.chain(db) > 0
        assert audit.verify(db) is None
    with vault.begin() as db:
        db.connection.execute(text("UPDATE audit SET action = 'nothing happened' WHERE seq = 2"))
        assert audit.verify(db) == 2


def test_a_refusal_is_remembered_even_when_all_else_is_rolled_back(vault: Vault, now: datetime) -> None:
    profile_id = enrol(vault, now)
    with pytest.raises(NotPermitted), vault.begin() as db:
        profiles.give(db, profile_id, mandate("ntd", since=now + timedelta(days=1)), "page", "employee-1", now)
        profiles.open_for(db, Purpose.SCAN, profile_id, now, "scan")
    with vault.begin() as db:
        assert profiles.grants_of(db, profile_id) == ()
        assert audit.lines(db, about=profile_id)[0].action == "refused"
