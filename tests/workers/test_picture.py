"""A letter waits for the picture of the page where there is a browser; what that cannot show stays evidence, and says so."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from PIL import Image, ImageDraw

from domain.due import Action
from domain.errors import Unclear, Unreachable
from domain.evidence import Box, CustodyType, Pictured
from domain.exposure import Exposure
from domain.mention import Capture
from domain.ports import Now
from domain.rendering import Exchange, Facts, Hit, Rendering, Spot
from evidence import seen
from storage import captures, cases
from storage.background import load
from storage.vault import new_id
from takedown import conditions
from takedown.facts import gathered
from tests.workers.cases import Asked
from tests.workers.house import House
from tests.workers.looks import look


def page(text: str = "Joke woont hier") -> bytes:
    """A picture with ink in its first rows."""
    drawn = Image.new("RGB", (1280, 300), "white")
    ImageDraw.Draw(drawn).text((10, 10), text, fill="black")
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


@dataclass
class Camera:
    """Implements what the actors use of `Browser`: pictures every page, or says what `trouble` has for it."""

    now: Now
    trouble: list[Unclear | str] = field(default_factory=list)
    visited: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def picture(self, url: str, wanted: tuple[str, ...] = ()) -> Capture:
        self.visited.append((url, wanted))
        wrong = self.trouble.pop(0) if self.trouble else ""
        if isinstance(wrong, Unclear):
            raise Unreachable(wrong, "as the test has it")
        spots = () if wrong else tuple(Spot(number, (Box(10, 8, 60, 16),), True, Hit.OWN) for number in range(len(wanted)))
        text = wrong or "Joke woont hier"
        body = text.encode()
        facts = Facts(title="x", text=text)
        exchange = Exchange(url, "GET", "document", self.now(), 200, body=body)
        rendering = Rendering(
            "Chromium 0", "UA", (), self.now(), facts, full=page(), dom=body, height=300, width=1280, page_height=300,
            exchanges=(exchange,), wanted=wanted, spots=spots,
        )  # fmt: skip
        return Capture(new_id(), url, url, self.now(), 200, (("Content-Type", "text/html"),), body, rendering=rendering)

    def close(self) -> None:
        return None


@pytest.fixture
def camera(house: House) -> Camera:
    return Camera(house.now)


@pytest.fixture
def furnished(house: House, camera: Camera) -> House:
    """The house with a browser."""
    return replace(house, services=replace(house.services, browser=camera))  # type: ignore[arg-type]  # the part that is used


def gate_one(house: House, letter: Asked) -> str:
    """Why the first gate is shut; empty where it is open."""
    takedown = letter.now
    recipient = house.services.recipient(takedown.recipient)
    with house.vault.begin() as db:
        told = load(db, takedown, recipient, house.now(), "test")
    return conditions.evidence(gathered(told, recipient, house.services.desk, house.now()))


def newest(house: House, exposure: Exposure) -> captures.Newest:
    with house.vault.begin() as db:
        found = captures.newest(db, exposure.id)
    assert found is not None
    return found


def test_the_picture_is_sealed_stamped_and_in_the_custody_log(
    furnished: House, exposure: Exposure, letter: Asked, camera: Camera
) -> None:
    furnished.turn(hours=13)
    look(furnished, exposure)
    kept = newest(furnished, exposure)
    assert (kept.pictured, kept.stamped) == (Pictured.MADE, True)
    with furnished.vault.begin() as db:
        sealed = captures.get(db, kept.id)
        sealing = [one for one in cases.custody_of(db, exposure.case_id) if one.type is CustodyType.CAPTURE_SEALED]
    assert {one.name for one in sealed.originals} >= {"full.png", "page.wacz", "text.txt", "visible.json", "capture.json"}
    assert (sealing[-1].capture, sealing[-1].reason) == (kept.id, "")
    # the values are those that stand there, so that it can be told whether they are on the picture
    (_, wanted), *_ = camera.visited
    assert any("Voorhout" in value for value in wanted)
    shown = seen.read_shown(next(one.content for one in sealed.originals if one.name == "visible.json"))
    assert {one.value for one in shown} == set(wanted)
    assert gate_one(furnished, letter) == ""


def test_without_a_browser_a_letter_may_leave_without_a_picture(house: House, exposure: Exposure, letter: Asked) -> None:
    house.turn(hours=13)
    look(house, exposure)
    assert newest(house, exposure).pictured is Pictured.OFF
    assert gate_one(house, letter) == ""


def test_a_picture_that_failed_keeps_the_letter_and_is_tried_again_three_times(
    furnished: House, exposure: Exposure, letter: Asked, camera: Camera
) -> None:
    camera.trouble = [Unclear.TOO_SLOW, Unclear.TOO_SLOW, Unclear.NETWORK]
    furnished.turn(hours=13)
    stood = []
    for _ in range(3):
        tried(furnished, exposure)
        stood.append((newest(furnished, exposure).pictured, bool(gate_one(furnished, letter))))
        furnished.turn(minutes=10)
    assert stood == [(Pictured.FAILED, True), (Pictured.FAILED, True), (Pictured.GIVEN_UP, False)]
    with furnished.vault.begin() as db:
        reasons = [line.reason for line in cases.custody_of(db, exposure.case_id) if line.reason.startswith("picture")]
    assert reasons == ["picture-failed", "picture-failed", "picture-given-up"]


def test_a_failed_picture_is_tried_again_within_the_quarter(furnished: House, exposure: Exposure, camera: Camera) -> None:
    camera.trouble = [Unclear.TOO_SLOW]
    furnished.turn(hours=13)
    tried(furnished, exposure)
    again = furnished.noted(Action.LOOK, exposure.id)
    assert again is not None
    assert again - furnished.now() == timedelta(minutes=10)


def test_nothing_of_a_killed_browser_is_called_evidence(furnished: House, exposure: Exposure, camera: Camera) -> None:
    camera.trouble = [Unclear.TOO_SLOW]
    furnished.turn(hours=13)
    tried(furnished, exposure)
    kept = newest(furnished, exposure)
    with furnished.vault.begin() as db:
        sealed = captures.get(db, kept.id)
    names = {one.name for one in sealed.originals}
    assert "full.png" not in names
    assert "page.html" in names
    sheet = next(one.content for one in sealed.originals if one.name == "capture.json")
    assert b"no browser: no picture of the page as seen" in sheet


def test_what_no_browser_shows_needs_no_picture(furnished: House, exposure: Exposure, letter: Asked, camera: Camera) -> None:
    camera.trouble = [Unclear.NOT_HTML]
    furnished.turn(hours=13)
    tried(furnished, exposure)
    assert newest(furnished, exposure).pictured is Pictured.IMPOSSIBLE
    assert gate_one(furnished, letter) == ""


def test_a_browser_that_was_shown_a_wall_leaves_both_captures(
    furnished: House, exposure: Exposure, letter: Asked, camera: Camera
) -> None:
    camera.trouble = ["Even controleren of u geen robot bent"]
    furnished.turn(hours=13)
    before = count(furnished, exposure)
    tried(furnished, exposure)
    assert count(furnished, exposure) == before + 2
    assert newest(furnished, exposure).failures == 1
    assert gate_one(furnished, letter) != ""


def test_while_a_letter_is_out_the_browser_stays_at_home(
    furnished: House, exposure: Exposure, sent_letter: Asked, camera: Camera
) -> None:
    furnished.turn(hours=13)
    look(furnished, exposure)
    assert newest(furnished, exposure).pictured is Pictured.MADE
    for _ in range(3):
        furnished.turn(hours=13)
        look(furnished, exposure)
    assert len(camera.visited) == 1
    assert newest(furnished, exposure).pictured is Pictured.WANTED


def tried(house: House, exposure: Exposure) -> None:
    """A look in which the browser fails: that is logged, and nothing else goes wrong."""
    house.note(Action.LOOK, exposure.id)
    logs = [line for line in house.run() if line["log_level"] != "info"]
    assert all(line["event"] in ("no picture", "the picture does not show it") for line in logs), logs


def count(house: House, exposure: Exposure) -> int:
    with house.vault.begin() as db:
        return len(captures.of_exposure(db, exposure.id))
