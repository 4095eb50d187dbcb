"""What the actors work with: the vault, the ways out, and the definitions; built once from the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar
from uuid import uuid4

from cryptography import x509

from config.catalogue import load_recipients, load_sources
from config.paths import RECIPIENTS, RETENTION, SOURCES, installed, installed_recipients
from config.retention import load_retention
from config.settings import Settings
from config.source_keys import headers_by_host
from domain.errors import BadInput, NotFound, Unsent
from domain.ports import Exists, Fetch, Handover, Letter, Mailbox, Now, Registered, Send, SendText, Stamp
from domain.recipient import Recipient
from domain.retention import Retention
from domain.source import Source, SourceState
from evidence import keys as signing
from evidence.timestamp import load_roots
from gateway.browser import Browser, find_browser
from gateway.dial import Resolve, system_resolver
from gateway.dkim import Signer
from gateway.envelope import Sign
from gateway.existence import Existence
from gateway.http import Http
from gateway.keyed import KeyedHttp
from gateway.mailboxes import Imap, Maildir
from gateway.rdap import Rdap
from gateway.smtp import Smtp
from gateway.texting import texting
from storage.vault import SIGNING_KEY, Vault
from takedown.desk import Desk, desk_of
from workers.crowd import Crowd
from workers.opening import vault_of
from workers.turns import SharedTurns

Kept = TypeVar("Kept")
#: Seconds to wait for each answer of the mail server when it is only asked whether it is there.
_GREETING = 10.0


def utc_now() -> datetime:
    return datetime.now(UTC)


def _nobody_asked(host: str) -> tuple[bool | None, ...]:
    return ()


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
    exists: Exists = _nobody_asked
    registered: Registered | None = None
    lease: timedelta = timedelta(minutes=2)
    browser: Browser | None = None
    #: Greets the mail server without a letter; raises `Unsent`. None where none is set.
    greet: Callable[[], None] | None = None
    send_text: SendText | None = None

    def source(self, slug: str) -> Source:
        """Raises `NotFound` for a source that is not, or not any more, switched on."""
        source = self.sources.get(slug)
        if source is None:
            raise NotFound("this source is not switched on")
        return source

    def close(self) -> None:
        if self.browser is not None:
            self.browser.close()
        self.http.close()
        self.vault.close()

    def recipient(self, slug: str) -> Recipient:
        found = next((each for each in self.recipients if each.slug == slug), None)
        if found is None:
            raise NotFound("this recipient is not in the catalogue any more")
        return found


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
        turns=SharedTurns(vault, now) if settings.broker_url else None,  # alone in one process nobody else asks
    )
    send, desk = _sender(settings), desk_of(settings.organisation, settings.role_address)
    return Services(
        settings=settings,
        vault=vault,
        now=now,
        http=http,
        send=send,
        mailbox=_mailbox(settings),
        stamps=tuple(partial(_stamp, http, url) for url in settings.tsa_urls),
        roots=_roots(settings),
        sources={source.slug: source for source in sources},
        recipients=_recipients(settings, now),
        desk=desk,
        crowd=Crowd(),
        signer=signing.from_seed(vault.keys.get(SIGNING_KEY)),
        retention=load_retention(RETENTION),
        exists=Existence(settings.resolvers),
        registered=rdap_of(settings, http).registered if settings.rdap_bootstrap else None,
        browser=_browser(settings, http, now, resolve),
        greet=_greeter(settings),
        send_text=_texter(settings, http, send, desk, now),
    )


def _texter(settings: Settings, http: Http, send: Send, desk: Desk, now: Now) -> SendText | None:
    url = settings.phone_url.get_secret_value()
    return texting(url, http.post, partial(_mail_text, send, desk, now)) if url else None


def _mail_text(send: Send, desk: Desk, now: Now, to: str, text: str) -> None:
    """For a gateway that makes a text message of a mail."""
    ours = desk.address
    send(Letter(f"<{uuid4().hex}@{desk.domain}>", ours, ours, ours, to, "luwte", f"{text}\n", "nl", now()))


def rdap_of(settings: Settings, fetch: Fetch) -> Rdap:
    """What the registries publish. Raises `BadInput` where no file says which registry answers for what."""
    if settings.rdap_bootstrap is None:
        raise BadInput("LUWTE_RDAP_BOOTSTRAP", "is not set; it names the file with the registries, see docs/operating.md")
    try:
        known = settings.rdap_bootstrap.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("LUWTE_RDAP_BOOTSTRAP", f"cannot be read: {type(error).__name__}") from None
    return Rdap(fetch, known, insecure=bool(settings.allow_private_hosts))


def _browser(settings: Settings, http: Http, now: Now, resolve: Resolve) -> Browser | None:
    """As polite as the rest: it asks where `http` may ask, in its turn."""
    found = find_browser(settings.browser)
    if not found.path:
        return None
    allowed = settings.allow_private_hosts
    return Browser(found.path, now=now, allow_private_hosts=allowed, resolve=resolve, before=http.admit)


def _sources(settings: Settings) -> tuple[Source, ...]:
    return tuple(
        s
        for s in _all(load_sources(SOURCES, *installed(settings.home)))
        if s.on and (s.state is not SourceState.FICTIONAL or settings.fictional_sources)
    )


def _recipients(settings: Settings, now: Now) -> tuple[Recipient, ...]:
    """Those of the fictional world only together with its sources; their contacts are as fresh as the world itself."""
    real_or_wanted = [
        one
        for one in _all(load_recipients(RECIPIENTS, *installed_recipients(settings.home)))
        if settings.fictional_sources or not one.fictional
    ]
    return tuple(replace(one, verified_on=now().date()) if one.fictional else one for one in real_or_wanted)


def _all(loaded: tuple[tuple[Kept, ...], tuple[BadInput, ...]]) -> tuple[Kept, ...]:
    found, refused = loaded
    if refused:
        raise refused[0]
    return found


def _sender(settings: Settings) -> Send:
    url = settings.smtp_url.get_secret_value()
    return Smtp(url, sign=_signer(settings)) if url else _no_mail


def _greeter(settings: Settings) -> Callable[[], None] | None:
    """Less patient than a letter: whether the server is there is asked every minute."""
    url = settings.smtp_url.get_secret_value()
    domain = desk_of(settings.organisation, settings.role_address).domain
    return partial(Smtp(url, timeout=_GREETING).greet, domain) if url else None


def _signer(settings: Settings) -> Sign:
    key = settings.dkim_key.get_secret_value()
    if not key:
        return bytes
    if not settings.dkim_selector:
        raise BadInput("LUWTE_DKIM_SELECTOR", "is not set; name the selector under which the key's public half stands")
    domain = desk_of(settings.organisation, settings.role_address).domain
    return Signer.read(domain, settings.dkim_selector, key).signed


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
