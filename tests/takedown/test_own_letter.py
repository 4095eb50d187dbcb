"""A letter of one's own: in the recipient's language, without a name, and only of the kinds that are one's own to send."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.errors import NotFound
from domain.exposure import DataCategory
from takedown.own_letter import ERASURE, Standing, own_letter, registers
from tests.web.conftest import RECIPIENTS

STANDING = Standing("https://praatplein.example/draad/4711", "", frozenset({DataCategory.PHONE, DataCategory.HOME_ADDRESS}))


@pytest.mark.parametrize(("language", "greeting"), [("nl", "Geachte"), ("en", "Dear"), ("de", "Geachte")])
def test_it_speaks_the_recipients_language_or_dutch(language: str, greeting: str) -> None:
    _subject, text = own_letter(ERASURE, replace(RECIPIENTS[0], language=language), STANDING)
    assert greeting in text
    assert "Praatplein B.V., abuse@praatplein.example" in text
    assert "namens" not in text
    assert "on behalf" not in text


def test_it_names_the_kinds_of_data_gravest_first_or_nobody_to_write_to() -> None:
    _subject, text = own_letter(ERASURE, None, STANDING)
    assert "Gegevens:    privéadres, telefoonnummer" in text
    assert "Aan:" not in text


@pytest.mark.parametrize("route", registers())
def test_to_a_register_it_needs_no_place(route: str) -> None:
    _subject, text = own_letter(route, None, None)
    assert "[uw naam en handtekening]" in text
    assert "Vindplaats" not in text
    assert "Vastgelegd" not in text


@pytest.mark.parametrize(("route", "standing"), [(ERASURE, None), ("gdpr17", STANDING), ("ntd", None)])
def test_there_is_no_other(route: str, standing: Standing | None) -> None:
    with pytest.raises(NotFound):
        own_letter(route, None, standing)
