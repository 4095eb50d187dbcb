"""Reads one PDF in a process of its own: `python -P pdf_child.py < x.pdf` writes JSON: meta, pages, complete.

A PDF is a program in disguise: its reader may loop for ever or unfold without end. What happens here can end this process
and nothing else: processor time and memory are bounded by the system.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
from collections.abc import Mapping

from pypdf import PdfReader
from pypdf.errors import PyPdfError

CPU_SECONDS = 20
MEMORY_BYTES = 512_000_000  # of addresses; what Python and its libraries map themselves takes a third
MAX_PAGES = 500
MAX_CHARACTERS = 2_000_000
UNREADABLE = 3  # exit code
#: Of what a PDF says about itself, that which a person wrote; the rest is about programs.
_TELLING = ("/Title", "/Author", "/Subject", "/Keywords")


def main() -> int:
    logging.disable(logging.CRITICAL)  # the reader's complaints may quote what it reads
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        json.dump(read(sys.stdin.buffer.read()), sys.stdout)
    except (
        PyPdfError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        RecursionError,
        MemoryError,
        OSError,
    ):
        return UNREADABLE  # whatever a broken file makes the reader trip over, it is a broken file
    return 0


def read(body: bytes) -> dict[str, object]:
    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("it wants a password")
    known: Mapping[str, object] = reader.metadata or {}
    meta = {name[1:].lower(): str(known[name]) for name in _TELLING if name in known}
    if author := _of_packet(reader):
        meta["author"] = "; ".join(dict.fromkeys(filter(None, (meta.get("author", ""), author))))
    pages, left = [], MAX_CHARACTERS
    for page in reader.pages[:MAX_PAGES]:
        text = page.extract_text()[:left]
        left -= len(text)
        pages.append(text)
        if left <= 0:
            break
    return {
        "meta": meta,
        "pages": pages,
        "complete": len(pages) == len(reader.pages) and left > 0 and all(map(str.strip, pages)),
    }


def _of_packet(reader: PdfReader) -> str:
    """Whom its other description of itself (XMP) names as its makers."""
    try:
        packet = reader.xmp_metadata
        makers = packet.dc_creator if packet is not None else None
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError):  # a broken packet takes nothing from the rest
        return ""
    return "; ".join(map(str, makers)) if isinstance(makers, list) else ""


if __name__ == "__main__":
    sys.exit(main())
