"""What holds for every page: headers, language, labels, one heading, the emergency line, and no script anywhere."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from domain.due import Queue
from domain.errors import Unclear
from domain.parts import Organ, Part, Pulse
from domain.roles import Role
from storage import audit, calendar, health, pulses, replies, takedowns
from tests.web.conftest import Browser, World, a_hearing, text_of

PAGES: dict[Role | None, tuple[str, ...]] = {
    None: ("/aanmelden", "/api", "/privacy", "/toegankelijkheid", "/uitnodiging/{token}", "/nergens"),
    Role.EMPLOYEE: (
        "/",
        "/mijn",
        "/ik-word-gedoxt",
        "/mijn/bewijzen",
        "/mijn/bewijzen/link/x",
        "/mijn/familie",
        "/mijn/familie/kind",
        "/mijn/intrekken",
        "/mijn/stappen",
        "/mijn/toestemming",
        "/mijn/verzoeken",
        "/mijn/wijzigen",
        "/mijn/zelfcontrole",
        "/mijn/opslaimomenten",
        "/mijn/vertellen",
        "/mijn/bewijs/{exposure}",
        "/mijn/portret",
        "/rapporten",
        "/melden",
    ),
    Role.SPECIALIST: (
        "/",
        "/beoordelen",
        "/beoordelen/{finding}",
        "/beoordelen/{finding}/vastlegging",
        "/gelijkenissen",
        "/verzoeken",
        "/verzoeken/{takedown}",
        "/post",
        "/post/{reply}",
        "/taken",
        "/vindplaatsen/{exposure}/bereik",
        "/vindplaatsen/{exposure}/rest",
        "/rapporten/ervaring",
    ),
    Role.COORDINATOR: (
        "/uitnodigen",
        "/dossiers",
        "/dossiers/{profile}",
        "/dossiers/{profile}/opslaimoment",
        "/dossiers/{profile}/opslaimoment/f1",
        "/dossiers/{profile}/opslaimoment/f1/wijzigen",
        "/dossiers/{profile}/besluiten",
        "/opslaimomenten",
        "/opslaimomenten/inlezen",
        "/bewaartermijnen",
        "/dossiers/{profile}/bewijs/{exposure}",
        "/rapporten",
        "/rapporten/ervaring",
        "/controle",
        "/beperkt",
        "/personeelslijst",
        "/spoed",
        "/taken",
        "/meldingen",
        "/meldingen/{incident}",
        "/dienst",
        "/machtigingen",
        "/briefing?team=wijk",
        "/dossiers/{profile}/tijdlijn",
    ),
    Role.LEGAL: ("/verzoeken", "/verzoeken/{takedown}"),
    Role.DPO: (
        "/controle",
        "/controle/bronnen",
        "/controle/wissen",
        "/controle/verwerking",
        "/rapporten",
        "/bewaartermijnen",
    ),
    Role.ADMINISTRATOR: (
        "/bronnen",
        "/beheer",
        "/beheer/accounts",
        "/beheer/agenda",
        "/beheer/geadresseerden",
        "/beheer/sleutels",
        "/beheer/webhooks",
        "/instemmen",
        "/account",
        "/account/tweede-stap",
    ),
}


@pytest.fixture
def names(world: World, consented: str) -> dict[str, str]:
    coordinator, specialist = world.staff(Role.COORDINATOR), world.staff(Role.SPECIALIST)
    invited = coordinator.submit("/uitnodigen", {"unit": "wijk"}).text
    specialist.submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    waiting = world.finding(consented, url="https://adressengids.example/1", source="adressengids")
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        reply_id = replies.keep(db, "uid", b"Subject: x\n\nhallo", takedown.id, world.at, "unknown", 0.2, human=True)
        calendar.save(db, a_hearing(consented), "coordinator-0", world.at)
    made = specialist.submit("/melden", {"nature": "other", "about": "self", "what": "Iets.", "criminal": "no"}, "#report")
    token = invited.partition("/uitnodiging/")[2].partition('"')[0]
    return {"token": token, "finding": waiting, "takedown": takedown.id, "reply": reply_id, "profile": consented} | {
        "exposure": takedown.exposure_id,
        "incident": made.location.rsplit("/", 1)[1],
    }


def visitor(world: World, role: Role | None, profile_id: str) -> Browser:
    if role is None:
        return world.browser()
    return world.staff(role, "elders", profile_id=profile_id if role is Role.EMPLOYEE else None)


@pytest.mark.parametrize("role", PAGES, ids=lambda role: role or "stranger")
def test_every_page_is_whole(world: World, names: dict[str, str], role: Role | None) -> None:
    browser = visitor(world, role, names["profile"])
    for path in PAGES[role]:
        answer = browser.get(path.format(**names))
        page = LexborHTMLParser(answer.text)
        look_at_the_frame(page, text_of(answer))
        look_at_the_fields(page)


def look_at_the_frame(page: LexborHTMLParser, shown: str) -> None:
    html = page.css_first("html")
    assert html is not None
    assert html.attributes["lang"] == "nl"
    assert len(page.css("h1")) == len(page.css("main")) == len(page.css("head > title")) == 1
    assert "Bel 112" in shown
    assert "meldpunt@politie.example" in shown
    assert page.css("[onclick], [style], iframe, img") == []
    scripts = page.css("script")  # of our own, and nothing in the page itself
    assert all((node.attributes.get("src") or "").startswith("/static/") and not node.text() for node in scripts)
    assert all((node.attributes.get("href") or "/").startswith(("/", "#", "http://localhost/")) for node in page.css("[href]"))
    assert page.css_first("a.skip[href='#main']") is not None
    levels = [int(node.tag[1]) for node in page.css("h1, h2, h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def look_at_the_fields(page: LexborHTMLParser) -> None:
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    labelled = {node.attributes.get("for") for node in page.css("label")}
    fields = page.css("main input:not([type=hidden]), main select, main textarea")
    assert all(node.attributes.get("id") in labelled for node in fields)
    described = [node.attributes["aria-describedby"] or "" for node in page.css("[aria-describedby]")]
    assert {name for names in described for name in names.split()} <= set(ids)
    assert len(page.css("table")) == len(page.css("table > caption"))
    assert all(node.css_first("[name=csrf_token]") for node in page.css("form[method=post]"))


@pytest.mark.parametrize("path", ["/aanmelden", "/nergens", "/healthz", "/static/luwte.css", "/mijn"])
def test_every_answer_forbids_what_is_foreign(world: World, path: str) -> None:
    headers = world.browser().get(path).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert path.startswith("/static") or headers["Cache-Control"] == "no-store"


def test_the_stylesheet_asks_nothing_of_anybody_else(world: World) -> None:
    sheet = world.browser().get("/static/luwte.css").text
    assert "--utrecht-document-color" in sheet
    assert "@import" not in sheet
    assert "url(" not in sheet


def test_for_machines_the_service_says_that_it_is_well(world: World) -> None:
    at = datetime.now(UTC)
    with world.vault.begin() as db:
        pulses.beat(db, Pulse("c", Organ.CLOCK, "1", at, at))
        pulses.beat(db, Pulse("w", Organ.WORKER, "1", at, at, tuple(queue.value for queue in Queue)))
    ready = world.browser().get("/readyz")
    assert world.browser().get("/healthz").text == "ok\n"
    assert (ready.status_code, ready.json["ready"]) == (200, True)
    assert set(ready.json["parts"]) == {part.value for part in Part}


def test_it_is_not_ready_without_a_clock_and_workers_and_says_so(world: World) -> None:
    ready = world.browser().get("/readyz")
    down = {part for part, told in ready.json["parts"].items() if told["condition"] == "down"}
    assert (ready.status_code, down) == (503, {"clock", "workers"})


def test_it_is_alive_but_not_ready_without_its_database(world: World) -> None:
    with world.vault.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE pulses RENAME TO elsewhere")
    alive, ready = world.browser().get("/healthz"), world.browser().get("/readyz")
    with world.vault.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO pulses")
    assert (alive.status_code, ready.status_code) == (200, 503)
    assert {part: told["condition"] for part, told in ready.json["parts"].items()} == {"database": "down"}


def test_the_officer_sees_that_the_chain_holds_and_that_it_is_broken(world: World, consented: str) -> None:
    officer = world.staff(Role.DPO)
    with world.vault.begin() as db:
        audit.chain(db)
    assert "De keten klopt" in text_of(officer.get("/controle"))
    with world.vault.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET action = 'nothing' WHERE seq = 2")
    broken = officer.get("/controle")
    assert 'role="alert"' in broken.text
    assert "vanaf regel 2" in text_of(broken)


def test_a_source_says_whether_it_can_be_read(world: World) -> None:
    with world.vault.begin() as db:
        health.note(db, "adressengids", 1, None, world.at)
        health.note(db, "praatplein", 1, Unclear.LAYOUT_CHANGED, world.at)
    shown = text_of(world.staff(Role.ADMINISTRATOR).get("/bronnen"))
    assert "Adressengids zoeklijst fictief te lezen" in shown
    assert "Praatplein site fictief niet te lezen: de site ziet er anders uit dan eerst" in shown
    assert "Nog niet zoeklijst niet geprobeerd op de echte site: uit nog niet nagegaan" in shown


def test_what_is_not_there_is_said_in_the_readers_language(world: World) -> None:
    page = world.staff(Role.SPECIALIST).get("/verzoeken/niets")
    assert page.status_code == 404
    assert "Hier is niets" in text_of(page)
    assert "there is no such" not in page.text


def test_the_menu_shows_what_this_role_may_see(world: World) -> None:
    shown = {role: LexborHTMLParser(world.staff(role).get("/").text).css("nav a") for role in Role}
    assert {role: [node.text() for node in links] for role, links in shown.items()} == {
        Role.EMPLOYEE: [
            "Zelfcontrole",
            "Mijn gegevens",
            "Stappen",
            "Mijn verzoeken",
            "Wat luwte mag",
            "Wat er aankomt",
            "Rapporten",
            "Iets melden",
        ],
        Role.SPECIALIST: ["Beoordelen", "Gelijkenissen", "Taken", "Verzoeken", "Post", "Ervaring", "Iets melden"],
        Role.COORDINATOR: [
            "Spoed",
            "Meldingen",
            "Dossiers",
            "Taken",
            "Opslaimomenten",
            "Verzoeken",
            "Dienst",
            "Machtigingen",
            "Briefing",
            "Uitnodigen",
            "Personeelslijst",
            "Rapporten",
            "Ervaring",
            "Bewaard van wie stopte",
            "Bewaren",
            "Bronnen",
            "Instemmen",
            "Iets melden",
        ],
        Role.LEGAL: ["Verzoeken", "Iets melden"],
        Role.DPO: [
            "Rapporten",
            "Controle",
            "Aan bronnen verteld",
            "Gewist",
            "Verwerking",
            "Bewaren",
            "Instemmen",
            "Iets melden",
        ],
        Role.ADMINISTRATOR: [
            "Inrichten",
            "Accounts",
            "Wachtrijen",
            "Geadresseerden",
            "Sleutels",
            "Webhooks",
            "Bronnen",
            "Instemmen",
            "Iets melden",
        ],
    }
