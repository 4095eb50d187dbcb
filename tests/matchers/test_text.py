"""HTML and plain text to visible text: what is seen, in which encoding, and what cannot be read."""

import pytest

from domain.errors import BadInput
from matchers import read_page


def text_of(html: str) -> str:
    return " ".join(read_page(html.encode()).text.split())


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>Jo<b>ke</b> van <i>der</i> Be<span>rg</span></p>", "Joke van der Berg"),
        ("<p>a</p><p>b</p>c<br>d", "a b c d"),
        ("<table><tr><td>a<td>b</table>", "a b"),
        (
            "x<script>var y</script><style>p{}</style><template>z</template><noscript>w</noscript><svg><text>q</text></svg>v",
            "xv",
        ),
        ("a &amp; b&nbsp;c &eacute;", "a & b c \u00e9"),
        ("<div>a<p>b</p>c</div>", "a b c"),
        ("a <!-- b --> c", "a c"),
        ("a\x01\x02\x0e b", "a b"),
        ("", ""),
        ("geen html", "geen html"),
    ],
)
def test_what_a_reader_sees(html, seen):
    assert text_of(html) == seen


def test_the_structure_stands_in_the_text():
    assert (
        read_page(b"<ul><li>a</li><li>b</li></ul><table><tr><td>c</td><td>d</td></tr></table>").text.replace("\n\n", "\n") != ""
    )
    cells = read_page(b"<table><tr><td>c</td><td>d</td></tr></table>").text
    assert "\t" in cells
    assert cells.index("c") < cells.index("\t", cells.index("c")) < cells.index("d")


@pytest.mark.parametrize(
    ("body", "header"),
    [
        ("<p>Gré</p>".encode(), ""),
        ("<p>Gré</p>".encode(), "text/html; charset=iso-8859-1"),  # lies: it is UTF-8
        ("<p>Gré</p>".encode("cp1252"), "text/html; charset=iso-8859-1"),
        ("<p>Gré</p>".encode("cp1252"), "text/html; charset=utf-8"),  # lies: it is not
        ("<meta charset=latin2><p>Gré</p>".encode("latin2"), ""),
        ("\ufeff<p>Gré</p>".encode("utf-16-le"), ""),
        ("<p>Gré</p>".encode("utf-8-sig"), ""),
        ("<p>Gré</p>".encode("cp1252"), "text/html; charset=klingon"),
    ],
)
def test_the_real_encoding_is_found(body, header):
    assert read_page(body, "text/html", header).text.strip() == "Gré"


def test_plain_text_is_kept_character_for_character():
    text = "Joke  van der Berg\r\n\r\n06-12345671\tx\n"
    page = read_page(text.encode(), "text/plain")
    assert len(page.text) == len(text)
    assert page.text[page.text.index("06") :].startswith("06-12345671\tx")


@pytest.mark.parametrize(
    ("body", "media_type", "reason"),
    [
        (b"<div>" * 10_000 + b"x", "text/html", "nests"),
        (b"<b>" * 200_000, "text/html", "nests"),
        (b"x" * 8_000_001, "text/html", "longer"),
        (b"%PDF-1.7 ...", "text/html", "no text"),
        (bytes(range(32)) * 100, "text/html", "no text"),
        (b"\0" * 5_000, "text/html", "no text"),
        (b"x", "image/png", "not HTML"),
    ],
)
def test_what_cannot_be_read_is_bad_input_with_its_reason(body, media_type, reason):
    with pytest.raises(BadInput, match=reason):
        read_page(body, media_type)


def test_an_address_hidden_by_a_cloak_is_read():
    key = 0x2A
    code = bytes([key, *(byte ^ key for byte in b"joke@mail.example")]).hex()
    page = read_page(f'<p><a href="/cdn-cgi/l/email-protection#{code}">[mail]</a></p>'.encode())
    assert "joke@mail.example" in page.marked
    assert "joke@mail.example" not in page.text


def test_json_ld_that_is_no_json_or_nests_too_deep_is_passed_over():
    for script in ("{", "[" * 100_000, '{"a":' * 3_000 + "1" + "}" * 3_000):
        page = read_page(f'<script type="application/ld+json">{script}</script><p>x</p>'.encode())
        assert page.text.strip() == "x"
