"""The search for identifiers finds one wherever and however it is written, and nothing where there is none."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from bench._service_secrecy import _hits, _pattern
from tests.chaos import folk


@pytest.fixture(scope="module")
def hits() -> Callable[[bytes], int]:
    pattern = _pattern(1_000)
    return lambda written: _hits(pattern, written)


@pytest.mark.parametrize("number", [0, 7, 333, 999])
def test_a_name_and_a_number_are_found_however_they_are_written(hits: Callable[[bytes], int], number: int) -> None:
    name, phone = folk.family(number), folk.person(number, "").phones[0]
    for said in (name, phone):
        assert hits(b"\x00\x01" + said.encode() + b"\xff") == 1
        assert hits(b"\\x00" + said.encode().hex().encode()) == 1
        assert hits(said.encode("utf-16-le")) == 1
    for before in ("", "a", "ab"):
        assert hits(base64.b64encode(f"{before}{phone}, Amsterdam".encode())) == 1


def test_what_nobody_enrolled_is_not_found(hits: Callable[[bytes], int]) -> None:
    assert hits(b"Jansen, Kerkstraat 8, +31612345678 " + bytes(range(256)) * 99) == 0


def test_everybody_of_the_chaos_has_a_name_of_their_own() -> None:
    assert len({folk.family(number) for number in range(10_000)}) == 10_000
