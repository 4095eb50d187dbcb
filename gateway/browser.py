"""Pictures of pages, and pages that show nothing without a browser: with the system's own headless Chromium, or not at all.

The browser runs in a process apart (`chromium`), sandboxed, and has no way out but `proxy`. One visit at a time; each in a
context of its own without anything from an earlier one. What does not end in time is killed, and there is then no capture:
half a capture is none.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC
from importlib.util import find_spec
from shutil import which
from typing import Any, Self
from uuid import uuid4

from domain.errors import BadInput, Unclear, Unreachable
from domain.mention import Capture, Remembered
from domain.ports import Now
from gateway.child import Child
from gateway.dial import Resolve, system_resolver
from gateway.proxy import Proxy, ProxyLimits
from gateway.targets import target
from gateway.visited import capture_of

PROGRAM = "chromium-headless-shell"
_MODULE = "gateway.chromium"
_START_S, _VISITS = 45.0, 100


@dataclass(frozen=True, slots=True)
class BrowserLimits:
    """Of one visit: `seconds` it may go on, `kill_s` after which it is killed. It is idle when nothing was asked for `quiet_s`,
    and is waited for no longer than `idle_s`. `keep_s` is left for the picture."""

    seconds: float = 50.0
    kill_s: float = 60.0
    load_s: float = 20.0
    idle_s: float = 5.0
    quiet_s: float = 0.5
    scroll_s: float = 20.0
    keep_s: float = 10.0
    max_px: int = 60_000
    max_body: int = 40_000_000
    max_total: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """The browser that will be used, or why there is none."""

    path: str = ""
    reason: str = ""


def find_browser(setting: str) -> Found:
    """`auto`: the system's, if it is there; `off`: none; else the path of one. Raises `BadInput` for a path without one."""
    if setting == "off":
        return Found(reason="LUWTE_BROWSER is off")
    named = setting not in ("", "auto")
    path = which(setting if named else PROGRAM)
    if path is None:
        missing = f"{PROGRAM} is not installed (Debian: apt-get install {PROGRAM})"
        if named:
            raise BadInput("LUWTE_BROWSER", f"there is no program at that path; name one, or write auto or off ({missing})")
        return Found(reason=missing)
    if find_spec("playwright") is None:
        return Found(reason="the extra `browser` is not installed (pip install 'luwte[browser]')")
    if which("setpriv") is None:
        return Found(reason="setpriv is not installed (it comes with util-linux)")
    return Found(path)


class Browser:
    """`before` is called with each address before it is visited, and may raise `Unreachable`: for robots.txt and for pace. It
    is called as well with each address that the page itself led to, by a redirect or a script; that one has been asked for by
    then, but where it may not be read nothing of it is."""

    def __init__(
        self,
        path: str,
        *,
        now: Now,
        allow_private_hosts: frozenset[str] = frozenset(),
        resolve: Resolve = system_resolver,
        limits: BrowserLimits | None = None,
        before: Callable[[str], None] = lambda url: None,
    ) -> None:
        self._path = path
        self._now = now
        self._allowed = frozenset(entry.strip().lower() for entry in allow_private_hosts)
        self.limits = limits or BrowserLimits()
        self._before = before
        self._resolve = resolve
        self._way: Proxy | None = None
        self._turn = threading.Lock()
        self._child: Child | None = None
        self._about: dict[str, Any] = {}
        self._visits = 0

    def render(self, url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        """The page as it stands after its scripts have run, scrolled to its end once; no pictures. Implements `Fetch`: every
        visit is cold, and none can be told that nothing changed. Raises `Unreachable`."""
        return self._visited(url, (), pictures=False)

    def picture(self, url: str, wanted: tuple[str, ...] = ()) -> Capture:
        """A capture with its rendering: pictures, exchanges, and where the `wanted` values stand. Raises `Unreachable`."""
        return self._visited(url, wanted, pictures=True)

    def check(self) -> str:
        """Starts the browser: its version, or why it does not work. Takes some seconds."""
        with self._turn:
            try:
                self._ready()
            except Unreachable as error:
                return f"does not start: {error}"
            return f"{self._about['browser']}, {'sandboxed' if self._about['sandboxed'] else 'WITHOUT its sandbox'}"

    def close(self) -> None:
        with self._turn:
            self._drop()
            if self._way is not None:
                self._way.__exit__(None, None, None)
                self._way = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _visited(self, url: str, wanted: tuple[str, ...], *, pictures: bool) -> Capture:
        asked = target(url, self._allowed)
        self._before(url)
        with self._turn:
            capture = self._visit(url, wanted, pictures=pictures)
        for hop in dict.fromkeys((*capture.redirects, capture.final_url)):
            if hop.startswith(("http://", "https://")) and target(hop, self._allowed) != asked:
                self._before(hop)
        return capture

    def _visit(self, url: str, wanted: tuple[str, ...], *, pictures: bool) -> Capture:
        child = self._ready()
        self._visits += 1
        passages = self._proxy().passages
        passages.begin(self.limits.max_total)
        job = {
            "url": url,
            "wanted": [folded(value) for value in wanted],
            "pictures": pictures,
            "take_walls": pictures,
            "screen": 900,
            "limits": asdict(self.limits),
        }
        began = self._now().astimezone(UTC)
        try:
            told, pieces = child.ask(job, self.limits.kill_s)
        except EOFError:
            self._drop()
            raise Unreachable(Unclear.TOO_SLOW, "the browser was killed: it did not end in time, or broke down") from None
        about = {**self._about, "exhausted": passages.exhausted, "limits": asdict(self.limits)}
        return capture_of(
            told,
            pieces,
            about,
            id=uuid4().hex,
            url=url,
            wanted=wanted,
            passages=passages.told(),
            began=began,
            ended=self._now().astimezone(UTC),
        )

    def _ready(self) -> Child:
        """The running browser, or a new one: after an end, and after so many visits."""
        if self._child is not None and self._child.alive and self._visits < _VISITS:
            return self._child
        self._drop()
        way = self._proxy()
        self._child = child = Child(_MODULE)
        proxy = {"server": way.url, "username": way.name, "password": way.password}
        opening = {"executable": self._path, "proxy": proxy, "folder": str(child.folder)}
        try:
            told, _ = child.ask(opening, _START_S)
        except EOFError:
            told = {"failed": "start", "detail": "it ended at once"}
        if "failed" in told:
            self._drop()
            raise Unreachable(Unclear.NETWORK, f"the browser could not be started ({told['detail']})")
        self._about = told
        return child

    def _proxy(self) -> Proxy:
        """The way out, open from the first visit on."""
        if self._way is None:
            limits = ProxyLimits(seconds=self.limits.kill_s, max_bytes=self.limits.max_total)
            self._way = Proxy(allow_private_hosts=self._allowed, resolve=self._resolve, limits=limits).__enter__()
        return self._way

    def _drop(self) -> None:
        if self._child is not None:
            self._child.close()
        self._child, self._visits = None, 0


def folded(value: str) -> str:
    """As the page's text is folded before the value is looked for: lower case, single blanks, nothing without width."""
    plain = "".join(c for c in value if c not in "\u00ad\u2060\ufeff" and not "\u200b" <= c <= "\u200f")
    return " ".join(plain.lower().split())
