"""One visit to one place: go there, wait, picture the first screen, scroll, look for the values, picture the whole."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, TimeoutError

from gateway.chromium import record
from gateway.chromium.eyes import WALL, Eyes
from gateway.chromium.launch import OPTIONS
from gateway.chromium.watcher import Watcher

_STEP_PX, _STEP_MS = 700, 120


class Visit:
    """`job`: the URL, the values wanted, whether pictures are wanted, and the limits. `seen` is what the wire takes."""

    def __init__(self, browser: Browser, job: dict[str, Any], folder: Path) -> None:
        self.job, self.limits = job, job["limits"]
        self.began = time.monotonic()
        self.har = folder / "visit.zip"
        recording: dict[str, Any] = {"record_har_path": self.har, "record_har_content": "attach"} if job["pictures"] else {}
        self.context: BrowserContext = browser.new_context(**OPTIONS, **recording)
        self.seen: dict[str, Any] = {"stop": "end", "width": OPTIONS["viewport"]["width"]}
        self.pieces: dict[str, bytes] = {}
        self.page = self.context.new_page()
        self.watcher = Watcher(self.page)
        self.eyes = Eyes(self.page)
        # from the beginning, or the certificates are not remembered; without keeping bodies a second time
        self.eyes.line.send("Network.enable", {"maxTotalBufferSize": 0, "maxResourceBufferSize": 0})

    def run(self) -> tuple[dict[str, Any], list[bytes]]:
        """All that was seen: the answer to the page's own question, facts, pictures, exchanges. Raises `Error`."""
        try:
            self._watched()
            exchanged, bodies = self._exchanged() if self.job["pictures"] else ([], [])
        finally:
            self.har.unlink(missing_ok=True)  # also of a visit that failed: nothing stays between visits
        told = {
            **self.seen,
            "pictures": self.job["pictures"],
            "options": {name: str(value) for name, value in OPTIONS.items()},
            "deeds": self.watcher.deeds,
            "problems": sorted(self.watcher.problems),
            "exchanges": exchanged,
            "files": list(self.pieces),
        }
        return told, [*self.pieces.values(), *bodies]

    def _watched(self) -> None:
        try:
            self._go()
            self._look()
        finally:
            self.context.close()

    def _exchanged(self) -> tuple[list[dict[str, Any]], list[bytes]]:
        return record.exchanges(self.har, self.limits["max_body"], self.limits["max_total"])

    def _left(self, most: float) -> float:
        """Milliseconds that a step may take: no more than is left of the whole."""
        left: float = self.limits["seconds"] - (time.monotonic() - self.began)
        return max(1.0, min(most, left) * 1000)

    def _go(self) -> None:
        self.watcher.did("went to the address")
        try:
            self.page.goto(self.job["url"], wait_until="domcontentloaded", timeout=self._left(self.limits["load_s"]))
            self.page.wait_for_load_state("load", timeout=self._left(self.limits["load_s"] / 2))
        except TimeoutError:
            if self.watcher.document is None:
                raise
            self.watcher.problem("slow_load", "not loaded in time")
        self._settle()
        self._answer()

    def _answer(self) -> None:
        answer = self.watcher.document
        if answer is None:
            raise Error("the page gave no answer")
        self.seen |= {
            "status": answer.status,
            "headers": [[one["name"], one["value"]] for one in answer.headers_array()],
            "redirects": self.watcher.walked[1:],
            "document": answer.url,
        }

    def _settle(self) -> None:
        """Until nothing was asked for a while (half a second), or the cap is reached."""
        until = time.monotonic() + self._left(self.limits["idle_s"]) / 1000
        while time.monotonic() < until:
            if self.watcher.quiet(self.limits["quiet_s"]):
                return
            self.page.wait_for_timeout(50)
        self.watcher.problem("never_idle", "still asking when we went on")

    def _look(self) -> None:
        if not self.job["pictures"]:
            self._scroll()
            self.pieces["dom"] = self._dom()
            self.seen |= {"url": self.page.url, "facts": self.eyes.facts()}
            return
        height = self._height()
        view = self._picture()
        self._scroll()
        self.seen["facts"] = self.eyes.facts()
        self.seen["spots"] = self._find()
        self.seen["page_height"] = self._height()
        self.pieces["full"] = self._whole(self.seen["page_height"])
        if self.seen["page_height"] > self.job["screen"] or height > self.job["screen"]:
            self.pieces["view"] = view
        self.pieces["dom"] = self._dom()
        self.seen |= {"url": self.page.url, "certificates": self._certificates()}
        if self.job["take_walls"] and (self.seen["facts"]["overlay"] or self.seen["facts"]["scroll_locked"]):
            self._without_wall()

    def _dom(self) -> bytes:
        return str(self.page.content()).encode("utf-8", "replace")

    def _height(self) -> int:
        return int(
            self.eyes.ask(
                "() => Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0)"
            )
        )

    def _scroll(self) -> None:
        began, at, height = time.monotonic(), 0, self._height()
        while at + self.job["screen"] < height:
            if at + self.job["screen"] >= self.limits["max_px"]:
                self.seen["stop"] = "max-px"
                break
            if time.monotonic() - began >= self.limits["scroll_s"] or self._left(99) < self.limits["keep_s"] * 1000:
                self.seen["stop"] = "max-s"
                break
            at += _STEP_PX
            self._move(at)
            self.page.wait_for_timeout(_STEP_MS)
            height = self._height()
        if at:
            self.watcher.did(
                f"scrolled to {at} px of {height}, in steps of {_STEP_PX} px and {_STEP_MS} ms; stopped: {self.seen['stop']}"
            )
            self._move(0)
            self._settle()

    def _move(self, y: int) -> None:
        self.eyes.ask("(y) => scrollTo({left: 0, top: y, behavior: 'instant'})", y)

    def _find(self) -> list[dict[str, Any]]:
        spots = self.eyes.find(self.job["wanted"])
        if self.eyes.blind:
            self.watcher.problems.add("unreadable_frame")
        return spots

    def _picture(self, **options: Any) -> bytes:
        return bytes(self.page.screenshot(animations="disabled", timeout=self._left(30), **options))

    def _whole(self, height: int) -> bytes:
        """The whole page, cut off at the most pixels that a picture may have."""
        if height <= self.limits["max_px"]:
            return self._picture(full_page=True)
        self.watcher.problems.add("cut_height")
        clip = {"x": 0, "y": 0, "width": OPTIONS["viewport"]["width"], "height": self.limits["max_px"]}
        return self._picture(full_page=True, clip=clip)

    def _certificates(self) -> list[str]:
        if not self.page.url.startswith("https:"):
            return []
        origin = "/".join(self.page.url.split("/")[:3])
        with suppress(Error):
            return [str(one) for one in self.eyes.line.send("Network.getCertificate", {"origin": origin})["tableNames"]]
        return []

    def _without_wall(self) -> None:
        """A second picture, of the page as we changed it: by its own button that refuses, else by taking the wall away."""
        done = [str(one) for one in self.eyes.ask(WALL, "press")]
        self._settle()
        try:
            if not done or self.eyes.facts()["overlay"]:
                done += [str(one) for one in self.eyes.ask(WALL, "remove")]
            if done:
                self._scroll()
                self.seen["modified"] = {"actions": done, "spots": self._find()}
                self.pieces["modified"] = self._whole(self._height())
        except Error:
            self.watcher.did("the changed page could not be captured")
