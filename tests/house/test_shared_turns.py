"""Two worker processes that ask one host: together they are no less polite than one."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from storage.vault import Vault
from tests.conftest import RING, empty

pytestmark = pytest.mark.house
ROOT = Path(__file__).parent.parent.parent
TIMES, DELAY = 6, 0.2


class Host(ThreadingHTTPServer):
    """Writes down when it was asked, and how many questions it had at once at most."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.guard = threading.Lock()
        self.times: list[float] = []
        self.now = self.most = 0
        self.status = 200


class _Answers(BaseHTTPRequestHandler):
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        assert isinstance(self.server, Host)
        host, page = self.server, self.path != "/robots.txt"
        with host.guard:
            host.times += [time.monotonic()] if page else []
            host.now += 1
            host.most = max(host.most, host.now)
        time.sleep(0.02)  # long enough for another to come in between
        with host.guard:
            host.now -= 1
        self.send_response(host.status if page else 404)
        if page and host.status == 429:
            self.send_header("Retry-After", "3600")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return None


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def asked_by_two(vault: Vault, host: Host) -> int:
    """Two processes ask so many times each, at the same time; returns how often they were told to leave it in peace."""
    empty(vault)
    urls = [engine.url.render_as_string(hide_password=False) for engine in (vault.engine, vault.keys.engine)]
    told = [*urls, RING, str(host.server_address[1]), str(TIMES), str(DELAY)]
    command = [sys.executable, "-m", "tests.house.ask_host", *told]
    both = [subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert all(one.stdout and one.stdout.readline() == "ready\n" for one in both)
    said = []
    for one in both:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in both:
        said.append(one.communicate(timeout=120)[0])
        assert one.returncode == 0
    return sum(map(int, said))


def test_together_they_keep_the_delay_of_the_host(postgres_vault: Vault, host: Host) -> None:
    assert asked_by_two(postgres_vault, host) == 0
    assert len(host.times) == 2 * TIMES
    assert host.most == 1
    # The pauses add up, whatever the machine does to one of them; without sharing they would come to half of it.
    assert host.times[-1] - host.times[0] >= 0.8 * (2 * TIMES - 1) * DELAY


def test_what_one_was_told_about_quiet_the_other_knows(postgres_vault: Vault, host: Host) -> None:
    host.status = 429
    assert asked_by_two(postgres_vault, host) == 2 * TIMES - 1
    assert len(host.times) == 1
