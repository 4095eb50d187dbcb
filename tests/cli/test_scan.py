"""`luwte scan` against a small site on loopback: only own sites, only with consent, nothing stored."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from cli.scan import scan
from tests.scanner.pdfs import pdf

app = typer.Typer()
app.command()(scan)

JOKE = {"id": "p01", "calling_name": "Joke", "prefix": "van der", "surname": "Berg", "phones": ["+31612345671"]}
PIET = {"id": "p02", "calling_name": "Piet", "surname": "Zilverschoon"}


class Quietly(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """A test says nothing on the terminal."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """Three pages, of which one is forbidden by robots.txt, a PDF, and a file that is no page."""
    folder = tmp_path / "site"
    folder.mkdir()
    pages = {
        "robots.txt": "User-agent: *\nDisallow: /geheim.html\n",
        "index.html": "<a href=team.html>Team</a><a href=geheim.html>x</a>"
        "<a href=kaart.png>x</a><a href=rooster.pdf>x</a><p>Piet Zilverschoon</p>",
        "team.html": "<h1>Team</h1><p>Joke van der Berg, 06-12345671</p>",
        "geheim.html": "<p>Joke van der Berg, 06-12345671</p>",
        "kaart.png": "\x89PNG",
    }
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "rooster.pdf").write_bytes(pdf("Dienst: Joke van der Berg\n06-12345671"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quietly, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    file = tmp_path / "profiles.jsonl"
    file.write_text("\n".join(map(json.dumps, (JOKE, PIET))) + "\n{kapot\n", encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUWTE_OWN_HOSTS", "127.0.0.1")
    monkeypatch.setenv("LUWTE_ALLOW_PRIVATE_HOSTS", "127.0.0.1")
    monkeypatch.setenv("LUWTE_HOST_DELAY", "0")


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=answer)


def test_who_stands_on_the_site_is_printed_and_nothing_else(site: str, profiles: Path) -> None:
    result = run(site, "--profiles", str(profiles), "--consent-confirmed")
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in result.stdout.splitlines()]
    told = [(one["page"], one["profile"], one["grade"]) for one in found]
    assert sorted(told) == [(f"{site}rooster.pdf", "p01", "certain"), (f"{site}team.html", "p01", "certain")]
    assert "geheim.html: passed over: robots" in result.stderr
    assert "profiles.jsonl:3" in result.stderr
    assert "3 matched" in result.stderr
    assert "1 no text" in result.stderr


def test_weak_also_prints_a_name_alone(site: str, profiles: Path) -> None:
    result = run(site, "--profiles", str(profiles), "--consent-confirmed", "--weak")
    grades = {(found["profile"], found["grade"]) for found in map(json.loads, result.stdout.splitlines())}
    assert ("p02", "weak") in grades


def test_a_table_is_for_people(site: str, profiles: Path) -> None:
    result = run(site, "--profiles", str(profiles), "--consent-confirmed", "--format", "table")
    assert "certain" in result.stdout
    assert "{" not in result.stdout


def test_the_number_of_pages_is_bounded(site: str, profiles: Path) -> None:
    result = run(site, "--profiles", str(profiles), "--consent-confirmed", "--max-pages", "1")
    assert result.stdout == ""
    assert "1 matched" in result.stderr


def test_nobody_is_looked_for_without_consent(site: str, profiles: Path) -> None:
    for answer in ("n\n", ""):
        result = run(site, "--profiles", str(profiles), answer=answer)
        assert result.exit_code == 2
        assert '"page"' not in result.stdout
        assert "--consent-confirmed" in result.stderr
    assert run(site, "--profiles", str(profiles), answer="y\n").exit_code == 0


def test_other_peoples_sites_are_refused(profiles: Path) -> None:
    result = run("http://elders.example/", "--profiles", str(profiles), "--consent-confirmed")
    assert result.exit_code == 2
    assert "LUWTE_OWN_HOSTS" in result.stderr


def test_bad_input_is_refused_with_what_to_do(site: str, tmp_path: Path) -> None:
    empty = tmp_path / "leeg.jsonl"
    empty.write_text("", encoding="utf-8")
    assert run("mailto:x", "--profiles", str(empty), "--consent-confirmed").exit_code == 2
    assert run(site, "--profiles", str(empty), "--consent-confirmed").exit_code == 2
    assert run(site, "--profiles", str(tmp_path / "weg"), "--consent-confirmed").exit_code == 2


def test_an_inner_site_needs_a_setting_of_its_own(site: str, profiles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUWTE_ALLOW_PRIVATE_HOSTS")
    result = run(site, "--profiles", str(profiles), "--consent-confirmed")
    assert result.exit_code == 1
    assert "LUWTE_ALLOW_PRIVATE_HOSTS" in result.stderr
