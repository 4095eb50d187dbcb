"""Runs the fictional outside world on loopback until it is killed: `python -m demo.world --home DIR`."""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import signal
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

from aiosmtpd.smtp import SMTP

from demo.answers import Answers
from demo.authority import Authority
from demo.calendar import Calendar
from demo.history import History
from demo.journal import Journal
from demo.lifeline import end_with_parent
from demo.names import WORLD_FILE, Whereabouts, whereabouts
from demo.post import Post
from demo.sites import SITES
from demo.web import STAMP_HOST, Outside, WebServer

TICK_SECONDS = 0.05
_MAX_LETTER = 10 * 1024 * 1024


def build(home: Path) -> Outside:
    """The outside world of a home, as its files have it."""
    calendar, history = Calendar(home), History(home)
    return Outside(
        sites={site.host: site for site in SITES},
        calendar=calendar,
        history=history,
        answers=Answers(home, history),
        journal=Journal(home),
        authority=Authority(calendar.now),
    )


async def run(home: Path) -> None:
    """Serves until SIGTERM or SIGINT."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    await serve(home, stopped)


async def serve(home: Path, stopped: asyncio.Event) -> None:
    """Serves until `stopped` is set; what is kept in the home survives."""
    outside, before = build(home), _before(home)
    _publish_root(home, outside.authority)
    web = _web_server(before.http_port, outside)
    threading.Thread(target=web.serve_forever, kwargs={"poll_interval": TICK_SECONDS}, daemon=True).start()
    post = Post(home, outside.calendar, outside.history, outside.sites)
    mail = await _mail_server(before.smtp_port, post)
    _announce(home, web.server_port, mail.sockets[0].getsockname()[1], tuple(outside.sites))
    while not stopped.is_set():
        await asyncio.to_thread(outside.answers.write_due, outside.calendar.now())
        with suppress(TimeoutError):
            await asyncio.wait_for(stopped.wait(), TICK_SECONDS)
    mail.close()
    web.shutdown()
    web.server_close()


def _before(home: Path) -> Whereabouts:
    """The ports of the last time, so that a restart is where it was; 0 where there was none."""
    try:
        return whereabouts(home)
    except FileNotFoundError:
        return Whereabouts(0, 0, ())


def _web_server(port: int, outside: Outside) -> WebServer:
    try:
        return WebServer(port, outside)
    except OSError:  # taken by another since
        return WebServer(0, outside)


async def _mail_server(port: int, post: Post) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    make = partial(SMTP, post, hostname="mail.wereld.example", ident="ESMTP", data_size_limit=_MAX_LETTER, loop=loop)
    try:
        return await loop.create_server(make, "127.0.0.1", port)
    except OSError:  # taken by another since
        return await loop.create_server(make, "127.0.0.1", 0)


def _publish_root(home: Path, authority: Authority) -> None:
    """The authority is new at each start; the roots of earlier starts stay, for what they stamped."""
    pem = authority.root_pem()
    (home / "tsa-root.pem").write_bytes(pem)
    (home / "tsa-roots").mkdir(exist_ok=True)
    (home / "tsa-roots" / f"{hashlib.sha256(pem).hexdigest()[:16]}.pem").write_bytes(pem)


def _announce(home: Path, http_port: int, smtp_port: int, hosts: tuple[str, ...]) -> None:
    written = {"http_port": http_port, "smtp_port": smtp_port, "hosts": [*hosts, STAMP_HOST], "pid": os.getpid()}
    drafted = home / f"{WORLD_FILE}.draft"
    drafted.write_text(json.dumps(written), "utf-8")
    drafted.replace(home / WORLD_FILE)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m demo.world", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="folder for everything that the outside world keeps")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input ends")
    given = parser.parse_args()
    home: Path = given.home
    home.mkdir(parents=True, exist_ok=True)
    if given.with_parent:
        end_with_parent()
    asyncio.run(run(home))


if __name__ == "__main__":
    main()
