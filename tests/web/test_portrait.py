"""A portrait is given with a consent of its own, kept encrypted, and taken back; a likeness is for a person to judge."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from domain.portrait import Likeness
from domain.profile import Purpose, permits
from domain.roles import Role
from storage import audit, portraits, profiles
from storage.tables import portraits as rows
from tests.web.conftest import Browser, World, text_of

pytest.importorskip("pdqhash", reason="the extra `images` is not installed")
pytest.importorskip("cv2", reason="the extra `images` is not installed")


def picture() -> bytes:
    from bench.portraits import _drawn

    out = io.BytesIO()
    _drawn(random.Random(3)).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def employee(world: World, consented: str) -> Browser:
    return world.staff(Role.EMPLOYEE, profile_id=consented)


def send(browser: Browser, content: bytes, **more: str) -> int:
    page = browser.get("/mijn/portret").text
    proof = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    sent = {"csrf_token": proof, "picture": (io.BytesIO(content), "ik.jpg"), **more}
    return browser.client.post("/mijn/portret", data=sent, content_type="multipart/form-data").status_code


def test_without_the_separate_yes_nothing_is_kept(world: World, consented: str, employee: Browser) -> None:
    assert send(employee, picture()) == 400
    with world.vault.begin() as db:
        assert portraits.count(db, consented) == 0
        assert not permits(profiles.grants_of(db, consented), Purpose.PORTRAIT, world.at)


def test_it_is_kept_encrypted_and_opened_only_while_the_grant_holds(world: World, consented: str, employee: Browser) -> None:
    content = picture()
    assert send(employee, content, agreed="y") == 302
    with world.vault.begin() as db:
        (row,) = db.connection.execute(rows.select()).all()
        assert content[100:140] not in row.sealed
        (kept,) = portraits.all_permitted(db, world.at, "gallery")
        assert len(kept.hashes) == 2
        assert Image.open(io.BytesIO(kept.picture)).format == "JPEG"
    assert "Bewaard: 1" in text_of(employee.get("/mijn/portret"))
    employee.submit("/mijn/portret", {}, "#take-back")
    with world.vault.begin() as db:
        assert portraits.all_permitted(db, world.at, "gallery") == ()
        assert db.connection.execute(rows.select()).all() == []
        assert "portrait withdrawn" in [line.action for line in audit.lines(db, about=consented)]


@pytest.mark.parametrize("wicked", [b"", b"<svg/>", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused_with_what_to_do(world: World, employee: Browser, wicked: bytes) -> None:
    assert send(employee, wicked, agreed="y") == 400


def test_a_specialist_judges_a_likeness_a_colleague_does_not(world: World, consented: str, employee: Browser) -> None:
    send(employee, picture(), agreed="y")
    with world.vault.begin() as db:
        (kept,) = portraits.all_permitted(db, world.at, "gallery")
        like = Likeness(consented, kept.id, "pdq", 6)
        assert portraits.suggest(db, like, "https://lindestad.example/team", "https://lindestad.example/j.jpg", world.at)
        assert not portraits.suggest(db, like, "https://lindestad.example/team", "https://lindestad.example/j.jpg", world.at)
    assert "lindestad" not in world.staff(Role.SPECIALIST, "wijk").get("/gelijkenissen").text
    specialist = world.staff(Role.SPECIALIST)
    assert "https://lindestad.example/team" in text_of(specialist.get("/gelijkenissen"))
    assert specialist.submit("/gelijkenissen", {}, "#same-1").status_code == 302
    assert "Er wacht niets" in text_of(specialist.get("/gelijkenissen"))
