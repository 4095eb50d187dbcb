"""Gets pages politely and never inward: robots.txt, one rate per host, bounded in time and size, no cookies, no proxies.

Whatever the server answers is a capture, a 404 or 429 too; what it means is for the scanner to judge.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from uuid import uuid4

import httpx

from domain.errors import Unclear, Unreachable
from domain.mention import Capture, Remembered
from domain.ports import Now, Turns
from gateway.decompress import ACCEPTED
from gateway.dial import Dial, Resolve, system_resolver
from gateway.heard import Headers
from gateway.limits import Limits, Watch
from gateway.line import Answer, Line, Lines, Question
from gateway.pace import Pace
from gateway.quiet import Quiet
from gateway.robots import MAX_BYTES as ROBOTS_MAX_BYTES
from gateway.robots import Robots
from gateway.targets import host_of, target

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONDITIONS = frozenset({"If-None-Match", "If-Modified-Since"})
_ETAG = re.compile(r'(?:W/)?"[!#-~]{0,200}"')
_DATE = re.compile(r"[A-Za-z]{3}, \d\d [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d GMT")
UNCACHED: Headers = (("Cache-Control", "no-cache"), ("Pragma", "no-cache"))


@dataclass(frozen=True, slots=True)
class _Walk:
    """The last answer and the addresses passed on the way to it, the first included."""

    answer: Answer
    urls: tuple[httpx.URL, ...] = field(repr=False)


class Http:
    """Implements `domain.ports.Fetch`; share one between all threads, and close it.

    `user_agent` names us and where to complain, its product token is what robots.txt may forbid; `host_delay` in seconds;
    `allow_private_hosts` holds "host" or "host:port" entries that may be asked though their address is private; `turns` are
    shared with other processes that ask the same hosts."""

    def __init__(
        self,
        *,
        user_agent: str,
        now: Now,
        host_delay: float = 1.0,
        allow_private_hosts: frozenset[str] = frozenset(),
        resolve: Resolve = system_resolver,
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
        turns: Turns | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits = limits or Limits()
        self._allowed = frozenset(entry.strip().lower() for entry in allow_private_hosts)
        self._now = now
        self._clock = clock
        self._headers: Headers = (("User-Agent", user_agent), ("Accept-Encoding", ACCEPTED))
        trusted = tls or httpx.create_ssl_context(trust_env=False)
        self._lines = Lines(lambda: Line(Dial(resolve, self._allowed), trusted))
        patience, longest = self._limits.patience, 2 * self._limits.seconds
        self._pace = Pace(host_delay, patience, longest=longest, shared=turns, clock=clock, sleep=sleep)
        self._quiet = Quiet(now, turns)
        self._robots = Robots(self._robots_txt, user_agent.partition("/")[0].lower(), now)

    def __call__(self, url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        """The page at this URL; of one that is `known` and did not change only that word (304). Raises `Unreachable` with the
        reason why a look at it is unclear."""
        headers = (*self._headers, ("Accept", "text/html, */*;q=0.8"), ("Accept-Language", "nl, en;q=0.5"))
        if cold:
            headers += UNCACHED
        question = Question(target(url, self._allowed), headers + _conditions(known), self._limits.max_bytes)
        walk = self._walk(question, cold=cold, obey=True)
        onward = tuple(map(str, walk.urls[1:]))
        return Capture(
            id=uuid4().hex,
            requested_url=url,
            final_url=onward[-1] if onward else url,
            fetched_at=self._now(),
            status=walk.answer.status,
            headers=walk.answer.headers,
            body=walk.answer.body,
            redirects=onward,
            remote_address=walk.answer.remote_address,
            vantage="direct, cold connection" if cold else "direct",
        )

    def post(
        self, url: str, body: bytes, media_type: str, *, headers: Headers = (), taken: frozenset[int] = frozenset({200})
    ) -> bytes:
        """What a service answers to this body: for time-stamping authorities and our own organisation's systems, who publish
        no robots.txt for it. Follows no redirect. Raises `Unreachable`, also for any status that is not among `taken`."""
        headers = (*self._headers, ("Content-Type", media_type), ("Accept", "*/*"), *headers)
        question = Question(target(url, self._allowed), headers, self._limits.max_bytes, method="POST", content=body)
        answer = self._asked(question, Watch(self._limits, self._clock))
        if answer.status not in taken:
            reason = Unclear.SERVER_ERROR if answer.status >= 500 else Unclear.BLOCKED
            raise Unreachable(reason, f"the service answered with {answer.status}")
        return answer.body

    def admit(self, url: str) -> None:
        """For a browser that is about to ask: waits until it is our turn at the host. Raises `Unreachable` where its robots.txt
        or a question for quiet keeps us out."""
        asked = target(url, self._allowed)
        host = host_of(asked)
        delay = self._robots.delay(asked)
        self._quiet.check(host)
        with self._pace.turn(host, delay):
            self._quiet.check(host)

    def heard(self, capture: Capture) -> None:
        """What another way brought from a host: one that asks for quiet is left in peace by this one too."""
        self._quiet.note(host_of(target(capture.final_url, self._allowed)), capture.status, capture.header("retry-after"))

    def robots_sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the host's robots.txt names, as written there. Raises `Unreachable` if it could not be had."""
        return self._robots.sitemaps(target(url, self._allowed))

    def close(self) -> None:
        self._lines.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _robots_txt(self, url: httpx.URL) -> Answer:
        headers = (*self._headers, ("Accept", "text/plain, */*;q=0.8"))
        return self._walk(Question(url, headers, ROBOTS_MAX_BYTES, cut=True), cold=False, obey=False).answer

    def _walk(self, question: Question, *, cold: bool, obey: bool) -> _Walk:
        """Follows redirects; every hop is checked, paced and, if we `obey`, allowed by robots.txt like a first one."""
        watch = Watch(self._limits, self._clock)
        urls = [question.url]
        while True:
            delay = self._robots.delay(urls[-1], cold=cold) if obey else 0.0
            answer = self._asked(_elsewhere(question, urls[-1]), watch, delay=delay, cold=cold)
            onward = self._onward(answer, urls[-1])
            if onward is None:
                return _Walk(answer, tuple(urls))
            if onward in urls:
                raise Unreachable(Unclear.REDIRECTED, "the redirects go in a circle")
            if len(urls) > self._limits.max_redirects:
                raise Unreachable(Unclear.REDIRECTED, f"more than {self._limits.max_redirects} redirects")
            urls.append(onward)

    def _onward(self, answer: Answer, here: httpx.URL) -> httpx.URL | None:
        location = answer.header("location")
        if answer.status not in REDIRECTS or not location:
            return None
        try:
            return target(str(here.join(location)), self._allowed)
        except httpx.InvalidURL:
            raise Unreachable(Unclear.REDIRECTED, "redirected to something that is not a URL") from None

    def _asked(self, question: Question, watch: Watch, *, delay: float = 0.0, cold: bool = False) -> Answer:
        host = host_of(question.url)
        self._quiet.check(host)
        with self._pace.turn(host, delay) as turn:
            self._quiet.check(host)  # another thread may have been told while we waited
            with self._lines.lent(host, cold=cold) as line:
                answer = line.ask(question, watch)
            turn.started = max(turn.started, watch.asked_at)  # connecting took time, and the host counts from the question
            self._quiet.note(host, answer.status, answer.header("retry-after"))
        return answer


def _conditions(known: Remembered | None) -> Headers:
    """By the entity tag before the date (RFC 9110 §13.1); what is neither is not sent back, and asks without condition."""
    if known is not None and _ETAG.fullmatch(known.etag):
        return (("If-None-Match", known.etag),)
    if known is not None and _DATE.fullmatch(known.last_modified):
        return (("If-Modified-Since", known.last_modified),)
    return ()


def _elsewhere(question: Question, url: httpx.URL) -> Question:
    """The same question to where a redirect led; what was remembered of the first address says nothing there."""
    if url is question.url:
        return question
    headers = tuple((name, value) for name, value in question.headers if name not in _CONDITIONS)
    return Question(url, headers, question.max_bytes, cut=question.cut)
