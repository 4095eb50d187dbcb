"""Workers on a real vault, with real definitions, matchers and time stamps; outside are pages, letters and a calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import func, select
from structlog.testing import capture_logs

from config.catalogue import load_recipients, load_sources
from config.paths import RECIPIENTS, RETENTION, SOURCES
from config.retention import load_retention
from config.settings import Settings
from demo.authority import Authority
from domain.due import Action, Due, Queue
from domain.errors import Unclear, Unreachable
from domain.mention import Capture, Remembered
from domain.ports import Handover, Incoming, Letter
from domain.profile import Grant, Profile
from domain.recipient import Recipient
from domain.source import Source
from domain.watch import routine
from evidence import keys, timestamp
from storage import due, findings, profiles, tables, watches
from storage.due import Taken
from storage.vault import SIGNING_KEY, Vault, new_id
from takedown.desk import desk_of
from tests.conftest import NOW, consent, joke
from tests.workers import pages
from workers import clock
from workers.act import act
from workers.crowd import Crowd
from workers.services import Services

DESK = desk_of("Politie Eenheid Den Haag", "meldpunt@politie.example")
Served = str | bytes | int | Unclear | tuple[int, str]


class Calendar:
    """Implements `Now`; a test turns it."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Web:
    """Implements what the actors use of `Http`: a page is its HTML, a status, both, or why it cannot be had. Every host
    answers by its name with www. as well. `before` is called with each address before it answers."""

    now: Calendar
    pages: dict[str, Served]
    asked: list[str] = field(default_factory=list)
    cold: list[str] = field(default_factory=list)
    known: dict[str, Remembered] = field(default_factory=dict)
    before: Callable[[str], None] = lambda url: None

    def __call__(self, url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        self.asked.append(url)
        if cold:
            self.cold.append(url)
        if known:
            self.known[url] = known
        self.before(url)
        served = self.pages.get(url.replace("//www.", "//", 1), pages.otherwise(url))
        if isinstance(served, Unclear):
            raise Unreachable(served, "as the test has it")
        status, body = served if isinstance(served, tuple) else (served, "") if isinstance(served, int) else (200, served)
        picture = isinstance(body, bytes) and body.startswith(b"\xff\xd8")
        kind = (("Content-Type", "image/jpeg" if picture else "text/html; charset=utf-8"),)
        return Capture(new_id(), url, url, self.now(), status, kind, body if isinstance(body, bytes) else body.encode())

    def robots_sitemaps(self, url: str) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        return None


@dataclass
class Line:
    """Implements `Send`: takes letters in, or says what `trouble` has for it. `before` sees each letter before it leaves."""

    letters: list[Letter] = field(default_factory=list)
    trouble: list[Exception] = field(default_factory=list)
    before: Callable[[Letter], None] = lambda letter: None

    def __call__(self, letter: Letter) -> Handover:
        self.before(letter)
        if self.trouble:
            raise self.trouble.pop(0)
        self.letters.append(letter)
        return Handover(250, "2.0.0 queued", dsn_requested=True)


@dataclass
class Box:
    """Implements `Mailbox`."""

    waiting: dict[str, bytes] = field(default_factory=dict)
    settling: Callable[[str], None] = lambda uid: None

    def unread(self) -> tuple[Incoming, ...]:
        return tuple(Incoming(uid, raw) for uid, raw in self.waiting.items())

    def settle(self, uid: str) -> None:
        self.settling(uid)
        del self.waiting[uid]

    def wait(self, seconds: float, stopped: Callable[[], bool]) -> bool:
        return bool(self.waiting)


@dataclass(frozen=True)
class Straight:
    """Implements the clock's `Outlet`: every line goes to this function at once, so nothing ever waits."""

    to: Callable[[Taken], object]

    def send(self, taken: Taken) -> None:
        self.to(taken)

    def waiting(self, queue: Queue) -> int:
        return 0


@dataclass
class House:
    """Everything that the actors work with, and how to bring people in and let time pass."""

    services: Services
    now: Calendar
    web: Web
    line: Line
    box: Box
    authority: Authority

    @property
    def vault(self) -> Vault:
        return self.services.vault

    def enrol(self, make: Callable[[str], Profile] = joke, *grants: Grant) -> str:
        """Somebody who consented, or gave these grants."""
        with self.vault.begin() as db:
            profile_id = profiles.invite(db, "wijk", "coordinator-1", self.now())
            profiles.save(db, make(profile_id), "employee-1", self.now())
            for grant in grants or (consent(),):
                profiles.give(db, profile_id, grant, "page", "employee-1", self.now())
        return profile_id

    def routine(self, watch_id: str) -> timedelta:
        """How long after a scan this watch is due again when nothing happens."""
        with self.vault.begin() as db:
            return routine(watches.get(db, watch_id))

    def watch(self, source: str, profile_id: str) -> str:
        """This source watched for this employee, due now; returns the watch's id."""
        with self.vault.begin() as db:
            watches.watch_profile(db, profile_id, [self.services.sources[source]], "employee-1", self.now())
            scans = (line.thing for line in due.agenda(db, 1000) if line.action is Action.SCAN)
            return next(watch for watch in scans if watches.get(db, watch).source == source)

    def note(self, action: Action, thing: str) -> None:
        with self.vault.begin() as db:
            due.note(db, Due(action, thing, self.now()))

    def noted(self, action: Action, thing: str) -> datetime | None:
        with self.vault.begin() as db:
            return due.noted(db, action, thing)

    def taken(self, action: Action, thing: str) -> Taken:
        """This line, due now and held by the test."""
        self.note(action, thing)
        with self.vault.begin() as db:
            lines = due.take(db, self.now(), self.services.lease, 50, [action])
        return next(line for line in lines if line.thing == thing)

    def run(self) -> list[dict[str, object]]:
        """Do everything that has come due; returns what was logged."""
        with capture_logs() as logs:
            while clock.tick(self.services, Straight(lambda taken: act(self.services, taken))):
                pass
        return [dict(line) for line in logs]

    def play(self, action: Action, thing: str) -> None:
        """Let this be due, and do it with all else that is; nothing may fail."""
        self.note(action, thing)
        logs = self.run()
        assert not [line for line in logs if line["log_level"] != "info"], logs

    def turn(self, **span: float) -> None:
        self.now.at += timedelta(**span)

    def found(self, profile_id: str) -> list[findings.FiledFinding]:
        with self.vault.begin() as db:
            return findings.of_profile(db, profile_id)

    def without(self, *parts: str) -> House:
        """The same house without an authority ("stamps") or a mailbox ("mailbox")."""
        gone = {"stamps": (), "mailbox": None}
        return replace(self, services=replace(self.services, **{part: gone[part] for part in parts}))


@cache
def _definitions() -> tuple[tuple[Source, ...], tuple[Recipient, ...]]:
    return load_sources(SOURCES)[0], load_recipients(RECIPIENTS)[0]


def built(vault: Vault, crowd: Crowd) -> House:
    now = Calendar()
    web, line, box, authority = Web(now, pages.world()), Line(), Box(), Authority(now)
    services = Services(
        settings=Settings(organisation=DESK.organisation, role_address=DESK.address, public_url="https://luwte.example"),
        vault=vault,
        now=now,
        http=web,  # type: ignore[arg-type]  # the part of it that the actors use
        send=line,
        mailbox=box,
        stamps=(authority.reply,),
        roots=timestamp.load_roots(authority.root_pem()),
        sources={source.slug: source for source in _definitions()[0]},
        recipients=_definitions()[1],
        desk=DESK,
        crowd=crowd,
        signer=keys.from_seed(vault.keys.get(SIGNING_KEY)),
        retention=load_retention(RETENTION),
    )
    return House(services, now, web, line, box, authority)


def rows(house: House, table: str) -> int:
    with house.vault.begin() as db:
        return int(db.connection.execute(select(func.count()).select_from(tables.metadata.tables[table])).scalar_one())
