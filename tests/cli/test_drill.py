"""The drill: the first letter within the hour, everything owed afterwards told, and no way out of this machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from cli.story.drill import PLACES, Drill, report
from cli.story.loopback import only_loopback
from cli.story.play import staff
from cli.story.stage import set_up
from config.settings import Settings
from domain.errors import NotPermitted


def a_drill(smtp: str = "smtp://127.0.0.1:2525", imap: str = "", *, fictional: bool = True) -> Settings:
    return Settings(smtp_url=SecretStr(smtp), imap_url=SecretStr(imap), fictional_sources=fictional)


def test_on_this_machine_it_may_be_played() -> None:
    assert only_loopback(a_drill()) == a_drill()
    assert only_loopback(a_drill("smtp://[::1]:25")).fictional_sources


@pytest.mark.parametrize(
    "settings",
    [
        a_drill("smtp://mail.gemeente.example:25"),
        a_drill("smtps://name:secret@192.0.2.7"),
        a_drill("smtp://localhost:25"),
        a_drill("smtp://127.0.0.1.mail.example"),
        a_drill(""),
        a_drill(imap="imaps://mail.gemeente.example"),
        a_drill(fictional=False),
    ],
    ids=[
        "a real server",
        "another machine",
        "a name that may point anywhere",
        "a trick",
        "none",
        "a real mailbox",
        "real sources",
    ],
)
def test_where_a_letter_could_leave_this_machine_nothing_begins(settings: Settings) -> None:
    with pytest.raises(NotPermitted) as refused:
        only_loopback(settings)
    assert "secret" not in str(refused.value)


@pytest.mark.house
def test_the_first_letter_is_out_within_the_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUWTE_SMTP_URL", "smtp://mail.gemeente.example")  # as on a machine that is in use
    stage = set_up(tmp_path)
    try:
        staff(stage)
        stage.start_service()
        drill = Drill(stage)
        drill.play()
        found = report(stage, drill)
    finally:
        stage.close()
    assert found["failed"] == []
    assert found["within the hour"]
    assert found["places"] == {"told": len(PLACES), "captured": len(PLACES) - 1}
    letters = found["letters"]
    assert isinstance(letters, list)
    assert {one["route"] for one in letters if one["sent"]} == {"dsa16", "own"}
    assert "adressengids" not in {one["recipient"] for one in letters}, "a directory is moved by a mandate alone"
    assert {one["route"] for one in letters if not one["sent"]} <= {"ntd"}, "what waits, waits for its gates"
    owed = {one["task"]: one for one in found["owed"]}  # type: ignore[attr-defined]
    assert owed["first-notice"]["done"]
    assert not owed["confirm-consent"]["done"]
    assert set(drill.moments) >= {"the call was taken down", "they left"}
