"""Whether a stamped slice shows the very pixels of the picture it was cut from: its band is set aside, the rest compared."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from domain.errors import BadInput

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
_MOST_PIXELS = 89_000_000


@dataclass(frozen=True, slots=True)
class Cut:
    """The slice is rows `top` to `bottom` (without it) of the picture, below a band of `band` rows."""

    top: int
    bottom: int
    band: int


def compare(original: bytes, piece: bytes) -> Cut | None:
    """Where the slice stands in the picture; None if any pixel below its band differs, or it has no band at all.

    The band ends with its black line from edge to edge: the first such row. Raises BadInput for what is no picture."""
    whole, cut = _pixels(original, "the original"), _pixels(piece, "the slice")
    if whole.shape[1] != cut.shape[1]:
        return None
    black = np.flatnonzero(~cut.any(axis=(1, 2)))
    if not black.size:
        return None
    band = int(black[0]) + 1
    below = cut[band:]
    if not len(below) or len(below) > len(whole):
        return None
    starts = np.flatnonzero((whole[: len(whole) - len(below) + 1] == below[0]).all(axis=(1, 2)))
    top = next((int(row) for row in starts if np.array_equal(whole[row : row + len(below)], below)), None)
    return None if top is None else Cut(top, top + len(below), band)


def _pixels(picture: bytes, which: str) -> Pixels:
    try:
        with Image.open(io.BytesIO(picture), formats=("PNG",)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise BadInput(which, "is too large to be compared")
            pixels: Pixels = np.asarray(opened.convert("RGB"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadInput(which, "is no PNG that can be read") from error
    return pixels
