"""The WARC with its index and a page list in one file (WACZ 1.1.1), which ReplayWeb.page and others open as it is.

A WACZ is no proof by itself: its own digests can be made anew by anybody. The seal over it is.
"""

from __future__ import annotations

import hashlib
import json
from urllib.parse import urlsplit

from domain.mention import Capture
from domain.rendering import Rendering
from evidence import container, moments
from evidence.archive import Kept, warc_of_visit

_WARC, _INDEX, _PAGES = "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"
_VERSION = "1.1.1"


def wacz(capture: Capture, rendering: Rendering, *, software: str) -> bytes:
    """The same capture gives the same bytes. The page's text is not in the page list: that would make it searchable."""
    raw, kept = warc_of_visit(capture, rendering, software=software)
    files = {_WARC: raw, _INDEX: _index(kept), _PAGES: _pages(capture, rendering)}
    package = _package(capture, files, software)
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    files |= {"datapackage.json": package, "datapackage-digest.json": _json(digest)}
    return container.write(files)


def _package(capture: Capture, files: dict[str, bytes], software: str) -> bytes:
    at = moments.utc(capture.fetched_at)
    resources = [
        {
            "name": path.rpartition("/")[2].lower(),
            "path": path,
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "bytes": len(content),
        }
        for path, content in sorted(files.items())
    ]
    return _json(
        {
            "profile": "data-package",
            "wacz_version": _VERSION,
            "software": software,
            "created": at,
            "mainPageUrl": capture.final_url,
            "mainPageDate": at,
            "resources": resources,
        }
    )


def _pages(capture: Capture, rendering: Rendering) -> bytes:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "Pages"}
    page = {"id": capture.id, "url": capture.final_url, "title": rendering.facts.title, "ts": moments.utc(capture.fetched_at)}
    return _json(head) + b"\n" + _json(page) + b"\n"


def _index(kept: tuple[Kept, ...]) -> bytes:
    """CDXJ: the address written backwards, the moment, and where the answer stands; sorted as bytes."""
    return b"".join(sorted(_line(one) + b"\n" for one in kept))


def _line(one: Kept) -> bytes:
    exchange = one.exchange
    when = "".join(digit for digit in moments.utc(exchange.at) if digit.isdigit())[:14]
    mime = next((value for name, value in exchange.response_headers if name.lower() == "content-type"), "")
    told = {
        "url": exchange.url,
        "mime": mime.partition(";")[0].strip(),
        "status": str(exchange.status),
        "digest": one.digest,
        "length": str(one.length),
        "offset": str(one.offset),
        "filename": _WARC.rpartition("/")[2],
    }
    return f"{backwards(exchange.url)} {when} ".encode("ascii", "backslashreplace") + _json(told)


def backwards(url: str) -> str:
    """The address with its host from right to left, so that those of one site stand together (SURT)."""
    parts = urlsplit(url)
    host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
    try:
        port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    except ValueError:
        port = ""
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    return f"{host}{port}){(parts.path or '/')}{query}".lower().replace(" ", "%20")


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")
