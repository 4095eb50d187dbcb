"""A small job for the whole service: somebody enrols, is found on a site, the desk is told by mail, and they withdraw.

Everything goes through luwte's own pages and a mail server and a site of ours on loopback.
"""

from __future__ import annotations

import http.server
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

from aiosmtpd.controller import Controller

from cli.story import people
from demo.people import JOKE
from demo.visitor import PageRefused, Visitor

PASSWORD = people.PASSWORD
STAFF = {"coordinator": "coordinatie@oefening.example", "specialist": "beoordeling@oefening.example"}
#: Seconds for one thing to come about: on a machine that is busy the libraries alone take long.
PATIENCE = 900.0
_FRAME = (
    '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Oefensite</title><body><h1 id="kop">Oefensite</h1>{}'
    '<p id="voet">Voet</p></body></html>'
)
_ABOUT = "<p>Joke van der Berg, Lange Voorhout 8-bis, 2514 ED Den Haag, 06-12345671</p>"
PAGES = {"/": _FRAME.format('<a href="/wie">Wie</a>'), "/wie": _FRAME.format(_ABOUT)}
_SOURCE = """slug: oefensite
name: Oefensite
kind: site
version: 1
state: verified
language: nl
hosts: [localhost]
cadence_days: 7
recognise: [{{css: "h1#kop"}}, {{css: "p#voet"}}]
start: ["{base}/"]
scope: ["{base}/"]
max_pages: 5
control: {{url: "{base}/", css: "h1#kop"}}
"""


class World:
    """A site with one page about an employee, and the organisation's mail server."""

    def __init__(self) -> None:
        self.mail: list[str] = []
        self.site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
        threading.Thread(target=self.site.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        self.server = Controller(self, hostname="127.0.0.1", port=free_port())
        self.server.start()

    @property
    def base(self) -> str:
        return f"http://localhost:{self.site.server_address[1]}"

    @property
    def smtp_url(self) -> str:
        return f"smtp://127.0.0.1:{self.server.port}"

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        self.mail += envelope.rcpt_tos  # type: ignore[attr-defined]  # aiosmtpd's Envelope
        return "250 taken"

    def define(self, home: Path) -> None:
        """The site as a source of the installation's own."""
        folder = home / "sources" / "oefensite"
        folder.mkdir(parents=True)
        (folder / "source.yml").write_text(_SOURCE.format(base=self.base), encoding="utf-8")

    def close(self) -> None:
        self.site.shutdown()
        self.site.server_close()
        self.server.stop()


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = PAGES.get(self.path)
        body = (page or "niets").encode()
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return None


def enrol(address: str) -> None:
    people.enrol(address, JOKE, people.invite(people.signed_in(address, STAFF["coordinator"]), JOKE))


def found(address: str) -> int:
    """How many findings wait for the specialist."""
    return len(people.signed_in(address, STAFF["specialist"]).get("/beoordelen").links("main table a"))


def withdraw(address: str) -> None:
    people.withdraw(address, JOKE)


def knows(address: str) -> bool:
    """Whether the employee can still sign in: their account goes with everything else."""
    try:
        return "/mijn" in Visitor(address).submit("/aanmelden", {"login": JOKE.mailbox, "password": PASSWORD}).markup
    except PageRefused:
        return False


def until(said: str, condition: Callable[[], object], alive: Callable[[], None], *, pause: float = 1.0) -> None:
    """Waits, asking again after `pause` seconds; `alive` raises when there is nothing to wait for any more."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        alive()
        if time.monotonic() > deadline:
            raise TimeoutError(said)
        time.sleep(pause)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
