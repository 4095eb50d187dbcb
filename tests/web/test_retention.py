"""Evidence is kept longer only until a day that somebody names, for a reason that somebody gives; both are written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from config.paths import RETENTION
from config.retention import load_retention
from domain.retention import Ground, evidence_ends
from domain.roles import Role
from domain.states import Event
from domain.takedown import Step
from storage import erasure, takedowns
from storage.tables import audit
from tests.web.conftest import World, text_of

PERIODS = load_retention(RETENTION)


@pytest.fixture
def profile_id(world: World, consented: str) -> str:
    """Confirmed, asked for, and withdrawn: a case that has gone quiet."""
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        for one in takedowns.all_of(db):
            takedowns.add(db, one, Step(Event.WITHDRAWAL, world.at, "specialist-1"))
    return consented


def ends(world: World) -> timedelta:
    with world.vault.begin() as db:
        (case,) = erasure.quiet_cases(db)
    at = evidence_ends(case, PERIODS)
    assert at is not None
    return at - world.at


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DPO])
def test_who_answers_for_it_keeps_evidence_longer_with_a_reason_that_is_written_down(
    world: World, profile_id: str, role: Role
) -> None:
    assert ends(world) == PERIODS.evidence
    keeper = world.staff(role)
    assert keeper.submit("/bewaartermijnen", {"until": "2027-11-01", "ground": "claim"}, "#keep-1").status_code == 302
    assert ends(world) > timedelta(days=340)
    with world.vault.begin() as db:
        (case,) = erasure.quiet_cases(db)
        assert case.kept_for is Ground.CLAIM
        said = db.connection.execute(select(audit.c.detail).where(audit.c.action == "evidence kept longer")).scalar_one()
    assert said == "until 2027-11-01: claim"
    shown = text_of(keeper.get("/bewaartermijnen"))
    assert "er loopt een rechtsvordering" in shown
    assert profile_id[:8] in shown
    assert "Joke" not in shown


@pytest.mark.parametrize(
    "sent",
    [
        {"until": "2026-11-23", "ground": "claim"},
        {"until": "2029-01-01", "ground": "claim"},
        {"until": "ooit", "ground": "claim"},
        {"until": "2027-11-01", "ground": "zomaar"},
        {"ground": "claim"},
    ],
    ids=["today", "too far ahead", "no day", "no reason that there is", "no day at all"],
)
def test_what_is_no_day_or_no_reason_keeps_nothing(world: World, profile_id: str, sent: dict[str, str]) -> None:
    refused = world.staff(Role.COORDINATOR).submit("/bewaartermijnen", sent, "#keep-1")
    assert refused.status_code == 400
    assert 'role="alert"' in refused.text
    assert ends(world) == PERIODS.evidence


def test_a_day_before_the_rule_s_own_takes_nothing_away(world: World, profile_id: str) -> None:
    world.staff(Role.COORDINATOR).submit("/bewaartermijnen", {"until": "2026-12-01", "ground": "employee"}, "#keep-1")
    assert ends(world) == PERIODS.evidence


def test_nobody_else_comes_here_and_who_has_no_case_keeps_nothing(world: World, profile_id: str) -> None:
    for role in (Role.SPECIALIST, Role.LEGAL, Role.ADMINISTRATOR):
        assert world.staff(role).get("/bewaartermijnen").status_code == 403
    assert world.browser().get("/bewaartermijnen").status_code == 302
    keeper = world.staff(Role.COORDINATOR)
    proof = keeper.get("/bewaartermijnen").text.partition('name="csrf_token" type="hidden" value="')[2].partition('"')[0]
    sent = {"csrf_token": proof, "until": "2027-11-01", "ground": "claim"}
    assert keeper.client.post(f"/bewaartermijnen/{world.employee()}", data=sent).status_code == 404
