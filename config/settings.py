"""The environment, read once: every setting is `LUWTE_<NAME>`, a secret may be a file named by `LUWTE_<NAME>_FILE`.

A wrong value is refused at start, with the name of the variable and what to do.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from domain.errors import BadInput

_PREFIX = "LUWTE_"
_SCHEMES = {
    "database_url": {"sqlite", "postgresql", "postgresql+psycopg"},
    "keys_database_url": {"sqlite", "postgresql", "postgresql+psycopg"},
    "broker_url": {"amqp", "amqps", "redis", "rediss"},
    "smtp_url": {"smtp", "smtps", "smtp+starttls"},
    "imap_url": {"imap", "imaps", "imap+starttls"},
}
Names = Annotated[frozenset[str], NoDecode]
Urls = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """One value a setting; the defaults run on one machine with nothing beside Python."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="ignore")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """`load_settings` alone reads the environment: it knows `…_FILE`, and hands over what it found."""
        return (init_settings,)

    home: Path = Path("var")
    database_url: str = ""
    keys_database_url: str = ""
    broker_url: str = ""
    secret_key: SecretStr = SecretStr("")
    encryption_keys: SecretStr = SecretStr("")
    smtp_url: SecretStr = SecretStr("")
    imap_url: SecretStr = SecretStr("")
    maildir: Path | None = None
    host_delay: float = Field(default=1.0, ge=0)
    allow_private_hosts: Names = frozenset()
    own_hosts: Names = frozenset()
    user_agent: str = "luwte/0.1 (+https://luwte.example/about)"
    tsa_urls: Urls = ()
    tsa_roots: Path | None = None
    fictional_sources: bool = False
    organisation: str = "Voorbeeldorganisatie"
    role_address: str = "meldpunt@organisatie.example"
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8000, ge=0, le=65535)
    public_url: str = ""
    source_keys: SecretStr = SecretStr("")
    worker_threads: int = Field(default=4, ge=1, le=64)

    @field_validator("allow_private_hosts", "own_hosts", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        return frozenset(name.strip().lower() for name in value.split(",") if name.strip()) if isinstance(value, str) else value

    @field_validator("tsa_urls", mode="before")
    @classmethod
    def _urls(cls, value: object) -> object:
        return tuple(url.strip() for url in value.split(",") if url.strip()) if isinstance(value, str) else value

    @field_validator("database_url", "keys_database_url", "broker_url")
    @classmethod
    def _known_scheme(cls, value: str, info: object) -> str:
        return _checked(value, str(getattr(info, "field_name", "")))

    @field_validator("smtp_url", "imap_url")
    @classmethod
    def _known_secret_scheme(cls, value: SecretStr, info: object) -> SecretStr:
        _checked(value.get_secret_value(), str(getattr(info, "field_name", "")))
        return value

    @property
    def vault_url(self) -> str:
        return self.database_url or f"sqlite:///{self.home.absolute() / 'luwte.db'}"

    @property
    def keys_url(self) -> str:
        """The key store; beside a PostgreSQL vault it has a database of its own, named by a setting."""
        if self.keys_database_url:
            return self.keys_database_url
        if self.vault_url.startswith("sqlite:///"):
            return self.vault_url.removesuffix(".db") + "-keys.db"
        raise BadInput("LUWTE_KEYS_DATABASE_URL", "the keys need a database of their own, apart from the vault and its backups")


def _checked(value: str, name: str) -> str:
    known = _SCHEMES[name]
    if value and urlsplit(value).scheme not in known:
        raise ValueError(f"begin with one of {', '.join(sorted(f'{scheme}:' for scheme in known))}")
    return value


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Raises `BadInput` naming each variable that is wrong; the value itself is never shown."""
    values = dict(os.environ if environment is None else environment)
    for name in [name for name in values if name.startswith(_PREFIX) and name.endswith("_FILE")]:
        plain = name.removesuffix("_FILE")
        if plain in values:
            raise BadInput(name, f"set either {plain} or {name}, not both")
        try:
            values[plain] = Path(values[name]).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(name, f"cannot read that file: {type(error).__name__}") from None
    given = {name.removeprefix(_PREFIX).lower(): value for name, value in values.items() if name.startswith(_PREFIX)}
    try:
        return Settings(**{name: value for name, value in given.items() if name in Settings.model_fields})  # type: ignore[arg-type]  # pydantic converts the strings
    except ValidationError as error:
        wrong = "; ".join(f"{_PREFIX}{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise BadInput("settings", wrong) from None
