"""A captured page is a blur until somebody says what they need it for; each look is a line in the log of the case."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from domain.evidence import CustodyType
from domain.exposure import Exposure
from domain.roles import Role
from storage import audit, cases, exposures, redactions
from tests.web.conftest import EXCERPT, Browser, World, text_of
from tests.web.test_bundle import pictured


@pytest.fixture
def specialist(world: World) -> Browser:
    return world.staff(Role.SPECIALIST)


@pytest.fixture
def finding(world: World, consented: str) -> str:
    return world.finding(consented)


@pytest.fixture
def exposure(world: World, finding: str, specialist: Browser) -> Exposure:
    specialist.submit(f"/beoordelen/{finding}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        (found,) = exposures.all_of(db)
    return found


def views(world: World, exposure: Exposure) -> list[str]:
    with world.vault.begin() as db:
        return [line.reason for line in cases.custody_of(db, exposure.case_id) if line.type is CustodyType.VIEWED]


def test_the_text_is_shown_only_when_asked_for(world: World, finding: str, consented: str, specialist: Browser) -> None:
    path = f"/beoordelen/{finding}/vastlegging"
    assert "Bel 06-12345671" not in text_of(specialist.get(path))
    shown = specialist.submit(path, {"purpose": "judging"}, "#ask")
    assert "Bel 06-12345671" in text_of(shown)
    assert "<script>" not in shown.text
    with world.vault.begin() as db:
        line = next(one for one in audit.lines(db, about=consented) if one.action == "capture viewed")
    assert line.detail == "judging"
    assert EXCERPT[:8] in shown.text


def test_after_confirmation_each_look_stands_in_the_custody_log(
    world: World, finding: str, exposure: Exposure, specialist: Browser
) -> None:
    pictured(world, exposure)
    page = specialist.get(f"/beoordelen/{finding}/vastlegging")
    assert f"/beoordelen/{finding}/vaag/full.png" in page.text
    assert specialist.get(f"/beoordelen/{finding}/vaag/full.png").mimetype == "image/png"
    assert views(world, exposure) == []
    specialist.submit(f"/beoordelen/{finding}/vastlegging", {"purpose": "threat"}, "#ask")
    specialist.get(f"/beoordelen/{finding}/beeld/full.png")
    assert views(world, exposure) == ["threat", "picture"]


def test_no_other_file_is_served_as_a_picture(finding: str, exposure: Exposure, world: World, specialist: Browser) -> None:
    pictured(world, exposure)
    for name in ("capture.json", "..%2Ffull.png", "other.png"):
        assert specialist.get(f"/beoordelen/{finding}/beeld/{name}").status_code == 404


def test_a_person_approves_the_boxes(world: World, finding: str, exposure: Exposure, specialist: Browser) -> None:
    capture_id = pictured(world, exposure)
    path = f"/beoordelen/{finding}/zwart/full.png"
    for wrong in ("1,2,3", "0,0,9999,10", "a,b,c,d"):
        refused = specialist.submit(path, {"boxes": wrong, "approve": "1"}, "#boxes-form")
        assert refused.status_code == 400
    preview = specialist.submit(path, {"boxes": "10,10,50,20", "preview": "1"}, "#boxes-form")
    assert preview.status_code == 200
    picture = specialist.get(f"/beoordelen/{finding}/raster/full.png?boxes=10,10,50,20")
    assert Image.open(io.BytesIO(picture.data)).getpixel((30, 20)) == (0, 0, 0)
    with world.vault.begin() as db:
        assert redactions.of_capture(db, capture_id) == {}
    assert specialist.submit(path, {"boxes": "10,10,50,20", "approve": "1"}, "#boxes-form").status_code == 302
    with world.vault.begin() as db:
        assert redactions.of_capture(db, capture_id) == {"full.png": "10,10,50,20"}
        assert cases.custody_of(db, exposure.case_id)[-1].type is CustodyType.REDACTED
