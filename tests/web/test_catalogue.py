"""Nothing is shown that has no Dutch, and every word of the domain has one."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest
from flask_babel import force_locale

from tests.web.conftest import World
from web import words
from web.catalogue import MO, compiled, dutch, texts

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
