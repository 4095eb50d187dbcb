"""What can go wrong, in one tree.

LuwteError                 everything that luwte raises on purpose
├── BadInput               something given to us cannot be understood; says where, what, and what to do
│   └── Fault              (evidence) the first thing about a bundle that does not hold
├── NotPermitted           no grant covers this purpose; nothing was opened
├── NotFound               there is no such thing (or it has been erased)
├── Locked                  it is there, and this process has not the master key that opens it
├── Conflict               the thing changed under our hands; load again and decide again
├── IllegalStep            the table of transitions has no such step
├── Unreachable            a page could not be had; carries the reason why a look at it is unclear
└── Unsent                 a notice did not leave
    └── OutcomeUnknown     it may have left; no machine may try again

Each carries one bit, `permanent`: whether trying the same again is pointless.
"""

from __future__ import annotations

from enum import StrEnum


class LuwteError(Exception):
    """The root; its text may be shown to a person and never holds an exposed value."""

    permanent = True


class BadInput(LuwteError):
    """Refused at the edge. `where` names the file and line, the text says what is wrong and what to do."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


class NotPermitted(LuwteError):
    """No consent, no look-up; no mandate, no letter."""


class NotFound(LuwteError):
    """There is no such thing, or it has been erased."""


class Locked(LuwteError):
    """The key ring lacks a master key. Nothing is gone: with that key in the ring the same succeeds."""

    permanent = False


class Conflict(LuwteError):
    """Somebody else was first."""

    permanent = False


class IllegalStep(LuwteError):
    """A step that the table of transitions does not know."""


class Unclear(StrEnum):
    """Why a look says neither *present* nor *absent*."""

    BLOCKED = "blocked"  # 401, 403, 429, 202, captcha or firewall page
    LAYOUT_CHANGED = "layout-changed"  # the source's own marks were not recognised
    NO_CONTROL = "no-control"  # nothing on the site proved that it can still be read
    NOT_HTML = "not-html"
    UNREADABLE = "unreadable"  # lies about its encoding, nests too deep
    TOO_LARGE = "too-large"  # endless, or a decompression bomb
    TOO_SLOW = "too-slow"
    REDIRECTED = "redirected"  # too many redirects, or away from the place
    SERVER_ERROR = "server-error"
    NETWORK = "network"
    ROBOTS = "robots"  # robots.txt does not want us there
    INWARD = "inward"  # the address lies inside the organisation's own network
    NOT_ALLOWED = "not-allowed"  # our own settings forbid this host or scheme
    NO_BROWSER = "no-browser"  # the source needs one, and there is none here
    WITHHELD = "withheld"  # the employee does not allow that this source is told what it would have to be asked with
    DOUBTED = "doubted"  # the source turned out to be ill: what was not seen since its last good canary is open again


class Unreachable(LuwteError):
    """A page could not be had; `reason` goes into the sighting or the scan's record."""

    def __init__(self, reason: Unclear, detail: str, *, permanent: bool = False, retry_after: float | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.permanent = permanent
        self.retry_after = retry_after


class Unsent(LuwteError):
    """The other side refused the notice before it took it; `code` is the SMTP reply code or 0."""

    def __init__(self, detail: str, *, code: int = 0, permanent: bool) -> None:
        super().__init__(detail)
        self.code = code
        self.permanent = permanent


class OutcomeUnknown(Unsent):
    """The line dropped after the text had gone out: nobody knows whether it arrived."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, permanent=True)
