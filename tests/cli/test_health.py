"""`luwte health`, as the checks of the containers call it."""

from __future__ import annotations

import http.server
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from domain.errors import BadInput
from tests.conftest import RING


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LUWTE_HOME", str(tmp_path))
    monkeypatch.setenv("LUWTE_ENCRYPTION_KEYS", RING)
    monkeypatch.setenv("LUWTE_PULSE_PATH", str(tmp_path / "pulse"))
    return tmp_path


@pytest.fixture
def web_port() -> Iterator[int]:
    class Alive(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/healthz" else 404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return None

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Alive)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def health(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["health", *arguments])


def said(result: Result) -> str:
    return str(result.exception)


@pytest.mark.parametrize("organ", ["clock", "worker"])
def test_a_process_goes_round_as_long_as_its_file_is_young(home: Path, organ: str) -> None:
    assert "not gone round yet" in said(health(organ))
    (home / "pulse").touch()
    assert health(organ).exit_code == 0
    old = time.time() - 90
    os.utime(home / "pulse", (old, old))
    hanging = health(organ)
    assert hanging.exit_code == 1
    assert f"{organ} has not gone round" in said(hanging)


def test_without_a_file_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUWTE_PULSE_PATH")
    assert isinstance(health("clock").exception, BadInput)


def test_the_web_application_is_asked_at_its_own_port(web_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUWTE_WEB_HOST", "0.0.0.0")
    monkeypatch.setenv("LUWTE_WEB_PORT", str(web_port))
    assert health("web").exit_code == 0
    monkeypatch.setenv("LUWTE_WEB_PORT", "1")
    assert health("web").exit_code == 1


def test_every_part_is_named_and_nothing_is_made_by_asking(home: Path) -> None:
    empty = health()
    assert empty.exit_code == 1
    assert "database  down" in empty.stdout
    assert CliRunner().invoke(app, ["db", "upgrade"]).exit_code == 0
    stopped = health("--json")
    assert stopped.exit_code == 1
    assert '"clock": {"condition": "down", "why": "no clock has been started"}' in stopped.stdout
