"""What a PDF says: its text, page by page, and what it tells of itself; read in a process that cannot take ours along."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from domain.errors import Unclear, Unreachable

_CHILD = Path(__file__).with_name("pdf_child.py")
SECONDS = 30.0  # by the clock; processor time and memory are bounded there
MAX_OUTPUT = 16_000_000  # bytes of JSON


@dataclass(frozen=True, slots=True)
class Pdf:
    """`meta`: title, author, subject, keywords, where it tells them. `complete`: every page was read and has text; one that
    has none may be the picture of a page."""

    pages: tuple[str, ...] = field(repr=False)
    meta: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    complete: bool = True


def read_pdf(body: bytes) -> Pdf:
    """Raises `Unreachable`: unreadable (broken, locked, or it took too much memory) or too-slow."""
    try:
        ran = subprocess.run(  # noqa: S603 - our own file, nothing of the PDF on the command line
            [sys.executable, "-P", "-B", str(_CHILD)], input=body, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreachable(Unclear.TOO_SLOW, f"the PDF could not be read within {SECONDS:g} seconds", permanent=True) from None
    if ran.returncode < 0:
        raise Unreachable(Unclear.TOO_SLOW, "the PDF took more time or memory than it gets", permanent=True)
    if ran.returncode != 0 or len(ran.stdout) > MAX_OUTPUT:
        raise Unreachable(Unclear.UNREADABLE, "the PDF is broken, or locked with a password", permanent=True)
    said = json.loads(ran.stdout)
    return Pdf(tuple(said["pages"]), tuple(said["meta"].items()), said["complete"])
