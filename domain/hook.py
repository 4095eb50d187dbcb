"""What another system of the organisation is told: that something happened to a thing of that id, signed, and nothing of it.

The form is that of Standard Webhooks (www.standardwebhooks.com): three headers, and an HMAC over id, moment and body, so that
whoever listens can tell that it is from us, that it is fresh, and that they had it already.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from domain.errors import BadInput

#: After this nobody is told any more; what happened can still be read by the API.
GIVEN_UP_AFTER = timedelta(days=3)
_PREFIX = "whsec_"


class HookEvent(StrEnum):
    FINDING = "finding"  # something was found
    TAKEDOWN = "takedown"  # a request was made, or moved on
    EXPOSURE = "exposure"  # what we see of a place changed
    FLARE_UP = "flare-up"  # set, moved, or called off


@dataclass(frozen=True, slots=True)
class Hook:
    """A system that is told of these events, at this address; `secret` signs, and is shown to it once."""

    id: str
    name: str
    url: str = field(repr=False)
    secret: str = field(repr=False)
    events: tuple[HookEvent, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one system; its id stays the same however often it is tried."""

    id: str
    hook_id: str
    event: HookEvent
    thing: str
    at: datetime
    tries: int = 0


def new_secret() -> str:
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def checked_url(url: str, allowed: frozenset[str] = frozenset()) -> str:
    """The address, if it may be told anything: https, without a name or password in it; plain http only to a host that the
    settings allow. Raises `BadInput`. Where it leads is judged when it is asked (gateway)."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise BadInput("url", "this is not an address; write https://host/path") from None
    host = (parts.hostname or "").lower()
    if not host or parts.username or parts.password or parts.fragment or any(letter <= " " for letter in url.strip()):
        raise BadInput("url", "write https://host/path, without a name, password or fragment")
    excepted = not allowed.isdisjoint({host, f"{host}:{port}"})
    if parts.scheme != "https" and not (parts.scheme == "http" and excepted):
        raise BadInput("url", "begin with https://; plain http only to a host in LUWTE_ALLOW_PRIVATE_HOSTS")
    return url.strip()


def body(delivery: Delivery) -> bytes:
    """Ids and a moment: whoever may know more asks the API for it, with a token of theirs."""
    told = {"type": delivery.event.value, "timestamp": delivery.at.isoformat(), "data": {"id": delivery.thing}}
    return json.dumps(told, separators=(",", ":")).encode()


def headers(delivery: Delivery, secret: str, now: datetime) -> tuple[tuple[str, str], ...]:
    """The three of Standard Webhooks; `now` is when it is sent, so that an old one that is sent again can be refused."""
    moment = str(int(now.timestamp()))
    return (
        ("webhook-id", delivery.id),
        ("webhook-timestamp", moment),
        ("webhook-signature", signature(secret, delivery.id, moment, body(delivery))),
    )


def signature(secret: str, delivery_id: str, moment: str, told: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    signed = hmac.new(key, f"{delivery_id}.{moment}.".encode() + told, hashlib.sha256).digest()
    return "v1," + base64.b64encode(signed).decode()
