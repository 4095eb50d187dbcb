"""A person at a browser fills in the form that the page really has."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from demo.visitor import PageRefused, Visitor

FORM = b"""<!doctype html><body><header><form method="post" action="/uit"><button>Uitloggen</button></form></header>
<main><form method="post"><input type="hidden" name="csrf" value="k3y"><input name="naam" value="standaard">
<input type="checkbox" name="akkoord" value="ja"><input type="checkbox" name="nieuws" checked>
<select name="rol"><option value="a">A<option value="b" selected>B</select><textarea name="reden">
oud</textarea><button name="knop" value="x">Ok</button></form></main>"""


class Desk(BaseHTTPRequestHandler):
    seen: list[dict[str, list[str]]] = []  # noqa: RUF012

    def do_GET(self):
        if self.path == "/klaar":
            self._write(200, b"<main>Klaar " + (self.headers["Cookie"] or "").encode() + b"</main>")
        elif self.path == "/nee":
            self._write(403, b"<main>Geen toegang</main>")
        else:
            self._write(200, FORM)

    def do_POST(self):
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
        self.seen.append(fields)
        if fields["naam"] == ["fout"]:
            self._write(200, b'<main><p role="alert">Vul een echte naam in.</p></main>')
        else:
            self.send_response(303)
            self.send_header("Location", "/klaar")
            self.send_header("Set-Cookie", "s=1")
            self.send_header("Content-Length", "0")
            self.end_headers()

    def _write(self, code, body):
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        pass


@pytest.fixture
def visitor():
    Desk.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Desk) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield Visitor(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


def test_a_form_goes_with_its_hidden_fields_and_the_visitor_follows_with_cookies(visitor):
    page = visitor.submit("/formulier", {"naam": "Titia", "knop": "x"})

    assert (page.path, page.text) == ("/klaar", "Klaar s=1")
    assert Desk.seen == [{"csrf": ["k3y"], "naam": ["Titia"], "nieuws": ["on"], "rol": ["b"], "reden": ["oud"], "knop": ["x"]}]


def test_a_page_that_complains_is_refused(visitor):
    with pytest.raises(PageRefused, match="echte naam"):
        visitor.submit("/formulier", {"naam": "fout"})


def test_a_field_that_the_form_has_not_is_refused_before_anything_is_sent(visitor):
    with pytest.raises(ValueError, match="voornaam"):
        visitor.submit("/formulier", {"voornaam": "Titia"})
    assert Desk.seen == []


def test_an_error_code_is_refused_unless_it_was_expected(visitor):
    with pytest.raises(PageRefused, match="403"):
        visitor.get("/nee")
    assert visitor.get("/nee", expect=403).text == "Geen toegang"


def test_a_page_without_a_form_is_refused(visitor):
    with pytest.raises(PageRefused, match="no form"):
        visitor.submit("/klaar", {})
