"""When a page is no answer at all: rate limits, firewalls, captchas and log-in walls. None of them says *not found*."""

from __future__ import annotations

import re

from domain.errors import Unclear
from domain.mention import Capture
from domain.source import Source
from scanner.page import Page

#: Answers that keep us out rather than tell something; 202 and 503 are what firewalls send with a challenge.
STATUSES = frozenset({202, 401, 403, 407, 429, 451, 503})

#: Left in the page by firewalls that put a challenge before it (their own script paths and cookie names).
_CHALLENGE = re.compile(
    r"/cdn-cgi/challenge-platform/|cf-browser-verification|_incapsula_resource|captcha-delivery\.com|perimeterx|px-captcha"
    r"|awswafintegration|/_sec/cp_challenge/|sucuri_cloudproxy_js|ddos-guard|<title>\s*just a moment\.\.\.",
    re.IGNORECASE,
)
#: On an otherwise unrecognised page: a wall. On a recognised one it may be a log-in box in a corner.
_WALL = (
    "input[type=password]",
    "[class*=captcha]",
    "[id*=captcha]",
    ".g-recaptcha",
    ".h-captcha",
    ".cf-turnstile",
    "iframe[src*=captcha]",
)


def refused(capture: Capture) -> Unclear | None:
    """What the status alone says against it; None if it may be an answer."""
    if capture.status in STATUSES:
        return Unclear.BLOCKED
    if capture.status >= 500:
        return Unclear.SERVER_ERROR
    return Unclear.REDIRECTED if 300 <= capture.status < 400 else None


def barred(page: Page, source: Source | None) -> bool:
    """A challenge, or what the source's own definition calls a block page."""
    if source is not None and any(page.bears(mark) for mark in source.blocked):
        return True
    return _CHALLENGE.search(page.source_text) is not None


def walled(page: Page) -> bool:
    """Whether an unrecognised page is a captcha or a log-in wall."""
    return any(page.tree.css_first(css) is not None for css in _WALL)
