"""Thirty account sites on loopback that keep us out in five ways: what luwte and maigret say of an account that nobody can see.

Both get the same list in maigret's own format; luwte imports it. Nobody can tell from a refusal whether an account exists, so
each *exists* and each *does not* about one is a wrong claim. That nothing is gained by always shrugging is shown by two
handles that can be told: one that exists and one that does not. maigret itself runs where LUWTE_BENCH_MAIGRET names a Python
that has it (it is no dependency of luwte); without one its documented rules are applied to the list, and `how` says so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from bench._goals import at_least, at_most
from config.catalogue import load_sources
from config.importers import LISTS, shelve
from domain.errors import Unreachable
from domain.ports import Fetch
from domain.sighting import Verdict
from domain.source import Source
from gateway.http import Http
from scanner.queries import canary_queries
from scanner.readers import read

SITES = 30
CLAIMED, UNCLAIMED = "testvermelding", "zqxwvlaar"
_CHECKS = ("status_code", "both strings", "absence string")
_CAPTCHA = '<title>Controle</title><p>Bent u een mens? {path}</p><div class="g-recaptcha" data-sitekey="x"></div>'
_WAF = (
    "<title>Just a moment...</title><p>Checking your browser before accessing {path}</p>"
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>'
)
#: Handle, and what the sites answer for it.
WAYS: dict[str, tuple[int, str]] = {
    "anneke202": (202, "<p>Even geduld, wij kijken dit na.</p>"),
    "bart403": (403, "<h1>403 Forbidden</h1>"),
    "carla429": (429, "<h1>Too Many Requests</h1>"),
    "dirkcaptcha": (200, _CAPTCHA),
    "elswaf": (200, _WAF),
}
_SAID = {Verdict.PRESENT: "exists", Verdict.ABSENT: "does not", Verdict.UNCLEAR: "unclear"}
_MAIGRET = """
import asyncio, json, logging, sys
from maigret.maigret import MaigretDatabase
from maigret.checking import maigret
sites = MaigretDatabase().load_from_path(sys.argv[1]).sites_dict
told = {}
for handle in sys.argv[2:]:
    found = asyncio.run(maigret(username=handle, site_dict=sites, logger=logging.getLogger("quiet"), timeout=10,
                                is_parsing_enabled=False, no_progressbar=True, retries=0))
    told[handle] = {name: str(one["status"].status) for name, one in found.items()}
print("\\n" + json.dumps(told))
"""
_MAIGRET_SAID = {"Claimed": "exists", "Available": "does not", "Unknown": "unclear", "Illegal": "unclear"}
Told = dict[str, dict[str, str]]


def measure() -> dict[str, object]:
    with _served() as port, tempfile.TemporaryDirectory() as folder:
        listed: dict[str, object] = {
            "engines": {},
            "tags": ["forum"],
            "sites": {f"Site {n:02d}": _site(port, n) for n in range(SITES)},
        }
        file = Path(folder) / "data.json"
        file.write_text(json.dumps(listed), encoding="utf-8")
        ours = _ours(listed, Path(folder), port)
        theirs, how = _maigrets(file, listed)
    summed = _summed(ours)
    return {
        "benchmark": "verdicts",
        "figures": [
            at_most("wrong claims on 202, 403, 429, captcha and firewall pages", 0, float(str(summed["wrong claims"]))),
            at_least("right on an account that exists", SITES, float(str(summed["right on the account that exists"]))),
            at_least("right on one that does not", SITES, float(str(summed["right on the one that does not"]))),
        ],
        "sites": SITES,
        "luwte": summed,
        "maigret": {"how": how, **_summed(theirs)},
    }


def _site(port: int, number: int) -> dict[str, object]:
    check = _CHECKS[number % len(_CHECKS)]
    base = f"http://127.0.0.1:{port}/s{number}"
    site: dict[str, object] = {
        **{"url": f"{base}/{{username}}", "urlMain": base, "usernameClaimed": CLAIMED, "usernameUnclaimed": UNCLAIMED},
        **{"checkType": "status_code" if check == "status_code" else "message", "tags": ["forum"]},
    }
    if check != "status_code":
        site["absenceStrs"] = ["Dit lid bestaat niet"]
    if check == "both strings":
        site["presenseStrs"] = ["Lid sinds"]
    return site


def _ours(listed: dict[str, object], folder: Path, port: int) -> Told:
    """Each handle over a new gateway: one that was told to wait would not ask again, and so say nothing."""
    sources, refused = load_sources(shelve(LISTS["maigret"](listed), folder / "ours"))
    if refused or len(sources) != SITES:
        raise RuntimeError(f"{len(sources)} of {SITES} sites were imported")
    told: Told = {}
    for handle in (CLAIMED, UNCLAIMED, *WAYS):
        allowed = frozenset({f"127.0.0.1:{port}"})
        for source in sources:
            with Http(
                user_agent="luwte-bench/1", now=lambda: datetime.now(UTC), host_delay=0, allow_private_hosts=allowed
            ) as http:
                told.setdefault(handle, {})[source.name] = _SAID[_verdict(source, handle, http)]
    return told


def _verdict(source: Source, handle: str, fetch: Fetch) -> Verdict:
    (query,) = canary_queries(source, (("handle", handle),))
    try:
        return read(source, fetch(query.url)).verdict
    except Unreachable:
        return Verdict.UNCLEAR


def _maigrets(file: Path, listed: dict[str, object]) -> tuple[Told, str]:
    python = os.environ.get("LUWTE_BENCH_MAIGRET", "")
    handles = (CLAIMED, UNCLAIMED, *WAYS)
    if not python:
        return {handle: _by_its_rules(listed, handle) for handle in handles}, "its documented rules, applied by this benchmark"
    ran = subprocess.run([python, "-c", _MAIGRET, str(file), *handles], capture_output=True, text=True, timeout=300, check=True)
    told = json.loads(ran.stdout.splitlines()[-1])
    version = subprocess.run(
        [python, "-c", "import importlib.metadata as m; print(m.version('maigret'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    said = {handle: {name: _MAIGRET_SAID[status] for name, status in one.items()} for handle, one in told.items()}
    return said, f"maigret {version.stdout.strip()} itself"


def _by_its_rules(listed: dict[str, object], handle: str) -> dict[str, str]:
    """401, 403, 429, 5xx and known challenges are unknown; a status check takes 2xx for *exists*; else strings decide."""
    sites = listed["sites"]
    assert isinstance(sites, dict)
    return {name: _by_rule(site, *_got(site["url"].replace("{username}", handle))) for name, site in sites.items()}


def _by_rule(site: dict[str, list[str] | str], status: int, text: str) -> str:
    if status in (401, 403, 429) or status >= 500 or "Just a moment" in text:
        return "unclear"
    if site["checkType"] == "status_code":
        return "exists" if 200 <= status < 300 else "does not"
    there = site.get("presenseStrs", [])
    shown = not there or any(sign in text for sign in there)
    return "exists" if shown and not any(sign in text for sign in site["absenceStrs"]) else "does not"


def _got(url: str) -> tuple[int, str]:
    try:
        with urlopen(url) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def _summed(told: Told) -> dict[str, object]:
    ways = {handle: dict(sorted(Counter(told[handle].values()).items())) for handle in WAYS}
    wrong = sum(count for counts in ways.values() for said, count in counts.items() if said != "unclear")
    return {
        "verdicts on refusals": sum(len(told[handle]) for handle in WAYS),
        "wrong claims": wrong,
        "by way of keeping out": ways,
        "right on the account that exists": sum(said == "exists" for said in told[CLAIMED].values()),
        "right on the one that does not": sum(said == "does not" for said in told[UNCLAIMED].values()),
    }


class _Forum(BaseHTTPRequestHandler):
    """Thirty forums under one roof; those that check a status answer 404 for who is no member, the others 200."""

    def do_GET(self) -> None:
        site, _, handle = self.path.lstrip("/").partition("/")
        if not handle:
            return self._write(404, "")
        if handle in WAYS:
            status, page = WAYS[handle]
            return self._write(status, page.replace("{path}", self.path))
        if handle == CLAIMED:
            return self._write(200, f"<h1>{handle}</h1><p>Lid sinds 2019</p>")
        by_status = int(site[1:]) % len(_CHECKS) == 0
        return self._write(404 if by_status else 200, "<p>Dit lid bestaat niet</p>")

    def _write(self, status: int, inside: str) -> None:
        body = f"<!doctype html><html><head></head><body>{inside}</body></html>".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return None


@contextmanager
def _served() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Forum)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, indent=1)
    sys.stdout.write("\n")
