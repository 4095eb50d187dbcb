"""The loop: one job after another from standard input, what was seen to standard output; ends by itself when nothing comes."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path
from typing import IO, Any

from playwright.sync_api import Browser, Error, sync_playwright

from gateway.child import clear
from gateway.chromium import launch, wire
from gateway.chromium.visit import Visit

_LINGER_S = 120.0


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    opening, _ = wire.read(source)
    folder = Path(opening["folder"])
    try:
        _serve(source, sink, opening, folder)
    finally:
        clear(folder)  # who started us may have been killed, and then nobody else does


def _serve(source: IO[bytes], sink: IO[bytes], opening: dict[str, Any], folder: Path) -> None:
    with sync_playwright() as play:
        try:
            browser, sandboxed = launch.start(play, opening["executable"], opening["proxy"], folder)
        except Error as error:
            wire.write(sink, {"failed": "start", "detail": _brief(error)})
            return
        agent = _agent(browser)
        wire.write(sink, {"browser": browser.version, "user_agent": agent, "sandboxed": sandboxed})
        while select.select([source], [], [], _LINGER_S)[0]:
            try:
                job, _ = wire.read(source)
            except EOFError:
                break
            wire.write(sink, *_done(browser, job, folder))
        browser.close()


def _done(browser: Browser, job: dict[str, Any], folder: Path) -> tuple[dict[str, Any], list[bytes]]:
    try:
        return Visit(browser, job, folder).run()
    except Error as error:
        return {"failed": "visit", "detail": _brief(error)}, []


def _agent(browser: Browser) -> str:
    page = browser.new_page()
    agent = str(page.evaluate("navigator.userAgent"))
    page.close()
    return agent


def _brief(error: Error) -> str:
    """The first line of what went wrong: names of errors, no page's text."""
    return str(error).splitlines()[0][:200]


if __name__ == "__main__":
    # what a library prints must not end up between our words
    words = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, words)
