"""What a visit by browser leaves: files that others can read, claims that are the page's own, and no picture stored twice."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from warcio.archiveiterator import ArchiveIterator

from domain.evidence import Box, Shown, Visibility
from domain.mention import Capture, Place
from domain.rendering import Exchange, Facts, Hit, Limitation, Modified, PageState, Rendering, Spot
from evidence import canonical, seen
from evidence.context import context
from evidence.originals import originals
from evidence.state import state
from evidence.visible import picture_of
from evidence.visible import shown as judged
from evidence.wacz import backwards

AT = datetime(2027, 2, 3, 9, 30, 15, 250_000, tzinfo=UTC)
URL, VALUE = "https://forum.example/draad/7", "Lange Voorhout 8-bis"
PACKED = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))


def png(ink: str | None = "black", *, at: tuple[int, int] = (20, 20)) -> bytes:
    drawn = Image.new("RGB", (1280, 400), "white")
    if ink:
        ImageDraw.Draw(drawn).text(at, VALUE, fill=ink)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def visit(**rest: Any) -> Capture:
    """A page with a style and an image that was cut off."""
    exchanges = (
        Exchange(URL, "GET", "document", AT, 200, (("Host", "forum.example"),), PACKED, body=b"<p>x"),
        Exchange("https://forum.example/a.css?b=c", "GET", "stylesheet", AT, 200, body=b"p{}"),
        Exchange("https://elders.example/groot", "POST", "fetch", AT, 200, posted=b"vraag", body=b"", cut=True),
        Exchange("http://10.0.0.1/", "GET", "image", AT, failure="refused by luwte's proxy"),
    )  # fmt: skip
    given: dict[str, Any] = {
        "facts": Facts(title="Draad", text=f"Joke woont aan {VALUE}"), "full": png(), "dom": b"<html><p>x</p></html>",
        "width": 1280, "height": 400, "page_height": 400, "exchanges": exchanges, "wanted": (VALUE,), "spots": (spot(),),
        "certificates": ("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n",),
    }  # fmt: skip
    rendering = Rendering("Chromium 156", "UA", (("load_s", "20"),), AT, **(given | rest))
    return Capture("c-1", URL, URL, AT, 200, (("Content-Type", "text/html"),), b"<p>x", rendering=rendering)


def spot(
    hit: Hit = Hit.OWN, *, drawn: bool = True, image: bool = False, boxes: tuple[Box, ...] = (Box(20, 20, 120, 14),)
) -> Spot:
    return Spot(0, boxes, drawn, hit, image)


def files(capture: Capture) -> dict[str, bytes]:
    return {one.name: one.content for one in originals(capture, place=Place(URL), source="forum")}


def records(wacz: bytes) -> list[tuple[str, str, bytes, Any]]:
    with zipfile.ZipFile(io.BytesIO(wacz)) as package:
        raw = package.read("archive/data.warc.gz")
    return [
        (r.rec_type, r.rec_headers.get_header("WARC-Target-URI") or "", r.content_stream().read(), r)
        for r in ArchiveIterator(io.BytesIO(raw))
    ]


def test_a_visit_leaves_pictures_text_and_one_archive() -> None:
    made = files(visit(view=b"first screen", modified=Modified(png("red"), ("pressed",))))
    assert sorted(made) == [
        "capture.json", "full.png", "modified.png", "page.wacz", "text.txt", "tls.pem", "view.png", "visible.json",
    ]  # fmt: skip
    assert made["full.png"] == png()
    assert made["full.png"] not in made["page.wacz"]
    assert files(visit()) == files(visit())


def test_the_sheet_says_how_it_was_made() -> None:
    sheet = canonical.decode_mapping(files(visit(limitations=(Limitation.NO_SANDBOX, Limitation.DIALOG)))["capture.json"])
    assert sheet["state"] == "normal"
    assert sheet["browser"]["name"] == "Chromium 156"
    assert sheet["browser"]["options"] == {"load_s": "20"}
    assert sheet["picture"]["sha256"] == hashlib.sha256(png()).hexdigest()
    assert sheet["picture"]["view"] == "full.png"
    assert sheet["visible"] == {"visible": 1, "text-only": 0, "image": 0, "absent": 0}
    assert sheet["limitations"][:2] == [Limitation.NO_SANDBOX, Limitation.DIALOG]
    assert sheet["exchanges"][3] == ["http://10.0.0.1/", 0, "refused by luwte's proxy", False]
    assert sheet["modified"] is None


def test_the_archive_holds_each_question_and_answer_and_the_page_as_it_stood() -> None:
    found = records(files(visit())["page.wacz"])
    assert [(kind, url) for kind, url, _, _ in found] == [
        ("warcinfo", ""),
        ("response", URL), ("request", URL),
        ("response", "https://forum.example/a.css?b=c"), ("request", "https://forum.example/a.css?b=c"),
        ("response", "https://elders.example/groot"), ("request", "https://elders.example/groot"),
        ("resource", "urn:luwte:dom:" + URL),
    ]  # fmt: skip
    page, cut, posted, dom = found[1], found[5], found[6], found[7]
    assert page[2] == b"<p>x"
    assert page[3].http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert cut[3].rec_headers.get_header("WARC-Truncated") == "length"
    assert posted[2] == b"vraag"
    assert dom[2] == b"<html><p>x</p></html>"


def test_the_index_of_the_archive_leads_to_each_answer() -> None:
    with zipfile.ZipFile(io.BytesIO(files(visit())["page.wacz"])) as package:
        raw, index = package.read("archive/data.warc.gz"), package.read("indexes/index.cdx").decode().splitlines()
        about = json.loads(package.read("datapackage.json"))
        pages = package.read("pages/pages.jsonl").decode().splitlines()
        digest = json.loads(package.read("datapackage-digest.json"))
        assert digest["hash"] == f"sha256:{hashlib.sha256(package.read('datapackage.json')).hexdigest()}"
        for one in about["resources"]:
            assert one["hash"] == f"sha256:{hashlib.sha256(package.read(one['path'])).hexdigest()}"
    assert about["wacz_version"] == "1.1.1"
    assert json.loads(pages[1])["url"] == URL
    assert VALUE not in "".join(pages)
    assert index == sorted(index)
    for line in index:
        told = json.loads(line.split(" ", 2)[2])
        (record,) = ArchiveIterator(io.BytesIO(raw[int(told["offset"]) : int(told["offset"]) + int(told["length"])]))
        assert record.rec_headers.get_header("WARC-Target-URI") == told["url"]


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://www.Forum.example/Draad?b=2&a=1", "example,forum)/draad?a=1&b=2"),
        ("http://forum.example:8080", "example,forum:8080)/"),
        ("http://forum.example:99999/", "example,forum)/"),
    ],
)
def test_addresses_are_written_backwards(url: str, written: str) -> None:
    assert backwards(url) == written


@pytest.mark.parametrize(
    ("ink", "spots", "expected"),
    [
        ("black", (spot(),), Visibility.VISIBLE),
        ("#ccc", (spot(),), Visibility.VISIBLE),
        ("#f4f4f4", (spot(),), Visibility.TEXT_ONLY),
        (None, (spot(),), Visibility.TEXT_ONLY),
        ("black", (spot(Hit.COVERED),), Visibility.TEXT_ONLY),
        ("black", (spot(Hit.CLIPPED),), Visibility.TEXT_ONLY),
        ("black", (spot(drawn=False),), Visibility.TEXT_ONLY),
        ("black", (spot(boxes=(Box(20, 20, 120, 14), Box(20, 200, 120, 14))),), Visibility.TEXT_ONLY),
        ("black", (spot(boxes=(Box(20, 4_000, 120, 14),)),), Visibility.TEXT_ONLY),
        ("black", (spot(boxes=(Box(20, 20, 120, 3),)),), Visibility.TEXT_ONLY),
        ("black", (spot(Hit.COVERED), spot()), Visibility.VISIBLE),
        ("black", (spot(image=True),), Visibility.IMAGE),
        ("black", (), Visibility.ABSENT),
    ],
)  # fmt: skip
def test_a_value_is_visible_where_the_pixels_bear_it_out(
    ink: str | None, spots: tuple[Spot, ...], expected: Visibility
) -> None:
    capture = visit(full=png(ink), spots=spots)
    assert capture.rendering is not None
    (value,) = judged(capture.rendering, picture_of(png(ink)), b"")
    assert value.visibility is expected
    assert bool(value.boxes) == (expected in (Visibility.VISIBLE, Visibility.IMAGE))


def test_what_stands_in_the_source_alone_is_told_apart_from_what_a_script_may_have_drawn() -> None:
    source = b"<script>draw('LANGE  Voor&shy;hout 8-bis')</script>"
    for canvases, expected in ((0, Visibility.TEXT_ONLY), (1, Visibility.IMAGE)):
        capture = visit(spots=(), dom=source, facts=Facts(canvases=canvases))
        assert capture.rendering is not None
        assert judged(capture.rendering, picture_of(png()), b"")[0].visibility is expected


BOXES = st.builds(Box, *[st.integers(0, 60_000)] * 4)


@given(st.lists(st.builds(Shown, st.text(), st.sampled_from(Visibility), st.lists(BOXES).map(tuple))))
def test_what_is_on_the_picture_is_read_as_it_was_written(values: list[Shown]) -> None:
    from evidence.sheet import clean

    written = canonical.encode(clean([seen._shown(one) for one in values]))
    assert [one.boxes for one in seen.read_shown(written)] == [one.boxes for one in values]


@pytest.mark.parametrize(
    "raw", [b"", b"{}1", b'[{"value":1}]', b'[{"boxes":[[1]],"value":"x","visibility":"visible"}]', b"[1]"]
)
def test_a_list_that_we_did_not_write_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        seen.read_shown(raw)


@pytest.mark.parametrize(
    ("status", "facts", "expected"),
    [
        (200, Facts(text="gewoon"), PageState.NORMAL),
        (200, Facts(text="wat een cookie is " * 200), PageState.NORMAL),
        (200, Facts(text="x", overlay="Wij gebruiken cookies"), PageState.COOKIE_WALL),
        (200, Facts(text="x", overlay="Nieuwsbrief?"), PageState.NORMAL),
        (200, Facts(text="Log in", password_fields=1), PageState.LOGIN_WALL),
        (200, Facts(text="artikel " * 400, password_fields=1), PageState.NORMAL),
        (401, Facts(password_fields=1), PageState.LOGIN_WALL),
        (429, Facts(), PageState.BOT_BLOCK),
        (503, Facts(text="Checking your browser"), PageState.BOT_BLOCK),
        (503, Facts(text="storing"), PageState.SERVER_ERROR),
        (404, Facts(text="captcha"), PageState.NOT_FOUND),
        (200, Facts(text="This page isn't available"), PageState.SOFT_404),
        (200, Facts(text="Het artikel over error 404 " + "woord " * 500), PageState.NORMAL),
    ],
)  # fmt: skip
def test_the_state_of_a_page(status: int, facts: Facts, expected: PageState) -> None:
    capture = visit(facts=facts)
    assert capture.rendering is not None
    told = Capture("c", URL, URL, AT, status, (), b"", rendering=capture.rendering)
    assert state(told, capture.rendering, picture_of(png())) is expected


def test_author_and_moment_are_the_pages_own_claims_with_where_they_stand() -> None:
    dom = b"""<link rel=canonical href="/draad/7"><meta property="article:published_time" content="2027-01-01">
    <script type="application/ld+json">{"@graph": [{"@type": "DiscussionForumPosting", "datePublished": "2027-02-01T10:00:00Z",
      "author": {"name": "nachtuil", "url": "https://forum.example/lid/nachtuil"}, "isPartOf": "https://forum.example/draad"}]}</script>
    <script type="application/ld+json">{kapot</script>
    <div itemprop="author" itemscope><span itemprop="name">Uil</span></div><time datetime="2027-02-02">gisteren</time>
    <a rel=author href="/lid/uil">Uil</a><p>geplaatst op 3 maart door jan</p>"""
    assert {(one["what"], one["value"], one["where"]) for one in context(dom)} == {
        ("author", "nachtuil", "json-ld"),
        ("profile", "https://forum.example/lid/nachtuil", "json-ld"),
        ("thread", "https://forum.example/draad", "json-ld"),
        ("posted", "2027-02-01T10:00:00Z", "json-ld"),
        ("author", "Uil", "microdata"),
        ("posted", "2027-02-02", "time"),
        ("posted", "2027-01-01", "meta"),
        ("permalink", "/draad/7", "link"),
        ("profile", "/lid/uil", "link"),
    }


@given(st.recursive(st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["author", "name", "url", "datePublished", "x"]), inner)))  # fmt: skip
def test_no_structured_data_breaks_the_reading_of_it(value: Any) -> None:
    page = f'<script type="application/ld+json">{json.dumps(value)}</script>'.encode()
    assert all(set(one) == {"what", "value", "where"} for one in context(page))
