"""Which recipients decide on a place: by host, the most exact first."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from domain.recipient import ANYWHERE, JUDGES, Recipient
from takedown.chain import nearer


def deciding(recipients: Iterable[Recipient], url: str) -> tuple[Recipient, ...]:
    """Those that decide on this place, nearest to the source first: the more exact their host, the nearer; of
    equal ones by their link of the chain. Who judges others, or keeps a whole domain, decides on no place."""
    found = [(_exactness(recipient, url), recipient) for recipient in recipients if recipient.kind not in JUDGES]
    order = sorted(found, key=lambda pair: (-pair[0], len(nearer(pair[1].kind))))
    return tuple(recipient for exact, recipient in order if exact)


def decides_on(recipient: Recipient, url: str) -> bool:
    """Whether one of its hosts is the place's host or a parent of it."""
    return _exactness(recipient, url) > 0


def reaches(recipient: Recipient, url: str) -> bool:
    """Whether it can be written to about this place: it decides there, or it judges who does, wherever that is."""
    return recipient.kind in ANYWHERE or decides_on(recipient, url)


def _exactness(recipient: Recipient, url: str) -> int:
    """Length of the longest host that covers the place; 0 if none does."""
    parts = urlsplit(url)
    asked = (parts.netloc.rpartition("@")[2].lower().rstrip("."), (parts.hostname or "").rstrip("."))
    return max((len(host) for host in map(_plain, recipient.hosts) if any(_covers(host, one) for one in asked)), default=0)


def _plain(host: str) -> str:
    return host.strip().lower().strip(".").removeprefix("www.")


def _covers(host: str, asked: str) -> bool:
    return bool(host) and (asked == host or asked.endswith(f".{host}"))
