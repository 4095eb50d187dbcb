"""Experience goes out without anybody in it, and comes in only if it is exactly that."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput
from takedown.reports.experience import experiences, from_document, to_document
from tests.takedown.test_reports import NOW, made


def document(**sizes: int) -> dict[str, Any]:
    lines = [made(3 + number % 4, recipient=slug) for slug, size in sizes.items() for number in range(size)]
    return to_document(experiences(lines, "Gemeente Hier", NOW), "Gemeente Hier", NOW.date())


def test_what_is_exported_can_be_imported() -> None:
    told = document(praatplein=12, kiekjes=30)
    name, found = from_document(told, "x.json")
    assert name == "Gemeente Hier"
    assert {one.recipient: one.counts["sent"] for one in found} == {"praatplein": 12, "kiekjes": 30}
    assert {one.recipient: one.medians["gone"] for one in found} == {"praatplein": 4.0, "kiekjes": 4.0}


def test_a_recipient_with_few_requests_is_left_out_and_the_others_stay() -> None:
    assert [one["recipient"] for one in document(a=4, b=20, c=30)["recipients"]] == ["c"]


def test_no_reference_case_or_employee_is_in_it() -> None:
    told = document(praatplein=12)
    assert set(told["recipients"][0]) == {"recipient", "counts", "median_days"}
    assert "LW" not in str(told)


WRONG: dict[str, Any] = {
    "another schema": {"schema": "x"},
    "a later version": {"version": 2},
    "another field": {"names": []},
    "no organisation": {"organisation": "<b>x</b>"},
    "an address as organisation": {"organisation": "a@b.example"},
    "hides too little": {"least": 2},
    "no date": {"until": "gisteren"},
    "no list": {"recipients": {}},
    "twice the same": {"recipients": document(a=12)["recipients"] * 2},
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_what_is_no_such_document_is_refused_with_what_is_wrong(name: str) -> None:
    with pytest.raises(BadInput) as refused:
        from_document(document(a=12) | WRONG[name], "x.json")
    assert refused.value.where.startswith("x.json")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recipient", "../x"),
        ("recipient", 3),
        ("counts", {"sent": 12}),
        ("median_days", {"gone": 1, "receipt": "x", "decided": None}),
        ("median_days", {"gone": float("nan"), "receipt": None, "decided": None}),
    ],
)
def test_a_recipient_that_cannot_be_read_is_named(field: str, value: object) -> None:
    told = document(a=12)
    told["recipients"][0][field] = value
    with pytest.raises(BadInput, match="recipient 1"):
        from_document(told, "x.json")


@pytest.mark.parametrize("value", [3, -1, True, "12", 1.5, 13])
def test_a_small_or_impossible_count_is_refused(value: object) -> None:
    told = document(a=12)
    told["recipients"][0]["counts"]["gone"] = value
    with pytest.raises(BadInput):
        from_document(told, "x.json")


PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
NESTED = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner), max_leaves=9)


@given(NESTED)
def test_anything_else_is_refused_and_never_breaks(told: object) -> None:
    with pytest.raises(BadInput):
        from_document(told, "x.json")
