"""`luwte match` as the contract has it: lines, grades, exit codes, pages that cannot be read."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from cli.match import match

PROFILE = (
    '{"id": "p01", "given_names": ["Johanna", "Maria"], "calling_name": "Joke", "prefix": "van der", "surname": "Berg",'
    ' "phones": ["+31612345671"], "addresses": [{"street": "Lange Voorhout", "number": "8", "addition": "bis",'
    ' "postcode": "2514ED", "city": "Den Haag"}]}'
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("profiles.jsonl").write_text(PROFILE + "\n")
    Path("pages/sub").mkdir(parents=True)
    Path("pages/x.html").write_text("<p>J.M. vd Berg, Lange Voorhout 8-bis</p>")
    Path("pages/sub/y.txt").write_text("Contact:\nJoke van der Berg\n06-12345671\n")
    Path("pages/weak.html").write_text("<p>Joke van der Berg was er ook</p>")
    app = typer.Typer()
    app.command()(match)
    return lambda *arguments: CliRunner().invoke(app, ["--profiles", "profiles.jsonl", *arguments])


def test_each_match_is_one_line_with_the_contract_s_fields(run):
    result = run("pages")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(line["page"], line["profile"], line["grade"]) for line in lines] == [
        ("pages/sub/y.txt", "p01", "certain"),
        ("pages/x.html", "p01", "probable"),
    ]
    for line in lines:
        assert set(line) == {"page", "profile", "grade", "score", "household", "signals", "prior", "calibrated", "others"}
        total = line["prior"] + sum(signal["weight"] for signal in line["signals"])
        assert line["score"] == pytest.approx(1 / (1 + 2**-total), abs=1e-9)
        assert all(signal["start"] is not None or signal["where"] for signal in line["signals"])


def test_offsets_in_a_text_file_count_its_own_characters(run):
    text = Path("pages/sub/y.txt").read_text()
    (line,) = [json.loads(line) for line in run("pages/sub/y.txt").stdout.splitlines()]
    for signal in line["signals"]:
        if signal["start"] is not None:
            assert text[signal["start"] : signal["end"]] == signal["found"]


def test_weak_mentions_only_on_request(run):
    assert run("pages/weak.html").stdout == ""
    (line,) = [json.loads(line) for line in run("--weak", "pages/weak.html").stdout.splitlines()]
    assert line["grade"] == "weak"


def test_a_page_that_cannot_be_read_is_named_and_passed_over(run):
    Path("pages/a.html").write_bytes(b"%PDF-1.7")
    result = run("pages")
    assert result.exit_code == 0
    assert "pages/a.html: passed over" in result.stderr
    assert len(result.stdout.splitlines()) == 2


def test_a_bad_profile_line_is_named_and_the_rest_goes_on(run):
    Path("profiles.jsonl").write_text("nope\n" + PROFILE + "\n")
    result = run("pages/x.html")
    assert "profiles.jsonl:1" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_timings_tell_the_cpu_time(run):
    run("--timings", "timings.json", "pages")
    timings = json.loads(Path("timings.json").read_text())
    assert set(timings) == {"profiles", "pages", "index_seconds", "parse_seconds", "match_seconds"}
    assert (timings["profiles"], timings["pages"]) == (1, 3)


def test_the_table_is_for_reading(run):
    result = run("--format", "table", "pages/x.html")
    assert "probable" in result.stdout


@pytest.mark.parametrize("arguments", [["none.html"], ["--format", "xml", "pages"]])
def test_bad_input_exits_with_2(run, arguments):
    assert run(*arguments).exit_code == 2


def test_profiles_of_which_none_can_be_used_exit_with_2(run):
    Path("profiles.jsonl").write_text("nope\n")
    assert run("pages").exit_code == 2
