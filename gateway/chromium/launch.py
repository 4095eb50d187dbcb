"""Starts Chromium as hostile pages demand: sandboxed, never as root, with no way out but the proxy, and dead when we are."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Playwright

#: Who the browser is when we are root.
NOBODY = 65534
WIDTH, HEIGHT = 1280, 900
OPTIONS: dict[str, Any] = {
    "viewport": {"width": WIDTH, "height": HEIGHT},
    "locale": "nl-NL",
    "timezone_id": "Europe/Amsterdam",
    "service_workers": "block",
    "accept_downloads": False,
    "ignore_https_errors": False,
}
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--dns-prefetch-disable",
    "--no-pings",
    # nothing but TCP through the proxy: no UDP of WebRTC, and no name is resolved by the browser itself
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--proxy-bypass-list=<-loopback>",
)
#: The wrapper of Debian and others would stay between us and the browser.
_BEHIND = {"/usr/bin/chromium-headless-shell": "/usr/lib/chromium/chromium-headless-shell"}


def start(play: Playwright, executable: str, proxy: dict[str, Any], folder: Path) -> tuple[Browser, bool]:
    """The browser, and whether it runs in its sandbox: where the system does not let it (no user namespaces, as in some
    containers) it runs without, and each capture says so. Raises `Error` of Playwright."""
    launcher = _launcher(_BEHIND.get(executable, executable), folder)
    try:
        return _launch(play, launcher, proxy, sandbox=True), True
    except Error:
        return _launch(play, launcher, proxy, sandbox=False), False


def _launch(play: Playwright, launcher: Path, proxy: dict[str, Any], *, sandbox: bool) -> Browser:
    return play.chromium.launch(
        executable_path=launcher,
        chromium_sandbox=sandbox,
        args=[*FLAGS],
        proxy=proxy,  # type: ignore[arg-type]  # a TypedDict there, a plain mapping on the wire
        timeout=20_000,
    )


def _launcher(executable: str, folder: Path) -> Path:
    """A script that becomes the browser: as nobody if we are root, and killed by the system when its parent dies."""
    lines = ["#!/bin/sh", "set -e"]
    drop = ""
    if os.geteuid() == 0:
        lines.append(
            f'for a in "$@"; do case $a in --user-data-dir=*) chown {NOBODY}:{NOBODY} "${{a#--user-data-dir=}}";; esac; done'
        )
        drop = f"--reuid={NOBODY} --regid={NOBODY} --clear-groups "
    lines.append(f'exec setpriv {drop}--pdeathsig KILL --no-new-privs -- {shlex.quote(executable)} "$@"')
    path = folder / "browser"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o755)
    return path
