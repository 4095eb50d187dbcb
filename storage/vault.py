"""One transaction over the vault: `with vault.begin() as db` is the unit of work of every actor and view."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event, func, insert, select
from sqlalchemy.exc import DisconnectionError, OperationalError

from domain.errors import BadInput
from storage import tables
from storage.cipher import KeyRing, blind_index, lock, unlock
from storage.keys import KeyStore

#: The service's own keys in the key store.
INDEX_KEY = "service-index"
SIGNING_KEY = "service-signing"
TOKEN_KEY = "service-token"  # noqa: S105 - the name of a key, not the key
MAIL_KEY = "service-mail"  # mail of which nobody knows yet to which case it belongs
#: Seconds after which a database that does not answer at all is taken to be away.
_PATIENCE = 10
#: Seconds after its last use within which a line to the database is taken to be alive.
_FRESH = 1.0


def new_id() -> str:
    """A random name of 128 bits that says nothing about whom it names."""
    return uuid.uuid4().hex


def batched(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """These, in lots that a database takes in one question."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


@dataclass(frozen=True, slots=True)
class Db:
    """One open transaction, and the keys to what it holds. `refusals` outlive a rollback: who was refused is logged. What is
    put in `at_end` is done last before the commit."""

    connection: Connection
    keys: KeyStore
    index_key: bytes = field(repr=False)
    refusals: list[dict[str, Any]] = field(default_factory=list)
    at_end: list[Callable[[], None]] = field(default_factory=list, repr=False)

    def index(self, text: str) -> str:
        """The blind index of a value: equality can be asked, the value not read."""
        return blind_index(self.index_key, text)

    def turn(self, of: str) -> None:
        """Waits until nobody else has the turn of that name; ours ends with this transaction."""
        if self.connection.dialect.name == "postgresql":  # SQLite has one writer at a time
            self.connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(of))))

    def lock(self, key_id: str, plain: bytes, bound_to: str) -> bytes:
        return lock(self.keys.get(key_id), plain, bound_to)

    def unlock(self, key_id: str, locked: bytes, bound_to: str) -> bytes:
        return unlock(self.keys.get(key_id), locked, bound_to)


class Vault:
    """The vault's database and, apart from it, the key store."""

    def __init__(self, engine: Engine, keys: KeyStore) -> None:
        self.engine = engine
        self.keys = keys

    @cached_property
    def _index_key(self) -> bytes:
        return self.keys.make(INDEX_KEY, "service")

    @contextmanager
    def begin(self) -> Iterator[Db]:
        """Commits at the end, rolls back on an error; the audit lines of refusals are written either way."""
        refusals: list[dict[str, Any]] = []
        try:
            with self.engine.begin() as connection:
                db = Db(connection, self.keys, self._index_key, refusals)
                yield db
                for last in db.at_end:
                    last()
        finally:
            if refusals:
                with self.engine.begin() as connection:
                    connection.execute(insert(tables.audit), refusals)

    def close(self) -> None:
        self.engine.dispose()
        self.keys.engine.dispose()


def open_vault(url: str, keys_url: str, ring: KeyRing, reread: Callable[[], KeyRing] | None = None) -> Vault:
    """`url` and `keys_url`: SQLAlchemy URLs, `sqlite:///…` or `postgresql://…`."""
    return Vault(make_engine(url), KeyStore(make_engine(keys_url), ring, reread))


def require(vault: Vault) -> None:
    """Raises `BadInput` where one of the two databases does not answer, without a word of where it is."""
    for setting, engine in (("LUWTE_DATABASE_URL", vault.engine), ("LUWTE_KEYS_DATABASE_URL", vault.keys.engine)):
        try:
            engine.connect().close()
        except OperationalError as error:
            kind = type(error.orig).__name__
            raise BadInput(setting, f"this database does not answer ({kind}); is it running, and who may sign in?") from None


def make_engine(url: str) -> Engine:
    """What was being written never stands in an error's text, which may end up in a log."""
    if not url.startswith("sqlite"):
        # As many lines as there are threads at it: with a bound of its own the pool, not the database, would be the limit.
        waits = {"connect_timeout": _PATIENCE}
        engine = create_engine(url, hide_parameters=True, connect_args=waits, pool_size=8, max_overflow=-1)
        event.listen(engine, "checkin", _note_use)
        event.listen(engine, "checkout", partial(_try_line, engine.dialect))
        return engine
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _note_use(connection: Any, record: Any) -> None:
    record.info["used"] = monotonic()


def _try_line(dialect: Dialect, connection: Any, record: Any, proxy: Any) -> None:
    """A line to the database that has lain idle may be dead: then another is opened. One that was used just now is not asked,
    which would double the talk of a busy worker."""
    if monotonic() - record.info.get("used", monotonic()) > _FRESH:
        try:
            alive = dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error:
            alive = False
        if not alive:
            raise DisconnectionError


def _prepare_sqlite(connection: Any, record: Any) -> None:
    # The driver must not begin transactions by itself: we begin them, and as writers, so that two never deadlock.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    """As a writer, but where only one moment is to be read: that keeps nobody waiting."""
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("snapshot") else "BEGIN IMMEDIATE")
