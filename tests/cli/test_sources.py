"""`luwte sources`: list them, and let them prove themselves."""

from __future__ import annotations

import json
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

import config
from cli.sources import app
from domain.errors import BadInput

SHIPPED = Path(config.__file__).parent / "sources"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED / "adressengids", tmp_path / "bronnen" / "adressengids")).parent


def test_every_source_is_listed_with_its_state() -> None:
    code, out, err = run("list")
    assert code == 0
    assert "adressengids\tresult_list\tfictional\tv1\tAdressengids\n" in out
    assert f"{len(out.splitlines())} definitions: 1 account; 2 feed;" in err
    assert "12 fictional; 4 unverified." in err


def test_the_shipped_sources_prove_themselves() -> None:
    code, out, _ = run("check", "--offline")
    assert code == 0
    assert "BROKEN" not in out
    assert out.count("\tok\t") == len(list(SHIPPED.glob("*/source.yml")))


def test_a_broken_field_is_named(copied: Path) -> None:
    page = copied / "adressengids" / "hit.html"
    page.write_text(page.read_text(encoding="utf-8").replace('class="naam"', 'class="n4"'), encoding="utf-8")
    code, out, _ = run("check", "adressengids", "--dir", str(copied))
    assert code == 1
    assert "adressengids\tBROKEN\tplace\thit.html" in out


def test_a_definition_that_cannot_be_understood_is_told_with_its_line(copied: Path) -> None:
    file = copied / "adressengids" / "source.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("version: 1", "version: een"), encoding="utf-8")
    code, _, err = run("check", "--dir", str(copied))
    assert code == 2
    assert f"{file}:4" in err


def test_bad_arguments_are_refused_with_what_to_do() -> None:
    assert run("check", "bestaat-niet")[0] == 2
    assert "luwte sources list" in run("check", "bestaat-niet")[2]
    assert run("list", "--dir", "/bestaat/niet")[0] == 2
    assert run("check", "--online", "--offline")[0] == 2


def test_online_a_source_that_cannot_be_reached_is_ill(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = copied / "adressengids" / "source.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("http://adressengids.example/", "http://127.0.0.1:9/"), encoding="utf-8"
    )
    monkeypatch.setenv("LUWTE_HOST_DELAY", "0")
    code, out, _ = run("check", "--online", "--dir", str(copied))
    assert code == 1
    assert "adressengids\tILL\tcanaries\tinward\tonline" in out


def test_a_list_is_imported_with_its_licence_and_what_it_could_not_express(tmp_path: Path) -> None:
    good = {
        **{"name": "Foto's", "uri_check": "https://fotos.example/{account}", "e_code": 200, "e_string": "lid", "m_code": 404},
        **{"m_string": "", "known": ["testvermelding"]},
    }
    listed = {"license": ["CC BY-SA 4.0"], "authors": [], "sites": [good, {**good, "post_body": "x"}]}
    file = tmp_path / "lijst.json"
    file.write_text(json.dumps(listed), encoding="utf-8")
    code, out, err = run("import", "whatsmyname", str(file), "--dir", str(tmp_path / "bronnen"))
    assert code == 0
    assert "licence\tCC BY-SA 4.0" in out
    assert "imported\t1\t" in out
    assert "refused\t1\tasks by POST" in out
    assert "off" in err
    code, out, _ = run("list", "--dir", str(tmp_path / "bronnen" / "whatsmyname"))
    assert "wmn-foto-s\taccount\tunverified\tv1\tFoto's\tWhatsMyName: CC BY-SA 4.0" in out
    code, out, _ = run("check", "--dir", str(tmp_path / "bronnen" / "whatsmyname"))
    assert (code, "wmn-foto-s\tunproven" in out) == (0, True)


@pytest.mark.parametrize("body", ["", "[]", "{", '{"sites": 1}'])
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, body: str) -> None:
    file = tmp_path / "lijst.json"
    file.write_text(body, encoding="utf-8")
    for kind in ("whatsmyname", "maigret", "anders"):
        result = CliRunner().invoke(app, ["import", kind, str(file), "--dir", str(tmp_path / "x")])
        assert isinstance(result.exception, BadInput) or (kind == "maigret" and result.exit_code == 1)


class _Members(BaseHTTPRequestHandler):
    """A site with one member."""

    def do_GET(self) -> None:
        there = self.path == "/u/testvermelding"
        self.send_response(200 if there or self.path == "/robots.txt" else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>testvermelding, lid sinds 2019</p>" if there else b"")

    def log_message(self, format: str, *args: object) -> None:
        return None


def test_what_proves_itself_online_is_switched_on_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Members)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("LUWTE_HOST_DELAY", "0")
    monkeypatch.setenv("LUWTE_ALLOW_PRIVATE_HOSTS", f"127.0.0.1:{server.server_port}")
    for slug, sign in (("goed", "lid sinds"), ("mis", "member since")):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "source.yml").write_text(
            f"""slug: {slug}
name: {slug}
kind: account
version: 1
state: unverified  # off, until it has met the live site
language: nl
hosts: ["127.0.0.1:{server.server_port}"]
origin: {{by: een lijst, licence: MIT}}
account:
  url: "http://127.0.0.1:{server.server_port}/u/{{handle}}"
  present: {{status: 200, source: ["{sign}"]}}
  absent: {{status: 404}}
canaries: {{present: {{handle: testvermelding}}, absent: {{handle: zqxwvlaar}}}}
""",
            encoding="utf-8",
        )
    code, out, _ = run("check", "goed", "mis", "--online", "--verify", "--dir", str(tmp_path))
    server.shutdown()
    server.server_close()
    assert code == 1
    assert "goed\thealthy\tonline" in out
    assert "mis\tILL\taccount.present\tlayout-changed" in out
    assert "state: verified  # off, until" in (tmp_path / "goed" / "source.yml").read_text(encoding="utf-8")
    assert "state: unverified" in (tmp_path / "mis" / "source.yml").read_text(encoding="utf-8")
    assert run("check", "--verify", "--dir", str(tmp_path))[0] == 2


def test_what_is_not_looked_at_is_named() -> None:
    code, out, _ = run("unseen")
    assert code == 0
    for word in ("Besloten groepen", "Privéaccounts", "Apps"):
        assert word in out
