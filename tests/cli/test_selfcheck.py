"""`luwte selfcheck`: one employee looks themselves up in a running Lindestad, by the command itself."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from demo.outside import start
from demo.people import EMPLOYEES
from domain.errors import BadInput


@pytest.fixture(scope="module")
def lindestad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("lindestad")
    world = start(home)
    yield home
    world.stop()


@pytest.fixture
def joke_file(tmp_path: Path) -> Path:
    fields = next(one.fields for one in EMPLOYEES if one.slug == "joke")
    file = tmp_path / "ik.jsonl"
    file.write_text(json.dumps(dict(fields)), encoding="utf-8")
    return file


def run(*arguments: object, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["selfcheck", *map(str, arguments)], input=typed)


def test_who_looks_themselves_up_hears_where_they_stand_what_to_do_and_what_is_not_known(
    lindestad: Path, joke_file: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "uitkomst.json"
    found = run("--demo", lindestad, "--profile", joke_file, "--consent-confirmed", "--save", kept)
    assert found.exit_code == 0, found.output
    assert "uw woonadres" in found.output
    for place in ("adressengids.example/persoon/317", "praatplein.example/onderwerp/402", "organisatie/wijkteam-noord"):
        assert place in found.output
    assert "privacy@adressengids.example" in found.output
    assert "webredactie" in found.output
    untrusted = found.output.split("Vandaag niet te vertrouwen")[1].split("\n\n")[0]
    assert "Bedrijvenindex: hield ons buiten" in untrusted  # it asks for patience at its first visit
    assert "Adressengids" not in untrusted
    assert "Besloten groepen" in found.output
    told = {one["source"]: one for one in json.loads(kept.read_text(encoding="utf-8"))}
    assert (told["nummerzoeker"]["verdict"], told["adressengids"]["verdict"]) == ("absent", "present")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_questions_do_as_well_as_a_file(lindestad: Path) -> None:
    name, partner = ["Joke", "Johanna Maria", "van der", "Berg", "1971-03-14", "", "", ""], ["de", "Wit"]
    answers = [*name, *partner, "Kastanjelaan", "8", "bis", "9910KL", "Lindestad"]
    found = run("--demo", lindestad, "--source", "adressengids", typed="\n".join([*answers, "y"]) + "\n")
    assert found.exit_code == 0, found.output
    assert "Adressengids: naam, woonplaats" in found.output  # what the source is told, before it is told
    assert "persoon/317" in found.output


def test_without_consent_nobody_is_asked_anything(lindestad: Path, joke_file: Path) -> None:
    before = (lindestad / "requests.jsonl").read_text(encoding="utf-8") if (lindestad / "requests.jsonl").exists() else ""
    found = run("--demo", lindestad, "--profile", joke_file, "--source", "nummerzoeker", typed="n\n")
    assert isinstance(found.exception, BadInput)
    assert "consent" in str(found.exception)
    assert "gevonden" not in found.output
    after = (lindestad / "requests.jsonl").read_text(encoding="utf-8") if (lindestad / "requests.jsonl").exists() else ""
    assert after == before


def test_a_source_of_which_nothing_was_given_says_so(lindestad: Path, tmp_path: Path) -> None:
    file = tmp_path / "ik.jsonl"
    file.write_text('{"id": "ik", "surname": "Nergens"}', encoding="utf-8")
    found = run("--demo", lindestad, "--profile", file, "--consent-confirmed", "--source", "kiekjes")
    assert found.exit_code == 0
    assert "nergens gevonden" in found.output
    assert "Kiekjes: vraagt naar iets wat u niet opgaf" in found.output


@pytest.mark.parametrize(
    ("lines", "word"),
    [("", "0 profiles"), ('{"id": "a", "surname": "A"}\n{"id": "b", "surname": "B"}', "2 profiles"), ("{}", "id")],
)
def test_it_is_for_one_person(lindestad: Path, tmp_path: Path, lines: str, word: str) -> None:
    file = tmp_path / "ik.jsonl"
    file.write_text(lines, encoding="utf-8")
    found = run("--demo", lindestad, "--profile", file, "--consent-confirmed")
    assert isinstance(found.exception, BadInput)
    assert word in str(found.exception)


def test_where_no_demo_runs_or_no_source_is_on_it_says_what_to_do(
    tmp_path: Path, joke_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "scripts/demo" in str(run("--demo", tmp_path, "--profile", joke_file).exception)
    monkeypatch.setenv("LUWTE_HOME", str(tmp_path))
    monkeypatch.delenv("LUWTE_FICTIONAL_SOURCES", raising=False)
    assert "none is switched on" in str(run("--profile", joke_file).exception)
    assert "not switched on" in str(run("--profile", joke_file, "--source", "kiekjes").exception)


def test_what_a_source_would_learn_it_hears_only_when_it_is_named(lindestad: Path, tmp_path: Path) -> None:
    file = tmp_path / "ik.jsonl"
    file.write_text('{"id": "ik", "surname": "Nergens", "emails": ["w.nergens@post.example"]}', encoding="utf-8")

    def asked(*more: str) -> str:
        found = run("--demo", lindestad, "--profile", file, "--consent-confirmed", "--source", "lekmelder", *more)
        return found.output + str(found.exception or "")

    assert "Lekmelder: vraagt naar iets wat u niet opgaf, of wat zij niet mocht horen (--tell)" in asked()
    assert "niet mocht horen" not in asked("--tell", "lekmelder")
    assert "would learn nothing new" in asked("--tell", "adressengids")
