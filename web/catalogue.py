"""Keeps the Dutch catalogue in step with what pages say: `python -m web.catalogue` adds what is new and compiles it.

A text that has no Dutch yet is left empty there, and fails the tests.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from config.findability import load_reasons
from takedown import caution, conditions, gates, plan
from takedown.routes import all_routes

HERE = Path(__file__).parent
PO = HERE / "locale" / "nl" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")
_METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract"), ("**.txt", "jinja2.ext:babel_extract")]
_KEYWORDS = {"_": None, "later": None}


def texts() -> dict[str, str]:
    """Every text that a page may show, with the file that says it."""
    found = {
        message: file
        for file, _line, message, _comments, _context in extract_from_dir(HERE, _METHODS, keywords=_KEYWORDS)
        if isinstance(message, str) and message
    }
    return found | dict.fromkeys(_of_the_gates(), "takedown")


def _of_the_gates() -> Iterator[str]:
    """The fixed sentences with which gates and routes give their reasons."""
    assert conditions.__file__ is not None
    for node in ast.walk(ast.parse(Path(conditions.__file__).read_text("utf-8"))):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant) and node.value.value:
            yield str(node.value.value)
    yield from (rule.good for rule in gates.RULES)
    yield plan.PREFERRED
    yield from caution.ALL
    yield from (why for _weight, why in load_reasons().values())
    for route in all_routes().values():
        yield route.title
        yield from (rung.why for rung in route.ladder)


def dutch() -> Catalog:
    """The catalogue as it stands."""
    with PO.open("rb") as file:
        return read_po(file, locale="nl")


def compiled(catalogue: Catalog) -> bytes:
    """The same, as the web application reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def update() -> None:
    """Adds new texts without Dutch, takes out those that nobody says any more, and compiles the rest."""
    said, known = texts(), dutch()
    for message in [message.id for message in known if message.id and message.id not in said]:
        known.delete(message)
    for text, file in said.items():
        if text not in known:
            known.add(text, locations=[(file, 0)])
    with PO.open("wb") as out:
        write_po(out, known, width=0, sort_output=True, no_location=True)
    MO.write_bytes(compiled(dutch()))


if __name__ == "__main__":
    update()
