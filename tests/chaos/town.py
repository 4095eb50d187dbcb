"""A whole service of our own: databases, broker, sites, mail server, and luwte's processes, started again when they die."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, update

from demo.lifeline import start_with_lifeline
from domain.due import Action, Due
from storage import due, profiles, takedowns
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.once import insert_many_once
from storage.tables import diary, scans, watches
from storage.vault import Vault, new_id, open_vault
from tests.chaos import folk, sending
from tests.chaos.part import Setting
from tests.chaos.relay import Relay
from tests.chaos.servers import Postgres, Rabbit, Redis, free_port, until
from tests.conftest import NOW, RING, consent
from tests.workers import cases
from tests.workers.house import built
from workers.crowd import Crowd

ROOT = Path(__file__).parent.parent.parent
_WATCHED_EVERY = 0.2


@dataclass
class Part:
    """A process of luwte; `skew`: how many seconds its clock differs."""

    what: str
    skew: float = 0.0
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0


@dataclass
class Town:
    home: Path
    postgres: Postgres | None
    broker: Rabbit | Redis | None
    relay: Relay | None
    setting: Setting
    vault: Vault
    ledger: Path
    dice: random.Random
    crowd: Crowd
    parts: list[Part] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    watched: list[str] = field(default_factory=list)
    began: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def start(self, *whats: str) -> None:
        """Start these; whichever dies from now on is started again, as a supervisor does."""
        for what in whats:
            self.parts.append(Part(what))
        for part in self.parts:
            self._run(part)
        threading.Thread(target=self._supervise, daemon=True).start()

    def kill(self, what: str) -> None:
        """-9, to one of them that is alive; it is waited for if none is yet."""
        alive: list[Part] = []
        until(lambda: bool(self._alive(what, alive)), f"a {what} that lives")
        process = self.dice.choice(alive).process
        assert process is not None
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)

    def _alive(self, what: str, found: list[Part]) -> list[Part]:
        found[:] = [part for part in self.parts if part.what == what and part.process and part.process.poll() is None]
        return found

    def done(self) -> int:
        """How many scans were written down since this round began."""
        query = select(func.count()).select_from(scans).where(scans.c.at >= self.setting.now(self.began - time.time()))
        with self.vault.begin() as db:
            return int(db.connection.execute(query).scalar_one())

    def round(self, count: int, letters: int = 0) -> None:
        """So many scans are due at once, and so many letters more."""
        self.began = time.time()
        self.watched = self._watches()[:count]
        now = self.setting.now()
        with self.vault.begin() as db:
            free = {"lease": None, "leased_until": None, "begun": False, "meanwhile": None, "failures": 0}
            for start in range(0, len(self.watched), 500):
                some = self.watched[start : start + 500]
                lines = [{"action": Action.SCAN.value, "thing": one, "at": now, "queue": "crawl"} for one in some]
                insert_many_once(db, diary, lines)
                where = (diary.c.action == Action.SCAN.value, diary.c.thing.in_(some))
                db.connection.execute(update(diary).where(*where).values(at=now, **free))
            for _ in range(letters):
                self.letters.append(self.written.pop())
                due.note(db, Due(Action.SEND, self.letters[-1], now))

    def scanned(self) -> set[str]:
        """The watches of this round that were scanned in it."""
        query = select(scans.c.watch_id).distinct().where(scans.c.at >= self.setting.now(self.began - time.time()))
        with self.vault.begin() as db:
            return set(db.connection.execute(query).scalars()) & set(self.watched)

    def settle(self, seconds: float) -> None:
        """Until every scan is written down and no letter is on its way; raises `TimeoutError` with how far it came."""
        deadline = time.monotonic() + seconds
        while True:
            with suppress(Exception):  # the database may be away just now
                left = len(self.watched) - len(self.scanned())
                if not left and not self._on_their_way():
                    return
            if time.monotonic() > deadline:
                raise TimeoutError(f"{left} scans and {self._on_their_way()} letters are still not done")
            time.sleep(0.3)

    def write_letters(self, count: int) -> None:
        """Letters that a second person released; not one is due yet. Before luwte's own processes are started: it is played."""
        house = built(self.vault, self.crowd)
        for number in range(count):
            house.now.at = self.setting.now()
            asked = cases.drafted(house, cases.exposed(house), f"LW-2026-{number + 1:04}")
            asked.release()
            with self.vault.begin() as db:
                due.strike(db, asked.id, Action.SEND)
            self.written.append(asked.id)

    def _watches(self) -> list[str]:
        query = select(watches.c.id).where(watches.c.source.in_(list(self.setting.known()))).order_by(watches.c.id)
        with self.vault.begin() as db:
            return list(db.connection.execute(query).scalars())

    def _on_their_way(self) -> int:
        with self.vault.begin() as db:
            return sum(takedowns.get(db, one).state.value in {"ready", "sending", "gated"} for one in self.letters)

    def _run(self, part: Part) -> None:
        command = [sys.executable, "-m", "tests.chaos.part", part.what, str(self.home), str(part.skew)]
        with (self.home / f"{part.what}.log").open("ab") as log:
            part.process = start_with_lifeline(command, output=log, cwd=ROOT)

    def _supervise(self) -> None:
        while not self._stop.wait(_WATCHED_EVERY):
            for part in tuple(self.parts):
                if part.process is not None and part.process.poll() is not None:
                    part.deaths += 1
                    self._run(part)

    def close(self) -> None:
        self._stop.set()
        time.sleep(2 * _WATCHED_EVERY)
        for part in self.parts:
            if part.process is not None and part.process.poll() is None:
                part.process.kill()
        for part in self.parts:
            if part.process is not None:
                part.process.wait()
        self.vault.close()


def enrol(vault: Vault, people: int, known: Iterable[str], now: datetime) -> None:
    """So many people, each watched in every source that is known; nothing is due yet."""
    for start in range(0, people, 50):
        with vault.begin() as db:
            for number in range(start, min(people, start + 50)):
                profile_id = profiles.invite(db, "wijk", "coordinator-1", now)
                profiles.save(db, folk.person(number, profile_id), "employee-1", now)
                profiles.give(db, profile_id, consent(now), "page", "employee-1", now)
                cadence = {"profile_id": profile_id, "cadence_seconds": 30 * 86_400}
                db.connection.execute(watches.insert(), [{"id": new_id(), "source": slug, **cadence} for slug in known])


@contextmanager
def built_town(
    home: Path,
    *,
    seed: int = 1,
    broker: Callable[[Path], Rabbit | Redis] | None = Rabbit,
    data: Path | None = None,
    manner: str = "takes",
    people: int = 25,
    sources: int = 20,
    hanging: int = 0,
    letters: int = 4,
    lease: float = 6.0,
) -> Iterator[Town]:
    """Everything but luwte's own processes, with that many people enrolled and letters written. Without a broker: on SQLite,
    for one process (`all`). `data`: where PostgreSQL keeps its files; `manner`: how the mail server answers."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)
    with ExitStack() as running:
        site = running.enter_context(_site())
        mail = running.enter_context(sending.post(home))
        postgres, road, relay = _servers(running, home, broker, data)
        direct = [postgres.url(name) if postgres else f"sqlite:///{home}/{name}.db" for name in ("vault", "keys")]
        setting = Setting(
            *(
                postgres.url(name, relay.port) if postgres and relay else url
                for name, url in zip(("vault", "keys"), direct, strict=True)
            ),
            broker=road.url if road else "",
            smtp=mail[manner],
            site=site,
            web=free_port(),
            epoch=time.time(),
            noon=NOW.isoformat(),
            ring=RING,
            sources=sources,
            hanging=hanging,
            lease=lease,
        )
        setting.write(home)
        vault = open_vault(*direct, KeyRing.parse(RING))
        upgrade(vault)
        town = Town(home, postgres, road, relay, setting, vault, home / "ledger.jsonl", random.Random(seed), Crowd())
        running.callback(town.close)
        town.write_letters(letters)
        enrol(vault, people, setting.known(), setting.now())
        yield town


def _servers(
    running: ExitStack, home: Path, broker: Callable[[Path], Rabbit | Redis] | None, data: Path | None
) -> tuple[Postgres, Rabbit | Redis, Relay] | tuple[None, None, None]:
    if broker is None:
        return None, None, None
    postgres, road = Postgres(data or home / "postgres"), broker(home / "broker")
    postgres.make(segment=1)
    for server in (postgres, road):
        running.callback(server.stop)
        server.start()
    postgres.create("vault", "keys")
    relay = Relay(postgres.port)
    running.callback(relay.close)
    return postgres, road, relay


@contextmanager
def _site() -> Iterator[int]:
    """The sites, at this port."""
    command = [sys.executable, "-m", "tests.chaos.site"]
    site = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert site.stdout is not None
    try:
        yield int(site.stdout.readline())
    finally:
        site.communicate(timeout=60)
