"""What a browser of ours saw at a place: its pictures, everything it exchanged, and what it could not do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.evidence import Box

Headers = tuple[tuple[str, str], ...]


class Stop(StrEnum):
    """Why scrolling ended."""

    END = "end"
    MAX_PX = "max-px"
    MAX_S = "max-s"


class Limitation(StrEnum):
    """What a capture by browser could not do; stands in its sheet and on the cover of the report."""

    NO_SANDBOX = "the browser ran without its sandbox"
    CUT_HEIGHT = "the page is longer than the picture: it was cut off"
    CUT_SCROLL = "scrolling was ended by its time limit: more may load further down"
    NEVER_IDLE = "the page never stopped asking: it was captured while it went on"
    SLOW_LOAD = "the page had not finished loading within its time"
    CUT_BODY = "a body was cut off or could not be kept"
    CUT_TOTAL = "the page asked for more than is kept: further answers were refused"
    REFUSED = "connections of the page were refused: their targets lie inward or are not allowed"
    UNREADABLE_FRAME = "a frame of the page could not be read"
    DOWNLOAD = "the address gave a download instead of a page"
    SCRIPT_ERROR = "scripts of the page failed"
    DIALOG = "the page opened dialogs; they were dismissed"
    POPUP = "the page opened other windows; they were closed"


class PageState(StrEnum):
    """What kind of page it was that the browser came to."""

    NORMAL = "normal"
    COOKIE_WALL = "cookie-wall"
    LOGIN_WALL = "login-wall"
    BOT_BLOCK = "bot-block"
    NOT_FOUND = "not-found"  # 404 or 410
    SOFT_404 = "soft-404"  # says with status 200 that there is nothing
    REFUSED = "refused"  # another 4xx
    SERVER_ERROR = "server-error"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question of the page and what was answered. `body` is decompressed; `cut` says that it is not all of it, `failure`
    why there is no answer. `kind`: document, image, script, …"""

    url: str = field(repr=False)
    method: str
    kind: str
    at: datetime
    status: int = 0
    request_headers: Headers = field(default=(), repr=False)
    response_headers: Headers = field(default=(), repr=False)
    posted: bytes = field(default=b"", repr=False)
    body: bytes = field(default=b"", repr=False)
    remote_address: str = ""
    cut: bool = False
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One connection through our proxy: to which host and port, at which address, how many bytes back; `refused` why not."""

    host: str = field(repr=False)
    port: int
    address: str = ""
    received: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that we or the page did, so many milliseconds after the beginning."""

    ms: int
    what: str
    detail: str = field(default="", repr=False)


class Hit(StrEnum):
    """What stands at the middle of a value when one points there."""

    OWN = "own"  # the value itself, or something transparent before it
    COVERED = "covered"  # something opaque before it
    CLIPPED = "clipped"  # it is cut away, or scrolled out of its own box
    UNKNOWN = "unknown"  # the page does not let one point at it


@dataclass(frozen=True, slots=True)
class Spot:
    """One occurrence of a wanted value. `drawn`: the page's styles show it; `image`: it is the label of a picture."""

    wanted: int
    boxes: tuple[Box, ...]
    drawn: bool
    hit: Hit = Hit.UNKNOWN
    image: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page looks like from within, by which its state is judged."""

    title: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    password_fields: int = 0
    canvases: int = 0
    images: int = 0
    frames: int = 0
    overlay: str = field(default="", repr=False)  # the text of something that lies over the page, or "-" if it has none
    scroll_locked: bool = False


@dataclass(frozen=True, slots=True)
class Modified:
    """A second picture after we changed the page (a wall taken away), with each change; never in place of the first."""

    full: bytes = field(repr=False)
    actions: tuple[str, ...] = field(repr=False)
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendering:
    """The visit of one browser to one place. `full` is the whole page as PNG, `view` its first screen before any scrolling
    (empty where the whole page fits it). `wanted` are the values that were looked for, in the order of `Spot.wanted`."""

    browser: str
    user_agent: str
    options: Headers
    ended_at: datetime
    facts: Facts
    view: bytes = field(default=b"", repr=False)
    full: bytes = field(default=b"", repr=False)
    dom: bytes = field(default=b"", repr=False)
    width: int = 0
    height: int = 0
    page_height: int = 0
    stop: Stop = Stop.END
    exchanges: tuple[Exchange, ...] = field(default=(), repr=False)
    certificates: tuple[str, ...] = field(default=(), repr=False)
    deeds: tuple[Deed, ...] = field(default=(), repr=False)
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    limitations: tuple[Limitation, ...] = ()
    wanted: tuple[str, ...] = field(default=(), repr=False)
    spots: tuple[Spot, ...] = field(default=(), repr=False)
    modified: Modified | None = None
