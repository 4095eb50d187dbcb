"""What each host lets us ask for: robots.txt (RFC 9309), kept for a day."""

from __future__ import annotations

import codecs
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx
from protego import Protego

from domain.errors import Unclear, Unreachable
from domain.ports import Now
from gateway.line import Answer

MAX_BYTES = 512_000  # 500 KiB; what comes after need not be read (§2.5)
KEPT = timedelta(days=1)  # §2.4
FAILURE_KEPT = timedelta(minutes=1)

# A group is meant for a product, whatever version or words stand behind its name (§2.2.1).
_AGENT_LINE = re.compile(r"^([ \t]*user-agent[ \t]*:[ \t]*[a-z0-9_-]+)[^\r\n]*", re.IGNORECASE | re.MULTILINE)

# Lines that are no part of the protocol must not part the names of a group (§2.2). What may be a misspelt rule stays.
_OTHER_LINE = re.compile(
    r"^[ \t]*(?!user|dis|crawl|request|visit|site|host|[a-z-]*al+ow)[a-z][a-z0-9_-]*[ \t]*:[^\r\n]*",
    re.IGNORECASE | re.MULTILINE,
)

#: Gets a robots.txt, following redirects. Raises `Unreachable`.
Get = Callable[[httpx.URL], Answer]


@dataclass(frozen=True, slots=True)
class Rules:
    """One robots.txt as it concerns us; `refusal` where it could not be had, which means: stay away (§2.3.1.4)."""

    until: datetime
    parsed: Protego | None = None
    refusal: Unreachable | None = None

    def allows(self, url: str, agent: str) -> bool:
        return self.parsed is None or self.parsed.can_fetch(url, agent)

    def delay(self, agent: str) -> float:
        """Seconds between two questions that the host asks for; 0 if it asks nothing."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(agent)
        return max(self.parsed.crawl_delay(agent) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)


@dataclass(slots=True)
class _Origin:
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Rules | None = None


class Robots:
    """The rules of every host met so far; one robots.txt is fetched once, whoever asks. `agent` is our product token."""

    def __init__(self, get: Get, agent: str, now: Now) -> None:
        self._get = get
        self._agent = agent
        self._now = now
        self._guard = threading.Lock()
        self._origins: dict[bytes, _Origin] = {}

    def delay(self, url: httpx.URL, *, cold: bool = False) -> float:
        """The delay that the host asks of us, in seconds. Raises `Unreachable` (robots) if it does not want us at this URL,
        or the reason why its robots.txt could not be had; a `cold` look does not believe a remembered failure."""
        rules = self._rules(url, cold=cold)
        if not rules.allows(str(url), self._agent):
            raise Unreachable(Unclear.ROBOTS, "robots.txt does not want us there")
        return rules.delay(self._agent)

    def sitemaps(self, url: httpx.URL) -> tuple[str, ...]:
        """The sitemaps named there, as written. Raises `Unreachable` if robots.txt could not be had."""
        parsed = self._rules(url).parsed
        return tuple(parsed.sitemaps) if parsed else ()

    def _rules(self, url: httpx.URL, *, cold: bool = False) -> Rules:
        with self._guard:
            origin = self._origins.setdefault(url.raw_scheme + b"://" + url.netloc, _Origin())
        with origin.lock:
            known, now = origin.rules, self._now()
            if known is None or known.until <= now or (cold and known.refusal):
                known = origin.rules = self._asked(url.copy_with(raw_path=b"/robots.txt"), now)
        if known.refusal:
            raise known.refusal.with_traceback(None) from None
        return known

    def _asked(self, robots_url: httpx.URL, now: datetime) -> Rules:
        try:
            answer = self._get(robots_url)
        except Unreachable as error:
            # who asked for quiet has said for how long, and that is remembered elsewhere
            return Rules(now if error.reason is Unclear.BLOCKED else now + FAILURE_KEPT, refusal=_refusal(error))
        if answer.status >= 500 or answer.status == 429:  # 429: to be asked for quiet is not to be let in
            why = f"robots.txt was answered with {answer.status}"
            return Rules(now + FAILURE_KEPT, refusal=Unreachable(Unclear.ROBOTS, why))
        if answer.status >= 300:
            return Rules(now + KEPT)
        return Rules(now + KEPT, parsed=_parsed(_text(answer.body)))


def _refusal(error: Unreachable) -> Unreachable:
    """A host that cannot be had at all keeps its own reason; a robots.txt that cannot be read means: stay away."""
    if error.reason in {Unclear.NETWORK, Unclear.INWARD, Unclear.NOT_ALLOWED, Unclear.BLOCKED}:
        return error
    return Unreachable(Unclear.ROBOTS, f"robots.txt could not be read ({error.reason})")


def _parsed(text: str) -> Protego:
    return Protego.parse(_OTHER_LINE.sub("", _AGENT_LINE.sub(r"\1", text)))


def _text(body: bytes) -> str:
    """UTF-8 as the RFC demands, or what a byte order mark says otherwise."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", errors="replace")
    return body.decode("utf-8-sig", errors="replace")
