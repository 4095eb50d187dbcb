"""`luwte sources`: list them, and let them prove themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import config
from cli.sources import app

SHIPPED = Path(config.__file__).parent / "sources"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED / "adressengids", tmp_path / "bronnen" / "adressengids")).parent


def test_every_source_is_listed_with_its_state() -> None:
    code, out, _ = run("list")
    assert code == 0
    assert "adressengids\tresult_list\tfictional\tv1\tAdressengids\n" in out


def test_the_shipped_sources_prove_themselves() -> None:
    code, out, _ = run("check", "--offline")
    assert code == 0
    assert "BROKEN" not in out
    assert out.count("\tok\t") == len(list(SHIPPED.glob("*/source.yml")))


def test_a_broken_field_is_named(copied: Path) -> None:
    page = copied / "adressengids" / "hit.html"
    page.write_text(page.read_text(encoding="utf-8").replace('class="naam"', 'class="n4"'), encoding="utf-8")
    code, out, _ = run("check", "adressengids", "--dir", str(copied))
    assert code == 1
    assert "adressengids\tBROKEN\tplace\thit.html" in out


def test_a_definition_that_cannot_be_understood_is_told_with_its_line(copied: Path) -> None:
    file = copied / "adressengids" / "source.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("version: 1", "version: een"), encoding="utf-8")
    code, _, err = run("check", "--dir", str(copied))
    assert code == 2
    assert f"{file}:4" in err


def test_bad_arguments_are_refused_with_what_to_do() -> None:
    assert run("check", "bestaat-niet")[0] == 2
    assert "luwte sources list" in run("check", "bestaat-niet")[2]
    assert run("list", "--dir", "/bestaat/niet")[0] == 2
    assert run("check", "--online", "--offline")[0] == 2


def test_online_a_source_that_cannot_be_reached_is_ill(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = copied / "adressengids" / "source.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("http://adressengids.example/", "http://127.0.0.1:9/"), encoding="utf-8"
    )
    monkeypatch.setenv("LUWTE_HOST_DELAY", "0")
    code, out, _ = run("check", "--online", "--dir", str(copied))
    assert code == 1
    assert "adressengids\tILL\tcanaries\tinward\tonline" in out
