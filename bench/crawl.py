"""What crawling costs beside its peers, how close it comes to what politeness allows, and whether it finds every page once.

Everything runs on loopback, each contestant in a process of its own, one after another against the same server; best of two.
Ours weighs its pages in a second process, as `luwte scan` does, and once more in one. A ratio is given only where the peer had
as many pages. Seconds are by the clock, so they mean little on a machine that others use; `cpu_seconds` say what it cost."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bench._goals import at_least, at_most
from bench._ours import ANSWER, PAGES

ROOT = Path(__file__).parent.parent
SITE = ROOT.parent / "shared" / "data" / "nl-site-nluug" / "site.tar.gz"
HOME = "http://127.0.0.1:8099/"
RUNS = 2


def measure() -> dict[str, object]:
    report: dict[str, Any] = {}
    if SITE.is_file():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["tar", "-xzf", SITE, "-C", folder], check=True)
            report |= _one_host(Path(folder) / "site")
    else:
        report["one host"] = {"skipped": f"no real site at {SITE}"}
    with _served("-", str(ANSWER), str(PAGES)):
        report["polite hosts"] = _run("bench._ours", "hosts")
    report["frontier"] = _run("bench._ours", "frontier")
    return {"benchmark": "crawl", "figures": _figures(report), **report}


def _figures(report: dict[str, Any]) -> list[dict[str, object]]:
    ratios, alone = report["one host"].get("ratios", {}), report["one host"].get("ratios, in one process", {})
    coverage, polite = report.get("coverage", {}), report["polite hosts"]
    left = len(coverage["missed"]) - len(coverage["nothing leads there"]) if coverage else None
    had = coverage["found"] / (coverage["found"] + left) if left is not None else None
    return [
        at_least("crawl, parse, match 1,000 profiles, beside Scrapy, which does not match", 1.5, ratios.get("scrapy")),
        at_least("the same beside aiohttp with lexbor, which only fetches and parses", 0.5, ratios.get("aiohttp")),
        at_least("the same in one process, beside Scrapy", 1.5, alone.get("scrapy")),
        at_least("the same in one process, beside aiohttp with lexbor", 0.5, alone.get("aiohttp")),
        at_least(
            "200 hosts with a second's delay, answering after 300 ms: share of what that allows",
            0.95,
            polite["share"],
        ),
        at_most("megabytes for a frontier of a million addresses", 300, report["frontier"]["megabytes"]),
        at_least("nl-site-nluug: pages found, of those that are linked and allowed, as a share", 1.0, had),
        at_most("nl-site-nluug: pages found twice", 0, coverage.get("twice")),
    ]


def _one_host(root: Path) -> dict[str, object]:
    with _served(str(root)):
        ours = _best("bench._ours", "beside")
        alone = _best("bench._ours", "site")
        text = _best("bench._ours", "text")
        peers = {name: _peer(name) for name in ("scrapy", "aiohttp")}
    urls = ours.pop("urls")
    assert isinstance(urls, list)
    text.pop("urls")
    alone.pop("urls")
    enough = {name: peer for name, peer in peers.items() if int(str(peer.get("pages", 0))) >= int(str(ours["pages"]))}
    return {
        "one host": {
            "crawl, parse, match": ours,
            "crawl, parse, match, in one process": alone,
            "crawl, parse": text,
            **peers,
            "ratios": {name: _rate(ours) / _rate(peer) for name, peer in enough.items()},
            "ratios, in one process": {name: _rate(alone) / _rate(peer) for name, peer in enough.items()},
        },
        "coverage": _coverage(root, urls),
    }


def _coverage(root: Path, urls: list[str]) -> dict[str, object]:
    """Files are pages under two addresses (`/x/` and `/x/index.html`); what no page and no sitemap names cannot be found."""
    found = {unquote(urlsplit(url).path).lstrip("/") for url in urls}
    files = {file.relative_to(root).as_posix() for file in root.rglob("*.html")}
    had = {f"{path}index.html" if path == "" or path.endswith("/") else path for path in found}
    return {
        "html_files": len(files),
        "found": len(files & had),
        "missed": sorted(files - had),
        "nothing leads there": sorted(name for name in files - had if _is_stub(root / name)),
        "twice": len(urls) - len(set(urls)),
    }


def _is_stub(file: Path) -> bool:
    """What only sends its visitors on, and is linked by no page: there is nothing to be found at it."""
    return b'http-equiv="refresh"' in file.read_bytes()[:2000].lower()


def _peer(name: str) -> dict[str, object]:
    if find_spec(name) is None:
        sys.stderr.write(f"bench crawl: {name} is not installed (dependency group `bench`), so it is not measured\n")
        return {"skipped": f"{name} is not installed"}
    return _best(f"bench._peer_{name}", HOME)


def _best(module: str, *arguments: str) -> dict[str, object]:
    return max((_run(module, *arguments) for _ in range(RUNS)), key=_rate)


def _rate(figures: dict[str, object]) -> float:
    return float(str(figures["pages"])) / float(str(figures["seconds"]))


def _run(module: str, *arguments: str) -> dict[str, object]:
    ran = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=True, cwd=ROOT)
    figures: dict[str, object] = json.loads(ran.stdout)
    if "pages" in figures and "seconds" in figures:
        figures["pages_per_second"] = _rate(figures)
    return figures


@contextmanager
def _served(*what: str) -> Iterator[None]:
    server = subprocess.Popen([sys.executable, "-m", "bench._server", *what], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert server.stdout is not None
        if "ready" not in server.stdout.readline():
            raise RuntimeError("the server does not start; is port 8099 taken?")
        yield
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, indent=1)
    sys.stdout.write("\n")
