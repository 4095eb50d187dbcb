"""The services of a compose file as processes on this machine: started in their order, asked how they are, killed, stopped."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import composed_job as job
from composed import Service, entry_point, read


class Town:
    """The services of the file as processes."""

    def __init__(self, file: Path, home: Path, world: job.World, known: Mapping[str, str]) -> None:
        self.home, self.world, self.port = home, world, job.free_port()
        site = world.base.removeprefix("http://")
        variables = {
            "LUWTE_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "LUWTE_ORGANISATION": "Gemeente Oefenstad",
            "LUWTE_ROLE_ADDRESS": "meldpunt@oefening.example",
            "LUWTE_ALLOW_PRIVATE_HOSTS": site,
            "LUWTE_HOST_DELAY": "0",
            "LUWTE_BROWSER": "off",
            "LUWTE_SECOND_FACTOR": "none",  # the staff of this town have no telephones
        }
        self.services = read(file, variables)
        self.known = {**known, "encryption_keys": f"oefening:{base64.b64encode(secrets.token_bytes(32)).decode()}"}
        self.entry = entry_point(file.parent / "Dockerfile")
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.done: set[str] = set()
        self.metrics: dict[str, int] = {}
        (home / "etc").mkdir()
        world.define(home / "etc")

    def start(self, name: str) -> None:
        """After what it depends on, as its conditions say."""
        service = self.services[name]
        for other, condition in service.needs.items():
            needed = self.services[other]
            if not needed.ours:
                continue  # a server of this machine stands for it
            if other not in self.running and other not in self.done:
                self.start(other)
            if condition == "service_completed_successfully" and other not in self.done:
                if self.running.pop(other).wait() != 0:
                    raise RuntimeError(f"{other} failed: {self.log(other)[-2000:]}")
                self.done.add(other)
        with (self.home / f"{name}.log").open("ab") as log:
            command = self._on_this_machine(service, (*self.entry, *service.command))
            process = subprocess.Popen(  # noqa: S603 - the file's own commands
                command, env=self._environment(service), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.home
            )
        self.running[name] = process

    def run(self, name: str, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """As `docker compose exec` would."""
        service = self.services[name]
        command = self._on_this_machine(service, arguments)
        return subprocess.run(  # noqa: S603 - our own commands
            *(command,),
            env=self._environment(service),
            input=stdin,
            capture_output=True,
            text=True,
            start_new_session=True,
            check=False,
        )

    def healthy(self, name: str) -> bool:
        return self.run(name, *self.services[name].check).returncode == 0

    def alive(self) -> None:
        for name, process in self.running.items():
            if process.poll() is not None:
                raise RuntimeError(f"{name} has ended with {process.returncode}: {self.log(name)[-2000:]}")

    def turn_ring(self, newest: str = "") -> None:
        """Put a new master key before the others in everybody's secret; without one, leave only the newest."""
        old = self.known["encryption_keys"]
        self.known["encryption_keys"] = f"{newest},{old}" if newest else old.partition(",")[0]
        for service in self.services.values():
            self._environment(service)

    def kill(self, name: str) -> None:
        self.running[name].kill()
        self.running.pop(name).wait()

    def log(self, name: str) -> str:
        return (self.home / f"{name}.log").read_text(encoding="utf-8")

    def stop(self) -> dict[str, int]:
        """As Docker does: SIGTERM, and SIGKILL for whoever takes longer than the file grants."""
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        ended = {}
        for name, process in self.running.items():
            grace = float(str(self.services[name].kept["stop_grace_period"]).removesuffix("s"))
            try:
                ended[name] = process.wait(timeout=grace)
            except subprocess.TimeoutExpired:
                process.kill()
                ended[name] = process.wait()
        self.running.clear()
        return ended

    def _environment(self, service: Service) -> dict[str, str]:
        """The file's, with the container's folders and port as they are here; only secrets that the service is given."""
        own = self.home / service.name
        for secret, target in service.secrets.items():
            path = own / target.removeprefix("/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.known.get(secret, ""), encoding="utf-8")
        (own / "run" / "luwte").mkdir(parents=True, exist_ok=True)
        folders = {"/run/": f"{own}/run/", "/etc/luwte": f"{self.home}/etc"}
        given = dict(service.environment)
        for name, value in given.items():
            for theirs, ours in folders.items():
                if value.startswith(theirs):
                    given[name] = value.replace(theirs, ours, 1)
        # Containers have ports of their own; here they share one machine's.
        given["LUWTE_METRICS_PORT"] = str(self.metrics.setdefault(service.name, job.free_port()))
        if "LUWTE_WEB_PORT" in given:
            given["LUWTE_WEB_PORT"] = str(self.port)
        return {"PATH": os.environ["PATH"], "HOME": str(own), "LANG": "C.UTF-8", **given}

    def _on_this_machine(self, service: Service, command: tuple[str, ...]) -> list[str]:
        program = Path(sys.executable).parent / command[0]
        return [str(program), *command[1:]]
