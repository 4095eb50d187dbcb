"""The environment, read once: every setting is `LUWTE_<NAME>`, a secret may be a file named by `LUWTE_<NAME>_FILE`.

A wrong value is refused at start, with the name of the variable and what to do.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, PrivateAttr, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from domain.due import Queue
from domain.errors import BadInput
from domain.roles import Role

#: Everybody who works here, as against those who are protected.
STAFF = frozenset(role.value for role in Role) - {Role.EMPLOYEE.value}
_PREFIX = "LUWTE_"
_SCHEMES = {
    "database_url": {"sqlite", "postgresql", "postgresql+psycopg"},
    "keys_database_url": {"sqlite", "postgresql", "postgresql+psycopg"},
    "broker_url": {"amqp", "amqps", "redis", "rediss"},
    "smtp_url": {"smtp", "smtps", "smtp+starttls"},
    "imap_url": {"imap", "imaps", "imap+starttls"},
    "phone_url": {"http", "https", "mailto"},
}
Names = Annotated[frozenset[str], NoDecode]
Urls = Annotated[tuple[str, ...], NoDecode]
Queues = Annotated[tuple[Queue, ...], NoDecode]


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

    #: Which file a setting was read from, for what may change while we run.
    _files: dict[str, Path] = PrivateAttr(default_factory=dict)

    home: Path = Path("var")
    database_url: str = ""
    keys_database_url: str = ""
    broker_url: str = ""
    secret_key: SecretStr = SecretStr("")
    encryption_keys: SecretStr = SecretStr("")
    smtp_url: SecretStr = SecretStr("")
    dkim_selector: str = ""
    dkim_key: SecretStr = SecretStr("")
    rdap_bootstrap: Path | None = None
    imap_url: SecretStr = SecretStr("")
    phone_url: SecretStr = SecretStr("")
    maildir: Path | None = None
    host_delay: float = Field(default=1.0, ge=0)
    allow_private_hosts: Names = frozenset()
    own_hosts: Names = frozenset()
    resolvers: Urls = ()
    user_agent: str = "luwte/0.1 (+https://luwte.example/about)"
    tsa_urls: Urls = ()
    tsa_roots: Path | None = None
    police_certificate: Path | None = None
    fictional_sources: bool = False
    organisation: str = "Voorbeeldorganisatie"
    role_address: str = "meldpunt@organisatie.example"
    legal_basis: str = ""
    contact_point: str = ""
    peer_support: str = ""
    victim_support: str = "Slachtofferhulp Nederland"
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8000, ge=0, le=65535)
    public_url: str = ""
    source_keys: SecretStr = SecretStr("")
    browser: str = "auto"
    language_of_browser: bool = False
    second_factor: Names = STAFF
    proxies: int = Field(default=0, ge=0, le=5)
    #: Questions that one token may put to the API in a minute; 0: as many as it likes.
    api_per_minute: int = Field(default=600, ge=0)
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_role_claim: str = "roles"
    oidc_roles: Annotated[tuple[tuple[str, Role], ...], NoDecode] = ()
    oidc_unit_claim: str = ""
    security_contact: str = ""
    security_policy: str = ""
    worker_threads: int = Field(default=4, ge=1, le=64)
    worker_queues: Queues = tuple(Queue)
    pulse_path: Path | None = None
    metrics_port: int = Field(default=0, ge=0, le=65535)
    metrics_host: str = "127.0.0.1"

    @field_validator("allow_private_hosts", "own_hosts", "second_factor", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        return frozenset(name.strip().lower() for name in value.split(",") if name.strip()) if isinstance(value, str) else value

    @field_validator("second_factor")
    @classmethod
    def _roles(cls, value: frozenset[str]) -> frozenset[str]:
        if value - STAFF - {Role.EMPLOYEE.value, "none"}:
            raise ValueError(f"name roles ({', '.join(sorted(STAFF))}, employee) with commas between, or none")
        return value - {"none"}

    @field_validator("oidc_roles", mode="before")
    @classmethod
    def _mapping(cls, value: object) -> object:
        """`value-of-the-claim=role`, with commas between; the first that fits counts."""
        if not isinstance(value, str):
            return value
        pairs = [part.rpartition("=") for part in value.split(",") if part.strip()]
        if any(not said.strip() or role.strip() not in STAFF for said, _equals, role in pairs):
            raise ValueError(f"write VALUE=ROLE with commas between; ROLE is one of {', '.join(sorted(STAFF))}")
        return tuple((said.strip(), Role(role.strip())) for said, _equals, role in pairs)

    @field_validator("tsa_urls", "resolvers", "worker_queues", mode="before")
    @classmethod
    def _urls(cls, value: object) -> object:
        return tuple(url.strip() for url in value.split(",") if url.strip()) if isinstance(value, str) else value

    @field_validator("database_url", "keys_database_url", "broker_url")
    @classmethod
    def _known_scheme(cls, value: str, info: object) -> str:
        return _checked(value, str(getattr(info, "field_name", "")))

    @field_validator("smtp_url", "imap_url", "phone_url")
    @classmethod
    def _known_secret_scheme(cls, value: SecretStr, info: object) -> SecretStr:
        _checked(value.get_secret_value(), str(getattr(info, "field_name", "")))
        return value

    @field_validator("security_contact", "security_policy")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and (not value.startswith(("https://", "mailto:")) or not value.isprintable() or " " in value):
            raise ValueError("begin with https:// or mailto:")
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _safe_issuer(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme != "https" or not parts.hostname) and parts.hostname not in {"127.0.0.1", "localhost"}:
            raise ValueError("begin with https://")
        return value

    @property
    def factor_roles(self) -> frozenset[str]:
        """Who must have a second factor; nobody in the demo."""
        return frozenset() if self.fictional_sources else self.second_factor

    def file_of(self, name: str) -> Path | None:
        """The file that a setting was read from, if it was."""
        return self._files.get(name)

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
    values, files = dict(os.environ if environment is None else environment), dict[str, Path]()
    for name in [name for name in values if name.startswith(_PREFIX) and name.endswith("_FILE")]:
        plain = name.removesuffix("_FILE")
        if plain in values:
            raise BadInput(name, f"set either {plain} or {name}, not both")
        try:
            values[plain] = Path(values[name]).read_text(encoding="utf-8").strip()
            files[plain.removeprefix(_PREFIX).lower()] = Path(values[name])
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(name, f"cannot read that file: {type(error).__name__}") from None
    given = {name.removeprefix(_PREFIX).lower(): value for name, value in values.items() if name.startswith(_PREFIX)}
    try:
        settings = Settings(**{name: value for name, value in given.items() if name in Settings.model_fields})  # type: ignore[arg-type]  # pydantic converts the strings
    except ValidationError as error:
        wrong = "; ".join(f"{_PREFIX}{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise BadInput("settings", wrong) from None
    settings._files.update(files)
    return settings
