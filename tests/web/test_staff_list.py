"""A staff list: shown first, then sent; nothing of it is kept but a digest; who left is closed by a person of another team."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from pydantic import SecretStr
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from werkzeug.test import TestResponse

from domain.due import Action
from domain.roles import Role
from storage import due, messages, profiles, staff, tables
from tests.conftest import joke
from tests.web.conftest import Browser, World, text_of

PAGE = "/personeelslijst"
LIST = "personeelsnummer;naam;e-mail;team\nP-1;Kim Vos;kim@work.example;wijk\nP-2;Bo Vos;bo@work.example;wijk\nP-3;;x;wijk\n"
WHOLE = LIST.rpartition("P-3")[0]


@pytest.fixture
def coordinator(world: World) -> Browser:
    return world.staff(Role.COORDINATOR, "elders")


def upload(browser: Browser, content: bytes) -> TestResponse:
    token = LexborHTMLParser(browser.get(PAGE).text).css_first("#list [name=csrf_token]")
    assert token is not None
    fields = {"csrf_token": token.attributes["value"], "file": (io.BytesIO(content), "lijst.csv")}
    return browser.client.post(f"{PAGE}/bekijken", data=fields, content_type="multipart/form-data")


def send(browser: Browser, shown: TestResponse) -> TestResponse:
    form = LexborHTMLParser(shown.text).css_first("form#send")
    assert form is not None
    fields = {str(node.attributes["name"]): node.attributes.get("value") or "" for node in form.css("[name]")}
    return browser.client.post(str(form.attributes["action"]), data=fields)


def enrolled(world: World) -> list[str]:
    with world.vault.begin() as db:
        return [one.id for one in profiles.all_enrolled(db)]


def test_first_it_is_shown_and_nothing_is_kept(world: World, coordinator: Browser) -> None:
    shown = text_of(upload(coordinator, LIST.encode()))
    for told in ("2 medewerkers worden per mail uitgenodigd", "1 regels zijn niet te gebruiken", "4 geen bruikbaar mailadres"):
        assert told in shown
    assert "Kim Vos" not in shown.replace("Kim Vos;", "")
    assert enrolled(world) == []


def test_each_new_one_gets_an_invitation_that_says_no_more_than_needed(world: World, coordinator: Browser) -> None:
    sent = send(coordinator, upload(coordinator, LIST.encode("cp1252")))
    assert "2 medewerkers worden per mail uitgenodigd" in text_of(sent)
    assert "regel 4" in text_of(sent)
    with world.vault.begin() as db:
        waiting = [messages.get(db, line.thing) for line in due.agenda(db) if line.action is Action.DELIVER]
        rows = str([db.connection.execute(select(table)).all() for table in tables.metadata.sorted_tables])
    assert {one.to for one in waiting} == {"kim@work.example", "bo@work.example"}
    assert all(world.browser().get(one.word.removeprefix("http://localhost")).status_code == 200 for one in waiting)
    for value in ("Kim", "kim@", "P-1"):
        assert value not in rows


def test_who_stands_there_again_is_not_invited_again(world: World, coordinator: Browser) -> None:
    for _ in range(2):
        shown = upload(coordinator, LIST.encode())
        send(coordinator, shown)
    assert "2 medewerkers zijn eerder uitgenodigd" in text_of(upload(coordinator, LIST.encode()))
    assert len(enrolled(world)) == 2


def test_who_left_is_proposed_and_erased_only_by_a_person(world: World, coordinator: Browser) -> None:
    send(coordinator, upload(coordinator, WHOLE.encode()))
    send(coordinator, upload(coordinator, WHOLE.rpartition("P-2")[0].encode()))
    assert len(enrolled(world)) == 2
    assert coordinator.submit(PAGE, {}, "#close-1").status_code == 302
    left = enrolled(world)
    assert len(left) == 1
    with world.vault.begin() as db:
        assert [line.action for line in due.agenda(db) if line.thing not in left and line.action is Action.PURGE] == [
            Action.PURGE
        ]
    assert "Niemand." in text_of(coordinator.get(PAGE))


def test_a_mistake_is_put_right_without_a_trace_of_leaving(world: World, coordinator: Browser) -> None:
    send(coordinator, upload(coordinator, WHOLE.encode()))
    send(coordinator, upload(coordinator, WHOLE.rpartition("P-2")[0].encode()))
    coordinator.submit(PAGE, {}, "#keep-1")
    assert len(enrolled(world)) == 2


def test_on_a_list_with_lines_that_cannot_be_read_nobody_is_said_to_have_left(world: World, coordinator: Browser) -> None:
    send(coordinator, upload(coordinator, WHOLE.encode()))
    broken = WHOLE.replace("bo@work.example", "bo@")
    shown = upload(coordinator, broken.encode())
    assert "die kunnen van hen zijn" in text_of(shown)
    send(coordinator, shown)
    with world.vault.begin() as db:
        assert staff.proposals(db) == []


def test_nobody_decides_about_a_direct_colleague(world: World, coordinator: Browser) -> None:
    send(coordinator, upload(coordinator, WHOLE.encode()))
    with world.vault.begin() as db:
        for profile_id in [one.id for one in profiles.all_enrolled(db)]:
            profiles.save(db, joke(profile_id), "employee-0", world.at)
        staff.compare(db, [], "coordinator-0", world.at)
        one, *_ = staff.proposals(db)
    colleague = world.staff(Role.COORDINATOR, "wijk")
    assert one.profile_id[:8] not in colleague.get(PAGE).text
    token = LexborHTMLParser(colleague.get(PAGE).text).css_first("[name=csrf_token]")
    assert token is not None
    path = f"{PAGE}/vertrokken/{one.id}/sluiten"
    assert colleague.client.post(path, data={"csrf_token": token.attributes["value"]}).status_code == 403
    assert len(enrolled(world)) == 2


def test_whom_it_did_not_reach_is_shown_until_somebody_has_seen_it(world: World, coordinator: Browser) -> None:
    send(coordinator, upload(coordinator, WHOLE.encode()))
    with world.vault.begin() as db:
        line = next(line for line in due.agenda(db) if line.action is Action.DELIVER)
        message = messages.get(db, line.thing)
        messages.refused(db, message, world.at)
    assert message.to in text_of(coordinator.get(PAGE))
    coordinator.submit(PAGE, {}, "#away-1")
    assert message.to not in coordinator.get(PAGE).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"naam;team\nKim;wijk\n", "deze kolommen noemen: personeelsnummer, e-mail"),
        (b"", "De lijst is leeg"),
        (b"\x81\x8d\x8f" * 3, "geen tekst"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(coordinator: Browser, content: bytes, said: str) -> None:
    refused = upload(coordinator, content)
    assert refused.status_code == 400
    assert said in text_of(refused)


@pytest.fixture
def mail(world: World) -> Iterator[None]:
    house = world.app.extensions["luwte"]
    before = house.settings
    object.__setattr__(house, "settings", before.model_copy(update={"smtp_url": SecretStr("smtp://127.0.0.1")}))
    yield
    object.__setattr__(house, "settings", before)


def test_without_a_mail_server_it_is_said_that_nothing_can_leave(coordinator: Browser) -> None:
    assert "kunnen niet weg" in text_of(coordinator.get(PAGE))


@pytest.mark.usefixtures("mail")
def test_with_one_it_is_not(coordinator: Browser) -> None:
    assert "kunnen niet weg" not in text_of(coordinator.get(PAGE))
