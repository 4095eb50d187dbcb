"""Is it on the picture? Whether each matched value can be read there, told by the picture's own pixels.

A capture can be perfect in its text and empty in its picture: behind a cookie wall, in a frame that did not load, in a colour
that nobody sees. So the browser says where a value is drawn, and the picture must bear it out.
"""

from __future__ import annotations

import html
import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from domain.evidence import Box, Shown, Visibility
from domain.rendering import Hit, Rendering, Spot

#: Of 255: less than this between the lightest and the darkest, and nobody reads it. Grey on white by WCAG's worst is 90.
CONTRAST = 30
_SMALLEST = 5  # pixels in height


@dataclass(frozen=True, slots=True)
class Picture:
    """The pixels of a full-page picture: rows, columns, three colours. `uniform`: the share of rows with nothing drawn, a
    hint that a picture is empty and never a verdict; `empty`: one colour from edge to edge."""

    pixels: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
    uniform: float
    empty: bool

    def contrast(self, box: Box) -> int:
        """The greatest difference inside the box in one colour, but for stray pixels; 0 where the box is off the picture."""
        inside = self.pixels[max(0, box.y) : box.y + box.height, max(0, box.x) : box.x + box.width]
        if inside.size == 0:
            return 0
        flat = inside.reshape(-1, 3)
        darkest, lightest = np.percentile(flat, (1, 99), axis=0, method="nearest")
        return int((lightest.astype(int) - darkest.astype(int)).max())


def picture_of(png: bytes) -> Picture:
    with Image.open(io.BytesIO(png)) as opened:
        pixels = np.asarray(opened.convert("RGB"))
    rows = pixels.reshape(len(pixels), -1)
    plain = (rows[:, 3:] == rows[:, :-3]).all(axis=1)  # each pixel equals the one before it
    return Picture(pixels, float(plain.mean()), bool(plain.all() and (pixels[:, 0] == pixels[0, 0]).all()))


def shown(rendering: Rendering, picture: Picture, served: bytes) -> tuple[Shown, ...]:
    """Each wanted value, in their order. `served` is the page's own source as it came."""
    return tuple(_shown(rendering, number, picture, served) for number in range(len(rendering.wanted)))


def _shown(rendering: Rendering, number: int, picture: Picture, served: bytes) -> Shown:
    value = rendering.wanted[number]
    spots = [spot for spot in rendering.spots if spot.wanted == number]
    read = tuple(box for spot in spots if not spot.image and _readable(spot, picture) for box in spot.boxes)
    if read:
        return Shown(value, Visibility.VISIBLE, read)
    images = tuple(box for spot in spots if spot.image and spot.drawn for box in spot.boxes)
    if images:
        return Shown(value, Visibility.IMAGE, images)
    if any(not spot.image for spot in spots):
        return Shown(value, Visibility.TEXT_ONLY)
    if not _stands_in(value, rendering.dom, served):
        return Shown(value, Visibility.ABSENT)
    # Not in the text, but in the source: a script may have drawn it.
    return Shown(value, Visibility.IMAGE if rendering.facts.canvases else Visibility.TEXT_ONLY)


def _readable(spot: Spot, picture: Picture) -> bool:
    """Drawn, not covered, and with ink in each of its boxes that is large enough to be read."""
    if not spot.drawn or spot.hit in (Hit.COVERED, Hit.CLIPPED):
        return False
    legible = [box for box in spot.boxes if box.height >= _SMALLEST and box.width > 1]
    return bool(legible) and all(picture.contrast(box) >= CONTRAST for box in legible)


def _stands_in(value: str, *sources: bytes) -> bool:
    wanted = folded(value)
    return any(wanted in folded(html.unescape(source.decode("utf-8", "replace"))) for source in sources)


def folded(text: str) -> str:
    """Lower case, single blanks, nothing without width."""
    return " ".join("".join(c for c in text if c not in "\u00ad\u2060\ufeff" and not "\u200b" <= c <= "\u200f").lower().split())
