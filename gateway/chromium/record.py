"""What was exchanged, read from the browser's own record (HAR in a ZIP, one file a body)."""

from __future__ import annotations

import base64
import json
import zipfile
from pathlib import Path
from typing import Any

_NOT_KEPT = {"websocket", "eventsource"}


def exchanges(path: Path, max_body: int, max_total: int) -> tuple[list[dict[str, Any]], list[bytes]]:
    """Each exchange as the wire takes it, and its bodies: two pieces for each, what was posted and what was answered."""
    told: list[dict[str, Any]] = []
    pieces: list[bytes] = []
    with zipfile.ZipFile(path) as kept:
        names = set(kept.namelist())
        for entry in json.loads(kept.read("har.har"))["log"]["entries"]:
            if entry.get("_resourceType") in _NOT_KEPT or not entry["request"]["url"].startswith(("http:", "https:")):
                continue
            body, whole = _body(kept, names, entry["response"])
            room = max(0, min(max_body, max_total))
            cut = not whole or len(body) > room
            body = body[:room]
            max_total -= len(body)
            told.append(_told(entry, cut=cut))
            pieces += [_posted(entry["request"]), body]
    return told, pieces


def _told(entry: dict[str, Any], *, cut: bool) -> dict[str, Any]:
    question, answer = entry["request"], entry["response"]
    return {
        "url": question["url"],
        "method": question["method"],
        "kind": entry.get("_resourceType", ""),
        "at": entry["startedDateTime"],
        "status": max(0, answer["status"]),
        "request_headers": _headers(question),
        "response_headers": _headers(answer),
        "remote_address": entry.get("serverIPAddress", ""),
        "failure": answer.get("_failureText") or "",
        "cut": cut and answer["status"] > 0,
    }


def _headers(side: dict[str, Any]) -> list[list[str]]:
    return [[one["name"], one["value"]] for one in side["headers"]]


def _body(kept: zipfile.ZipFile, names: set[str], answer: dict[str, Any]) -> tuple[bytes, bool]:
    """The body, and whether it is all of it: the browser does not keep very large ones, nor some that scripts took."""
    content = answer["content"]
    name, text = content.get("_file"), content.get("text")
    if name in names:
        body = kept.read(name)
    elif text is not None:
        body = base64.b64decode(text) if content.get("encoding") == "base64" else text.encode("utf-8", "replace")
    else:
        body = b""
    return body, bool(body) or answer.get("bodySize", 0) <= 0 or 300 <= answer["status"] < 400


def _posted(question: dict[str, Any]) -> bytes:
    posted = question.get("postData") or {}
    return str(posted.get("text", "")).encode("utf-8", "replace")
