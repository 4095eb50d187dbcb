"""What the actors work with: the vault, the ways out, and the definitions; built once from the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

from cryptography import x509

from config.catalogue import load_recipients, load_sources
from config.paths import RECIPIENTS, RETENTION, SOURCES, installed
from config.retention import load_retention
from config.settings import Settings
from config.source_keys import headers_by_host
from domain.errors import BadInput, NotFound, Unsent
from domain.ports import Handover, Letter, Mailbox, Now, Send, Stamp
from domain.recipient import Recipient
from domain.retention import Retention
from domain.source import Source, SourceState
from evidence import keys as signing
from evidence.timestamp import load_roots
from gateway.dial import Resolve, system_resolver
from gateway.http import Http
from gateway.keyed import KeyedHttp
from gateway.mailboxes import Imap, Maildir
from gateway.smtp import Smtp
from storage import migrate
from storage.cipher import KeyRing
from storage.vault import SIGNING_KEY, Vault, open_vault
from takedown.desk import Desk, desk_of
from workers.crowd import Crowd

Kept = TypeVar("Kept")


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Services:
    """Shared by all threads of a process."""

    settings: Settings
    vault: Vault
    now: Now
    http: Http
    send: Send
    mailbox: Mailbox | None
    stamps: tuple[Stamp, ...]
    roots: tuple[x509.Certificate, ...]
    sources: Mapping[str, Source]
    recipients: tuple[Recipient, ...]
    desk: Desk
    crowd: Crowd
    signer: signing.Signer
    retention: Retention
    lease: timedelta = timedelta(minutes=15)

    def source(self, slug: str) -> Source:
        """Raises `NotFound` for a source that is not, or not any more, switched on."""
        source = self.sources.get(slug)
        if source is None:
            raise NotFound("this source is not switched on")
        return source

    def close(self) -> None:
        self.http.close()
        self.vault.close()

    def recipient(self, slug: str) -> Recipient:
        found = next((each for each in self.recipients if each.slug == slug), None)
        if found is None:
            raise NotFound("this recipient is not in the catalogue any more")
        return found


def vault_of(settings: Settings) -> Vault:
    """The vault and its key store, at the newest schema. Raises `BadInput` without a key ring."""
    ring = settings.encryption_keys.get_secret_value()
    if not ring:
        raise BadInput(
            "LUWTE_ENCRYPTION_KEYS", "is not set; make a key with `luwte keys new NAME`, and keep it apart from the backups"
        )
    if settings.vault_url.startswith("sqlite:///"):
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    vault = open_vault(settings.vault_url, settings.keys_url, KeyRing.parse(ring))
    migrate.upgrade(vault)
    return vault


def build(settings: Settings, *, now: Now = utc_now, resolve: Resolve = system_resolver) -> Services:
    """Everything from the settings; a definition that cannot be understood is refused at start, by file and line."""
    vault = vault_of(settings)
    sources = _sources(settings)
    http = KeyedHttp(
        keys=headers_by_host(sources, settings.source_keys),
        user_agent=settings.user_agent,
        now=now,
        host_delay=settings.host_delay,
        allow_private_hosts=settings.allow_private_hosts,
        resolve=resolve,
    )
    return Services(
        settings=settings,
        vault=vault,
        now=now,
        http=http,
        send=_sender(settings),
        mailbox=_mailbox(settings),
        stamps=tuple(partial(_stamp, http, url) for url in settings.tsa_urls),
        roots=_roots(settings),
        sources={source.slug: source for source in sources},
        recipients=_recipients(settings, now),
        desk=desk_of(settings.organisation, settings.role_address),
        crowd=Crowd(),
        signer=signing.from_seed(vault.keys.get(SIGNING_KEY)),
        retention=load_retention(RETENTION),
    )


def _sources(settings: Settings) -> tuple[Source, ...]:
    return tuple(
        s
        for s in _all(load_sources(SOURCES, *installed(settings.home)))
        if s.on and (s.state is not SourceState.FICTIONAL or settings.fictional_sources)
    )


def _recipients(settings: Settings, now: Now) -> tuple[Recipient, ...]:
    """Those of the fictional world only together with its sources; their contacts are as fresh as the world itself."""
    real_or_wanted = [one for one in _all(load_recipients(RECIPIENTS)) if settings.fictional_sources or not one.fictional]
    return tuple(replace(one, verified_on=now().date()) if one.fictional else one for one in real_or_wanted)


def _all(loaded: tuple[tuple[Kept, ...], tuple[BadInput, ...]]) -> tuple[Kept, ...]:
    found, refused = loaded
    if refused:
        raise refused[0]
    return found


def _sender(settings: Settings) -> Send:
    url = settings.smtp_url.get_secret_value()
    return Smtp(url) if url else _no_mail


def _no_mail(letter: Letter) -> Handover:
    raise Unsent("LUWTE_SMTP_URL is not set: nothing can leave", permanent=False)


def _mailbox(settings: Settings) -> Mailbox | None:
    url = settings.imap_url.get_secret_value()
    if url:
        return Imap(url)
    return Maildir(settings.maildir) if settings.maildir else None


def _stamp(http: Http, url: str, request: bytes) -> bytes:
    return http.post(url, request, "application/timestamp-query")


def _roots(settings: Settings) -> tuple[x509.Certificate, ...]:
    if settings.tsa_roots is None:
        return ()
    try:
        return load_roots(settings.tsa_roots.read_bytes())
    except (OSError, ValueError):
        raise BadInput("LUWTE_TSA_ROOTS", "name a PEM file with the roots of the time-stamping authorities") from None
