"""The stage: the outside world and luwte itself as processes of their own, and the calendar that only the story turns."""

from __future__ import annotations

import base64
import json
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cli.story.loopback import only_loopback
from config.settings import Settings, load_settings
from demo.calendar import Calendar
from demo.home_town import EMPLOYER
from demo.lifeline import start_with_lifeline
from demo.names import resolver, whereabouts
from demo.outside import RunningWorld, start
from domain.errors import LuwteError
from storage import due
from storage.vault import Vault
from workers.services import Services, build

#: Seconds between two ticks of luwte's clock, in the demo.
TICK = 0.1
#: Real seconds after which a story that does not move on is given up.
PATIENCE = 60.0
#: And after which a service that does not come up is: on a busy machine the libraries alone take a while.
START_PATIENCE = 240.0
_ROLE_ADDRESS = "meldpunt@lindestad.example"


@dataclass(slots=True)
class Stage:
    home: Path
    world: RunningWorld
    calendar: Calendar
    services: Services
    service: subprocess.Popen[bytes] | None = None

    @property
    def vault(self) -> Vault:
        return self.services.vault

    @property
    def settings(self) -> Settings:
        return self.services.settings

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.settings.web_port}"

    def start_service(self) -> None:
        """Start luwte and wait until its pages answer."""
        command = [sys.executable, "-m", "cli.main", "demo-service", "--home", str(self.home)]
        with (self.home / "service.log").open("ab") as log:
            self.service = start_with_lifeline(command, output=log)
        deadline = time.monotonic() + START_PATIENCE
        while not self._ready():
            if self.service.poll() is not None or time.monotonic() > deadline:
                raise StoryStuck(f"luwte did not start; see {self.home / 'service.log'}")
            time.sleep(0.05)

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=2) as answer:  # noqa: S310 - our own address
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def kill_service(self) -> None:
        """As a power cut would: no goodbye."""
        assert self.service is not None
        self.service.kill()
        self.service.wait()

    def quiet(self) -> None:
        """Wait until everything that has come due is done."""
        deadline = time.monotonic() + PATIENCE
        while True:
            self.world.settle()
            with self.vault.begin() as db:
                waiting = due.waiting(db, self.calendar.now())
            if waiting == 0:
                return
            if self.service is not None and self.service.poll() is not None:
                raise StoryStuck(f"luwte has stopped; see {self.home / 'service.log'}")
            if time.monotonic() > deadline:
                raise StoryStuck(f"{waiting} things stay due; see {self.home / 'service.log'}")
            time.sleep(TICK / 2)

    def turn(self, by: timedelta) -> None:
        self.calendar.turn(by)
        self.quiet()

    def close(self) -> None:
        if self.service is not None and self.service.poll() is None:
            self.service.send_signal(signal.SIGTERM)
            try:
                self.service.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill_service()
        self.world.stop()
        self.services.close()


class StoryStuck(LuwteError):
    """Something that should happen did not."""


def set_up(home: Path) -> Stage:
    """The outside world, running, and an empty luwte (or the one that was left in this home)."""
    world = start(home)
    calendar = Calendar(home)
    return Stage(home, world, calendar, build(settings_of(home), now=calendar.now, resolve=resolver(home)))


def settings_of(home: Path) -> Settings:
    """luwte's settings in the demo: the secrets are made once and stay in its home."""
    world = whereabouts(home)
    names = [name for host in world.hosts for name in (host, f"www.{host}")]
    settings = load_settings(
        {
            **_secrets(home),
            "LUWTE_HOME": str(home),
            "LUWTE_SMTP_URL": f"smtp://127.0.0.1:{world.smtp_port}",
            "LUWTE_MAILDIR": str(home / "maildir"),
            "LUWTE_HOST_DELAY": "0.02",
            "LUWTE_ALLOW_PRIVATE_HOSTS": ",".join(names),
            "LUWTE_OWN_HOSTS": "gemeente-lindestad.example",
            "LUWTE_TSA_URLS": "http://tijdstempel.example/",
            "LUWTE_TSA_ROOTS": str(home / "tsa-root.pem"),
            "LUWTE_FICTIONAL_SOURCES": "true",
            "LUWTE_ORGANISATION": EMPLOYER,
            "LUWTE_ROLE_ADDRESS": _ROLE_ADDRESS,
        }
    )
    return only_loopback(settings)


def _secrets(home: Path) -> Mapping[str, str]:
    file = home / "secrets.json"
    if not file.exists():
        made = {
            "LUWTE_ENCRYPTION_KEYS": f"demo:{base64.b64encode(secrets.token_bytes(32)).decode()}",
            "LUWTE_SECRET_KEY": secrets.token_urlsafe(32),
            "LUWTE_WEB_PORT": str(_free_port()),
        }
        file.touch(mode=0o600)
        file.write_text(json.dumps(made), encoding="utf-8")
    kept: Mapping[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return kept


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
