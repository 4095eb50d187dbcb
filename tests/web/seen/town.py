"""A small town full of everything that luwte shows, for whoever looks at its pages with a real browser: tests, and pictures."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from werkzeug.serving import WSGIRequestHandler, make_server

from config.settings import Settings
from demo.authority import Authority
from domain.due import Action
from domain.errors import Unclear
from domain.exposure import Exposure
from domain.finding import Grade
from domain.flare_up import USUAL, FlareUp, FlareUpKind
from domain.portrait import Likeness
from domain.profile import Grant, GrantKind
from domain.roles import Role
from domain.sighting import Sighting, Verdict
from domain.takedown import Event, Step
from domain.task import TaskKind
from evidence import keys, timestamp
from storage import (
    calendar,
    cases,
    due,
    exposures,
    findings,
    health,
    portraits,
    profiles,
    replies,
    self_checks,
    takedowns,
    tasks,
    watches,
)
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.vault import open_vault
from tests.conftest import RING, consent, mandate
from tests.web.conftest import RECIPIENTS, SOURCES, URL, Browser, Clock, World
from tests.web.test_bundle import pictured
from web.app import create_app
from web.house import Notary

REPLY = "From: {who}\r\nSubject: Re: {what}\r\n\r\nGeachte heer, mevrouw,\r\n\r\n{text}\r\n\r\nMet vriendelijke groet"
REPORT = {"nature": "suspicion", "about": "colleague", "what": "Iemand vroeg naar een adres.", "unit": "wijk", "criminal": "no"}
#: Where the findings stand, and what is read there. Beside Praatplein's thread of the tests.
PLACES = {
    "thread": (URL, "praatplein", "Ze heet Joke van der Berg en woont op Lange Voorhout 8-bis. Bel 06-12345671!"),
    "old": ("https://praatplein.example/draad/12", "praatplein", "Joke van der Berg, Lange Voorhout 8-bis: dat is die agent."),
    "guide": ("https://adressengids.example/1", "adressengids", "Berg, J.M. van der, Lange Voorhout 8-bis, 06-12345671"),
    "form": ("https://meldhier.example/bericht/12", "praatplein", "Lange Voorhout 8-bis: daar woont Joke van der Berg."),
    "fresh": ("https://praatplein.example/draad/5000", "praatplein", "De auto GB-123-B staat voor Lange Voorhout 8-bis."),
    "namesake": ("https://praatplein.example/leden/77", "praatplein", "Joke van den Bergh kweekt dahlia's."),
    "queue": (
        "https://praatplein.example/draad/9000",
        "praatplein",
        "Ze heet Joke van der Berg en woont op Lange Voorhout 8-bis. Vertel het dus maar door. Bel 06-12345671!",
    ),
    "queue too": ("https://adressengids.example/9", "adressengids", "J. van der Berg, Den Haag"),
}
_LEFT = (Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED)


@dataclass
class Town:
    """`ids`: what stands in the parts of an address; `visitors`: somebody of each role, and a stranger."""

    world: World
    ids: dict[str, str]
    visitors: dict[Role | None, Browser]

    def path(self, of: str) -> str:
        """The address of a route, with its parts filled in."""
        for name, value in self.ids.items():
            of = of.replace(f"<{name}>", value)
        return of


@contextmanager
def built(here: Path) -> Iterator[World]:
    """The whole application on a vault of its own in that folder, with nobody in it."""
    opened = open_vault(f"sqlite:///{here}/vault.db", f"sqlite:///{here}/keys.db", KeyRing.parse(RING))
    upgrade(opened)
    clock = Clock()
    authority, signer = Authority(clock), keys.load(keys.generate())
    settings = Settings(
        organisation="Gemeente Lindestad",
        role_address="meldpunt@lindestad.example",
        contact_point="06-00000000, dag en nacht",
        peer_support="collegiale opvang, kamer 1.12",
        second_factor=frozenset(),
    )
    notary = Notary(signer, (authority.reply,), timestamp.load_roots(authority.root_pem()))
    app = create_app(opened, settings, clock, SOURCES, RECIPIENTS, notary)
    yield World(opened, app, authority, signer, clock)
    opened.close()


class Quiet(WSGIRequestHandler):
    """Nobody reads what was asked for."""

    def log_request(self, *_: object) -> None:
        return None


@contextmanager
def served(world: World) -> Iterator[str]:
    """The same application behind a real port; its address."""
    server = make_server("127.0.0.1", 0, world.app, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def filled(world: World) -> Town:
    """Three weeks of work: what was found, judged, asked for, answered, proven gone; and what is still to be done."""
    joke = world.employee(consent(), mandate("gdpr17", "brp"))
    author, second = world.staff(Role.SPECIALIST, "bureau"), world.staff(Role.SPECIALIST, "bureau")
    _scanned(world, joke)
    found = {name: _find(world, joke, name) for name in ("thread", "old", "guide", "form", "fresh", "namesake")}
    for name in ("old", "thread", "form", "fresh", "guide"):
        author.submit(f"/beoordelen/{found[name]}", {"opinion": "confirmed"}, "#judge")
    author.submit(f"/beoordelen/{found['namesake']}", {"opinion": "dismissed", "reason": "namesake"}, "#judge")
    old, thread, form, fresh = (_exposure(world, found[name]) for name in ("old", "thread", "form", "fresh"))
    _asked_and_gone(world, old)
    pictured(world, thread)
    ids = _requests(world, author, second, thread, form, fresh)
    world.pass_time(days=10)
    found |= {name: _find(world, joke, name) for name in ("queue", "queue too")}
    ids |= _around(world, joke) | {"finding_id": found["queue"], "profile_id": joke, "exposure_id": old.id}
    ids |= {"judged_id": found["thread"], "thread_id": thread.id, "token": _invited(world), "held": _restricted(world)}
    visitors: dict[Role | None, Browser] = {role: world.staff(role, "elders") for role in Role if role is not Role.EMPLOYEE}
    owner = world.staff(Role.EMPLOYEE, "wijk", profile_id=joke)
    visitors |= {Role.EMPLOYEE: owner, None: world.browser()}
    ids["incident_id"] = owner.submit("/melden", REPORT, "#report").location.rsplit("/", 1)[1]
    more = {
        "name": "full.png",
        "scope": "outside-eu",
        "number": "0" * 32,
        "route": "brp",
        "step": "brp",
        "opinion": "confirmed",
    }
    return Town(world, ids | more, visitors)


def _scanned(world: World, profile_id: str) -> None:
    """Every source that is on has answered once; one of them could not be read."""
    on = [source for source in SOURCES if source.on]
    with world.vault.begin() as db:
        self_checks.begin(db, profile_id, on, "employee-0", world.at)
        watches.watch_profile(db, profile_id, on, "coordinator-0", world.at)
        watches.watch_sites(db, on, world.at)
        for line in due.take(db, world.at, timedelta(hours=1), 10, [Action.SCAN]):
            due.settle(db, line, watches.save_scan(db, watches.get(db, line.thing), world.at, Verdict.ABSENT, None, 1, [], 0))
        health.note(db, "adressengids", 1, None, world.at)
        health.note(db, "praatplein", 1, Unclear.LAYOUT_CHANGED, world.at)


def _find(world: World, profile_id: str, name: str) -> str:
    url, source, excerpt = PLACES[name]
    grade = Grade.POSSIBLE if name in ("namesake", "queue too") else Grade.PROBABLE
    return world.finding(profile_id, url=url, excerpt=excerpt, source=source, grade=grade)


def _exposure(world: World, finding_id: str) -> Exposure:
    with world.vault.begin() as db:
        place = findings.get(db, finding_id).finding.place
        return next(one for one in exposures.all_of(db) if one.place == place)


def _asked_and_gone(world: World, exposure: Exposure) -> None:
    said = (*_LEFT, Event.RECEIPT, Event.CLAIM, Event.PROVEN_GONE)
    with world.vault.begin() as db:
        (asked,) = [one for one in takedowns.all_of(db) if one.exposure_id == exposure.id]
        takedowns.add(db, asked, *(Step(event, world.at + timedelta(hours=n), "luwte") for n, event in enumerate(said)))
        for day in (1, 2, 9):
            look = Sighting(world.at + timedelta(days=day), Verdict.ABSENT, control=True, cold=True, vantage=f"v{day}")
            exposures.saw(db, exposure.id, [(trace, look) for trace in exposure.traces])


def _requests(
    world: World, author: Browser, second: Browser, thread: Exposure, form: Exposure, fresh: Exposure
) -> dict[str, str]:
    """One that left and got a reply, one for a form by hand, one that waits for its gates."""
    with world.vault.begin() as db:
        by_place = {one.exposure_id: one for one in takedowns.all_of(db)}
        sent = by_place[thread.id]
        takedowns.add(db, sent, *(Step(event, world.at, "luwte") for event in (*_LEFT, Event.RECEIPT)))
        raw = REPLY.format(who="abuse@praatplein.example", what=sent.subject, text="Wij hebben het bericht weggehaald.")
        reply_id = replies.keep(db, "1", raw.encode(), sent.id, world.at, "claim-removed", 0.5, human=True)
        stray = REPLY.format(who="info@elders.example", what="uw bericht", text="Wie bent u?")
        replies.keep(db, "2", stray.encode(), None, world.at, "unknown", 0.2, human=True)
    by_hand, draft = by_place[form.id].id, by_place[fresh.id].id
    author.submit(f"/verzoeken/{by_hand}", {"note": "informed"}, "#note")
    author.submit(f"/verzoeken/{by_hand}", {}, "#approve")
    second.submit(f"/verzoeken/{by_hand}", {}, "#release")
    author.submit(f"/verzoeken/{draft}", {}, "#approve")
    return {"takedown_id": draft, "sent_id": sent.id, "by_hand_id": by_hand, "reply_id": reply_id}


def _around(world: World, profile_id: str) -> dict[str, str]:
    """What is ahead, what is to be done, and a picture that looks like a portrait."""
    rhythm = USUAL[FlareUpKind.HEARING]
    hearing = FlareUp("f1", profile_id, FlareUpKind.HEARING, world.at + timedelta(days=7), world.at + timedelta(days=8), rhythm)
    verdict = replace(hearing, id="f2", kind=FlareUpKind.VERDICT, starts=hearing.starts + timedelta(days=14))
    with world.vault.begin() as db:
        calendar.save(db, hearing, "coordinator-0", world.at)
        calendar.save(db, replace(verdict, ends=verdict.starts + timedelta(days=1)), "coordinator-0", world.at)
        case = cases.of_profile(db, profile_id)
        assert case is not None
        cases.set_flags(db, case.id, "coordinator-0", world.at, suspected_criminal=True, police="agreed", threat=True)
        for count, kind in enumerate((TaskKind.INFORM, TaskKind.CONFIRM_CONSENT)):
            tasks.open_task(db, kind, case.id, profile_id, world.at, world.at + timedelta(days=count - 1))
        profiles.give(db, profile_id, Grant(GrantKind.PORTRAIT, world.at), "page", "employee-0", world.at)
        portraits.add(db, profile_id, b"picture", (), "employee-0", world.at)
        (portrait,) = portraits.all_permitted(db, world.at, "test")
        portraits.suggest(db, Likeness(profile_id, portrait.id, "pdq", 6), URL, URL, world.at)
        (likeness,) = portraits.waiting(db, frozenset({profile_id}))
        (task, *_) = tasks.waiting(db)
    return {"flare_up_id": "f1", "likeness_id": likeness.id, "task_id": task.id}


def _invited(world: World) -> str:
    page = world.staff(Role.COORDINATOR, "bureau").submit("/uitnodigen", {"unit": "griffie"}).text
    return page.partition("/uitnodiging/")[2].partition('"')[0]


def _restricted(world: World) -> str:
    """Somebody who stopped while the police had asked to keep the evidence; the token of their receipt."""
    stopped = world.employee(consent(), unit="griffie")
    finding_id = world.finding(stopped, url="https://praatplein.example/draad/31")
    world.staff(Role.SPECIALIST, "bureau").submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        case = cases.of_profile(db, stopped)
        assert case is not None
        cases.hold(db, case.id, "coordinator-0", world.at)
    answer = world.staff(Role.EMPLOYEE, "griffie", profile_id=stopped).submit("/mijn/intrekken", {"sure": "y"})
    link = LexborHTMLParser(answer.text).css_first("#download")
    assert link is not None
    return str(link.attributes["href"]).rpartition("/")[2]
