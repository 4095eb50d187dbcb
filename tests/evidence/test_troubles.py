"""Every way in which a capture can go wrong ends in one that says so: the right state, and what is on the picture."""

from __future__ import annotations

import json
import queue
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from domain.mention import Capture, Place
from evidence import seen
from evidence.originals import originals
from evidence.visible import picture_of
from gateway.browser import Browser
from tests.evidence.troubles import TROUBLES, serve
from tests.lab import VALUE, Lab, open_browser

_AT_ONCE = 3


@pytest.fixture(scope="module")
def captures(lab: Lab) -> Iterator[dict[str, Future[Capture]]]:
    """All of them under way, by a few browsers: most of a visit is waiting."""
    with ExitStack() as stack:
        free: queue.Queue[Browser] = queue.Queue()
        for _ in range(_AT_ONCE):
            free.put(stack.enter_context(open_browser(lab)))
        pool = stack.enter_context(ThreadPoolExecutor(_AT_ONCE))

        def captured(url: str) -> Capture:
            browser = free.get()
            try:
                return browser.picture(url, (VALUE,))
            finally:
                free.put(browser)

        yield {name: pool.submit(captured, serve(lab, name)) for name in TROUBLES}


@pytest.mark.parametrize("name", TROUBLES)
def test_the_capture_says_what_it_shows_and_what_it_could_not_do(captures: dict[str, Future[Capture]], name: str) -> None:
    expected, capture = TROUBLES[name], captures[name].result()
    rendering = capture.rendering
    assert rendering is not None
    files = {one.name: one.content for one in originals(capture, place=Place(capture.requested_url), source="forum")}
    sheet = json.loads(files["capture.json"])
    (value,) = seen.read_shown(files["visible.json"])
    assert (sheet["state"], value.visibility) == (expected.state, expected.shown)
    assert set(rendering.limitations) - expected.may == expected.limits
    assert rendering.stop is expected.stop
    assert capture.final_url == (expected.final or capture.requested_url)
    # never a picture that is silently without what it should show
    assert (seen.NOT_SHOWN in sheet["limitations"]) == (value.visibility != "visible")
    assert (seen.EMPTY in sheet["limitations"]) == picture_of(files["full.png"]).empty
    if expected.modified is None:
        assert rendering.modified is None
    else:
        assert rendering.modified is not None
        assert rendering.modified.actions
        assert files["full.png"] != files["modified.png"]
        assert sheet["modified"]["label"].startswith("MODIFIED")
