"""What the actors are given: definitions of the fictional world come together or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import SecretStr

from config.settings import Settings
from domain.source import SourceState
from tests.conftest import RING
from workers.services import build


def years_later() -> datetime:
    return datetime(2031, 5, 6, 7, 0, tzinfo=UTC)


def settings(home: Path, *, fictional: bool) -> Settings:
    return Settings(home=home, encryption_keys=SecretStr(RING), fictional_sources=fictional)


def test_the_contacts_of_the_fictional_world_never_grow_stale(tmp_path: Path) -> None:
    services = build(settings(tmp_path, fictional=True), now=years_later)
    assert services.recipients
    assert {one.verified_on for one in services.recipients if one.fictional} == {date(2031, 5, 6)}
    assert any(one.state is SourceState.FICTIONAL for one in services.sources.values())


def test_nothing_fictional_is_there_for_real_users(tmp_path: Path) -> None:
    services = build(settings(tmp_path, fictional=False), now=years_later)
    assert not any(one.fictional for one in services.recipients)
    assert not any(one.state is SourceState.FICTIONAL for one in services.sources.values())
