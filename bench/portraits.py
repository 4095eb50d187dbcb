"""How often a picture is found again, and how often another is taken for it. One JSON document on standard output.

    python -m bench.portraits [PHOTOS]

PHOTOS: a folder with photographs that we may use, for instance `skimage/data` of the scikit-image wheel (its pictures are free:
public domain, CC0 or BSD). Without it pictures are drawn: textured, all different, and kinder than photographs of people.
"""

from __future__ import annotations

import io
import json
import random
import sys
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from matchers.pictures import prints

#: No photographs: drawings, charts, text, microscopy without a subject.
_NOT = {
    "chessboard_GRAY",
    "chessboard_RGB",
    "logo",
    "phantom",
    "text",
    "page",
    "horse",
    "color",
    "microaneurysms",
    "clock_motion",
}
#: No subject: grain and pattern alone. A hash of the coarse shape is not made for them; told apart, never left out.
_TEXTURES = {"brick", "grass", "gravel", "cell", "ihc", "hubble_deep_field"}
#: The two halves of one stereo picture are the same scene: they may well be like each other.
_PAIRS = {("motorcycle_left", "motorcycle_right")}
_DRAWN = 40


def photographs(folder: Path | None) -> dict[str, Image.Image]:
    if folder is None:
        return {f"drawn-{n:02d}": _drawn(random.Random(n)) for n in range(_DRAWN)}
    files = [path for path in sorted(folder.iterdir()) if path.suffix in {".png", ".jpg"} and path.stem not in _NOT]
    opened = {path.stem: Image.open(path).convert("RGB") for path in files}
    return {name: image for name, image in opened.items() if min(image.size) >= 200}


def _drawn(chance: random.Random) -> Image.Image:
    grain = np.random.default_rng(chance.randrange(2**32)).integers(0, 255, (60, 48, 3), dtype=np.uint8)
    image = Image.fromarray(grain).resize((480, 600), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.5))
    pen = ImageDraw.Draw(image)
    for _ in range(80):
        x, y, size = chance.randrange(480), chance.randrange(600), chance.randrange(8, 90)
        colour = tuple(chance.randrange(256) for _ in range(3))
        pen.ellipse((x, y, x + size, y + size * chance.uniform(0.4, 1.6)), fill=colour, outline=(0, 0, 0))
    return image


def jpeg(image: Image.Image, quality: int = 90) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def whole(image: Image.Image) -> Iterator[tuple[str, bytes]]:
    """What happens to a picture that is put up whole."""
    for quality in (30, 50, 70):
        yield f"jpeg {quality}", jpeg(image, quality)
    for width in (64, 96, 128, image.width // 2):
        yield "resize", jpeg(image.resize((width, max(32, image.height * width // image.width)), Image.Resampling.BICUBIC), 85)
    yield "grey", jpeg(image.convert("L").convert("RGB"))
    yield "mirror", jpeg(image.transpose(Image.Transpose.FLIP_LEFT_RIGHT))


def cut(image: Image.Image, chance: random.Random) -> Iterator[bytes]:
    """Between 5 and 25 % taken off the edges, at random sides, then a JPEG of another size."""
    for _ in range(6):
        lost = chance.uniform(0.05, 0.25)
        width, height = int(image.width * (1 - lost)), int(image.height * (1 - lost))
        left, top = chance.randint(0, image.width - width), chance.randint(0, image.height - height)
        piece = image.crop((left, top, left + width, top + height))
        scale = chance.uniform(0.5, 1.0)
        yield jpeg(piece.resize((int(width * scale), int(height * scale)), Image.Resampling.BICUBIC), 75)


def _part(portrait: prints.Points, piece: bytes) -> bool:
    return prints.agreeing(portrait, prints.points(piece)) >= prints.SIFT_AGREE


def _share(hits: list[bool]) -> float:
    return round(sum(hits) / len(hits), 4)


def measure(folder: Path | None = None) -> dict[str, object]:
    images = photographs(folder)
    enrolled = {name: jpeg(image, 92) for name, image in images.items()}
    hashed = {name: prints.hashes(picture) for name, picture in enrolled.items()}
    pointed = {name: prints.points(picture) for name, picture in enrolled.items()}
    found: dict[str, list[bool]] = {}
    missed: dict[str, int] = {}
    subjects: list[bool] = []
    parts: list[tuple[str, bool]] = []
    chance, began = random.Random(20261125), time.process_time()
    for name, image in images.items():
        for kind, picture in whole(image):
            seen = prints.hashes(picture)
            hit = bool(seen) and min((prints.apart(seen[0], one) for one in hashed[name]), default=257) <= prints.PDQ_APART
            found.setdefault(kind, []).append(hit)
            subjects += [hit] if name not in _TEXTURES else []
            missed[name] = missed.get(name, 0) + (not hit)
        parts += [(name, _part(pointed[name], piece)) for piece in cut(image, chance)]
    pairs = [pair for pair in combinations(images, 2) if pair not in _PAIRS]
    alike = [
        (a, b) for a, b in pairs if hashed[a] and hashed[b] and prints.apart(hashed[a][0], hashed[b][0]) <= prints.PDQ_APART
    ]
    points = {pair: prints.agreeing(pointed[pair[0]], pointed[pair[1]]) for pair in pairs}
    every = [one for kind in found.values() for one in kind]
    return {
        "pictures": f"{len(images)} photographs of {folder}" if folder else f"{len(images)} drawn pictures",
        "pdq_recall": round(sum(every) / len(every), 4),
        "pdq_recall_with_a_subject": round(sum(subjects) / len(subjects), 4),
        "pdq_missed": {name: number for name, number in missed.items() if number},
        "pdq_recall_by_kind": {kind: round(sum(hits) / len(hits), 4) for kind, hits in found.items()},
        "pdq_tried": len(every),
        "pdq_no_hash": sorted(name for name, one in hashed.items() if not one),
        "sift_recall_5_to_25_percent_cut": _share([hit for _, hit in parts]),
        "sift_recall_with_a_subject": _share([hit for name, hit in parts if name not in _TEXTURES]),
        "sift_missed": sorted({name for name, hit in parts if not hit}),
        "sift_tried": len(parts),
        "different_pairs": len(pairs),
        "pdq_false": len(alike),
        "sift_false": sum(agree >= prints.SIFT_AGREE for agree in points.values()),
        "sift_most_points_between_different": max(points.values(), default=0),
        "cpu_seconds": round(time.process_time() - began, 1),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else None), indent=1))
