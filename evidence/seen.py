"""The files of a visit by browser: pictures, text, all exchanges, and whether the matched values are on the picture."""

from __future__ import annotations

from typing import Any

from domain.evidence import Box, Original, Shown, Visibility
from domain.mention import Capture, Place
from domain.rendering import PageState, Rendering
from evidence import canonical, moments, sheet
from evidence.archive import DOM
from evidence.context import context
from evidence.state import state
from evidence.text import HTML
from evidence.visible import Picture, picture_of, shown
from evidence.wacz import wacz

FULL, VIEW, MODIFIED, ARCHIVE, TEXT, VISIBLE, TLS = (
    "full.png", "view.png", "modified.png", "page.wacz", "text.txt", "visible.json", "tls.pem",
)  # fmt: skip
NOT_SHOWN = "a matched value is not on the picture: see visible.json"
EMPTY = "the picture is empty: one colour from edge to edge"
NOT_NORMAL = "the page is not an ordinary one: see its state"
CLOCK = "our clock and the server's differ by more than two minutes"


def of_visit(capture: Capture, rendering: Rendering, *, place: Place, source: str) -> list[Original]:
    picture = picture_of(rendering.full)
    values = shown(rendering, picture, capture.body)
    archive = Original(ARCHIVE, wacz(capture, rendering, software=sheet.software()))
    files = [
        Original(FULL, rendering.full),
        archive,
        Original(TEXT, rendering.facts.text.encode("utf-8", "replace")),
        Original(VISIBLE, canonical.encode(sheet.clean([_shown(one) for one in values]))),
    ]
    if rendering.view:
        files.append(Original(VIEW, rendering.view))
    if rendering.certificates:
        files.append(Original(TLS, "".join(rendering.certificates).encode("ascii")))
    if rendering.modified is not None:
        files.append(Original(MODIFIED, rendering.modified.full))
    told = _sheet(capture, rendering, picture, values, place, source)
    return [Original("capture.json", canonical.encode(told)), *files]


def _sheet(
    capture: Capture, rendering: Rendering, picture: Picture, values: tuple[Shown, ...], place: Place, source: str
) -> dict[str, Any]:
    kind = state(capture, rendering, picture)
    body = sheet.digested(ARCHIVE, capture.body) | {"media_type": capture.media_type, "record": capture.final_url}
    told = sheet.common(capture, place, source) | {
        "body": body,
        "dom": sheet.digested(ARCHIVE, rendering.dom) | {"record": DOM + capture.final_url},
        "state": kind.value,
        "context": context(rendering.dom),
        "picture": _picture(rendering, picture),
        "visible": {name.value: sum(one.visibility is name for one in values) for name in Visibility},
        "browser": _browser(rendering),
        "certificates": len(rendering.certificates),
        "modified": None if rendering.modified is None else _modified(rendering),
        "exchanges": [_exchange(one.url, one.status, one.failure, cut=one.cut) for one in rendering.exchanges],
        "proxy": [[one.host, one.port, one.address, one.received, one.refused] for one in rendering.passages],
    }
    return dict(sheet.clean(told | sheet.limited(capture, _limits(capture, rendering, picture, values, kind))))


def _limits(capture: Capture, rendering: Rendering, picture: Picture, values: tuple[Shown, ...], kind: PageState) -> list[str]:
    found = [limit.value for limit in rendering.limitations]
    if picture.empty:
        found.append(EMPTY)
    if kind is not PageState.NORMAL:
        found.append(NOT_NORMAL)
    if any(one.visibility is not Visibility.VISIBLE for one in values):
        found.append(NOT_SHOWN)
    if moments.apart(capture.header("date"), capture.fetched_at):
        found.append(CLOCK)
    if capture.media_type not in HTML and not rendering.facts.text:
        found.append(sheet.NO_TEXT)
    return [*found, sheet.DECODED]


def _picture(rendering: Rendering, picture: Picture) -> dict[str, Any]:
    return sheet.digested(FULL, rendering.full) | {
        "view": VIEW if rendering.view else FULL,
        "width": rendering.width,
        "height": rendering.height,
        "page_height": rendering.page_height,
        "scrolling_stopped": rendering.stop.value,
        "uniform_rows_permille": round(picture.uniform * 1000),
    }


def _browser(rendering: Rendering) -> dict[str, Any]:
    return {
        "name": rendering.browser,
        "user_agent": rendering.user_agent,
        "options": dict(rendering.options),
        "ended_at": moments.utc(rendering.ended_at),
        "actions": [[one.ms, one.what, one.detail] for one in rendering.deeds],
    }


def _modified(rendering: Rendering) -> dict[str, Any]:
    assert rendering.modified is not None
    named = "MODIFIED: made after the page was changed by us; full.png is the page as it was"
    return sheet.digested(MODIFIED, rendering.modified.full) | {"label": named, "actions": list(rendering.modified.actions)}


def _exchange(url: str, status: int, failure: str, *, cut: bool) -> list[Any]:
    return [url, status, failure, cut]


def _shown(one: Shown) -> dict[str, Any]:
    return {"value": one.value, "visibility": one.visibility.value, "boxes": [_sides(box) for box in one.boxes]}


def _sides(box: Box) -> list[int]:
    return [box.x, box.y, box.width, box.height]


def read_shown(raw: bytes) -> tuple[Shown, ...]:
    """What `visible.json` of a capture says. Raises `ValueError` for what was not written here."""
    told = canonical.decode(raw)
    try:
        return tuple(
            Shown(one["value"], Visibility(one["visibility"]), tuple(Box(*sides) for sides in one["boxes"])) for one in told
        )
    except (TypeError, KeyError):
        raise ValueError("not as luwte writes it") from None
