"""A text is known by its words, never by whom it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.fingerprint import copied, fingerprint, share

POST = (
    "Weet iemand waar die handhaver woont? Ja hoor: Joke van der Berg, Lange Voorhout 8-bis, bel haar vooral op 06-12345671 "
    "en laat haar weten wat je van haar boetes vindt, zegt het voort."
)
ABOUT = ("Joke van der Berg", "Lange Voorhout 8-bis", "06-12345671")


@pytest.mark.parametrize(
    "text",
    [
        POST,
        POST.upper(),
        f"Gelezen op een ander forum, ik zet het hier maar even neer. {POST} Wat een verhaal zeg.",
        POST.replace("  ", " ").replace(" ", "\n"),
        POST.replace("zegt het voort", "en deel dit"),
    ],
    ids=["the same", "in capitals", "quoted in another post", "broken into lines", "with another end"],
)
def test_what_was_put_elsewhere_is_recognised(text: str) -> None:
    assert copied(fingerprint(POST, ABOUT), fingerprint(text, ABOUT))


@pytest.mark.parametrize(
    "text",
    [
        "Joke van der Berg, Lange Voorhout 8-bis, 06-12345671",
        "Naam: Joke van der Berg. Adres: Lange Voorhout 8-bis. Telefoon: 06-12345671. Bekijk het volledige profiel.",
        "Op de foto staat Joke van der Berg van de vereniging; wie mee wil doen belt 06-12345671 en vraagt naar haar.",
        "",
    ],
    ids=["the values alone", "a listing", "another text about the same person", "nothing"],
)
def test_who_names_the_same_person_did_not_copy(text: str) -> None:
    assert not copied(fingerprint(POST, ABOUT), fingerprint(text, ABOUT))


def test_two_listings_of_one_form_are_no_copies() -> None:
    first = "Naam: Joke van der Berg. Adres: Lange Voorhout 8-bis. Telefoon: 06-12345671."
    second = "Naam: Joke van der Berg. Adres: Havenstraat 41. Telefoon: 06-12345671."
    about = (*ABOUT, "Havenstraat 41")
    assert not copied(fingerprint(first, about), fingerprint(second, about))


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_like_itself_and_says_nothing_of_the_values(text: str, about: list[str]) -> None:
    made = fingerprint(text, about)
    assert share(made, made) == (1.0 if made else 0.0)
    assert made == fingerprint(text, reversed(about))
