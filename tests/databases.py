"""Databases that are made for one run on a PostgreSQL, and dropped after it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import NullPool, create_engine, text

from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.vault import Vault, open_vault


@contextmanager
def fresh_vault(url: str, ring: str) -> Iterator[Vault]:
    """Two databases on that server, the vault and its keys, at the newest schema."""
    names = [f"luwte_test_{uuid.uuid4().hex[:12]}" for _ in range(2)]
    server = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with server.connect() as connection:
        for name in names:
            connection.execute(text(f"CREATE DATABASE {name}"))
    vault_url, keys_url = (f"{url.rsplit('/', 1)[0]}/{name}" for name in names)
    opened = open_vault(vault_url, keys_url, KeyRing.parse(ring))
    try:
        upgrade(opened)
        yield opened
    finally:
        opened.close()
        with server.connect() as connection:
            for name in names:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
