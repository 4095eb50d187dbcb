"""Serves all fictional sites on one port of loopback, told apart by the Host header; and the authority that stamps."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from demo.answers import Answers
from demo.authority import Authority
from demo.calendar import Calendar
from demo.forms import FORM, handed_in
from demo.history import History
from demo.journal import Journal
from demo.site import Page, Site, Visit, serve

STAMP_HOST = "tijdstempel.example"
CONTROL_HOST = "wereld.example"  # for the driver of the demo; no resolver knows it and no visit to it is noted
_LONGEST_QUERY = 1 << 20


@dataclass(frozen=True, slots=True)
class Outside:
    """What a visit may touch."""

    sites: dict[str, Site]
    calendar: Calendar
    history: History
    answers: Answers
    journal: Journal
    authority: Authority


class WebServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, outside: Outside) -> None:
        super().__init__(("127.0.0.1", port), _Visitors)
        self.outside = outside

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor who leaves halfway is no error; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typed wider here than in typeshed


class _Visitors(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    disable_nagle_algorithm = True
    server: WebServer

    def do_GET(self) -> None:
        host = self._host()
        if host == CONTROL_HOST:
            self._write(200, self._settle(), "application/json")
        elif site := self.server.outside.sites.get(host):
            self._visit(site)
        else:
            self._write(421, b"", "text/plain")

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        asked = self.rfile.read(min(length, _LONGEST_QUERY))
        site = self.server.outside.sites.get(self._host())
        if site is not None and site.form and self.path == FORM:
            self._note(200)
            self._write_page(site, self._handed_in(site, asked))
            return
        if self._host() != STAMP_HOST:
            self._note(405)
            self._write(405, b"", "text/plain")
            return
        answer = self.server.outside.authority.reply(asked)
        self._note(200)
        self._write(200, answer, "application/timestamp-reply")

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the journal keeps the visits."""

    def _visit(self, site: Site) -> None:
        outside = self.server.outside
        now = outside.calendar.now()
        address = urlsplit(self.path)
        visit = Visit(
            path=address.path,
            query=dict(parse_qsl(address.query, keep_blank_values=True)),
            now=now,
            count=outside.journal.count(site.host),
            standing=outside.history.standing(site.slug, now),
        )
        page = serve(site, visit)
        self._note(page.code)
        time.sleep(site.delay)
        self._write_page(site, page)

    def _handed_in(self, site: Site, asked: bytes) -> Page:
        outside, fields = self.server.outside, dict(parse_qsl(asked.decode("utf-8", "replace"), keep_blank_values=True))
        return handed_in(outside.sites, outside.history, site, fields, outside.calendar.now())

    def _write_page(self, site: Site, page: Page) -> None:
        if page.body:
            return self._write(page.code, page.body, page.media_type, page.headers)
        body = page.text.encode(site.encoding, "xmlcharrefreplace")
        self._write(page.code, body, f"{page.media_type}; charset={site.encoding}", page.headers)

    def _settle(self) -> bytes:
        """Everything due by now is done before this answers."""
        now = self.server.outside.calendar.now()
        self.server.outside.answers.write_due(now)
        return json.dumps({"settled": now.isoformat()}).encode()

    def _host(self) -> str:
        return self.headers.get("Host", "").partition(":")[0].lower().removeprefix("www.")

    def _note(self, status: int) -> None:
        self.server.outside.journal.note(
            calendar=self.server.outside.calendar.now(),
            method=self.command,
            host=self.headers.get("Host", "").partition(":")[0].lower(),
            path=self.path,
            status=status,
            agent=self.headers.get("User-Agent", ""),
        )

    def _write(self, code: int, body: bytes, media_type: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.send_response(code)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
