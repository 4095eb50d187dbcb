"""What a site itself lists: sitemaps, their indexes, packed or plain (sitemaps.org 0.9).

Read with patterns rather than an XML parser: there is nothing in it but addresses, and no entity to be fooled by.
"""

from __future__ import annotations

import html
import re
import zlib
from collections import deque
from collections.abc import Iterator

from domain.errors import Unreachable
from domain.ports import Fetch
from scanner.urls import canonical, within

MAX_SITEMAPS = 100
MAX_BYTES = 52_428_800  # what the protocol allows one sitemap, unpacked
_LOC = re.compile(rb"<(?:\w{1,20}:)?loc\s?>(?:\s{0,100}<!\[CDATA\[)?([^<\]]*)", re.IGNORECASE)
_INDEX = re.compile(rb"<(?:\w{1,20}:)?sitemapindex\b", re.IGNORECASE)
_HEAD = 4096  # bytes in which an index says that it is one


def listed(sitemaps: tuple[str, ...], fetch: Fetch, scope: tuple[str, ...]) -> Iterator[str]:
    """The pages that these sitemaps and those they name list within the scope. One that cannot be had lists nothing."""
    waiting, met = deque(filter(None, map(canonical, sitemaps))), set[str]()
    while waiting and len(met) < MAX_SITEMAPS:
        url = waiting.popleft()
        if url in met:
            continue
        met.add(url)
        try:
            capture = fetch(url)
        except Unreachable:
            continue
        if capture.status != 200:
            continue
        body = unpacked(capture.body)
        found = [address for address in (canonical(each, capture.final_url) for each in addresses(body)) if address]
        if _INDEX.search(body[:_HEAD]):
            waiting.extend(found)
        else:
            yield from (address for address in found if within(address, scope))


def addresses(body: bytes) -> tuple[str, ...]:
    """The addresses in a sitemap: in `loc` elements, or one a line in a plain text one."""
    if b"<" in body[:_HEAD]:
        return tuple(html.unescape(found.decode("utf-8", errors="replace").strip()) for found in _LOC.findall(body))
    lines = (line.strip() for line in body.decode("utf-8", errors="replace").splitlines())
    return tuple(line for line in lines if line.startswith(("http://", "https://")))


def unpacked(body: bytes) -> bytes:
    """A gzip file's content up to the bound; what is broken is read as far as it goes."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpack = zlib.decompressobj(wbits=31)
    try:
        return unpack.decompress(body, MAX_BYTES)
    except zlib.error:
        return b""
