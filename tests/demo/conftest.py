"""The outside world, running in a home of its own."""

from __future__ import annotations

import asyncio
import http.client
import smtplib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from demo.calendar import Calendar
from demo.names import Whereabouts, whereabouts
from demo.outside import RunningWorld, settle, start
from demo.world import serve


class InThread:
    """The same world without a process of its own: it is up in a moment."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._loop = asyncio.new_event_loop()
        self._stopped = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(serve(home, self._stopped),))

    @classmethod
    def start(cls, home: Path) -> InThread:
        (home / "world.json").unlink(missing_ok=True)
        world = cls(home)
        world._thread.start()
        while not (home / "world.json").exists():
            assert world._thread.is_alive()
            time.sleep(0.005)
        return world

    @property
    def where(self) -> Whereabouts:
        return whereabouts(self.home)

    def settle(self) -> None:
        settle(self.where)

    def stop(self) -> int:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10)
        self._loop.close()
        return int(self._thread.is_alive())


@dataclass
class Town:
    """What a test needs of the world: look at a page, write to somebody, let days pass, read the mail."""

    world: RunningWorld | InThread

    @property
    def home(self) -> Path:
        return self.world.home

    def page(self, url: str) -> tuple[int, bytes, dict[str, str]]:
        address = urlsplit(url)
        connection = http.client.HTTPConnection("127.0.0.1", self.world.where.http_port, timeout=10)
        path = address.path or "/"
        connection.request("GET", f"{path}?{address.query}" if address.query else path, headers={"Host": address.netloc})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body, {name.lower(): value for name, value in answer.getheaders()}

    def code(self, url: str) -> int:
        return self.page(url)[0]

    def write(self, to: str, *lines: str, number: int = 1, sender: str = "bounce+tok@melding.example") -> None:
        notice = EmailMessage()
        notice["From"] = "Meldpunt <meldpunt@melding.example>"
        notice["Reply-To"] = "meldpunt+tok@melding.example"
        notice["To"] = to
        notice["Subject"] = "Verzoek om verwijdering [LW-2026-0001]"
        notice["Message-ID"] = f"<notice-{number}@melding.example>"
        notice.set_content("Geachte heer, mevrouw,\n\n" + "\n".join(lines) + "\n\nHet meldpunt\n")
        with smtplib.SMTP("127.0.0.1", self.world.where.smtp_port, timeout=10) as line:
            line.send_message(notice, from_addr=sender, to_addrs=[to])

    def pass_time(self, **span: float) -> None:
        Calendar(self.home).turn(timedelta(**span))
        self.world.settle()

    def mail(self) -> list[EmailMessage]:
        """The letters that came back, in the order in which they were written."""
        self.world.settle()
        found = sorted((self.home / "maildir" / "new").glob("*.eml"))
        letters = [BytesParser(policy=default).parsebytes(path.read_bytes()) for path in found]
        return sorted(letters, key=lambda letter: letter["Date"].datetime)

    def restart(self) -> None:
        assert self.world.stop() == 0
        self.world = InThread.start(self.home) if isinstance(self.world, InThread) else start(self.home)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A world of one's own, for a test that changes it."""
    running = Town(InThread.start(tmp_path))
    yield running
    assert running.world.stop() == 0


@pytest.fixture
def real_town(tmp_path: Path) -> Iterator[Town]:
    """A world of one's own, in a process of its own."""
    running = Town(start(tmp_path / "world"))
    yield running
    assert running.world.stop() == 0


@pytest.fixture(scope="session")
def quiet_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A world shared by the tests that only look at it."""
    running = Town(start(tmp_path_factory.mktemp("quiet")))
    yield running
    assert running.world.stop() == 0
