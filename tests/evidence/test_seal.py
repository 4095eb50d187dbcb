"""A capture's originals say what was served, when and how, and what they cannot show; their seal covers every byte."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from domain.errors import BadInput
from domain.mention import Capture
from evidence import canonical, keys, sheet
from evidence.manifest import SealManifest, committed, digests
from evidence.text import visible_text


def files_of(sealed: Any) -> dict[str, bytes]:
    return {file.name: file.content for file in sealed.originals}


def test_a_page_is_kept_as_served_with_its_text_and_its_archive(world: Any) -> None:
    capture = world.capture()

    files = files_of(world.sealed(capture))

    assert sorted(files) == ["capture.json", "page.html", "page.warc.gz", "text.txt"]
    assert files["page.html"] == capture.body
    assert files["text.txt"].decode() == "Café\nSanne Voorbeeld\n"


def test_the_sheet_tells_both_clocks_and_admits_that_there_was_no_browser(world: Any) -> None:
    sheet = json.loads(files_of(world.sealed())["capture.json"])

    assert sheet["fetched_at"] == {"utc": "2027-02-03T09:30:15.250Z", "amsterdam": "2027-02-03T10:30:15+01:00"}
    assert sheet["browser"] is None
    assert "no browser: no picture of the page as seen" in sheet["limitations"]
    assert sheet["body"]["sha256"] == world.capture().digest
    assert sheet["remote_address"] == "192.0.2.7"


def test_what_was_not_recorded_is_named_as_a_limitation(world: Any) -> None:
    capture = replace(world.capture(body=b"\x00\x01", media_type="application/pdf"), remote_address="")

    files = files_of(world.sealed(capture))

    assert sorted(files) == ["body.bin", "capture.json", "page.warc.gz"]
    limitations = " ".join(json.loads(files["capture.json"])["limitations"])
    assert "address of the server is not recorded" in limitations
    assert "no visible text" in limitations


def test_the_seal_is_signed_and_covers_every_original(world: Any) -> None:
    sealed = world.sealed()

    manifest = SealManifest.decode(sealed.seal.manifest)
    public = keys.load_public(world.signer.public_pem)

    assert keys.holds(public, sealed.seal.signature, sealed.seal.manifest)
    assert not keys.holds(public, sealed.seal.signature, sealed.seal.manifest + b" ")
    assert dict(manifest.files) == {
        file.name: (committed(file.salt, file.content), len(file.content)) for file in sealed.originals
    }
    assert not set(digests(files_of(sealed)).values()) & set(manifest.files.values())
    assert manifest.captured_at == world.at


def test_the_same_capture_gives_the_same_originals(world: Any) -> None:
    assert files_of(world.sealed(token=False)) == files_of(world.sealed(token=False))


@pytest.mark.parametrize("id_", ["", "../c", "a/b", "sanne@mail.example", "a" * 81, "-rf"])
def test_a_capture_whose_id_cannot_name_a_directory_is_refused(world: Any, id_: str) -> None:
    with pytest.raises(BadInput, match="capture"):
        world.sealed(world.capture(id_))


def test_the_archive_is_read_by_others_and_what_the_client_undid_is_not_claimed(world: Any) -> None:
    warc = files_of(world.sealed())["page.warc.gz"]

    records = [
        (record.rec_type, record.http_headers, record.content_stream().read()) for record in ArchiveIterator(io.BytesIO(warc))
    ]

    assert [kind for kind, _, _ in records] == ["warcinfo", "response"]
    _, headers, body = records[1]
    assert body == world.capture().body
    assert headers.get_header("Content-Encoding") is None
    assert headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert headers.get_header("Content-Length") == str(len(body))


def test_a_page_cannot_write_records_of_its_own_through_its_headers(world: Any) -> None:
    wicked = replace(
        world.capture(),
        final_url="https://forum.example/\r\nWARC-Type: metadata",
        headers=(("X-A", "a\r\n\r\nWARC/1.1\r\nWARC-Type: resource"), ("X-\ud800", "\udcff\u202e")),
        status=799,
    )

    files = files_of(world.sealed(wicked))

    assert [record.rec_type for record in ArchiveIterator(io.BytesIO(files["page.warc.gz"]))] == ["warcinfo", "response"]
    assert canonical.decode(files["capture.json"])["status"] == 799


def html(body: bytes, charset: str = "") -> Capture:
    from datetime import UTC, datetime

    declared = f"text/html; charset={charset}" if charset else "text/html"
    return Capture("c", "https://a.example", "https://a.example", datetime.now(UTC), 200, (("content-type", declared),), body)


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        (b"<p>a<b>b</b>c<br>d", "", "abc\nd\n"),
        (b"<div>a<div>b</div>c</div>", "", "a\nb\nc\n"),
        (b"<head><title>t</title></head><p>a<script>x</script><style>y</style>", "", "a\n"),
        (b"<p>Caf\xe9", "latin-1", "Café\n"),
        (b"<meta charset='windows-1252'><p>Caf\xe9", "", "Café\n"),
        (b"<p>a", "no-such-charset", "a\n"),
        (b"<p>a", "hex", "a\n"),
        (b"", "", ""),
    ],
)
def test_visible_text_is_what_a_reader_sees_line_by_line(body: bytes, charset: str, text: str) -> None:
    assert visible_text(html(body, charset)) == text


def test_a_page_that_nests_without_end_has_no_text_rather_than_no_end() -> None:
    assert visible_text(html(b"<div>" * 100_000)) is None
    assert (visible_text(html(b"<b>x" * 4_000)) or "").count("x") == 4_000


def test_a_page_that_a_browser_rendered_says_that_it_is_not_what_the_server_sent(world: Any) -> None:
    rendered = replace(world.capture(), vantage="browser")
    limits = json.loads(files_of(world.sealed(rendered))["capture.json"])["limitations"]
    assert sheet.RENDERED in limits
    assert sheet.NO_SCRIPTS not in limits
    assert sheet.NO_SCRIPTS in json.loads(files_of(world.sealed())["capture.json"])["limitations"]
