"""Starts what compose.yaml says, without containers: exactly its commands and environment, as processes on this machine.

PostgreSQL and RabbitMQ are those that run here; each run has databases and a virtual host of its own, and takes them away.
Waits for every health check, plays a small job through the processes, kills two of them as a power cut would and starts them
again (`restart`), and stops them all. What is substituted is said on standard error, and nothing else is.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
import composed_job as job  # noqa: E402 - found beside this file
from composed_town import Town  # noqa: E402

ROOT = Path(__file__).parent.parent
POSTGRES = os.environ.get("LUWTE_TEST_POSTGRES_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
RABBITMQ = os.environ.get("LUWTE_TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672")
#: Exit code when something that is needed is not to be had here.
LACKING = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, default=ROOT / "compose.yaml", help="the compose file")
    given = parser.parse_args()
    world, home = job.World(), Path(tempfile.mkdtemp(prefix="luwte-composed-"))
    try:
        with _databases() as urls, _virtual_host() as broker:
            town = Town(given.file, home, world, {**urls, "broker_url": broker, "smtp_url": world.smtp_url})
            try:
                print(json.dumps(_played(town), indent=1))  # noqa: T201 - what this script is asked for
            finally:
                town.stop()
    except Lacking as lack:
        _tell(f"NOT RUN: {lack}")
        return LACKING
    finally:
        world.close()
        shutil.rmtree(home, ignore_errors=True)
    return 0


class Lacking(RuntimeError):
    """Something that this needs is not to be had here."""


def _played(town: Town) -> dict[str, object]:
    began = time.monotonic()
    ours = [name for name, service in town.services.items() if service.ours]
    lasting = [name for name in ours if town.services[name].kept["restart"] != "no"]
    for name in lasting:
        town.start(name)
    for name in lasting:
        job.until(f"{name} does not become healthy", partial(town.healthy, name), town.alive, pause=5)
    healthy = round(time.monotonic() - began, 1)
    _tell(f"healthy after {healthy} s: {', '.join(lasting)}")
    address = f"http://127.0.0.1:{town.port}"
    for role, login in job.STAFF.items():
        words = f"{job.PASSWORD}\n{job.PASSWORD}\n"
        made = town.run("web", "luwte", "user", "add", login, "--role", role, "--pseudonym", f"{role}-1", stdin=words)
        if made.returncode:
            raise RuntimeError(made.stderr)
    job.until(f"not ready: {_ready(address)}", lambda: _ready(address)["ready"], town.alive)
    job.enrol(address)
    job.until("nothing is found", lambda: job.found(address), town.alive)
    job.until("the desk is told of nothing", lambda: town.world.mail, town.alive)
    found = job.found(address)
    town.turn_ring(f"next:{base64.b64encode(secrets.token_bytes(32)).decode()}")
    rotated = town.run("web", "luwte", "keys", "rotate")
    killed = ["clock", "worker-crawl"]
    for name in killed:
        town.kill(name)
        town.start(name)
    job.until("not ready after a restart", lambda: _ready(address)["ready"], town.alive)
    town.turn_ring()  # the old master key is retired
    job.withdraw(address)
    job.until("who withdrew is not erased", lambda: not job.knows(address) and job.found(address) == 0, town.alive)
    ready, watched = _ready(address), {name: _watched(town.metrics[name]) for name in lasting}
    ended = town.stop()
    return {
        "services": lasting,
        "healthy_after_seconds": healthy,
        "findings": found,
        "mails_to_the_desk": len(town.world.mail),
        "killed_and_restarted": killed,
        "rotated": rotated.stdout.strip() or rotated.stderr.strip(),
        "erased": True,
        "parts": {part: told["condition"] for part, told in ready["parts"].items()},
        "metrics": watched,
        "ended_with": ended,
        "seconds": round(time.monotonic() - began, 1),
    }


def _watched(port: int) -> int:
    """How many numbers of luwte's a process tells on its port."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
        return sum(line.startswith(b"luwte_") for line in answer)


def _ready(address: str) -> dict[str, dict[str, dict[str, str]]]:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=30) as answer:  # noqa: S310 - our own
            return dict(json.load(answer))
    except urllib.error.HTTPError as refused:
        return dict(json.load(refused))


@contextlib.contextmanager
def _databases() -> Iterator[dict[str, str]]:
    """Two of them on the PostgreSQL that runs here, for the vault and for the keys."""
    names = {key: f"luwte_composed_{secrets.token_hex(6)}" for key in ("database_url", "keys_database_url")}
    try:
        server = psycopg.connect(POSTGRES.replace("+psycopg", ""), autocommit=True, connect_timeout=5)
    except psycopg.OperationalError:
        raise Lacking("no PostgreSQL answers here; name one with LUWTE_TEST_POSTGRES_URL") from None
    with server:
        for name in names.values():
            server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {key: f"{POSTGRES.rpartition('/')[0]}/{name}" for key, name in names.items()}
        finally:
            for name in names.values():
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def _virtual_host() -> Iterator[str]:
    """One on the RabbitMQ that runs here."""
    control = shutil.which("rabbitmqctl")
    name = f"luwte-{secrets.token_hex(6)}"
    account = RABBITMQ.partition("//")[2].partition(":")[0]
    if control is None or subprocess.run([control, "-q", "add_vhost", name], capture_output=True, check=False).returncode:  # noqa: S603
        raise Lacking("no RabbitMQ of this machine can be given a virtual host (rabbitmqctl add_vhost)")
    try:
        subprocess.run([control, "-q", "set_permissions", "-p", name, account, ".*", ".*", ".*"], check=True)  # noqa: S603
        yield f"{RABBITMQ.rstrip('/')}/{name}"
    finally:
        subprocess.run([control, "-q", "delete_vhost", name], check=False, capture_output=True)  # noqa: S603


def _tell(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201 - progress on the terminal


if __name__ == "__main__":
    sys.exit(main())
