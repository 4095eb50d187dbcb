"""A worker that is killed with -9 while it reads mail: no message is lost, none is taken twice; over IMAP and on a maildir."""

from __future__ import annotations

import mailbox
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from email import message_from_bytes
from pathlib import Path

import pytest

from storage import replies
from tests.dovecot import running
from tests.house.receive_once import services_at
from workers.services import Services

pytestmark = pytest.mark.house
ROOT = Path(__file__).parent.parent.parent
#: More messages each round than a worker is left to take: however long this test was kept waiting, something is left.
ROUNDS, EACH = 3, 20


def letter(number: int) -> bytes:
    said = f"From: desk@host.example\r\nMessage-ID: <{number}@host.example>\r\nSubject: {number}\r\n\r\nWij kijken.\r\n"
    return said.encode()


@pytest.fixture(params=["imap", "maildir"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Callable[[bytes], object]]]:
    """Where the messages lie, and how one is put there: a real Dovecot, or a folder."""
    if request.param == "maildir":
        yield str(tmp_path / "post"), mailbox.Maildir(tmp_path / "post").add
        return
    with running() as dovecot:
        yield dovecot.url(), dovecot.deliver


def test_killed_at_any_moment_it_takes_each_message_once(post: tuple[str, Callable[[bytes], object]], tmp_path: Path) -> None:
    mail, deliver = post
    home = tmp_path / "home"
    home.mkdir()
    services = services_at(str(home), mail)
    chance, killed = random.Random(4711), 0
    command = [sys.executable, "-m", "tests.house.receive_once", str(home), mail]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as workers:
        for turn in range(ROUNDS):
            for number in range(EACH):
                deliver(letter(turn * EACH + number))
            wanted = counted(home) + chance.randrange(2, 6)
            worker = begun(workers)
            deadline = time.monotonic() + 60
            while counted(home) < wanted:
                assert time.monotonic() < deadline
            time.sleep(chance.random() / 50)
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
            killed += ended(workers) == -signal.SIGKILL
        begun(workers)
        assert ended(workers) == 0
        assert workers.stdin is not None
        workers.stdin.close()
    assert killed >= 1
    assert taken(services) == Counter({f"<{number}@host.example>": 1 for number in range(ROUNDS * EACH)})
    assert services.mailbox is not None
    assert services.mailbox.unread() == ()
    services.close()


def begun(workers: subprocess.Popen[str]) -> int:
    assert workers.stdin is not None
    workers.stdin.write("go\n")
    workers.stdin.flush()
    return ended(workers)


def ended(workers: subprocess.Popen[str]) -> int:
    assert workers.stdout is not None
    return int(workers.stdout.readline())


def counted(home: Path) -> int:
    """Read beside the worker, without waiting for its turn as a writer: it would be through with all of them by then."""
    with closing(sqlite3.connect(f"file:{home / 'luwte.db'}?mode=ro", uri=True)) as beside:
        return int(beside.execute("SELECT count(*) FROM replies").fetchone()[0])


def taken(services: Services) -> Counter[str]:
    with services.vault.begin() as db:
        kept = [replies.get(db, reply.id)[1] for reply in replies.for_humans(db)]
    return Counter(message_from_bytes(raw)["Message-ID"] for raw in kept)
