"""What a picture tells of itself: author, owner, words, and where it was taken; read in a process apart from ours."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from domain.errors import Unclear, Unreachable

_CHILD = Path(__file__).with_name("image_child.py")
SECONDS = 20.0  # by the clock; processor time and memory are bounded there
_KINDS = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF.{4}WEBP", re.DOTALL)
#: Without one of these there is nothing in it to be read, and no process need be started.
_TELLS = re.compile(rb"Exif\x00\x00|eXIf|EXIF|<x:xmpmeta|tEXt|zTXt|iTXt")


@dataclass(frozen=True, slots=True)
class Image:
    """`told`: (what, words) pairs, of author, description, email, phone, street, postcode, city. `position`: latitude and
    longitude in degrees, where it was taken."""

    told: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    position: tuple[float, float] | None = field(default=None, repr=False)


def is_image(body: bytes) -> bool:
    """JPEG, PNG or WebP, by its first bytes."""
    return _KINDS.match(body) is not None


def read_image(body: bytes) -> Image:
    """Raises `Unreachable`: unreadable (broken, or it took too much memory) or too-slow."""
    if _TELLS.search(body) is None:
        return Image()
    try:
        ran = subprocess.run(  # noqa: S603 - our own file, nothing of the picture on the command line
            [sys.executable, "-P", "-B", str(_CHILD)], input=body, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreachable(
            Unclear.TOO_SLOW, f"the picture could not be read within {SECONDS:g} seconds", permanent=True
        ) from None
    if ran.returncode < 0:
        raise Unreachable(Unclear.TOO_SLOW, "the picture took more time or memory than it gets", permanent=True)
    if ran.returncode != 0:
        raise Unreachable(Unclear.UNREADABLE, "the picture is broken", permanent=True)
    said = json.loads(ran.stdout)
    position = said["position"]
    return Image(tuple((what, words) for what, words in said["told"]), (position[0], position[1]) if position else None)
