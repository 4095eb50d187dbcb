"""`luwte report`: sums and lines without names, to share only what gives nobody away, and others' experience back in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.report import app
from domain.errors import BadInput
from tests.conftest import RING
from tests.takedown.test_experience import document


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LUWTE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LUWTE_ENCRYPTION_KEYS", RING)
    monkeypatch.setenv("LUWTE_ORGANISATION", "Gemeente Hier")
    return tmp_path


def run(*arguments: str) -> str:
    outcome = CliRunner().invoke(app, [*arguments], catch_exceptions=False)
    assert outcome.exit_code == 0
    return outcome.stdout


def test_an_empty_house_has_an_empty_report(home: Path) -> None:
    assert run("takedowns").splitlines()[0].startswith("recipient")
    told = json.loads(run("takedowns", "--format", "json", "--from", "2026-01-01", "--until", "2026-12-31"))
    assert (told["total"]["counts"]["sent"], told["lines"]) == (0, [])
    out = home / "r.csv"
    run("takedowns", "--format", "csv", "--out", str(out))
    assert out.read_text().startswith("reference,case,employee")


@pytest.mark.parametrize(
    "arguments",
    [("--format", "xls"), ("--format", "pdf"), ("--share",), ("--format", "csv", "--out", "/nowhere/at/all.csv")],
)
def test_what_cannot_be_done_says_what_to_do(home: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(BadInput):
        CliRunner().invoke(app, ["takedowns", *arguments], catch_exceptions=False)


def test_experience_comes_in_once_per_organisation_and_our_own_is_refused(home: Path) -> None:
    theirs = home / "elders.json"
    theirs.write_text(json.dumps(document(praatplein=12) | {"organisation": "Gemeente Elders"}))
    for _ in range(2):
        assert "Gemeente Elders: 1 recipients" in run("recipients", "--import", str(theirs))
    own = home / "hier.json"
    run("recipients", "--export", str(own))
    assert json.loads(own.read_text())["organisation"] == "Gemeente Hier"
    with pytest.raises(BadInput, match="our own"):
        CliRunner().invoke(app, ["recipients", "--import", str(own)], catch_exceptions=False)


@pytest.mark.parametrize("content", ["", "[]", "{", "[" * 100_000, '{"schema": 1}'])
def test_what_is_no_document_is_refused(home: Path, content: str) -> None:
    file = home / "x.json"
    file.write_text(content)
    with pytest.raises(BadInput):
        CliRunner().invoke(app, ["recipients", "--import", str(file)], catch_exceptions=False)
    with pytest.raises(BadInput):
        CliRunner().invoke(app, ["recipients", "--import", str(home / "missing.json")], catch_exceptions=False)
