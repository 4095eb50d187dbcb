"""One town and one real browser for everything that is seen; loudly skipped where there is no browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from gateway.browser import find_browser
from storage import accounts
from tests.web.seen.town import Town, built, filled, served
from tests.web.seen.window import Window, opened


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        with built(tmp_path_factory.mktemp("town")) as world:
            yield filled(world)


@pytest.fixture(scope="session")
def window(town: Town) -> Iterator[Window]:
    found = find_browser("auto")
    if not found.path:
        pytest.skip(f"NO PAGE WAS SEEN IN A BROWSER: {found.reason}")
    with served(town.world) as address, opened(town, address, found.path) as window:
        yield window
