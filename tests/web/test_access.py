"""Who may see what: every line of docs/access.md, tried by every role and by a stranger; a route that is not there fails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from werkzeug.test import TestResponse

from domain.portrait import Likeness
from domain.profile import Grant, GrantKind
from domain.roles import Role
from domain.task import TaskKind
from storage import audit, calendar, exposures, portraits, profiles, replies, takedowns, tasks
from tests.web.conftest import URL, Browser, World, a_hearing, text_of
from web import access_table
from web.access_table import ABSENT, ANYBODY, OPENS, REFUSED
from web.app import all_routes

E, S, C, D = Role.EMPLOYEE, Role.SPECIALIST, Role.COORDINATOR, Role.DPO
WRONG_ROLE = "Deze pagina is voor een andere rol."
COLLEAGUE = "directe collega"
NOWHERE = "0" * 32
#: After these the session is over.
ENDS = {"/afmelden", "/account/overal-afmelden"}
#: Open to everybody, but with nothing there for whoever has not given a password yet.
SENT_ON = {"/afmelden", "/aanmelden/code", "/aanmelden/tweede-stap"}
#: What the finding and the request of this world do not have: pictures, and a form that is filled in by hand. Not there,
#: for whoever may see them.
LACKING = {
    *(f"/beoordelen/<finding_id>/{kind}/<name>" for kind in ("beeld", "raster", "vaag", "zwart")),
    "/verzoeken/<takedown_id>/zelf",
}


@dataclass(frozen=True)
class Line:
    """One line of the table as a reader sees it."""

    path: str
    methods: tuple[str, ...]
    who: frozenset[str]
    own: str
    others: str
    none: str

    def admits(self, role: Role | None) -> bool:
        return "everybody" in self.who or (role is not None and role.value in self.who)


def read() -> Iterator[Line]:
    for row in re.findall(r"^\| `(/.*) \|$", access_table.PAGE.read_text("utf-8"), re.MULTILINE):
        path, methods, who, *about = row.split(" | ")
        yield Line(path.rstrip("`"), tuple(methods.split(", ")), frozenset(who.split(", ")), *about)


TABLE = tuple(read())


def test_the_table_lists_every_page_as_it_declares_itself() -> None:
    """`python -m web.access_table` writes it anew; read what it added."""
    assert access_table.PAGE.read_text("utf-8") == access_table.text()


def test_it_is_known_of_each_part_of_an_address_whether_it_is_about_an_employee() -> None:
    named = {part for route in all_routes().values() for part in access_table.parts(route.path)}
    assert named == access_table.ABOUT_AN_EMPLOYEE | access_table.ABOUT_NOBODY
    assert not access_table.ABOUT_AN_EMPLOYEE & access_table.ABOUT_NOBODY


def test_nothing_is_served_that_the_table_does_not_list(world: World) -> None:
    served = {rule.rule for rule in world.app.url_map.iter_rules()}
    assert served == {*(line.path for line in TABLE), "/static/<path:filename>"}
    assert len(TABLE) > 50


@pytest.fixture
def real(world: World, consented: str) -> dict[str, str]:
    """A thing of each kind, so that no refusal comes from there being nothing."""
    finding_id = world.finding(consented)
    specialist = world.staff(S)
    specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        (exposure,) = exposures.all_of(db)
        (takedown,) = takedowns.all_of(db)
        reply_id = replies.keep(db, "uid", b"Subject: x\n\nhallo", takedown.id, world.at, "unknown", 0.2, human=True)
        tasks.open_task(db, TaskKind.INFORM, takedown.id, consented, world.at, world.at)
        (task,) = tasks.waiting(db)
        calendar.save(db, a_hearing(consented), "coordinator-0", world.at)
        profiles.give(db, consented, Grant(GrantKind.PORTRAIT, world.at), "page", "employee-0", world.at)
        portraits.add(db, consented, b"picture", (), "employee-0", world.at)
        (portrait,) = portraits.all_permitted(db, world.at, "test")
        portraits.suggest(db, Likeness(consented, portrait.id, "pdq", 6), URL, URL, world.at)
        (likeness,) = portraits.waiting(db, frozenset({consented}))
    named = {
        "task_id": task.id,
        "finding_id": finding_id,
        "profile_id": consented,
        "exposure_id": exposure.id,
        "flare_up_id": "f1",
        "likeness_id": likeness.id,
    }
    return named | {
        "takedown_id": takedown.id,
        "reply_id": reply_id,
        "token": "no-such-token",
        "name": "full.png",
        "scope": "outside-eu",
        "held": NOWHERE,
        "number": NOWHERE,
        "route": "brp",
        "step": "brp",
        "incident_id": _reported(specialist),
        "duty_id": "no-such-duty",
    }


def _reported(browser: Browser) -> str:
    answer = browser.submit("/melden", {"nature": "other", "about": "self", "what": "Iets.", "criminal": "no"}, "#report")
    return answer.location.rsplit("/", 1)[1]


@pytest.mark.parametrize("role", list(Role))
def test_a_page_opens_for_its_roles_and_for_no_other(world: World, real: dict[str, str], role: Role) -> None:
    profile_id = world.employee() if role is E else None
    browser = world.staff(role, "elders", profile_id=profile_id)
    for line, method, answer in visits(browser, TABLE, real):
        refused = answer.status_code == 403 and WRONG_ROLE in text_of(answer)
        assert refused is not line.admits(role), (method, line.path)
        assert answer.status_code < 500 or line.path == "/readyz", (method, line.path)


def test_a_stranger_is_sent_to_the_sign_in_page(world: World, real: dict[str, str]) -> None:
    for line, method, answer in visits(world.browser(), TABLE, real):
        sent = (answer.status_code == 302 and answer.location.startswith("/aanmelden?")) or answer.location == "/aanmelden"
        assert sent is (not line.admits(None) or line.path in SENT_ON), (method, line.path)


@pytest.mark.parametrize("role", list(Role))
def test_a_page_about_one_employee_opens_as_listed_for_own_anothers_and_none(
    world: World, real: dict[str, str], role: Role
) -> None:
    """Nothing that is refused changes anything, so what opens comes last."""
    about = [line for line in TABLE if line.own != ANYBODY and line.admits(role)]
    other = world.staff(role, "elders", profile_id=world.employee() if role is E else None)
    own = world.staff(role, "wijk", profile_id=real["profile_id"] if role is E else None)
    for line, method, answer in visits(other, about, dict.fromkeys(real, NOWHERE)):
        assert outcome(answer) == line.none, (method, line.path)
    for line, method, answer in visits(own, about, real) if role is not E else ():
        assert outcome(answer) == line.own, (method, line.path)
    for line, method, answer in visits(other, about, real):
        assert outcome(answer) == (ABSENT if line.path in LACKING else line.others), (method, line.path)
    for line, method, answer in visits(own, about, real) if role is E else ():
        assert outcome(answer) == line.own, (method, line.path)
    with world.vault.begin() as db:
        refusals = [one for one in audit.lines(db) if one.action == "refused" and one.about == real["profile_id"]]
    assert bool(refusals) is (REFUSED in {line.own for line in about})


def outcome(answer: TestResponse) -> str:
    """What came of it in the words of the table. What cannot be done now (a form left empty, a step that is not due, or
    that is somebody else's to take) opens."""
    assert answer.status_code < 500
    if answer.status_code == 403 and COLLEAGUE in text_of(answer):
        assert "Joke" not in answer.text
        return REFUSED
    return ABSENT if answer.status_code == 404 else OPENS


def visits(browser: Browser, lines: Iterable[Line], real: dict[str, str]) -> Iterator[tuple[Line, str, TestResponse]]:
    """Each way of each line, asked for with a proof where a form needs one; reading before writing, signing out at the end."""
    asked = [(line, method) for line in lines for method in line.methods]
    for line, method in sorted(asked, key=lambda one: (one[0].path in ENDS, one[1])):
        yield line, method, _ask(browser, method, _filled(line.path, real))


def test_lists_leave_out_what_is_about_a_direct_colleague(world: World, real: dict[str, str]) -> None:
    colleague = world.staff(S, "wijk")
    ids = {id_ for id_ in real.values() if len(id_) == len(NOWHERE)}  # a short one may stand in a proof by chance
    assert {real["finding_id"], real["takedown_id"], real["reply_id"], real["profile_id"]} <= ids
    for path in ("/beoordelen", "/verzoeken", "/post", "/taken"):
        page = colleague.get(path)
        assert page.status_code == 200
        assert not any(id_ in page.text for id_ in ids)


def _ask(browser: Browser, method: str, path: str) -> TestResponse:
    if method == "GET":
        return browser.get(path)
    return browser.client.post(path, data={"csrf_token": _proof(browser)})


def _proof(browser: Browser) -> str:
    page = browser.get("/aanmelden").text
    return page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]


def _filled(path: str, real: dict[str, str]) -> str:
    for name, value in real.items():
        path = path.replace(f"<{name}>", value)
    return path
