"""`luwte reply classify` prints a line a message, and goes on past what it cannot read."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from cli.reply import app

CLAIM = b"From: a@host.example\nSubject: Re: [LW-2026-0001] x\n\nThe post has been removed. Case number: AB-1234.\n"


def test_a_line_has_the_fields_of_the_contract(tmp_path: Path) -> None:
    message = tmp_path / "a.eml"
    message.write_bytes(CLAIM)
    outcome = CliRunner().invoke(app, ["classify", str(message)])
    line = json.loads(outcome.stdout)
    assert outcome.exit_code == 0
    assert (line["file"], line["event"], line["reference"]) == (str(message), "claim-removed", "AB-1234")
    assert 0.7 <= line["confidence"] <= 1
    assert line["reason"]
    assert line["ours"] == ["LW-2026-0001"]


def test_what_cannot_be_read_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    message, missing = tmp_path / "a.eml", tmp_path / "missing.eml"
    message.write_bytes(CLAIM)
    outcome = CliRunner().invoke(app, ["classify", str(missing), str(tmp_path), str(message)])
    assert outcome.exit_code == 2
    assert [json.loads(line)["event"] for line in outcome.stdout.splitlines()] == ["claim-removed"]
    assert "missing.eml" in outcome.stderr
    assert "give the path" in outcome.stderr


def test_a_file_that_is_no_message_is_unknown_and_no_error(tmp_path: Path) -> None:
    junk = tmp_path / "junk.eml"
    junk.write_bytes(bytes(range(256)))
    outcome = CliRunner().invoke(app, ["classify", str(junk)])
    assert (outcome.exit_code, json.loads(outcome.stdout)["event"]) == (0, "unknown")
