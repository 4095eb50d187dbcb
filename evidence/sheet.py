"""The sheet of a capture (`capture.json`): what was asked and answered, when, by which tools, and what it cannot show."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib import metadata
from typing import Any

from domain.evidence import Original
from domain.mention import Capture, Place
from evidence import canonical, moments

NO_BROWSER = "no browser: no picture of the page as seen"
DECODED = "headers and body as the HTTP client gave them: the body is decompressed"
NO_REQUEST = "the headers that we sent are not recorded"
NO_ADDRESS = "the address of the server is not recorded"
RENDERED = "the page as it stood when its scripts had run in a browser, not as its server sent it; no picture was made"
RENDERED_BY = "browser"
NO_TEXT = "no visible text: not a text page, or nested too deep to be read"
NO_SCRIPTS = "scripts of the page were not run and its images not fetched"
_ASKED = ("httpx", "httptools", "warcio", "selectolax", "cryptography", "pillow", "playwright")


def plain(capture: Capture, place: Place, source: str, body: Original, *, has_text: bool) -> dict[str, Any]:
    """Of a capture without a browser."""
    limits = [RENDERED, NO_REQUEST] if capture.vantage == RENDERED_BY else [NO_BROWSER, NO_SCRIPTS, DECODED, NO_REQUEST]
    if not has_text:
        limits.append(NO_TEXT)
    told = common(capture, place, source) | {"body": _body(capture, body.name), "browser": None}
    return dict(clean(told | limited(capture, limits)))


def common(capture: Capture, place: Place, source: str) -> dict[str, Any]:
    return {
        "format": "luwte-capture/1",
        "capture": capture.id,
        "source": source,
        "place": {"url": place.url, "record_id": place.record_id},
        "method": "GET",
        "requested_url": capture.requested_url,
        "final_url": capture.final_url,
        "redirects": list(capture.redirects),
        "status": capture.status,
        "headers": [list(header) for header in capture.headers],
        "fetched_at": {"utc": moments.utc(capture.fetched_at), "amsterdam": moments.amsterdam(capture.fetched_at)},
        "server_date": capture.header("date"),
        "remote_address": capture.remote_address,
        "vantage": capture.vantage,
        "tools": tools(),
    }


def limited(capture: Capture, limits: list[str]) -> dict[str, Any]:
    return {"limitations": limits + ([] if capture.remote_address else [NO_ADDRESS])}


def _body(capture: Capture, name: str) -> dict[str, Any]:
    return digested(name, capture.body) | {"media_type": capture.media_type}


def digested(name: str, content: bytes) -> dict[str, Any]:
    return {"file": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


@cache
def tools() -> dict[str, str]:
    found = {name: version for name in _ASKED if (version := _version(name))}
    return {"luwte": _version("luwte") or "not installed", "python": platform.python_version(), **found}


def software() -> str:
    return f"luwte {tools()['luwte']}, warcio {tools()['warcio']}"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def clean(value: Any) -> Any:
    """Without lone surrogates, which a server can put in a header."""
    if isinstance(value, str):
        return canonical.writable(value)
    if isinstance(value, list):
        return [clean(part) for part in value]
    if isinstance(value, dict):
        return {key: clean(part) for key, part in value.items()}
    return value
