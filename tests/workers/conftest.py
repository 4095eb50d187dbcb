"""A house of one's own for each test, and cases as far as the test needs them: made once, and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from domain.exposure import Exposure
from storage import exposures, takedowns
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.vault import Vault, open_vault
from tests.conftest import RING
from tests.workers import cases
from tests.workers.cases import Asked
from tests.workers.house import House, built
from workers.crowd import Crowd


def opened(home: Path) -> Vault:
    return open_vault(f"sqlite:///{home}/vault.db", f"sqlite:///{home}/keys.db", KeyRing.parse(RING))


@pytest.fixture(scope="session")
def crowd() -> Crowd:
    """Weights and population are read once; whom it knows follows the vault that it is shown."""
    return Crowd()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty vault with its key store."""
    home = tmp_path_factory.mktemp("blank")
    made = opened(home)
    upgrade(made)
    made.close()
    return home


def _with(prepare: Callable[[House], object], blank: Path, crowd: Crowd, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Path(shutil.copytree(blank, tmp_path_factory.mktemp("case") / "vault"))
    vault = opened(home)
    prepare(built(vault, crowd))
    vault.close()
    return home


@pytest.fixture(scope="session")
def with_exposure(blank: Path, crowd: Crowd, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody exposed on the forum."""
    return _with(cases.exposed, blank, crowd, tmp_path_factory)


@pytest.fixture(scope="session")
def with_letter(blank: Path, crowd: Crowd, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter about that exposure, released by a second person and about to leave."""
    return _with(cases.released, blank, crowd, tmp_path_factory)


@pytest.fixture(scope="session")
def with_sent_letter(blank: Path, crowd: Crowd, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That letter, sent."""
    return _with(cases.sent, blank, crowd, tmp_path_factory)


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the vault that this test begins with: as far as the furthest of the fixtures it asks for."""
    wanted = request.fixturenames
    begin = next((known for known in ("sent_letter", "letter", "exposure") if known in wanted), "")
    source: Path = request.getfixturevalue(f"with_{begin}" if begin else "blank")
    return Path(shutil.copytree(source, tmp_path / "vault"))


@pytest.fixture
def small_vault(home: Path) -> Iterator[Vault]:
    vault = opened(home)
    yield vault
    vault.close()


@pytest.fixture
def house(small_vault: Vault, crowd: Crowd) -> House:
    return built(small_vault, crowd)


@pytest.fixture
def exposure(house: House) -> Exposure:
    """Of somebody on the forum, found by a scan and confirmed."""
    with house.vault.begin() as db:
        (found,) = exposures.all_of(db)
    return found


@pytest.fixture
def letter(house: House) -> Asked:
    return _only(house)


@pytest.fixture
def sent_letter(house: House) -> Asked:
    return _only(house)


def _only(house: House) -> Asked:
    with house.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
    return Asked(house, takedown.id)
