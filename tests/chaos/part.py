"""One process of luwte amid the chaos, as `luwte` starts it: `python -m tests.chaos.part worker|clock|web|all|upgrade HOME`."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from config.settings import Settings
from demo.lifeline import end_with_parent
from gateway.http import Http
from gateway.limits import Limits
from storage import due
from tests.chaos import folk
from workers.opening import vault_of
from workers.services import Services, build
from workers.turns import SharedTurns

ROLE_ADDRESS, ORGANISATION = "meldpunt@politie.example", "Politie Eenheid Den Haag"


@dataclass(frozen=True)
class Setting:
    """What all parts must know, as the file `chaos.json` in their home. `epoch`: the real second at which it was `noon`."""

    database: str
    keys: str
    broker: str
    smtp: str
    site: int
    web: int
    epoch: float
    noon: str
    ring: str
    lease: float = 6.0
    patience: float = 5.0
    sources: int = 20
    hanging: int = 0
    threads: int = 4

    def write(self, home: Path) -> None:
        (home / "chaos.json").write_text(json.dumps(self.__dict__), encoding="utf-8")

    @classmethod
    def read(cls, home: Path) -> Setting:
        return cls(**json.loads((home / "chaos.json").read_text(encoding="utf-8")))

    def now(self, skew: float = 0.0) -> datetime:
        return datetime.fromisoformat(self.noon) + timedelta(seconds=time.time() - self.epoch + skew)

    def settings(self, home: Path) -> Settings:
        return Settings(
            home=home,
            database_url=self.database,
            keys_database_url=self.keys,
            broker_url=self.broker,
            smtp_url=SecretStr(self.smtp),
            encryption_keys=SecretStr(self.ring),
            secret_key=SecretStr("chaos"),
            host_delay=0.0,
            allow_private_hosts=frozenset(f"{slug}.example" for slug in self.known()),
            fictional_sources=True,
            organisation=ORGANISATION,
            role_address=ROLE_ADDRESS,
            web_port=self.web,
            worker_threads=self.threads,
            browser="off",
        )

    def known(self) -> dict[str, folk.Source]:
        return folk.sources(self.sources) | folk.sources(self.hanging, folk.HANGS)


def services(home: Path, skew: float = 0.0) -> Services:
    """As `luwte` builds them, but for the sites, which are the test's, and a lease and a patience that fit into one."""
    setting = Setting.read(home)

    def now() -> datetime:
        return setting.now(skew)

    def resolve(host: str, port: int) -> list[tuple[str, int]]:
        if not host.endswith(".example"):
            raise socket.gaierror(socket.EAI_NONAME, "no such name here")
        return [("127.0.0.1", setting.site)]

    settings = setting.settings(home)
    made = build(settings, now=now, resolve=resolve)
    http = Http(
        user_agent=settings.user_agent,
        now=now,
        host_delay=0.0,
        allow_private_hosts=settings.allow_private_hosts,
        resolve=resolve,
        limits=Limits(seconds=setting.patience),
        turns=SharedTurns(made.vault, now) if settings.broker_url else None,
    )
    return replace(made, sources=setting.known(), lease=timedelta(seconds=setting.lease), http=http)


def main(what: str, home: Path, skew: str = "0") -> None:
    from cli import logs
    from cli.run import _serve_until_stopped
    from workers import clock, main

    end_with_parent()
    logs.configure()
    if what == "upgrade":
        sys.stdout.write("begins\n")
        sys.stdout.flush()
        vault_of(Setting.read(home).settings(home)).close()
        return
    # What takes a minute in earnest takes as long as a lease here: a chaos is not there to be waited for.
    clock.ON_ITS_WAY = due.FIRST_WAIT = timedelta(seconds=Setting.read(home).lease)
    made = services(home, float(skew))
    if what == "web":
        _serve_until_stopped(made)
        return
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    stop = {"worker": main.start_workers, "clock": main.start_clock, "all": main.start_embedded}[what](made)
    sys.stderr.write(f"{what} {os.getpid()} is ready\n")
    stopping.wait()
    stop()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
