"""The custody log is one chain, and nothing that tells about anybody fits into it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput
from domain.evidence import CustodyLine, CustodyType
from evidence import custody


def test_a_log_is_read_back_as_written(world: Any) -> None:
    lines = world.custody(world.sealed())

    assert custody.decode(custody.encode(lines)) == lines
    assert custody.holds(lines)
    assert lines[0].prev == custody.FIRST


@given(st.lists(st.sampled_from(CustodyType), min_size=2, max_size=12), st.data())
def test_no_line_can_be_left_out_but_the_last(kept: Any, types: list[CustodyType], data: st.DataObject) -> None:
    world, _ = kept
    lines: list[CustodyLine] = []
    for step, type_ in enumerate(types):
        lines.append(custody.append(lines, type_, actor="worker", at=world.at + timedelta(seconds=step)))
    gone = data.draw(st.integers(0, len(lines) - 2))

    assert custody.holds(lines)
    assert not custody.holds(lines[:gone] + lines[gone + 1 :])
    assert custody.head(lines[:-1]) != custody.head(lines)


@pytest.mark.parametrize(
    "field",
    [
        {"actor": "Sanne Voorbeeld"},
        {"actor": "sanne@mail.example"},
        {"actor": ""},
        {"reason": "https://forum.example"},
        {"reason": "06-12345678"},
        {"reason": "0612345678"},
        {"capture": "forum.example/7"},
        {"seal": "abc"},
    ],
)
def test_names_addresses_and_numbers_do_not_fit(world: Any, field: dict[str, str]) -> None:
    with pytest.raises(BadInput) as refused:
        custody.append((), CustodyType.VIEWED, **{"actor": "specialist-7f", "at": world.at, **field})  # type: ignore[arg-type]  # a table

    assert next(iter(field.values())) not in str(refused.value) or field == {"actor": ""}


def test_time_does_not_run_back(world: Any) -> None:
    lines = world.custody()

    with pytest.raises(BadInput, match="clock"):
        custody.append(lines, CustodyType.VIEWED, actor="specialist-7f", at=world.at - timedelta(seconds=1))


@pytest.mark.parametrize("raw", [b"x\n", b"[]\n", b"{}\n", b"\n", b'{"seq":1}', b"\xff\n", b'{"type":"viewed","at":"2027"}\n'])
def test_a_log_that_is_none_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        custody.decode(raw)
