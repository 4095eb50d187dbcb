"""From the crawl of our own site to a suggestion: a picture like a portrait is shown to a person, and proves nothing."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pytest
from PIL import Image

from domain.due import Action
from domain.profile import Grant, GrantKind
from matchers.pictures import decode, prints
from storage import portraits, profiles
from tests.workers import pages
from tests.workers.house import House

pytest.importorskip("pdqhash", reason="the extra `images` is not installed")
pytest.importorskip("cv2", reason="the extra `images` is not installed")

PICTURE = f"{pages.FORUM}/foto/team.jpg"


def drawn(seed: int) -> Image.Image:
    from bench.portraits import _drawn

    return _drawn(random.Random(seed))


def jpeg(image: Image.Image, quality: int = 85) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def own_site(house: House, *, images: bool, own: bool = True) -> House:
    """The forum as if it were the organisation's own site, with a picture in its thread."""
    hosts = {host.lower() for host in house.services.sources["praatplein"].hosts} if own else set()
    settings = house.services.settings.model_copy(update={"own_hosts": frozenset(hosts)})
    sources = {**house.services.sources, "praatplein": replace(house.services.sources["praatplein"], images=images)}
    house.web.pages[pages.THREAD] = pages.thread().replace("<p>Die bonnen", '<img src="/foto/team.jpg" alt=""><p>Die bonnen', 1)
    return replace(house, services=replace(house.services, settings=settings, sources=sources))


def enrolled(house: House, seed: int, *, granted: bool = True) -> str:
    """Joke, with a portrait of her own."""
    profile_id = house.enrol()
    plain = decode.plain_jpeg(jpeg(drawn(seed), 92))
    with house.vault.begin() as db:
        profiles.give(db, profile_id, Grant(GrantKind.PORTRAIT, house.now()), "page", "employee-1", house.now())
        portraits.add(db, profile_id, plain, prints.hashes(plain), "employee-1", house.now())
        if not granted:
            profiles.take_back(db, profile_id, GrantKind.PORTRAIT, "employee-1", house.now())
    return profile_id


def crawl(house: House, profile_id: str) -> list[tuple[str, str, str]]:
    """(page, picture, method) of everything that is suggested after the site was crawled."""
    house.play(Action.SCAN, house.watch("praatplein", profile_id))
    with house.vault.begin() as db:
        found = portraits.waiting(db, frozenset({profile_id}))
    return [(one.page, one.picture, one.likeness.method) for one in found]


@pytest.mark.parametrize("images", [False, True], ids=["for its own sake", "with what cameras left in it"])
def test_the_whole_picture_of_an_employee_is_suggested_once_and_fetched_once(house: House, *, images: bool) -> None:
    house = own_site(house, images=images)
    house.web.pages[PICTURE] = jpeg(drawn(1).resize((190, 250)))
    profile_id = enrolled(house, 1)
    assert crawl(house, profile_id) == [(pages.THREAD, PICTURE, "pdq")]
    assert house.web.asked.count(PICTURE) == 1
    house.turn(days=40)
    assert len(crawl(house, profile_id)) == 1, "the same picture at the same place is suggested once"


def test_a_piece_is_recognised_on_a_page_that_names_the_person(house: House) -> None:
    house = own_site(house, images=True)
    house.web.pages[PICTURE] = jpeg(drawn(1).crop((60, 90, 440, 560)), 75)
    profile_id = enrolled(house, 1)
    assert crawl(house, profile_id) == [(pages.THREAD, PICTURE, "sift")]


@pytest.mark.parametrize(
    ("seed", "own", "granted"),
    [(2, True, True), (1, False, True), (1, True, False)],
    ids=["another picture", "another's site", "no leave of the employee"],
)
def test_nothing_is_suggested_of(house: House, seed: int, *, own: bool, granted: bool) -> None:
    house = own_site(house, images=True, own=own)
    house.web.pages[PICTURE] = jpeg(drawn(1))
    profile_id = enrolled(house, seed, granted=granted)
    assert crawl(house, profile_id) == []
