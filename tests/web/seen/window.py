"""A real browser in front of the application: the system's headless Chromium, as whoever signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, sync_playwright

from domain.roles import Role
from tests.web.seen.town import Town

#: Generous: the machine is shared.
PATIENCE_MS = 60_000
WIDTHS = (360, 768, 1280)
_HEIGHT = 900


@dataclass
class Window:
    """One browser at one address of one town. Each visitor has a context of their own, with their session in it."""

    town: Town
    address: str
    chromium: Chromium
    contexts: dict[tuple[Any, ...], BrowserContext] = field(default_factory=dict)

    def page(self, role: Role | None, language: str = "nl", *, width: int = 1280, dark: bool = False) -> Page:
        """A page in which nothing has been opened yet."""
        key = (role, language, width, dark)
        if key not in self.contexts:
            self.contexts[key] = self._context(role, language, width, dark)
        return self.contexts[key].new_page()

    def _context(self, role: Role | None, language: str, width: int, dark: bool) -> BrowserContext:
        context = self.chromium.new_context(
            viewport={"width": width, "height": _HEIGHT},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="nl-NL" if language == "nl" else "en-GB",
            base_url=self.address,
        )
        context.set_default_timeout(PATIENCE_MS)
        signed_in = self.town.visitors[role].client.get_cookie("luwte")
        cookies = {"luwte-language": language} | ({"luwte": signed_in.value} if signed_in else {})
        context.add_cookies([{"name": name, "value": value, "url": self.address} for name, value in cookies.items()])
        return context


@contextmanager
def opened(town: Town, address: str, program: str) -> Iterator[Window]:
    """`program`: the browser's path."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"], timeout=PATIENCE_MS)
        try:
            yield Window(town, address, chromium)
        finally:
            chromium.close()
