"""The same picture is recognised, a piece of it only where the page names the person, another picture never."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from domain.errors import BadInput
from domain.portrait import Portrait
from matchers.pictures import decode, prints
from matchers.pictures.likeness import likenesses

pytest.importorskip("pdqhash", reason="the extra `images` is not installed")
pytest.importorskip("cv2", reason="the extra `images` is not installed")


def drawn(seed: int) -> Image.Image:
    from bench.portraits import _drawn

    return _drawn(random.Random(seed))


def jpeg(image: Image.Image, quality: int = 90) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def portrait(seed: int, profile_id: str = "p01") -> Portrait:
    plain = decode.plain_jpeg(jpeg(drawn(seed)))
    return Portrait(f"portrait-{seed}", profile_id, plain, prints.hashes(plain))


@pytest.fixture(scope="module")
def ours() -> Portrait:
    return portrait(1)


def test_the_whole_picture_is_found_again_among_everybodys(ours: Portrait) -> None:
    others = [portrait(n, f"p{n:02d}") for n in (2, 3)]
    small = jpeg(drawn(1).resize((160, 200)).convert("L").convert("RGB"), 40)

    (found,) = likenesses(small, [*others, ours], named=())

    assert (found.profile_id, found.method) == ("p01", "pdq")


def test_so_is_its_mirror_image(ours: Portrait) -> None:
    (found,) = likenesses(jpeg(drawn(1).transpose(Image.Transpose.FLIP_LEFT_RIGHT)), [ours], named=())

    assert found.method == "pdq"


def test_a_piece_is_looked_for_only_where_the_page_names_the_person(ours: Portrait) -> None:
    piece = jpeg(drawn(1).crop((60, 90, 440, 560)), 75)

    assert list(likenesses(piece, [ours], named=())) == []
    (found,) = likenesses(piece, [ours], named={"p01"})
    assert (found.method, found.strength >= prints.SIFT_AGREE) == ("sift", True)


def test_another_picture_is_like_nobody(ours: Portrait) -> None:
    assert list(likenesses(jpeg(drawn(7)), [ours], named={"p01"})) == []


def test_a_picture_that_is_one_colour_has_no_hash_and_is_like_nobody(ours: Portrait) -> None:
    plain = jpeg(Image.new("RGB", (300, 300), (200, 180, 160)))

    assert prints.hashes(plain) == ()
    assert list(likenesses(plain, [ours], named={"p01"})) == []


def test_a_hash_keeps_its_leading_zeros() -> None:
    assert all(len(one) == 32 for seed in range(1, 6) for one in portrait(seed).hashes)
    assert prints.apart(bytes(32), bytes(31) + b"\x01") == 1


def bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (7_000, 7_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("wicked", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, jpeg(drawn(1))[:2000], bomb()])
def test_what_cannot_be_decoded_within_bounds_is_refused_and_like_nobody(ours: Portrait, wicked: bytes) -> None:
    with pytest.raises(BadInput):
        decode.pixels(wicked)
    assert list(likenesses(wicked, [ours], named={"p01"})) == []


def test_nothing_that_the_camera_added_is_kept() -> None:
    out, tagged = io.BytesIO(), Image.Exif()
    tagged[0x010F] = "Camera van Sanne"
    drawn(1).save(out, "JPEG", exif=tagged)

    assert b"Sanne" in out.getvalue()
    assert b"Sanne" not in decode.plain_jpeg(out.getvalue())
