"""Whom to write to about a host name or an address: the abuse contacts of registrar and host, as the registries publish them
(RDAP, RFC 9082 and 9083). Asked by the same rules as any page: never inward, politely, bounded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

# Each `Rdap` has its own bootstrap: the library's global one would be shared by all. It has no stubs.
from whoisit.bootstrap import _BootstrapWrapper as Bootstrap  # type: ignore[import-untyped]  # no stubs
from whoisit.errors import WhoisItError  # type: ignore[import-untyped]  # no stubs
from whoisit.parser import parse  # type: ignore[import-untyped]  # no stubs
from whoisit.query import QueryBuilder  # type: ignore[import-untyped]  # no stubs

from domain.errors import BadInput, Unclear, Unreachable
from domain.ports import Fetch

_EMAIL = re.compile(r"[^@\s<>,;:\"]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_NAME = re.compile(r"(?=.{4,253}\Z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


@dataclass(frozen=True, slots=True)
class Contact:
    """An abuse contact as published: `of` is the registrar or the holder of the network; `source`, where it stands."""

    of: str
    email: str
    country: str
    source: str


class Rdap:
    """`bootstrap`: which registry answers for what, as saved by whoisit (see docs/operating.md). A name or address for which
    it names no registry is not asked about: the library would ask any at random. `insecure`: also by plain http."""

    def __init__(self, fetch: Fetch, bootstrap: str, *, insecure: bool = False) -> None:
        self._fetch = fetch
        self._bootstrap = Bootstrap()
        try:
            loaded = self._bootstrap.load_bootstrap_data(bootstrap, allow_insecure=insecure)
        except (WhoisItError, ValueError, KeyError, TypeError, AttributeError):
            loaded = False
        if not loaded:
            raise BadInput("LUWTE_RDAP_BOOTSTRAP", "cannot be read; save it anew, see docs/operating.md")

    def registrar(self, domain: str) -> tuple[Contact, ...]:
        """The abuse contacts of the registrar of this domain name."""
        plain = domain.strip().lower().rstrip(".")
        if not _NAME.fullmatch(plain):
            raise BadInput("domain", "is no domain name; give the registered name, such as gids.example")
        return self._contacts("domain", plain, ("abuse", "registrar"))

    def host(self, address: str) -> tuple[Contact, ...]:
        """The abuse contacts of the network in which this address lies."""
        try:
            plain = str(ip_address(address.strip()))
        except ValueError:
            raise BadInput("address", "is no IP address; resolve the host name first") from None
        return self._contacts("ip", plain, ("abuse",))

    def registered(self, host: str) -> bool | None:
        """Whether the registry still has the domain under which this host stands: False where it says, in its own form, that it
        has no such name, of the host and of every name above it but the top level; None where it does not say. A name that is
        only held back from deletion counts as there."""
        labels = host.strip().lower().rstrip(".").split(".")
        names = [".".join(labels[at:]) for at in range(len(labels) - 1)]
        answers = [self._has(name) for name in names if _NAME.fullmatch(name)]
        if not answers or True in answers:
            return True if answers else None
        return None if None in answers else False

    def _has(self, name: str) -> bool | None:
        try:
            _, url, exact = QueryBuilder(self._bootstrap).build("domain", name)
            answer = self._fetch(url) if exact else None
        except (WhoisItError, Unreachable):
            return None
        if answer is None or answer.status not in {200, 404}:
            return None
        try:
            said = json.loads(answer.body)
        except ValueError:
            return None
        if not isinstance(said, dict):
            return None
        if answer.status == 200:
            return True if said.get("objectClassName") == "domain" else None
        return False if said.get("errorCode") == 404 else None

    def _contacts(self, kind: str, value: str, roles: tuple[str, ...]) -> tuple[Contact, ...]:
        try:
            _, url, exact = QueryBuilder(self._bootstrap).build(kind, value)
        except WhoisItError:
            raise Unreachable(Unclear.NOT_ALLOWED, "the bootstrap data name no registry for this", permanent=True) from None
        if not exact:
            raise Unreachable(Unclear.NOT_ALLOWED, "the bootstrap data name no registry for this", permanent=True)
        answer = self._answer(kind, value, url)
        found = (contact for role in roles for contact in _of(answer, role, url))
        return tuple(dict.fromkeys(contact for contact in found if _EMAIL.fullmatch(contact.email)))

    def _answer(self, kind: str, value: str, url: str) -> dict[str, Any]:
        answer = self._fetch(url)
        if answer.status == 404:
            return {}
        if answer.status != 200:
            reason = Unclear.BLOCKED if answer.status in {401, 403, 429} else Unclear.SERVER_ERROR
            raise Unreachable(reason, "the registry does not answer")
        try:
            raw = json.loads(answer.body)
            return dict(parse(self._bootstrap, kind, value, raw))
        except (ValueError, WhoisItError, KeyError, TypeError, AttributeError, IndexError):
            raise Unreachable(Unclear.UNREADABLE, "the registry's answer cannot be read") from None


def _of(answer: dict[str, Any], role: str, url: str) -> Iterator[Contact]:
    entities = answer.get("entities") or {}
    for one in entities.get(role) or ():
        whose = str(one.get("parent_name") or one.get("organization") or one.get("name") or "")
        email = one.get("email") or ""
        yield Contact(whose, str(email), str(answer.get("country") or ""), url)
