"""What came back from a visit, in the domain's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from domain.errors import Unclear, Unreachable
from domain.evidence import Box
from domain.mention import Capture
from domain.rendering import Deed, Exchange, Facts, Headers, Hit, Limitation, Modified, Passage, Rendering, Spot, Stop

_REFUSED = "refused by luwte's proxy"
_ANSWERS_OF_OURS = frozenset({403, 407, 502, 503, 504})
_WORDS = {
    "cut_height": Limitation.CUT_HEIGHT,
    "never_idle": Limitation.NEVER_IDLE,
    "slow_load": Limitation.SLOW_LOAD,
    "unreadable_frame": Limitation.UNREADABLE_FRAME,
    "download": Limitation.DOWNLOAD,
    "script_error": Limitation.SCRIPT_ERROR,
    "dialog": Limitation.DIALOG,
    "popup": Limitation.POPUP,
}
_NETWORK_ERRORS = {
    "ERR_NAME_NOT_RESOLVED": Unclear.NETWORK,
    "ERR_TOO_MANY_REDIRECTS": Unclear.REDIRECTED,
    "ERR_TIMED_OUT": Unclear.TOO_SLOW,
    "Timeout": Unclear.TOO_SLOW,
    "Download is starting": Unclear.NOT_HTML,
    "ERR_ABORTED": Unclear.NOT_HTML,
}


def capture_of(
    told: dict[str, Any],
    pieces: list[bytes],
    about: dict[str, Any],
    *,
    id: str,
    url: str,
    wanted: tuple[str, ...],
    passages: tuple[Passage, ...],
    began: datetime,
    ended: datetime,
) -> Capture:
    """Raises `Unreachable` where no page came to be seen."""
    _refused_itself(url, passages)
    if "failed" in told:
        raise _unreachable(told["detail"])
    files = dict(zip(told["files"], pieces, strict=False))
    exchanges = tuple(_exchanges(told["exchanges"], pieces[len(files) :], passages))
    document = next((one for one in reversed(exchanges) if one.url == told["document"] and one.status == told["status"]), None)
    as_served = document is not None and not document.cut
    return Capture(
        id=id,
        requested_url=url,
        final_url=str(told["url"]),
        fetched_at=began,
        status=int(told["status"]),
        headers=_pairs(told["headers"]) if as_served else (("Content-Type", "text/html; charset=utf-8"),),
        body=document.body if document is not None and as_served else files["dom"],
        redirects=tuple(map(str, told["redirects"])),
        remote_address=_address(str(told["document"]), passages),
        vantage="browser",
        rendering=_rendering(told, files, about, exchanges, wanted, passages, ended) if told["pictures"] else None,
    )


def _rendering(
    told: dict[str, Any],
    files: dict[str, bytes],
    about: dict[str, Any],
    exchanges: tuple[Exchange, ...],
    wanted: tuple[str, ...],
    passages: tuple[Passage, ...],
    ended: datetime,
) -> Rendering:
    return Rendering(
        browser=f"Chromium {about['browser']}",
        user_agent=str(about["user_agent"]),
        options=tuple(sorted((name, str(value)) for name, value in {**about["limits"], **told["options"]}.items())),
        ended_at=ended,
        facts=Facts(**told["facts"]),
        view=files.get("view", b""),
        full=files.get("full", b""),
        dom=files["dom"],
        width=int(told["width"]),
        height=min(int(told["page_height"]), int(about["limits"]["max_px"])),
        page_height=int(told["page_height"]),
        stop=Stop(told["stop"]),
        exchanges=exchanges,
        certificates=tuple(map(_pem, told["certificates"])),
        deeds=tuple(Deed(int(ms), str(what), str(detail)) for ms, what, detail in told["deeds"]),
        passages=passages,
        limitations=_limitations(told, about, exchanges, passages),
        wanted=wanted,
        spots=tuple(map(_spot, told["spots"])),
        modified=_modified(told, files),
    )


def _refused_itself(url: str, passages: tuple[Passage, ...]) -> None:
    """The page itself lies inward, or its host answers to nobody."""
    aimed = _host_and_port(url)
    own = [one for one in passages if (one.host.lower(), one.port) == aimed]
    if own and all(one.refused for one in own):
        raise Unreachable(Unclear(own[0].refused), "the browser was not let through")


def _unreachable(detail: str) -> Unreachable:
    found = (reason for words, reason in _NETWORK_ERRORS.items() if words in detail)
    return Unreachable(next(found, Unclear.NETWORK), "the browser could not show the page")


def _exchanges(told: list[dict[str, Any]], bodies: list[bytes], passages: tuple[Passage, ...]) -> Iterator[Exchange]:
    refused = {(one.host.lower(), one.port) for one in passages if one.refused}
    for number, one in enumerate(told):
        posted, body = bodies[2 * number : 2 * number + 2]
        ours = _host_and_port(one["url"]) in refused and one["status"] in _ANSWERS_OF_OURS and not body
        yield Exchange(
            url=one["url"],
            method=one["method"],
            kind=one["kind"],
            at=datetime.fromisoformat(one["at"]),
            status=0 if ours else int(one["status"]),
            request_headers=_pairs(one["request_headers"]),
            response_headers=() if ours else _pairs(one["response_headers"]),
            posted=posted,
            body=body,
            remote_address=_address(one["url"], passages),
            cut=bool(one["cut"]),
            failure=_REFUSED if ours else str(one["failure"]),
        )


def _limitations(
    told: dict[str, Any], about: dict[str, Any], exchanges: tuple[Exchange, ...], passages: tuple[Passage, ...]
) -> tuple[Limitation, ...]:
    found = {_WORDS[name] for name in told["problems"]}
    if not about["sandboxed"]:
        found.add(Limitation.NO_SANDBOX)
    if told["stop"] == Stop.MAX_S:
        found.add(Limitation.CUT_SCROLL)
    if told["stop"] == Stop.MAX_PX:
        found.add(Limitation.CUT_HEIGHT)
    if any(one.cut for one in exchanges):
        found.add(Limitation.CUT_BODY)
    if any(one.refused in (Unclear.INWARD, Unclear.NOT_ALLOWED) for one in passages):
        found.add(Limitation.REFUSED)
    if about["exhausted"]:
        found.add(Limitation.CUT_TOTAL)
    return tuple(limit for limit in Limitation if limit in found)


def _modified(told: dict[str, Any], files: dict[str, bytes]) -> Modified | None:
    changed = told.get("modified")
    if changed is None or not files.get("modified"):
        return None
    return Modified(files["modified"], tuple(map(str, changed["actions"])), tuple(map(_spot, changed["spots"])))


def _spot(told: dict[str, Any]) -> Spot:
    return Spot(
        int(told["wanted"]), tuple(map(_box, told["boxes"])), bool(told["drawn"]), Hit(told["hit"]), bool(told["image"])
    )


def _box(sides: list[float]) -> Box:
    x, y, width, height = sides
    left, top = int(x // 1), int(y // 1)
    return Box(left, top, max(1, -int(-(x + width) // 1) - left), max(1, -int(-(y + height) // 1) - top))


def _pem(der: str) -> str:
    lines = [der[at : at + 64] for at in range(0, len(der), 64)]
    return "\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""])


def _pairs(told: list[list[str]]) -> Headers:
    return tuple((str(name), str(value)) for name, value in told)


def _address(url: str, passages: tuple[Passage, ...]) -> str:
    """Where our proxy connected to for this host: the browser itself knows only the proxy."""
    aimed = _host_and_port(url)
    return next((one.address for one in reversed(passages) if one.address and (one.host.lower(), one.port) == aimed), "")


def _host_and_port(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return "", 0
