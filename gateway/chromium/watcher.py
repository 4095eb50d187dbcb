"""Notes what a page does by itself while we are there: what it asks, says and opens. Dialogs are dismissed, windows closed."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

from playwright.sync_api import ConsoleMessage, Dialog, Error, Page, Request, Response

_MOST_DEEDS, _MOST_DETAIL = 200, 300


class Watcher:
    """Of one page. `document`: the newest answer to the page itself; `walked`: the addresses that led to it; `flying`: what was
    asked and not yet answered; `deeds` and `problems` are what the wire takes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.began = self.moved = time.monotonic()
        self.deeds: list[list[Any]] = []
        self.problems: set[str] = set()
        self.flying: set[Request] = set()
        self.walked: list[str] = []
        self.document: Response | None = None
        self._listen()

    def quiet(self, seconds: float) -> bool:
        return not self.flying and time.monotonic() - self.moved >= seconds

    def _listen(self) -> None:
        page, context = self.page, self.page.context
        context.on("request", self._asked)
        context.on("requestfinished", self._answered)
        context.on("requestfailed", self._answered)
        context.on("response", self._came)
        context.on("page", self._opened)
        page.on("dialog", self._dialog)
        page.on("download", lambda download: self.problem("download", "download refused"))
        page.on("pageerror", lambda error: self.problem("script_error", "script error", str(error)))
        page.on("console", self._said)
        page.on("websocket", lambda socket: self.did("websocket opened", socket.url))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.did(f"console {message.type}", message.text)

    def _asked(self, request: Request) -> None:
        self.flying.add(request)
        self.moved = time.monotonic()
        if self._of_page(request) and len(self.walked) < _MOST_DEEDS:
            self.walked.append(request.url)

    def _of_page(self, request: Request) -> bool:
        """Whether the page itself is asked for, rather than something in it."""
        try:
            return request.is_navigation_request() and request.frame == self.page.main_frame
        except Error:
            return False  # asked by a worker: there is no frame

    def _answered(self, request: Request) -> None:
        self.flying.discard(request)
        self.moved = time.monotonic()

    def _came(self, response: Response) -> None:
        if not 300 <= response.status < 400 and self._of_page(response.request):
            if self.document is not None:
                self.did("the page led on by itself", response.url)
            self.document = response

    def _opened(self, page: Page) -> None:
        if page is not self.page:
            self.problem("popup", "another window closed", page.url)
            with suppress(Error):
                page.close()

    def _dialog(self, dialog: Dialog) -> None:
        self.problem("dialog", f"{dialog.type} dismissed", dialog.message)
        with suppress(Error):
            dialog.dismiss()

    def did(self, what: str, detail: str = "") -> None:
        if len(self.deeds) < _MOST_DEEDS:
            self.deeds.append([round((time.monotonic() - self.began) * 1000), what, detail[:_MOST_DETAIL]])

    def problem(self, name: str, what: str, detail: str = "") -> None:
        self.problems.add(name)
        self.did(what, detail)
