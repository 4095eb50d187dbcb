"""Brings the vault and the key store to the newest schema, each by its own list of migrations."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from storage.vault import MAIL_KEY, SIGNING_KEY, TOKEN_KEY, Vault

_HERE = Path(__file__).parent / "migrations"


def upgrade(vault: Vault) -> None:
    """Every migration that has not run yet; safe to repeat. The service's own keys are made the first time."""
    for name, engine in (("keys", vault.keys.engine), ("vault", vault.engine)):
        with engine.begin() as connection:
            command.upgrade(_config(name, engine, connection), "head")
    for key_id in (SIGNING_KEY, TOKEN_KEY, MAIL_KEY):
        vault.keys.make(key_id, "service")


def _config(name: str, engine: Engine, connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("version_locations", str(_HERE / name))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = name
    return config
