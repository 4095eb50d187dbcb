"""`luwte deadline` answers in the contract's JSON, and refuses with exit code 2 and what to do."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from cli.deadline import deadline

app = typer.Typer()
app.command()(deadline)


def run(*arguments: str) -> tuple[int, str, str]:
    outcome = CliRunner().invoke(app, arguments)
    return outcome.exit_code, outcome.stdout, outcome.stderr


def test_it_prints_the_four_fields_of_the_contract() -> None:
    code, out, err = run("--rule", "six-weeks", "--start", "2027-03-26")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert (answer["deadline"], answer["lapsed_from"], answer["ours"]) == ("2027-05-10", "2027-05-11", "2027-05-04")
    assert any("equated by decree" in step for step in answer["steps"])
    assert "uncertain" not in answer


def test_country_and_pause_are_heeded() -> None:
    _, irish, _ = run("--rule", "gdpr-reply", "--start", "2026-02-17", "--country", "IE")
    assert json.loads(irish)["deadline"] == "2026-03-18"
    paused = ["--paused-from", "2026-11-06", "--paused-until", "2026-11-13"]
    _, out, _ = run("--rule", "gdpr-reply", "--start", "2026-11-02", *paused)
    assert json.loads(out)["deadline"] == "2026-12-09"
    assert json.loads(out)["ours"] is None


def test_past_the_table_it_says_so() -> None:
    _, out, _ = run("--rule", "two-weeks", "--start", "2029-03-01")
    assert json.loads(out)["uncertain"] is True


@pytest.mark.parametrize(
    "arguments",
    [
        ["--rule", "someday", "--start", "2026-11-23"],
        ["--rule", "gdpr-reply", "--start", "2026-02-30"],
        ["--rule", "gdpr-reply", "--start", "20261123"],
        ["--rule", "gdpr-reply", "--start", "2026-11-23", "--country", "XX"],
        ["--rule", "gdpr-reply", "--start", "2026-11-23", "--paused-from", "2026-11-24"],
        ["--rule", "gdpr-reply", "--start", "0001-01-01"],
        ["--rule", "gdpr-reply"],
    ],
)
def test_what_cannot_be_understood_ends_with_2_and_nothing_on_standard_output(arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err
