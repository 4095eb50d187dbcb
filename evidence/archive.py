"""The capture as a WARC file (ISO 28500), which libraries and archives can read without luwte."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # no stubs
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # no stubs

from domain.mention import Capture
from domain.rendering import Exchange, Headers, Rendering
from evidence import canonical, moments

#: What the client undid before it gave us the body; kept under another name, since it is no longer true of these bytes.
_UNDONE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_NAMESPACE = uuid.UUID("6f1d2f0e-31a5-4c1c-9d6e-2b5f0d8a7c11")
#: The page as it stood when its scripts had run, beside what its server sent.
DOM = "urn:luwte:dom:"


class _InMemory(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """Never spills what was captured into a temporary file on disk, where nothing would encrypt it."""

    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an answer stands in the WARC: for its index."""

    exchange: Exchange
    offset: int
    length: int
    digest: str


def warc(capture: Capture, *, software: str) -> bytes:
    """A gzipped WARC 1.1 with a `warcinfo` and one `response` record: the same capture gives the same bytes."""
    out, writer = _begun(capture, software, "page.warc.gz")
    one = Exchange(
        url=capture.final_url,
        method="GET",
        kind="document",
        at=capture.fetched_at,
        status=capture.status,
        response_headers=capture.headers,
        body=capture.body,
        remote_address=capture.remote_address,
    )
    writer.write_record(_response(writer, one, _record_id(capture, "response")))
    return out.getvalue()


def warc_of_visit(capture: Capture, rendering: Rendering, *, software: str) -> tuple[bytes, tuple[Kept, ...]]:
    """Every exchange of the visit, question and answer, and the page as it stood; no pictures. And where each answer stands."""
    out, writer = _begun(capture, software, "data.warc.gz")
    kept: list[Kept] = []
    for number, one in enumerate(rendering.exchanges):
        if not one.status:
            continue
        response = _response(writer, one, _record_id(capture, f"response {number}"))
        request = _request(writer, one, _record_id(capture, f"request {number}"))
        request.rec_headers.add_header("WARC-Concurrent-To", response.rec_headers.get_header("WARC-Record-ID"))
        began = out.tell()
        writer.write_record(response)
        digest = response.rec_headers.get_header("WARC-Payload-Digest") or ""
        kept.append(Kept(one, began, out.tell() - began, digest))
        writer.write_record(request)
    fields = {"WARC-Date": moments.utc(rendering.ended_at), "WARC-Record-ID": _record_id(capture, "dom")}
    uri = DOM + _one_line(capture.final_url)
    page = io.BytesIO(rendering.dom)
    writer.write_record(
        writer.create_warc_record(
            uri, "resource", payload=page, warc_content_type="text/html; charset=utf-8", warc_headers_dict=fields
        )
    )
    return out.getvalue(), tuple(kept)


def _begun(capture: Capture, software: str, name: str) -> tuple[io.BytesIO, Any]:
    out = io.BytesIO()
    writer = _InMemory(out, gzip=True, warc_version="WARC/1.1")
    about = writer.create_warcinfo_record(name, {"software": software, "format": "WARC File Format 1.1"})
    about.rec_headers.replace_header("WARC-Date", moments.utc(capture.fetched_at))
    about.rec_headers.replace_header("WARC-Record-ID", _record_id(capture, "warcinfo"))
    writer.write_record(about)
    return out, writer


def _response(writer: Any, one: Exchange, identity: str) -> Any:
    fields = {"WARC-Date": moments.utc(one.at), "WARC-Record-ID": identity}
    if one.remote_address:
        fields["WARC-IP-Address"] = _one_line(one.remote_address)
    if one.cut:
        fields["WARC-Truncated"] = "length"
    headers = StatusAndHeaders(
        f"{one.status} {_phrase(one.status)}".strip(), list(_answered(one.response_headers, one.body)), protocol="HTTP/1.1"
    )
    return writer.create_warc_record(
        _one_line(one.url), "response", payload=io.BytesIO(one.body), http_headers=headers, warc_headers_dict=fields
    )


def _request(writer: Any, one: Exchange, identity: str) -> Any:
    parts = urlsplit(one.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    sent = [(_one_line(name), _one_line(value)) for name, value in one.request_headers if not name.startswith(":")]
    headers = StatusAndHeaders(f"{_one_line(one.method)} {_one_line(path)} HTTP/1.1", sent, is_http_request=True)
    return writer.create_warc_record(
        _one_line(one.url),
        "request",
        payload=io.BytesIO(one.posted),
        http_headers=headers,
        warc_headers_dict={"WARC-Date": moments.utc(one.at), "WARC-Record-ID": identity},
    )


def _answered(headers: Headers, body: bytes) -> Iterator[tuple[str, str]]:
    for name, value in headers:
        if not name.startswith(":"):
            yield f"X-Archive-Orig-{name}" if name.lower() in _UNDONE else _one_line(name), _one_line(value)
    yield "Content-Length", str(len(body))


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""


def _record_id(capture: Capture, kind: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_NAMESPACE, f'{capture.id} {kind}')}>"


def _one_line(value: str) -> str:
    """A line break inside a header would let a page write records of its own."""
    return canonical.writable(" ".join(value.splitlines()))
