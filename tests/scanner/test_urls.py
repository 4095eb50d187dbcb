"""One address, one spelling."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.urls import canonical, host_of, on_host, within


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("HTTP://Gids.Example:80", "http://gids.example/"),
        ("https://gids.example:443/a", "https://gids.example/a"),
        ("https://gids.example:8443/a", "https://gids.example:8443/a"),
        ("http://gids.example./a#deel", "http://gids.example/a"),
        ("http://gids.example/a/./b/../c", "http://gids.example/a/c"),
        ("http://gids.example/../../a/..", "http://gids.example/"),
        ("http://gids.example/%7ejan/%c3%ab/%2f", "http://gids.example/~jan/%C3%AB/%2F"),
        ("http://gids.example/caf\u00e9 noir", "http://gids.example/caf%C3%A9%20noir"),
        ("http://gids.example/100%", "http://gids.example/100%25"),
        ("http://gids.example/?utm_source=x&q=1&fbclid=2&PHPSESSID=ab", "http://gids.example/?q=1"),
        ("http://gids.example/a;jsessionid=0A1B?b=2&a=1", "http://gids.example/a?b=2&a=1"),
        ("http://gids.example/t?sid=0123456789abcdef0123&t=4", "http://gids.example/t?t=4"),
        ("http://gids.example/(S(lit3py55t21z5v55vlm25s55))/wie.aspx", "http://gids.example/wie.aspx"),
        ("http://gids.example/(Stad)/wie", "http://gids.example/(Stad)/wie"),
        ("http://gids.example/t?sid=12", "http://gids.example/t?sid=12"),
        ("http://b\u00fccher.example/", "http://xn--bcher-kva.example/"),
        ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
    ],
)
def test_spellings_of_one_address_become_one(written: str, spelt: str) -> None:
    assert canonical(written) == spelt


@pytest.mark.parametrize(
    "other",
    ["mailto:a@b.example", "javascript:void(0)", "tel:06", "http://", "http://a b/", "http://[::1", "http://x:99999/", "ftp://a/",
     "http://naam:woord@gids.example/", "http://gids.example/" + "a" * 3000, "", "#", "//"],
)  # fmt: skip
def test_what_is_no_web_address_has_no_spelling(other: str) -> None:
    assert canonical(other) is None


def test_links_are_resolved_against_their_page() -> None:
    assert canonical("../p/7", "http://gids.example/zoek/x") == "http://gids.example/p/7"
    assert canonical("?pagina=2", "http://gids.example/zoek?q=1") == "http://gids.example/zoek?pagina=2"


@given(st.text(max_size=80), st.sampled_from(["", "http://gids.example/", "http://gids.example/a/b?c=d"]))
def test_any_text_has_a_stable_spelling_or_none(text: str, base: str) -> None:
    once = canonical(text, base)
    assert once is None or canonical(once) == once


@given(
    st.lists(st.text(alphabet="ab.%25eE2f;=/", max_size=6), max_size=6),
    st.text(alphabet="ab=&%2fF;sidutm_x?", max_size=30),
)
def test_any_web_address_is_spelt_the_same_twice(segments: list[str], query: str) -> None:
    once = canonical("http://gids.example/" + "/".join(segments) + "?" + query)
    assert once is not None
    assert canonical(once) == once


def test_the_standards_own_cases_never_fail(shared: Path) -> None:
    cases = json.loads((shared / "url-and-hostile" / "wpt_urltestdata.json").read_text(encoding="utf-8"))
    for case in (case for case in cases if isinstance(case, dict)):
        once = canonical(case["input"], case.get("base") or "")
        assert once is None or canonical(once) == once


def test_a_host_is_told_with_its_port_only_where_unusual() -> None:
    assert host_of("http://Gids.example:80/a") == "gids.example"
    assert host_of("http://gids.example:8099/a") == "gids.example:8099"
    assert host_of("mailto:x") == ""
    assert on_host("http://gids.example/a?b=c", "www.gids.example") == "http://www.gids.example/a?b=c"


def test_a_scope_is_a_prefix() -> None:
    assert within("http://gids.example/forum/1", ("http://gids.example/forum/",))
    assert not within("http://gids.example/blog", ("http://gids.example/forum/",))
    assert not within("http://gids.example.evil.example/", ("http://gids.example",))


@given(
    st.sampled_from(["http://gids.example/a/b?c=d", "https://gids.example:8443", "http://gids.example?x=/y"]),
    st.sampled_from(["", "/", "//", "///", "/./", "http://", "https://", "http:", "?"]),
    st.text("ab/.:?#&=\\\\%2f ;[]@", max_size=12),
)
def test_the_short_way_to_join_leads_where_the_long_one_does(base: str, opening: str, rest: str) -> None:
    written = opening + rest
    try:
        long_way = canonical(urljoin(base, written.strip()))
    except ValueError:
        long_way = None
    assert canonical(written, base) == long_way
