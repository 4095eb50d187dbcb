"""A place, what was served there at one moment, and the identifiers that stand together in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from domain.rendering import Rendering


@dataclass(frozen=True, slots=True)
class Place:
    """Where it stands: canonical URL and, on a page with many, the record's id. The identity of a finding."""

    url: str = field(repr=False)
    record_id: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        return f"{self.url}\n{self.record_id}"


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is left of an earlier look at a page: the digest of its body, and what its server named it by (RFC 9110 §8.8)."""

    digest: str
    etag: str = field(default="", repr=False)
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as served at one moment; `body` is what the server meant, decompressed within bounds. Over plain HTTP, unless
    there is a `rendering`: then a browser asked for it."""

    id: str
    requested_url: str = field(repr=False)
    final_url: str = field(repr=False)
    fetched_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(repr=False)
    redirects: tuple[str, ...] = field(default=(), repr=False)
    remote_address: str = ""
    vantage: str = "direct"  # which egress, connection and host variant looked; told in every sighting
    rendering: Rendering | None = field(default=None, repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the body, in hex."""
        return hashlib.sha256(self.body).hexdigest()

    def header(self, name: str) -> str:
        """The first header of that name, or an empty string."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    @property
    def media_type(self) -> str:
        return self.header("content-type").split(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Mention:
    """Identifiers together at a place; about whom is unknown. `markup` is the record's own piece of the page."""

    place: Place
    source: str
    capture_id: str
    markup: bytes = field(repr=False)
    media_type: str = "text/html"
    record: bool = False  # True: one listing about one person; False: a page on which many may stand
