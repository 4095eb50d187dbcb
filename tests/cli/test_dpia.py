"""docs/dpia.md is what the tables are, and no table is left out of the record."""

from __future__ import annotations

import pytest

from cli import dpia
from storage.register import TABLES
from storage.tables import key_metadata, metadata


def test_every_table_is_in_the_record_and_nothing_else() -> None:
    assert set(TABLES) == {*metadata.tables, *key_metadata.tables}


def test_the_document_is_current() -> None:
    assert dpia.PAGE.read_text(encoding="utf-8") == dpia.page(), "run .venv/bin/python -m cli.dpia"


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_says_why_of_whom_how_long_and_who_sees_it(name: str) -> None:
    kept = TABLES[name]
    assert all([kept.why, kept.whose, kept.until, kept.seen])


def test_the_periods_are_those_of_the_configuration() -> None:
    assert "{" not in dpia.page().partition("## Table by table")[2]
    assert "90 days when dismissed, 180 when nobody judged" in dpia.page()
