"""What stands in a page but not in its visible text: attributes, structured data, links, what is shown without scripts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.finding import Grade
from matchers import read_page
from matchers.marks import ELSEWHERE, ELSEWHERE_END


def parts(html: str) -> list[tuple[str, str]]:
    """(where, text) of everything that stands elsewhere."""
    found = re.findall(f"([{''.join(ELSEWHERE)}])([^{ELSEWHERE_END}]*){ELSEWHERE_END}", read_page(html.encode()).marked)
    return [(ELSEWHERE[mark], " ".join(re.sub(r"[\x00-\x1f]", " ", text).split())) for mark, text in found]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<abbr class="tel" title="+31612345671">bel</abbr>', "+31612345671"),
        ('<data class="p-tel" value="+31612345671">bel</data>', "+31612345671"),
        ('<time datetime="1971-03-14">vandaag</time>', "1971-03-14"),
        ('<time class="dt-bday" datetime="1971-03-14">jarig</time>', "geboren: 1971-03-14"),
        ('<meta itemprop="name" content="Joke van der Berg">', "Joke van der Berg"),
        ('<meta itemprop="birthDate" content="1971-03-14">', "geboren: 1971-03-14"),
        ('<link itemprop="email" href="mailto:joke@mail.example">', "joke@mail.example"),
        ('<span property="telephone" content="06-12345671">bel</span>', "06-12345671"),
        ('<button aria-label="Bel Joke van der Berg">x</button>', "Bel Joke van der Berg"),
        ('<div aria-label="Joke van der Berg">x</div>', "Joke van der Berg"),
        ('<a href="/p/1" title="Joke van der Berg">profiel</a>', "Joke van der Berg"),
        ('<img alt="" title="Joke van der Berg">', "Joke van der Berg"),
        ('<li title="Joke van der Berg">x</li>', "Joke van der Berg"),
        ('<input name="naam" value="Joke van der Berg">', "Joke van der Berg"),
        ('<input type="hidden" name="tel" value="0612345671">', "0612345671"),
        ('<button data-phone="0612345671">toon nummer</button>', "0612345671"),
        ('<span data-tel="0612345671">toon nummer</span>', "0612345671"),
        ('<div data-email="joke@mail.example">mail</div>', "joke@mail.example"),
        ('<map><area href="tel:0612345671"></map>', "0612345671"),
        ('<map><area alt="Joke van der Berg"></map>', "Joke van der Berg"),
    ],
)
def test_an_attribute_is_read_at_the_place_of_its_element(html, told):
    assert parts(f"<p>voor</p>{html}<p>na</p>") == [("attribute", told)]
    page = read_page(f"<p>voor</p>{html}<p>na</p>".encode())
    assert told not in page.text
    assert page.marked.index("voor") < page.marked.index(told) < page.marked.index("na")


@pytest.mark.parametrize(
    "html",
    [
        '<input type="submit" value="Verzenden">', '<input type="checkbox" value="Joke">',
        '<input type="password" value="geheim">',
        '<p title="">x</p>', '<p title="***">x</p>', f'<p title="{"x" * 301}">x</p>', '<div data-id="0612345671">x</div>',
        '<div class="Joke" id="Joke">x</div>', '<img src="joke.jpg">',
        '<template><p title="Joke">x</p></template>', '<svg><title>Joke</title></svg>',
    ],
)  # fmt: skip
def test_what_no_attribute_tells(html):
    assert parts(f"<p>voor</p>{html}") == []


def test_an_address_hidden_in_a_long_link_is_read_to_its_end_or_as_far_as_it_needs():
    subject = b"joke@mail.example?subject=" + b"x" * 200
    code = bytes([7, *(byte ^ 7 for byte in subject)]).hex()
    (told,) = parts(f'<p><a href="/cdn-cgi/l/email-protection#{code}">mail</a></p>')
    assert told[0] == "link"
    assert told[1].startswith("joke@mail.example?subject=")


def test_text_for_browsers_without_scripts_is_read_but_not_visible():
    html = '<p>a</p><noscript><p>Joke <b>van der Berg</b></p><a href="tel:0612345671">bel</a></noscript><p>b</p>'
    assert parts(html) == [("noscript", "Joke van der Berg bel 0612345671")]
    assert "Joke" not in read_page(html.encode()).text
    assert parts('<noscript><img src="https://teller.example/1.gif"></noscript>') == []


@pytest.mark.parametrize(
    "name",
    ["description", "Description", "og:title", "og:description", "twitter:title", "twitter:description", "twitter:creator"],
)
def test_what_a_page_says_of_itself_in_its_head(name):
    kind = "property" if name.startswith("og") else "name"
    assert parts(f'<head><meta {kind}="{name}" content="Joke van der Berg"></head>') == [("meta", "Joke van der Berg")]
    assert parts('<head><meta name="generator" content="Joke"><meta charset="utf-8"></head>') == []


@pytest.mark.parametrize(
    "script",
    [
        '{"@graph":[{"@type":"WebPage"},{"@type":"Person","name":"Joke van der Berg","telephone":"0612345671"}]}',
        '{"name":"Joke van der Berg","@graph":[{"@graph":[{"telephone":"0612345671"}]}]}',
        '[{"@type":"Person","name":"Joke van der Berg","telephone":"0612345671"}]',
        '{"@type":"Article","author":{"name":"Joke van der Berg","contactPoint":[{"telephone":"0612345671"}]}}',
        '<!-- {"name":"Joke van der Berg","telephone":"0612345671"} -->',
        '//<![CDATA[\n{"name":"Joke van der Berg","telephone":"0612345671"}\n//]]>',
        '{"name":"Joke van der Berg","description":"over\ntwee regels","telephone":"0612345671"}',
        '{"givenName":"Joke","familyName":"van der Berg","telephone":"0612345671"}',
    ],
)
@pytest.mark.parametrize("kind", ["application/ld+json", "application/LD+JSON; charset=utf-8"])
def test_json_ld_in_the_head_and_in_the_body_however_it_nests(script, kind):
    tag = f'<script type="{kind}">{script}</script>'
    for html in (f"<head>{tag}</head><p>x</p>", f"<p>x</p>{tag}"):
        told = " ".join(text for where, text in parts(html) if where == "json-ld")
        assert "Joke van der Berg" in told
        assert "0612345671" in told


def test_json_ld_with_a_number_that_is_no_text():
    assert parts('<script type="application/ld+json">{"telephone":31612345671,"isFree":true}</script>') == [
        ("json-ld", "31612345671")
    ]


def test_a_visiting_card_as_text_is_read():
    card = "BEGIN:VCARD\r\nFN:Joke van der Berg\r\nTEL;TYPE=cell:+31612345671\r\nEND:VCARD\r\n"
    assert "FN:Joke van der Berg" in read_page(card.encode(), "text/vcard").text


def test_control_characters_written_as_entities_are_no_marks():
    for code in ("&#1;", "&#x0E;", "&#00005", "&#x1f;", "&#127;"):
        assert parts(f"<p>Joke {code}van der Berg</p>") == []
        assert "Joke van der Berg" in read_page(f"<p>Joke {code}van der Berg</p>".encode()).text
    kept = "<p>a&#13;b&#9;c &#8217; &#x1F600;&#10;</p>"
    assert read_page(kept.encode()).text.split() == ["a", "b", "c", "\u2019", "\U0001f600"]


@pytest.mark.parametrize(
    ("page", "where"),
    [
        ("<p>Joke van der Berg <button data-phone='0612345671'>toon</button></p>", "attribute"),
        ("<p>2514 ED <span title='Joke van der Berg'>x</span></p>", "attribute"),
        ("<div>Joke van der Berg<noscript>06-12345671</noscript></div>", "noscript"),
    ],
)
def test_what_an_attribute_tells_counts_and_says_where(matched, page, where):
    finding = matched(page)["p01"]
    assert finding.grade in {Grade.CERTAIN, Grade.PROBABLE}
    assert where in {signal.where for signal in finding.signals if signal.start is None}


@pytest.mark.parametrize(
    "name",
    [
        "Joke <a href='https://gids.example/p/1'>van der Berg</a>",
        "Joke van der <abbr title='iets anders'>Berg</abbr>",
        "<a href='/p/1' title='meer'>Joke</a> <span title='iets'>van der</span> <b data-tel='1'>Berg</b>",
        "Joke <img alt='foto'>van der Berg",
    ],
)
def test_a_link_picture_or_title_inside_a_name_does_not_cut_it_in_two(matched, name):
    signals = matched(f"<p>{name}, 06-12345671</p>")["p01"].signals
    assert "Joke van der Berg" in {signal.found for signal in signals}


def test_what_stands_elsewhere_stays_in_its_block_and_near_its_words():
    long = "en nog veel meer " * 10
    html = f"<p>Joke <a href='tel:06'>bel</a> {long}<b>x</b> {long}</p><p>Piet <a href='tel:07'>bel</a>, of mail</p>"
    marked = read_page(html.encode()).marked
    first, second = marked.index("06"), marked.index("07")
    assert marked.index("veel") < first < marked.index("x")
    assert marked.index("Piet") < second < marked.index("of mail")


_OF_A_CARD = ("name", "tel", "email", "bday", "street-address", "locality", "postal-code", "given-name", "family-name")


def expected(item: Any) -> Iterator[str]:
    """Every name, number, e-mail address and part of an address that the cards of a page are to give."""
    if isinstance(item, list):
        for one in item:
            yield from expected(one)
    elif isinstance(item, dict):
        for key, value in item.get("properties", {}).items():
            if key in _OF_A_CARD:
                yield from (one for one in value if isinstance(one, str))
            yield from expected(value)
        yield from expected(item.get("items", []))
        yield from expected(item.get("children", []))


#: What the suite makes of a value by its own rules: an address taken for a relative link, two names run together.
_OF_THE_SUITE = {("email.html", "http://example.com/john@example.com"), ("p-property.html", "JohnDoe")}


def test_every_card_of_the_microformats_suite_is_in_the_marked_text(shared: Path):
    folder = shared / "microformats"
    if not folder.is_dir():
        pytest.skip(f"no microformats at {folder}")
    missing, seen = [], 0
    for page in sorted(folder.rglob("*.html")):
        answer = page.with_suffix(".json")
        if "card" not in str(page) or not answer.exists():
            continue
        told = "".join(re.sub(r"[\x00-\x20]", "", read_page(page.read_bytes()).marked).lower().split())
        for value in expected(json.loads(answer.read_text("utf-8"))):
            seen += 1
            bare = "".join(re.sub(r"^(?:mailto|tel):", "", value).lower().split())
            if bare not in told and (page.name, value) not in _OF_THE_SUITE:
                missing.append((page.name, value))
    assert missing == []
    assert seen > 80
