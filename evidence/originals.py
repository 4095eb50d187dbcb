"""The untouched files of one capture, and the sheet that says how it was made and what it cannot show."""

from __future__ import annotations

import hashlib
import platform
from importlib import metadata
from typing import Any

from domain.evidence import Original
from domain.mention import Capture, Place
from evidence import canonical, moments
from evidence.archive import warc
from evidence.text import HTML, visible_text

NO_BROWSER = "no browser: no picture of the page as seen"
DECODED = "headers and body as the HTTP client gave them: the body is decompressed"
NO_REQUEST = "the headers that we sent are not recorded"
NO_ADDRESS = "the address of the server is not recorded"
NO_TEXT = "no visible text: not a text page, or nested too deep to be read"
NO_SCRIPTS = "scripts of the page were not run and its images not fetched"


def originals(capture: Capture, *, place: Place, source: str) -> tuple[Original, ...]:
    """`capture.json`, the body as served, its visible text and a WARC, sorted by name."""
    tools = _tools()
    text = visible_text(capture)
    body = Original("page.html" if capture.media_type in HTML else "body.bin", capture.body)
    sheet = _sheet(capture, place, source, tools, body, has_text=text is not None)
    files = [
        Original("capture.json", canonical.encode(_clean(sheet))),
        body,
        Original("page.warc.gz", warc(capture, software=f"luwte {tools['luwte']}, warcio {tools['warcio']}")),
    ]
    if text is not None:
        files.append(Original("text.txt", text.encode("utf-8", "replace")))
    return tuple(sorted(files, key=lambda file: file.name))


def _sheet(
    capture: Capture, place: Place, source: str, tools: dict[str, str], body: Original, *, has_text: bool
) -> dict[str, Any]:
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
        "remote_address": capture.remote_address,
        "vantage": capture.vantage,
        "body": {
            "file": body.name,
            "bytes": len(body.content),
            "sha256": hashlib.sha256(body.content).hexdigest(),
            "media_type": capture.media_type,
        },
        "browser": None,
        "tools": tools,
        "limitations": _limitations(capture, has_text=has_text),
    }


def _limitations(capture: Capture, *, has_text: bool) -> list[str]:
    found = [NO_BROWSER, NO_SCRIPTS, DECODED, NO_REQUEST]
    if not capture.remote_address:
        found.append(NO_ADDRESS)
    if not has_text:
        found.append(NO_TEXT)
    return found


def _tools() -> dict[str, str]:
    versions = {name: metadata.version(name) for name in ("httpx", "warcio", "selectolax", "cryptography")}
    return {"luwte": _own_version(), "python": platform.python_version(), **versions}


def _own_version() -> str:
    try:
        return metadata.version("luwte")
    except metadata.PackageNotFoundError:
        return "not installed"


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return canonical.writable(value)
    if isinstance(value, list):
        return [_clean(part) for part in value]
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    return value
