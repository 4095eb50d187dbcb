"""A listing in a row of a table: what stands in its cells reaches the matchers cell by cell."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from matchers import read_page
from scanner.page import markup

TABLE = """<table><thead><tr><th>Wie</th></tr></thead><tbody><tr class="p"><td>Piet Visser</td><td>06 12345678</td></tr></tbody>
</table><ul><li class="p">Piet Visser</li></ul>"""


@pytest.mark.parametrize(
    ("selector", "text"),
    [
        ("tr.p", "Piet Visser 06 12345678"),
        ("tr.p td", "Piet Visser"),
        ("tbody", "Piet Visser 06 12345678"),
        ("li.p", "Piet Visser"),
    ],
)
def test_a_piece_of_a_table_keeps_its_cells(selector: str, text: str) -> None:
    node = LexborHTMLParser(TABLE).css_first(selector)
    assert node is not None
    assert " ".join(read_page(markup(node)).text.split()) == text
