"""What is noticed about a page in a real browser: what axe complains of, whether it fits, and whom it asks for anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit
from zlib import crc32

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from tests.web.seen.views import View, all_views, shown
from tests.web.seen.window import Window
from web.language import LANGUAGES

_AXE = Axe()
_NARROW, _HIGH = 360, 800
#: Contrast is most of what axe's time goes to, and is a matter of the stylesheet, which all pages share: in the suite one
#: page in five is looked at for it, in light and in dark. `scripts/pictures --check` looks at all.
_SHARE = 5


@dataclass(frozen=True)
class Seen:
    """One page. `faults`: each in a line; `asked`: hosts that the page asked for something."""

    view: View
    language: str
    said: str
    faults: list[str]
    asked: set[str] = field(default_factory=set)
    too_wide: bool = False


def look_at_all(window: Window, *, thorough: bool = False) -> list[Seen]:
    """Every page of the route table, as its role: each in one language, half of them in the other; thorough: in both, and for
    all of them the contrast."""
    found = []
    for view in all_views():
        path = shown(window.town, view)
        chosen = crc32(view.name.encode())
        languages = list(LANGUAGES) if thorough else [list(LANGUAGES)[chosen % 2]]
        for language in languages if path else ():
            found.append(_look(window, view, path, language, contrast=thorough or chosen % _SHARE == 0))
    return found


def _look(window: Window, view: View, path: str, language: str, *, contrast: bool) -> Seen:
    page = window.page(view.role, language, width=_NARROW)
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(_host(request)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(path)
    said = str(page.evaluate("document.documentElement.lang"))
    too_wide = bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
    rules = {} if contrast else {"rules": {"color-contrast": {"enabled": False}}}
    faults = _faults(page, {"resultTypes": ["violations"], **rules})
    if contrast:
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 1280, "height": _HIGH})
        faults += _faults(page, {"resultTypes": ["violations"], "runOnly": ["color-contrast"]})
    page.close()
    # a page that is not there says so in the console, as any browser does
    faults += [one for one in complaints if "Failed to load resource" not in one]
    return Seen(view, language, said, faults, set(asked), too_wide)


def _faults(page: Page, options: dict[str, object]) -> list[str]:
    violations = _AXE.run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]]


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc
