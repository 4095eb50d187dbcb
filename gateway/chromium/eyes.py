"""Looks at a page from a world of its own: the same document, but its scripts can neither change what we see nor notice us."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from playwright.sync_api import CDPSession, Error, Frame, Page

_HERE = files("gateway.chromium")
FIND, FACTS, WALL = (_HERE.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in ("find", "facts", "wall"))
_MOST_FRAMES, _MOST_SPOTS, _MOST_TEXT = 20, 20, 2_000_000


class Eyes:
    """Of one page; `blind` counts the frames that could not be looked into."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.line = page.context.new_cdp_session(page)
        self.blind = 0

    def ask(self, script: str, *arguments: Any) -> Any:
        """What this function gives in the page itself. Raises `Error`."""
        return _asked(self.line, _root(self.line)["frame"]["id"], script, arguments)

    def facts(self) -> dict[str, Any]:
        seen: dict[str, Any] = self.ask(FACTS, _MOST_TEXT)
        return seen

    def find(self, wanted: list[str]) -> list[dict[str, Any]]:
        """Every spot of these values, in the page and in its frames, in pixels of the whole page."""
        if not wanted:
            return []
        spots: list[dict[str, Any]] = self.ask(FIND, wanted, 0, 0, True, _MOST_SPOTS)
        for frame in self.page.frames[1 : 1 + _MOST_FRAMES]:
            try:
                spots += self._in_frame(frame, wanted)
            except Error:
                self.blind += 1
        return spots

    def _in_frame(self, frame: Frame, wanted: list[str]) -> list[dict[str, Any]]:
        owner = frame.frame_element()
        box = owner.bounding_box()
        if box is None:
            return []
        x, y = owner.evaluate("(frame) => [frame.clientLeft, frame.clientTop]")  # its border
        try:
            line = self.page.context.new_cdp_session(frame)  # a frame of another site has a process of its own
            identity = _root(line)["frame"]["id"]
        except Error:
            line, identity = self.line, _identity(_root(self.line), frame)
        spots: list[dict[str, Any]] = _asked(line, identity, FIND, (wanted, box["x"] + x, box["y"] + y, False, _MOST_SPOTS))
        return spots


def _identity(tree: dict[str, Any], frame: Frame) -> str:
    for child in tree.get("childFrames", ()):
        if child["frame"].get("name", "") == frame.name and child["frame"]["url"] == frame.url.partition("#")[0]:
            return str(child["frame"]["id"])
        if deeper := _identity(child, frame):
            return deeper
    return ""


def _root(line: CDPSession) -> dict[str, Any]:
    tree: dict[str, Any] = line.send("Page.getFrameTree")["frameTree"]
    return tree


def _asked(line: CDPSession, frame: str, script: str, arguments: tuple[Any, ...]) -> Any:
    world = line.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "luwte"})["executionContextId"]
    answer = line.send(
        "Runtime.callFunctionOn",
        {
            "functionDeclaration": script,
            "executionContextId": world,
            "arguments": [{"value": argument} for argument in arguments],
            "returnByValue": True,
        },
    )
    if "exceptionDetails" in answer:
        raise Error("the page could not be looked at")
    return answer["result"].get("value")
