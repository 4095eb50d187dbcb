"""People at a browser, against the whole web application on a real vault; forms are filled in as the page has them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import delete
from werkzeug.test import TestResponse

from config.settings import Settings
from demo.authority import Authority
from domain.finding import Finding, Grade, Signal
from domain.flare_up import USUAL, FlareUp, FlareUpKind
from domain.mention import Capture, Place
from domain.profile import Grant, IdentifierKind
from domain.recipient import Automation, Recipient, RecipientClass, WebForm
from domain.roles import Role
from domain.source import Source, SourceKind, SourceState
from evidence import keys, timestamp
from evidence.seal import seal
from storage import accounts, captures, findings, profiles, tables
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.tables import metadata
from storage.vault import Vault, new_id, open_vault
from tests.conftest import NOW, RING, consent, joke
from web.app import create_app
from web.house import Notary

PASSWORD = "een lange zin om te onthouden"
URL = "https://praatplein.example/draad/4711"
EXCERPT = "Ze heet Joke van der Berg en woont op Lange Voorhout 8-bis. <script>alert(1)</script> Bel 06-12345671!"
SOURCES = (
    Source(
        *("adressengids", "Adressengids", SourceKind.RESULT_LIST, 1, SourceState.FICTIONAL, "nl", ("adressengids.example",)),
        learns=(IdentifierKind.EMAIL,),
        parent="praatplein",
    ),
    Source(
        *("praatplein", "Praatplein", SourceKind.SITE, 1, SourceState.FICTIONAL, "nl", ("praatplein.example",)),
        mirrors=("adressengids.example",),
    ),
    Source("later", "Nog niet", SourceKind.RESULT_LIST, 1, SourceState.UNVERIFIED, "nl", ("later.example",)),
)
RECIPIENTS = (
    Recipient(
        slug="praatplein",
        name="Praatplein B.V.",
        kind=RecipientClass.PLATFORM,
        email="abuse@praatplein.example",
        country="NL",
        language="nl",
        hosts=("praatplein.example",),
        verified_on=NOW.date(),
        verified_by=("site", "rdap"),
    ),
    Recipient(
        slug="meldhier",
        name="Meldhier B.V.",
        kind=RecipientClass.PLATFORM,
        email="",
        country="NL",
        language="nl",
        hosts=("meldhier.example",),
        verified_on=NOW.date(),
        verified_by=("site", "rdap"),
        form=WebForm(
            "https://meldhier.example/melden?vorm=privacy",
            automation=Automation.FORBIDDEN,
            captcha=True,
            asks=(("Uw naam", "notifier_name"), ("Om welke pagina gaat het?", "urls"), ("Toelichting", "text")),
        ),
    ),
)
#: Who judges how others dealt with a request.
JUDGES = (
    Recipient(
        "gegevenswacht", "Gegevenswacht", RecipientClass.DATA_AUTHORITY, "klachten@wacht.example", "NL", "nl", (), None, ()
    ),
    Recipient("rechtbank", "Rechtbank Lindestad", RecipientClass.COURT, "", "NL", "nl", (), None, ()),
)
SIGNALS = (
    Signal("name", "Joke van der Berg", 8, 25, "full", 8.0),
    Signal("address", "Lange Voorhout 8-bis", 38, 58, "exact", 18.7),
    Signal("phone", "06-12345671", 90, 101, "exact", 20.0),
    Signal("birth-date", "1969", None, None, "other", -3.0, "title"),
    Signal("cap", "", None, None, "phone: beside another identifier", -14.09, "rule"),
)
_numbers = itertools.count(1)


class Browser:
    """One person with cookies of their own."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, buffered=True)

    def submit(self, path: str, fields: Mapping[str, object], form: str = "main form") -> TestResponse:
        """Loads the page, fills in the form that the selector finds, hidden fields included, and sends it."""
        page = LexborHTMLParser(self.client.get(path).text)
        found = page.css_first(form)
        assert found is not None, f"no form {form} at {path}"
        names = {node.attributes["name"] for node in found.css("[name]")}
        assert set(fields) <= names, f"the form has {sorted(map(str, names))}"
        hidden = {node.attributes["name"]: node.attributes.get("value") or "" for node in found.css("input[type=hidden]")}
        return self.client.post(found.attributes.get("action") or path, data=hidden | dict(fields))

    def sign_in(self, login: str) -> Browser:
        assert self.submit("/aanmelden", {"login": login, "password": PASSWORD}).status_code == 302
        return self


class Clock:
    """A calendar that a test turns."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@dataclass
class World:
    """The application, its calendar, and how to bring people and findings into it."""

    vault: Vault
    app: Flask
    authority: Authority
    signer: keys.Signer
    clock: Clock

    @property
    def at(self) -> datetime:
        return self.clock.at

    def pass_time(self, **span: float) -> None:
        self.clock.at += timedelta(**span)

    def browser(self) -> Browser:
        return Browser(self.app.test_client())

    def staff(self, role: Role, unit: str = "zorg", *, profile_id: str | None = None) -> Browser:
        """A new account of this role, signed in."""
        number = next(_numbers)
        with self.vault.begin() as db:
            name = f"{role.value}-{number}"
            accounts.create(db, name, PASSWORD, role, name, self.at, unit=unit, profile_id=profile_id)
        return self.browser().sign_in(name)

    def employee(self, *grants: Grant, unit: str = "wijk") -> str:
        """Joke, enrolled with these grants."""
        with self.vault.begin() as db:
            profile_id = profiles.invite(db, unit, "coordinator-0", self.at)
            profiles.save(db, joke(profile_id), "employee-0", self.at)
            for grant in grants:
                profiles.give(db, profile_id, grant, "page", "employee-0", self.at)
        return profile_id

    def finding(
        self,
        profile_id: str,
        *,
        url: str = URL,
        excerpt: str = EXCERPT,
        source: str = "praatplein",
        grade: Grade = Grade.PROBABLE,
    ) -> str:
        """A finding with its sealed and stamped capture; returns its id."""
        body = f"<p>{excerpt}</p>".encode()
        capture = Capture(new_id(), url, url, self.at, 200, (("Content-Type", "text/html; charset=utf-8"),), body)
        place = Place(url, "bericht-2")
        made = seal(capture, place=place, source=source, signer=self.signer, now=self.at)
        roots = timestamp.load_roots(self.authority.root_pem())
        sealed = replace(made, seal=timestamp.stamped(made.seal, self.authority.reply, roots))
        found = Finding(profile_id, place, grade, 0.98, False, SIGNALS, -24.0, 0.97, 0.05)
        with self.vault.begin() as db:
            captures.keep(db, profile_id, sealed, self.at)
            findings.file(db, found, source, sealed.capture_id, self.at, excerpt, "scan")
            return next(one.id for one in findings.of_profile(db, profile_id) if one.finding.place == place)


def a_hearing(profile_id: str) -> FlareUp:
    """A flare-up called f1, a week ahead."""
    rhythm = USUAL[FlareUpKind.HEARING]
    return FlareUp("f1", profile_id, FlareUpKind.HEARING, NOW + timedelta(days=7), NOW + timedelta(days=8), rhythm)


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real algorithm, at a cost that a test can afford."""
    monkeypatch.setattr(accounts, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One application on one vault: to put it together again for each test would take longer than the tests."""
    here = tmp_path_factory.mktemp("web")
    opened = open_vault(f"sqlite:///{here}/vault.db", f"sqlite:///{here}/keys.db", KeyRing.parse(RING))
    upgrade(opened)
    clock = Clock()
    authority = Authority(clock)
    signer = keys.load(keys.generate())
    settings = Settings(
        organisation="Politie Eenheid Den Haag", role_address="meldpunt@politie.example", second_factor=frozenset()
    )
    notary = Notary(signer, (authority.reply,), timestamp.load_roots(authority.root_pem()))
    app = create_app(opened, settings, clock, SOURCES, (*RECIPIENTS, *JUDGES), notary)
    app.testing = True
    yield World(opened, app, authority, signer, clock)
    opened.close()


@pytest.fixture
def world(whole: World) -> World:
    """The application with nobody in it, on the first day."""
    with whole.vault.engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    with whole.vault.keys.engine.begin() as connection:
        connection.execute(delete(tables.keys).where(tables.keys.c.owner != "service"))
    for limiter in whole.app.extensions["limiter"]:
        limiter.reset()
    whole.app.testing = True
    whole.clock.at = NOW
    return replace(whole)


@pytest.fixture
def consented(world: World) -> str:
    return world.employee(consent())


def text_of(answer: TestResponse) -> str:
    """The visible text, in one line."""
    body = LexborHTMLParser(answer.text).body
    return " ".join(body.text(separator=" ").split()) if body else ""
