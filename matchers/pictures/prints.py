"""What a picture is recognised by: a hash of the whole (PDQ), and points that survive when a part is cut out (SIFT).

Needs the extra `images`. A mirrored picture is enrolled beside each portrait, for many are put up mirrored.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from domain.errors import BadInput
from matchers.pictures.decode import Pixels, pixels

#: Of 256 bits so many may differ, and of the picture so much must be there: below it everything resembles everything.
PDQ_APART, PDQ_QUALITY = 31, 50
#: So many points must agree on one and the same shift, turn and scale.
SIFT_AGREE, SIFT_SCALES = 20, (0.1, 8.0)
_POINTS, _RATIO, _PIXELS_OFF = 2_000, 0.75, 4.0


@dataclass(frozen=True, slots=True)
class Points:
    """Where the points of a picture are, and how each looks."""

    at: Any  # (n, 2) float32
    looks: Any  # (n, 128) float32


def available() -> bool:
    return find_spec("pdqhash") is not None and find_spec("cv2") is not None


def needed() -> None:
    """Raises BadInput without the extra."""
    if not available():
        raise BadInput("pictures", "are not compared; install luwte with the extra `images`")


def hashes(picture: bytes) -> tuple[bytes, ...]:
    """The 32 bytes of the picture and of its mirror image; none for one too plain to be told from others. Kept as bytes:
    written as a number a hash would lose its leading zeros. Raises BadInput."""
    needed()
    rgb = pixels(picture)
    found = (_pdq(one) for one in (rgb, np.ascontiguousarray(rgb[:, ::-1])))
    return tuple(one for one in found if one is not None)


def _pdq(rgb: Pixels) -> bytes | None:
    import pdqhash  # type: ignore[import-untyped]  # no stubs

    bits, quality = pdqhash.compute(rgb)
    return np.packbits(bits).tobytes() if quality >= PDQ_QUALITY else None


def apart(one: bytes, other: bytes) -> int:
    """In how many of 256 bits two hashes differ."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def points(picture: bytes, *, mirrored: bool = False) -> Points:
    """Raises BadInput."""
    needed()
    import cv2

    rgb = pixels(picture)
    grey = np.ascontiguousarray((rgb[:, ::-1] if mirrored else rgb).mean(axis=2).astype(np.uint8))
    found, looks = cv2.SIFT_create(nfeatures=_POINTS).detectAndCompute(grey, None)  # type: ignore[attr-defined]  # cv2's stubs lag
    at = np.array([point.pt for point in found], dtype=np.float32).reshape(-1, 2)
    return Points(at, looks if looks is not None else np.zeros((0, 128), dtype=np.float32))


def agreeing(portrait: Points, other: Points) -> int:
    """How many points of the portrait stand in the other picture in one and the same arrangement; 0 for an absurd scale."""
    if len(portrait.looks) < SIFT_AGREE or len(other.looks) < SIFT_AGREE:
        return 0
    import cv2

    pairs = [
        (first.queryIdx, first.trainIdx)
        for first, second in cv2.BFMatcher(cv2.NORM_L2).knnMatch(portrait.looks, other.looks, k=2)
        if first.distance < _RATIO * second.distance
    ]
    if len(pairs) < SIFT_AGREE:
        return 0
    here, there = portrait.at[[one for one, _ in pairs]], other.at[[two for _, two in pairs]]
    shape, inside = cv2.estimateAffinePartial2D(here, there, method=cv2.RANSAC, ransacReprojThreshold=_PIXELS_OFF)
    if shape is None or inside is None:
        return 0
    scale = float(np.hypot(shape[0, 0], shape[0, 1]))
    if not SIFT_SCALES[0] <= scale <= SIFT_SCALES[1]:
        return 0
    # one point seen many times is one point
    return len({tuple(point) for point in np.round(there[inside.ravel() == 1]).astype(int).tolist()})
