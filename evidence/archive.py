"""The capture as a WARC file (ISO 28500), which libraries and archives can read without luwte."""

from __future__ import annotations

import io
import uuid
from http import HTTPStatus

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # no stubs
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # no stubs

from domain.mention import Capture
from evidence import canonical, moments

#: What the client undid before it gave us the body; kept under another name, since it is no longer true of these bytes.
_UNDONE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_NAMESPACE = uuid.UUID("6f1d2f0e-31a5-4c1c-9d6e-2b5f0d8a7c11")


class _InMemory(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """Never spills what was captured into a temporary file on disk, where nothing would encrypt it."""

    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()


def warc(capture: Capture, *, software: str) -> bytes:
    """A gzipped WARC 1.1 with a `warcinfo` and one `response` record: the same capture gives the same bytes."""
    out = io.BytesIO()
    writer = _InMemory(out, gzip=True, warc_version="WARC/1.1")
    date = moments.utc(capture.fetched_at)
    about = writer.create_warcinfo_record("page.warc.gz", {"software": software, "format": "WARC File Format 1.1"})
    about.rec_headers.replace_header("WARC-Date", date)
    about.rec_headers.replace_header("WARC-Record-ID", _record_id(capture, "warcinfo"))
    writer.write_record(about)
    fields = {"WARC-Date": date, "WARC-Record-ID": _record_id(capture, "response")}
    if capture.remote_address:
        fields["WARC-IP-Address"] = _one_line(capture.remote_address)
    writer.write_record(
        writer.create_warc_record(
            _one_line(capture.final_url),
            "response",
            payload=io.BytesIO(capture.body),
            http_headers=_http_headers(capture),
            warc_headers_dict=fields,
        )
    )
    return out.getvalue()


def _http_headers(capture: Capture) -> StatusAndHeaders:
    kept = [
        (f"X-Archive-Orig-{name}" if name.lower() in _UNDONE else _one_line(name), _one_line(value))
        for name, value in capture.headers
    ]
    kept.append(("Content-Length", str(len(capture.body))))
    return StatusAndHeaders(f"{capture.status} {_phrase(capture.status)}".strip(), kept, protocol="HTTP/1.1")


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""


def _record_id(capture: Capture, kind: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_NAMESPACE, f'{capture.id} {kind}')}>"


def _one_line(value: str) -> str:
    """A line break inside a header would let a page write records of its own."""
    return canonical.writable(" ".join(value.splitlines()))
