"""A staff list is read line by line: what cannot be used is named by its line, and nothing is lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput
from domain.staff_list import COUNT, NO_EMAIL, NO_NUMBER, NO_UNIT, TWICE, Listed, Refused, read

HEAD = "Personeelsnummer;E-mail;Team\n"


def test_each_line_is_somebody_or_says_why_not() -> None:
    good, bad = read(
        HEAD + "P-1;kim@work.example;wijk\n\nP-2;geen adres;wijk\n;x@work.example;wijk\n"
        "p-1;anders@work.example;wijk\nP-3;lee@work.example;\nP-4;lee@work.example\nP-5; bo@work.example ; recherche \n"
    )
    assert good == (Listed(2, "P-1", "kim@work.example", "wijk"), Listed(9, "P-5", "bo@work.example", "recherche"))
    assert bad == (Refused(4, NO_EMAIL), Refused(5, NO_NUMBER), Refused(6, TWICE), Refused(7, NO_UNIT), Refused(8, COUNT))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_columns_go_by_their_names_in_any_order(separator: str) -> None:
    text = "\ufeff" + separator.join(["naam", "team", "MAIL", "nummer"]) + "\r\n"
    good, bad = read(text + separator.join(["Kim de Boer", "wijk", "kim@work.example", "7"]) + "\r\n")
    assert (good, bad) == ((Listed(2, "7", "kim@work.example", "wijk"),), ())
    assert "Kim" not in str(good)


@pytest.mark.parametrize("text", ["", " \n", "Team;E-mail\nwijk;x@work.example\n"])
def test_a_file_without_its_columns_says_what_it_needs(text: str) -> None:
    with pytest.raises(BadInput, match=r"empty|personeelsnummer"):
        read(text)


def test_a_quotation_mark_that_is_not_closed_is_said_and_no_crash() -> None:
    with pytest.raises(BadInput, match="quotation"):
        read(HEAD + '"P-1;' + "x" * 140_000)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(st.lists(st.lists(cells, min_size=3, max_size=4), max_size=12))
def test_nothing_is_lost(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    good, bad = read(HEAD + out.getvalue())
    assert len(good) + len(bad) == sum(any(cell.strip() for cell in row) for row in rows)
