"""Nothing is shown that has no Dutch, and every word of the domain has one."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest
from flask_babel import force_locale

from tests.web.conftest import World
from web import words
from web.catalogue import HERE, MO, compiled, dutch, texts

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def test_every_text_has_its_dutch() -> None:
    known = {message.id: message.string for message in dutch() if message.id}
    assert [text for text in texts() if not known.get(text)] == []


def test_the_catalogue_holds_nothing_that_nobody_says() -> None:
    assert {message.id for message in dutch() if message.id} == set(texts())


def test_the_compiled_catalogue_is_the_newest() -> None:
    assert MO.read_bytes() == compiled(dutch()), "run: python -m web.catalogue"


def test_a_translation_fills_in_what_the_original_does() -> None:
    for message in dutch():
        assert sorted(PLACEHOLDER.findall(str(message.id))) == sorted(PLACEHOLDER.findall(str(message.string))), message.id


@pytest.mark.parametrize("kind", list(words.WORDS), ids=lambda kind: kind.__name__)
def test_every_member_has_a_word(world: World, kind: type[StrEnum]) -> None:
    with world.app.test_request_context(), force_locale("nl"):
        assert all(words.word(member) for member in kind)


def test_no_template_says_anything_that_is_not_in_the_catalogue() -> None:
    """What is between the marks of a template, or is read aloud, goes through _(): else it would stay in one language."""
    said = {(path.name, text) for path in HERE.glob("**/*.html") for text in bare(path.read_text("utf-8"))}
    assert {text for _name, text in said} <= {"luwte", "CSV", "JSON", "PDF", "yml"}, said


def test_a_template_that_says_something_by_itself_would_be_seen() -> None:
    assert bare('<p title="Help">{{ _("Read") }} this</p>') == ["this", "Help"]
    assert bare('<p title="{{ _("Help") }}">{{ _("Read") }}: <span>–</span></p>') == []


def bare(template: str) -> list[str]:
    """Words outside of what the template works out."""
    text = re.sub(r'<div lang="en">.*</div>', "", template, flags=re.DOTALL)  # says itself what it is in
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<style.*?</style>", "\0", text, flags=re.DOTALL)
    shown = re.findall(r">([^<]*)(?=<)", text) + re.findall(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"', text)
    return [word for one in shown for word in re.findall(r"[^\W\d_]{2,}", one.replace("\0", " "))]
