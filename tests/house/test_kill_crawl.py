"""A crawl that is killed with -9 goes on where it was: no page is lost, hardly one is asked twice, nothing is filed twice."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.due import Action
from storage import due, findings, profiles, watches
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.tables import crawl_pages, scans
from storage.vault import Vault, open_vault
from tests.conftest import RING, consent, joke
from tests.house import crawl_once
from workers.services import utc_now

pytestmark = pytest.mark.house
ROOT = Path(__file__).parent.parent.parent
PAGES, FURTHER, PEOPLE, KEPT_EVERY = 240, 25, 12, crawl_once.KEPT_EVERY
STANDS = "<p>Joke van der Berg woont op Lange Voorhout 8-bis, 2514 ED Den Haag, telefoon 06-12345671.</p>"


class Site(ThreadingHTTPServer):
    """Each page links the next two and one further on; on every twentieth stands somebody enrolled."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Pages)
        self.asked: Counter[str] = Counter()

    def handle_error(self, request: object, client_address: object) -> None:
        """Who is killed hangs up."""


class _Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        assert isinstance(self.server, Site)
        self.server.asked[self.path] += 1
        number = self.path.strip("/") or "0"
        there = number.isdecimal() and int(number) < PAGES
        leads = [f"<a href=/{int(number) + step}>x</a>" for step in (1, 2, FURTHER)] if there else []
        said = STANDS if there and int(number) % (PAGES // PEOPLE) == 7 else ""
        body = f"<header class=bord>Plein</header>{said}{''.join(leads)}".encode() if there else b""
        self.send_response(200 if there else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return None


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.shutdown()
    thread.join()
    site.server_close()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Vault]:
    opened = open_vault(f"sqlite:///{tmp_path}/luwte.db", f"sqlite:///{tmp_path}/luwte-keys.db", KeyRing.parse(RING))
    upgrade(opened)
    yield opened
    opened.close()


def worker(folder: Path, site: Site, minutes_from_now: int) -> subprocess.Popen[bytes]:
    told = [str(folder), str(site.server_address[1]), str(minutes_from_now)]
    return subprocess.Popen([sys.executable, "-m", "tests.house.crawl_once", *told], cwd=ROOT)


@pytest.mark.parametrize("pages", [5, 100, 230])
def test_a_killed_crawl_goes_on_where_it_was(home: Vault, site: Site, tmp_path: Path, pages: int) -> None:
    with home.begin() as db:
        profile_id = profiles.invite(db, "wijk", "coordinator-1", utc_now())
        profiles.save(db, joke(profile_id), "employee-1", utc_now())
        profiles.give(db, profile_id, consent(utc_now()), "page", "employee-1", utc_now())
        watches.watch_sites(db, [crawl_once.PLEIN], utc_now())
    first = worker(tmp_path, site, 0)
    deadline = time.monotonic() + 60
    while sum(site.asked.values()) < pages:
        assert time.monotonic() < deadline, "the crawl does not begin"
        time.sleep(0.002)
    first.kill()
    assert first.wait() == -9
    assert worker(tmp_path, site, 16).wait(timeout=120) == 0

    asked = {path: count for path, count in site.asked.items() if path.strip("/").isdecimal()}
    assert len(asked) == PAGES - 1 + FURTHER  # every page but the first, and those that are linked and not there
    again = sum(count - 1 for count in asked.values())
    assert again <= KEPT_EVERY + 3, "what was kept is asked for again"
    with home.begin() as db:
        found = findings.of_profile(db, profile_id)
        scanned = db.connection.execute(select(scans)).all()
        waiting = [row for row in db.connection.execute(select(crawl_pages)) if row.state == "waiting"]
        again_at = due.noted(db, Action.SCAN, scanned[0].watch_id)
    assert again_at is not None
    assert again_at > utc_now() + timedelta(days=6)
    assert len(found) == len({one.finding.place.key for one in found}) == PEOPLE
    assert [(row.verdict, row.findings) for row in scanned] == [("present", PEOPLE)]
    assert scanned[0].pages == PAGES + FURTHER
    assert waiting == []
