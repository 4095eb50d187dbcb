"""The peer of a capture: Playwright alone, one full-page picture after the same scrolling. `python -m bench._bare` reads lines
of JSON, each an address and whether to wait as a capture does, and writes seconds and bytes; one browser for all, as ours."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from gateway.browser import find_browser
from gateway.chromium.launch import FLAGS, OPTIONS, _launcher

STEP_PX, STEP_MS, QUIET_MS = 700, 120, 500


def picture(browser: Browser, url: str, *, waits: bool) -> dict[str, Any]:
    began = time.perf_counter()
    context = browser.new_context(**OPTIONS)
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    at, height = 0, page.evaluate("document.documentElement.scrollHeight")
    while at + OPTIONS["viewport"]["height"] < height:
        at += STEP_PX
        page.evaluate(f"scrollTo(0, {at})")
        page.wait_for_timeout(STEP_MS)
        height = page.evaluate("document.documentElement.scrollHeight")
    page.evaluate("scrollTo(0, 0)")
    if waits and at:
        page.wait_for_timeout(QUIET_MS)
    png = page.screenshot(full_page=True, animations="disabled")
    context.close()
    return {"seconds": time.perf_counter() - began, "bytes": len(png)}


def main() -> None:
    found = find_browser("auto")
    with sync_playwright() as play, tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o711)
        launcher = _launcher("/usr/lib/chromium/chromium-headless-shell", Path(folder))
        own = [flag for flag in FLAGS if not flag.startswith(("--host-resolver", "--proxy"))]
        executable = launcher if Path("/usr/lib/chromium/chromium-headless-shell").exists() else found.path
        browser = play.chromium.launch(executable_path=executable, chromium_sandbox=True, args=own)
        for line in sys.stdin:
            asked = json.loads(line)
            sys.stdout.write(json.dumps(picture(browser, asked["url"], waits=asked["waits"])) + "\n")
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
