"""Requests: what happened is the truth, the state is folded from it; two who write at once do not write over each other."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.errors import Conflict, IllegalStep, NotFound
from domain.exposure import Exposure
from domain.takedown import Event, State, Step, allows
from storage import exposures, tables, takedowns
from storage.vault import Vault
from tests.conftest import NOW
from tests.storage.kept import SENT, asked, enrolled, exposed, in_a_thread, several


@pytest.fixture
def exposure(vault: Vault) -> Exposure:
    with vault.begin() as db:
        return exposed(db, enrolled(db))


def released(token: str) -> Step:
    return Step(Event.RELEASED, NOW, "specialist-2", (("token", token), ("message_id", f"<{token}@politie.example>")))


def test_a_request_comes_back_as_it_was_kept(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        made = asked(db, exposure)
        assert takedowns.get(db, made.id) == made
        assert takedowns.all_of(db) == takedowns.all_of(db, exposure_id=exposure.id) == [made]
        assert takedowns.all_of(db, profile_id=exposure.profile_id) == [made]
        assert takedowns.all_of(db, exposure_id="another") == takedowns.all_of(db, profile_id="another") == []
        with pytest.raises(NotFound):
            takedowns.get(db, "another")


def test_each_step_moves_the_state_and_its_index(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        moved = asked(db, exposure)
        for event, state in zip(SENT, (State.GATED, State.READY, State.SENDING, State.SENT), strict=True):
            moved = takedowns.add(db, moved, Step(event, NOW, "specialist-1"))
            stored = db.connection.execute(select(tables.takedowns.c.state)).scalar_one()
            assert moved.state.value == takedowns.get(db, moved.id).state.value == stored == state


def test_a_step_that_the_table_does_not_have_changes_nothing(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        made = asked(db, exposure)
    with pytest.raises(IllegalStep), vault.begin() as db:
        takedowns.add(db, made, Step(Event.SUBMITTED, NOW, "a"), Step(Event.ACCEPTED, NOW, "a"))
    with vault.begin() as db:
        assert takedowns.get(db, made.id) == made


def test_who_loaded_before_another_wrote_must_load_again(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        old = asked(db, exposure)
        takedowns.add(db, old, Step(Event.SUBMITTED, NOW, "specialist-1"))
        with pytest.raises(Conflict):
            takedowns.add(db, old, Step(Event.WITHDRAWAL, NOW, "specialist-2"))


def test_two_who_write_at_the_same_moment_never_make_a_history_that_cannot_be_read(vault: Vault, exposure: Exposure) -> None:
    if not several(vault):
        pytest.skip("SQLite has one writer at a time")
    with vault.begin() as db:
        made = asked(db, exposure, "LW-2026-0001", *SENT)

    def write(event: Event, wait: float) -> None:
        with vault.begin() as db:
            (loaded,) = takedowns.all_of(db)  # as a look loads them
            time.sleep(wait)
            takedowns.add(db, loaded, Step(event, NOW, "luwte"))
            time.sleep(0.2)

    first = in_a_thread(lambda: write(Event.PROVEN_GONE, 0.0))
    second = in_a_thread(lambda: write(Event.REFUSAL, 0.1))
    assert sorted(type(one).__name__ for one in (first(), second())) == ["Conflict", "NoneType"]
    with vault.begin() as db:
        assert takedowns.get(db, made.id).state in {State.FULFILLED, State.REFUSED}


def test_a_rewritten_text_is_what_is_read_afterwards_and_stands_nowhere_in_the_clear(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        made = asked(db, exposure)
        takedowns.rewrite(db, made, "Een ander onderwerp", "Een andere tekst")
        now = takedowns.get(db, made.id)
        assert (now.subject, now.text, now.steps) == ("Een ander onderwerp", "Een andere tekst", made.steps)
        (row,) = db.connection.execute(select(tables.takedowns)).all()
        assert b"tekst" not in bytes(row.sealed)
    vault.keys.destroy(exposure.case_id)
    with vault.begin() as db, pytest.raises(NotFound):
        takedowns.get(db, made.id)


def test_an_attempt_is_known_by_token_and_message_id_an_earlier_one_too(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        made = asked(db, exposure, "LW-2026-0001", Event.SUBMITTED, Event.APPROVED)
        moved = takedowns.add(db, made, released("first"))
        moved = takedowns.add(db, moved, *(Step(event, NOW, "luwte") for event in (Event.ACCEPTED, Event.PROVEN_GONE)))
        again = (Event.REPEATED, Event.SUBMITTED, Event.APPROVED)
        takedowns.add(db, moved, *(Step(event, NOW, "luwte") for event in again), released("second"))
        for token in ("first", "second"):
            assert takedowns.by_attempt(db, (token,), ()) == made.id
            assert takedowns.by_attempt(db, (), (f"<{token}@politie.example>",)) == made.id


@pytest.mark.parametrize(("tokens", "ids"), [((), ()), (("third",), ()), ((), ("<third@politie.example>",)), (("",), ("",))])
def test_what_we_never_sent_belongs_to_nothing(
    vault: Vault, exposure: Exposure, tokens: tuple[str, ...], ids: tuple[str, ...]
) -> None:
    with vault.begin() as db:
        asked(db, exposure, "LW-2026-0001", *SENT)
        asked(db, exposure, "LW-2026-0002")
        assert takedowns.by_attempt(db, tokens, ids) is None


def test_a_reference_names_its_request_alone(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        made = asked(db, exposure, "LW-2026-0007")
        assert takedowns.by_reference(db, ("LW-2026-0001", "LW-2026-0007")) == made.id
        assert takedowns.by_reference(db, ("LW-2026-0001",)) is takedowns.by_reference(db, ()) is None


@pytest.mark.parametrize(
    ("known", "following"),
    [
        ([], "LW-2026-0001"),
        (["LW-2026-0001"], "LW-2026-0002"),
        (["LW-2026-0002", "LW-2026-0009", "LW-2026-0010"], "LW-2026-0011"),
        (["LW-2025-0400"], "LW-2026-0001"),
        (["LW-2026-9999"], "LW-2026-10000"),
        (["LW-2026-9999", "LW-2026-10000"], "LW-2026-10001"),
    ],
)
def test_references_count_on_within_a_year(vault: Vault, exposure: Exposure, known: list[str], following: str) -> None:
    with vault.begin() as db:
        for reference in known:
            asked(db, exposure, reference)
        assert takedowns.next_reference(db, 2026) == following


def test_two_drafts_at_the_same_moment_bear_two_references(vault: Vault, exposure: Exposure) -> None:
    if not several(vault):
        pytest.skip("SQLite has one writer at a time")

    def draft() -> None:
        with vault.begin() as db:
            asked(db, exposure, takedowns.next_reference(db, 2026))
            time.sleep(0.2)

    waits = [in_a_thread(draft) for _ in range(3)]
    assert [wait() for wait in waits] == [None] * 3
    with vault.begin() as db:
        assert [one.reference for one in takedowns.all_of(db)] == ["LW-2026-0001", "LW-2026-0002", "LW-2026-0003"]


def test_what_is_open_with_a_recipient_and_what_happened_how_often(vault: Vault, exposure: Exposure) -> None:
    with vault.begin() as db:
        asked(db, exposure, "LW-2026-0001", *SENT)
        asked(db, exposure, "LW-2026-0002", Event.WITHDRAWAL)
        assert takedowns.open_alike(db, exposure.id, "praatplein") == 1
        assert takedowns.open_alike(db, exposure.id, "kiekjes") == 0
        assert takedowns.count_steps(db, Event.ACCEPTED) == 1
        assert takedowns.latest_at(db) == max(step.at for one in takedowns.all_of(db) for step in one.steps)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(Event), max_size=12))
def test_whatever_is_tried_what_is_kept_can_be_read_and_its_index_agrees(small_vault: Vault, tried: list[Event]) -> None:
    with small_vault.begin() as db:
        (exposure,) = exposures.all_of(db) or [exposed(db, enrolled(db))]
        moved = asked(db, exposure, takedowns.next_reference(db, 2026))
        for event in tried:
            if allows(moved.steps, event):
                moved = takedowns.add(db, moved, Step(event, NOW, "luwte", (("fact", event.value),)))
        assert takedowns.get(db, moved.id) == replace(moved)
        column = select(tables.takedowns.c.state).where(tables.takedowns.c.id == moved.id)
        assert db.connection.execute(column).scalar_one() == moved.state.value
