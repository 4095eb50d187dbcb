"""A sealed capture comes back to the byte, and takes no more room than its files."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Original, Seal, Sealed, TimeToken
from storage import packed, rows

AT = datetime(2027, 2, 3, 9, 30, 15, 250_000, tzinfo=UTC)
FILES = st.lists(st.builds(Original, st.text("abc.", min_size=1, max_size=9), st.binary(max_size=300), st.just("0" * 64)))


def sealed(files: tuple[Original, ...], *tokens: TimeToken) -> Sealed:
    if not tokens:
        return Sealed("c1", files, Seal(b"{}", b"s", "k"))
    return Sealed("c1", files, Seal(b"{}", b"s", "k", tokens[0].der, tokens[0].at, tokens[0].authority, tokens[1:]))


@given(FILES, st.lists(st.builds(TimeToken, st.binary(max_size=30), st.just(AT), st.integers(0, 3)), max_size=3))
def test_it_comes_back_to_the_byte(files: list[Original], tokens: list[TimeToken]) -> None:
    made = sealed(tuple(files), *tokens)

    assert rows.sealed_from_bytes(rows.sealed_to_bytes(made)) == made


def test_pictures_are_not_blown_up_and_text_shrinks() -> None:
    picture, text = Original("full.png", os.urandom(200_000)), Original("dom.html", b"<p>hallo</p>" * 20_000)

    assert len(packed.pack(sealed((picture,)))) < len(picture.content) * 1.01
    assert len(packed.pack(sealed((text,)))) < len(text.content) / 10


def test_what_an_earlier_luwte_kept_is_still_read() -> None:
    made = sealed((Original("page.html", b"<p>"),), TimeToken(b"t", AT))
    before = rows._SEALED.dump_json((made,))

    assert rows.sealed_from_bytes(before) == made


def test_a_file_that_would_grow_beyond_what_was_written_is_cut() -> None:
    raw = packed.pack(sealed((Original("a", b"\0" * 10_000),)))
    lied = raw.replace(b'"size": 10000', b'"size":  9999', 1)

    with pytest.raises(ValueError, match=r"."):
        packed.unpack(lied)
