"""Each page answers within one look what it is, what one does there and what happens next; and wide tables can be moved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from web.app import _PAGES

TEMPLATES = sorted(path for path in _PAGES.glob("*/*.html") if 'extends "base.html"' in path.read_text("utf-8"))
#: help(what this is, what you do here, what happens next)
HELP = re.compile(r"\bhelp\(.+?\bdo=.+?\bnext=", re.DOTALL)


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_page_says_what_it_is_what_to_do_and_what_happens_next(path: Path) -> None:
    """In both languages: tests/web/test_catalogue.py sees to the Dutch of each of the three."""
    assert HELP.search(path.read_text("utf-8")), "put {{ help(…, do=…, next=…) }} first: docs/adding-a-page.md"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_table_that_can_be_moved_sideways_is_reached_by_keyboard(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count('class="wide"') == text.count('class="wide" tabindex="0"')


def test_a_page_without_it_would_be_seen() -> None:
    assert not HELP.search('{{ help(_("This is it."), do=_("Look.")) }}')
