"""What a site itself lists: sitemaps, their indexes, packed or plain (sitemaps.org 0.9).

Read with patterns rather than an XML parser: there is nothing in it but addresses, and no entity to be fooled by.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.mention import Capture
from scanner.urls import canonical

MAX_SITEMAPS = 100
MAX_BYTES = 52_428_800  # what the protocol allows one sitemap, unpacked
_LOC = re.compile(rb"<(?:\w{1,20}:)?loc\s?>(?:\s{0,100}<!\[CDATA\[)?([^<\]]*)", re.IGNORECASE)
_INDEX = re.compile(rb"<(?:\w{1,20}:)?sitemapindex\b", re.IGNORECASE)
_HEAD = 4096  # bytes in which an index says that it is one


@dataclass(frozen=True, slots=True)
class SiteList:
    """A sitemap, or with `index` a list of sitemaps."""

    index: bool
    base: str
    body: bytes = field(repr=False)

    def urls(self) -> Iterator[str]:
        """What it lists, in one spelling."""
        for address in addresses(self.body):
            if url := canonical(address, self.base):
                yield url


def read_list(capture: Capture) -> SiteList:
    body = unpacked(capture.body)
    return SiteList(_INDEX.search(body[:_HEAD]) is not None, capture.final_url, body)


def addresses(body: bytes) -> Iterator[str]:
    """The addresses in a sitemap, one after another: in `loc` elements, or one a line in a plain text one."""
    if b"<" in body[:_HEAD]:
        for found in _LOC.finditer(body):
            yield html.unescape(found[1].decode("utf-8", errors="replace").strip())
        return
    for line in body.splitlines():
        if line.strip().startswith((b"http://", b"https://")):
            yield line.decode("utf-8", errors="replace").strip()


def unpacked(body: bytes) -> bytes:
    """A gzip file's content up to the bound; what is broken is read as far as it goes."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpack = zlib.decompressobj(wbits=31)
    try:
        return unpack.decompress(body, MAX_BYTES)
    except zlib.error:
        return b""
