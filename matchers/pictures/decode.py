"""A picture as pixels, decoded within bounds: a small file may claim to be larger than any memory."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageFile, ImageOps

from domain.errors import BadInput

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_MOST_BYTES, _MOST_PIXELS, _LONGEST = 20_000_000, 40_000_000, 1_024
_SMALLEST = 32


def pixels(picture: bytes) -> Pixels:
    """RGB, upright, at most 1,024 pixels long; transparency on white. Raises BadInput."""
    if len(picture) > _MOST_BYTES:
        raise BadInput("picture", "is larger than 20 MB")
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once loaded, lets half a picture pass for one
    try:
        with Image.open(io.BytesIO(picture), formats=_FORMATS) as source:
            if source.width * source.height > _MOST_PIXELS:
                raise BadInput("picture", "has more than 40 million pixels")
            if min(source.size) < _SMALLEST:
                raise BadInput("picture", "is smaller than 32 pixels")
            source.draft("RGB", (_LONGEST, _LONGEST))
            upright = ImageOps.exif_transpose(source).convert("RGBA")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise BadInput("picture", "cannot be read; give an undamaged JPEG, PNG or WebP") from error
    plain = Image.new("RGB", upright.size, (255, 255, 255))
    plain.paste(upright, mask=upright.getchannel("A"))
    plain.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    found: Pixels = np.asarray(plain)
    return found


def plain_jpeg(picture: bytes) -> bytes:
    """The same as a JPEG of its own: nothing that the camera or a program added stays in it. Raises BadInput."""
    out = io.BytesIO()
    Image.fromarray(pixels(picture)).save(out, "JPEG", quality=92)
    return out.getvalue()
