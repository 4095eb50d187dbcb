"""What a capture with seal and bundle costs beside a bare picture of the same page, how large it is, and whether it can be
replayed with the site gone. Goals stand beside the figures; ratios are of one run, the two taking turns."""

from __future__ import annotations

import io
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from bench._replay import Replay, folder, listening
from bench.crawl import ROOT, SITE
from demo.authority import Authority
from domain.evidence import CustodyType, Dossier
from domain.mention import Capture, Place
from evidence import bundle, custody, keys, seal, stamp, timestamp
from evidence.visible import picture_of
from gateway.browser import Browser, find_browser

PAGES, TURNS, SEED = 200, 9, 6
AT_ONCE, NLUUG = 3, "nluug.example"
FORUM = "forum.html"
_ALIKE = 0.01


def now() -> datetime:
    return datetime.now(UTC)


def measure(pages: int = PAGES) -> dict[str, object]:
    found = find_browser("auto")
    if not found.path:
        return {"benchmark": "capture", "skipped": found.reason}
    report: dict[str, object] = {"benchmark": "capture"}
    with Browser(found.path, now=now, allow_private_hosts=frozenset({"127.0.0.1"})) as browser:
        report["browser"] = browser.check()
        with tempfile.TemporaryDirectory() as made:
            forum(Path(made))
            with listening(folder(made)) as port:
                report |= beside_bare(browser, f"http://127.0.0.1:{port}/{FORUM}")
        if SITE.is_file():
            with tempfile.TemporaryDirectory() as made:
                subprocess.run(["tar", "-xzf", SITE, "-C", made], check=True)
                report["replay"] = replay(found.path, Path(made) / "site", pages)
        else:
            report["replay"] = {"skipped": f"no real site at {SITE}"}
    return report


def forum(made: Path) -> None:
    """A typical page: a post in a thread, with eight photographs (noise that was smoothed: it packs as photographs do)."""
    dice = np.random.default_rng(SEED)
    for number in range(8):
        rough = dice.integers(0, 255, (60, 80, 3), dtype=np.uint8)
        photo = Image.fromarray(rough).resize((800, 600), Image.Resampling.BICUBIC)
        grain = dice.normal(0, 6, (600, 800, 3))
        Image.fromarray(np.clip(np.asarray(photo) + grain, 0, 255).astype(np.uint8)).save(made / f"{number}.jpg", quality=85)
    words = "Zij woont daar, ik weet het zeker, iemand moet er eens langs. " * 12
    posts = "".join(
        f"<article><h2>bericht {n}</h2><p>{words}</p><img loading=lazy src={n}.jpg width=640 height=480></article>"
        for n in range(8)
    )
    style = "<style>body{font:16px sans-serif;max-width:900px;margin:auto}</style>"
    page = f"<!doctype html><meta charset=utf-8><title>draad</title>{style}<p>Lange Voorhout 8-bis</p>{posts}"
    (made / FORUM).write_text(page, encoding="utf-8")


def beside_bare(browser: Browser, url: str) -> dict[str, object]:
    peer = subprocess.Popen(
        [sys.executable, "-m", "bench._bare"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    ours, parts, bare, waiting = [], [], [], []
    authority = Authority(now)
    try:
        for turn in range(TURNS + 1):
            short, long = _bare(peer, url, waits=False), _bare(peer, url, waits=True)
            figures = dossier(browser, authority, url)
            if turn:  # the first is for warming up
                ours.append(figures["visit"] + figures["files and seal"] + figures["bundle"])
                parts.append(figures)
                bare.append(short)
                waiting.append(long)
    finally:
        assert peer.stdin is not None
        peer.stdin.close()
        peer.wait()
    middle = {name: statistics.median(part[name] for part in parts) for name in parts[0]}
    originals = middle["originals and seal"] / (middle["transferred"] + middle["picture"])
    return {
        "seconds": {
            "capture, seal, stamp, bundle": statistics.median(ours),
            **{name: middle[name] for name in ("visit", "files and seal", "bundle", "stamped slices")},
            "bare picture": statistics.median(bare),
            "bare picture, waiting as we do": statistics.median(waiting),
            "ratio": statistics.median(ours) / statistics.median(bare),
            "ratio to the waiting one": statistics.median(ours) / statistics.median(waiting),
            "goal": "<= 1.6",
            "turns": TURNS,
        },
        "bytes": {
            **{name: middle[name] for name in ("transferred", "picture", "originals and seal", "bundle bytes", "slices")},
            "ratio of originals and seal to transferred and picture": originals,
            "goal": "<= 1.3",
        },
    }


def _bare(peer: subprocess.Popen[str], url: str, *, waits: bool) -> float:
    assert peer.stdin is not None
    assert peer.stdout is not None
    peer.stdin.write(json.dumps({"url": url, "waits": waits}) + "\n")
    peer.stdin.flush()
    return float(json.loads(peer.stdout.readline())["seconds"])


def dossier(browser: Browser, authority: Authority, url: str) -> dict[str, Any]:
    """One capture with all that makes it evidence, from the address to the file that is handed over."""
    roots, signer = timestamp.load_roots(authority.root_pem()), keys.load(keys.generate())
    times = [time.perf_counter()]
    capture = browser.picture(url, ("Lange Voorhout 8-bis",))
    times.append(time.perf_counter())
    sealed = seal.seal(capture, place=Place(url), source="forum", signer=signer, now=now())
    sealed = type(sealed)(sealed.capture_id, sealed.originals, timestamp.stamped(sealed.seal, authority.reply, roots))
    times.append(time.perf_counter())
    log = [custody.append((), CustodyType.CASE_OPENED, actor="bench", at=now())]
    what = {"capture": sealed.capture_id, "seal": sealed.seal.digest}
    log.append(custody.append(log, CustodyType.CAPTURE_SEALED, actor="bench", at=now(), **what))
    packed = bundle.build(
        Dossier("zaak", "ex", ("home-address",), (sealed,), tuple(log)),
        signer=signer,
        stamps=(authority.reply,),
        roots=roots,
        now=now(),
    )
    times.append(time.perf_counter())
    rendering = capture.rendering
    assert rendering is not None
    about = stamp.About(url, capture.final_url, capture.fetched_at, "zaak", capture.id, capture.status)
    made = sum(len(one.png) for one in stamp.slices(rendering.full, about))
    times.append(time.perf_counter())
    kept = sum(len(one.content) for one in sealed.originals) + len(sealed.seal.manifest) + len(sealed.seal.token or b"")
    return {
        "visit": times[1] - times[0],
        "files and seal": times[2] - times[1],
        "bundle": times[3] - times[2],
        "transferred": sum(one.received for one in rendering.passages),
        "picture": len(rendering.full),
        "originals and seal": kept,
        "bundle bytes": len(packed),
        "stamped slices": times[4] - times[3],
        "slices": made,
    }


class Looker:
    """A browser for which the site is at this port: of the site itself, or later of what was kept of it."""

    def __init__(self, path: str, port: int) -> None:
        self.port = port
        names = frozenset({NLUUG})
        self.browser = Browser(path, now=now, allow_private_hosts=names, resolve=lambda host, asked: [("127.0.0.1", self.port)])


def replay(path: str, root: Path, pages: int) -> dict[str, object]:
    """Most of a visit is waiting, so some browsers go at once, each with a share of the pages."""
    files = sorted(file.relative_to(root).as_posix() for file in root.rglob("*.html"))
    chosen = random.Random(SEED).sample(files, min(pages, len(files)))
    shares = [chosen[start::AT_ONCE] for start in range(AT_ONCE)]
    with tempfile.TemporaryDirectory() as kept, ThreadPoolExecutor(AT_ONCE) as pool:
        folders = [Path(kept) / str(number) for number in range(AT_ONCE)]
        with listening(folder(str(root))) as port:
            lookers = [Looker(path, port) for _ in shares]
            sizes = [size for share in pool.map(_kept, lookers, shares, folders) for size in share]
        again = [page for share in pool.map(_replayed, lookers, shares, folders) for page in share]
        for looker in lookers:
            looker.browser.close()
    whole, alike = sum(not missing for missing, _ in again), sum(different <= _ALIKE for _, different in again)
    return {
        "pages": len(chosen),
        "without a missing request": whole / len(chosen),
        "goal without a missing request": ">= 0.99",
        "at most 1 % of pixels different": alike / len(chosen),
        "goal at most 1 % of pixels different": ">= 0.95",
        "bytes kept, of transferred and picture (median)": statistics.median(sizes),
        "goal bytes": "<= 1.3",
        "pixels different at worst": max(different for _, different in again),
    }


def _kept(looker: Looker, share: list[str], into: Path) -> list[float]:
    into.mkdir()
    return [_keep(looker.browser.picture(f"http://{NLUUG}/{path}"), into / str(n)) for n, path in enumerate(share)]


def _replayed(looker: Looker, share: list[str], kept: Path) -> list[tuple[list[str], float]]:
    served = Replay()
    with listening(served.handler) as port:
        looker.port = port
        return [_again(looker.browser, served, f"http://{NLUUG}/{path}", kept / str(n)) for n, path in enumerate(share)]


def _keep(capture: Capture, start: Path) -> float:
    """Leaves picture and archive there; returns the size of originals and seal, of what was transferred and pictured."""
    sealed = seal.seal(
        capture, place=Place(capture.requested_url), source="nluug", signer=keys.load(keys.generate()), now=now()
    )
    for one in sealed.originals:
        if one.name in ("full.png", "page.wacz"):
            start.with_suffix(Path(one.name).suffix).write_bytes(one.content)
    rendering = capture.rendering
    assert rendering is not None
    kept = sum(len(one.content) for one in sealed.originals) + len(sealed.seal.manifest)
    return kept / (sum(one.received for one in rendering.passages) + len(rendering.full))


def _again(browser: Browser, served: Replay, url: str, start: Path) -> tuple[list[str], float]:
    """What was missing, and the share of pixels that differ; of pictures of other sizes all do."""
    served.load(start.with_suffix(".wacz").read_bytes())
    seen = browser.picture(url).rendering
    assert seen is not None
    before, after = picture_of(start.with_suffix(".png").read_bytes()).pixels, picture_of(seen.full).pixels
    different = 1.0 if before.shape != after.shape else float(np.mean((before != after).any(axis=2)))
    return served.missing, different


if __name__ == "__main__":
    out = io.StringIO()
    json.dump(measure(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES), out, indent=1)
    sys.stdout.write(out.getvalue() + "\n")
