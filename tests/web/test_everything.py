"""The download of everything: whole, readable by people and programs, one's own alone, and written down."""

from __future__ import annotations

import io
import json
import zipfile

from selectolax.lexbor import LexborHTMLParser

from domain.roles import Role
from storage import audit
from tests.conftest import consent, joke
from tests.web.conftest import EXCERPT, URL, Browser, World


def taken(browser: Browser) -> zipfile.ZipFile:
    answer = browser.get("/mijn/alles.zip")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_it_holds_a_page_to_read_the_data_and_the_captured_pages(world: World, consented: str) -> None:
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    archive = taken(world.staff(Role.EMPLOYEE, "wijk", profile_id=consented))
    page, told = archive.read("lees-mij.html").decode(), json.loads(archive.read("alles.json"))
    assert told["controller"]["name"] == "Politie Eenheid Den Haag"
    assert told["tables"]["findings"]["rows"][0]["sealed"][1] == EXCERPT
    assert told["tables"]["takedowns"]["rows"][0]["reference"] == "LW-2026-0001"
    for value in ("uw gegevens (1)", "Autoriteit Persoonsgegevens", "Voorhout", URL, "LW-2026-0001"):
        assert value in page
    assert "<script>" not in page, "what strangers wrote is text, also here"
    captured = [name for name in archive.namelist() if name.startswith("vastleggingen/")]
    assert any(EXCERPT.encode() in archive.read(name) for name in captured)
    names = " ".join(archive.namelist())
    assert [one.value for one in joke().identifiers() if one.value in names] == []


def test_every_table_that_is_told_stands_on_the_page(world: World, consented: str) -> None:
    archive = taken(world.staff(Role.EMPLOYEE, "wijk", profile_id=consented))
    headings = {node.attributes["id"] for node in LexborHTMLParser(archive.read("lees-mij.html").decode()).css("h3")}
    assert headings == set(json.loads(archive.read("alles.json"))["tables"])


def test_a_colleague_takes_their_own_and_nobody_anothers(world: World, consented: str) -> None:
    colleague_id = world.employee(consent())
    archive = taken(world.staff(Role.EMPLOYEE, "wijk", profile_id=colleague_id))
    assert consented not in archive.read("alles.json").decode()
    assert world.staff(Role.EMPLOYEE).get("/mijn/alles.zip").status_code == 404
    assert world.browser().get("/mijn/alles.zip").status_code == 302
    with world.vault.begin() as db:
        assert "took everything" in {line.action for line in audit.lines(db, about=colleague_id)}
        assert "took everything" not in {line.action for line in audit.lines(db, about=consented)}
