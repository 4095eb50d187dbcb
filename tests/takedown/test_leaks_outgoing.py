"""Whatever way somebody is given away in what leaves, it does not get through; an innocent message always does."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.mention import Place
from domain.profile import Identifier, IdentifierKind
from domain.recipient import RecipientClass
from takedown.checklist import checklist
from takedown.compose import compose
from takedown.exceptions import without_exception
from takedown.facts import Facts
from takedown.gates import open_gates
from takedown.leaks import leaks
from takedown.leaks.message import Unreadable, leaks_in_message
from takedown.routes import all_routes
from tests.takedown import notations as n
from tests.takedown.notations import VALUES, WRAPPINGS, message, one_of_each

Make = Callable[..., Facts]
INNOCENT = (
    "Geachte heer, mevrouw,\n\nHet gaat om de vermelding op deze pagina. Wilt u die verwijderen?\n\nMet vriendelijke groet\n"
)
SUBJECT = "[LW-2026-0001] Verzoek om wissing"
#: Where it may stand in a message.
PLACES = ("body", "subject", "text", "json", "json-key", "file-name", "nested")
JSON = "application/json"
#: How many messages are tried, each with a value of all eight kinds, and how many people are written about. In full it is five
#: thousand values and ten thousand (LUWTE_FULL_LEAKS=1, some minutes); the suite tries a part that it can afford.
FULL = os.environ.get("LUWTE_FULL_LEAKS") == "1"
MESSAGES, PEOPLE = (625, 1250) if FULL else (100, 125)


def holding(parts: list[tuple[str, str]], cte: str) -> bytes:
    """A message with each of these texts in its place."""
    body, subject, files = INNOCENT, SUBJECT, [("begeleidend.txt", "text/plain", "niets bijzonders\n")]
    for number, (where, text) in enumerate(parts):
        line = " ".join(text.split())
        if where == "body":
            body += f"\n{text}\n"
        elif where == "subject":
            subject += f" | {line}"
        else:
            files.append(_file(where, number, text, line))
    return message(subject, body, files, cte)


def _file(where: str, number: int, text: str, line: str) -> tuple[str, str, str]:
    made = {
        "text": ("brief.txt", "text/plain", f"x\n{text}\n"),
        "json": ("xarf.json", JSON, json.dumps({"a": [{"b": text}, number]})),
        "json-key": ("xarf.json", JSON, json.dumps({text: number})),
        "file-name": (f"{line}.txt", "text/plain", "x\n"),
        "nested": ("bewijs.txt", "text/plain", json.dumps({"r": json.dumps({"payload": text})})),
    }
    return made[where]


@settings(max_examples=MESSAGES, derandomize=True)
@given(
    one_of_each(),
    st.lists(st.tuples(st.sampled_from(WRAPPINGS), st.sampled_from(PLACES)), min_size=8, max_size=8),
    st.sampled_from(["base64", "quoted-printable"]),
)
def test_no_exposed_value_leaves_in_any_notation_wrapping_or_part(
    values: list[tuple[IdentifierKind, str, str]], how: list[tuple[Callable[[str], str], str]], cte: str
) -> None:
    parts = [(where, wrap(shown)) for (_, _, shown), (wrap, where) in zip(values, how, strict=True)]

    found = leaks_in_message(holding(parts, cte), [Identifier(kind, plain) for kind, plain, _ in values])

    missed = [(value, part) for value, part in zip(values, parts, strict=True) if value[0] not in found]
    assert missed == []


@settings(max_examples=60, derandomize=True)
@given(VALUES, st.lists(st.tuples(st.sampled_from(WRAPPINGS), st.sampled_from(PLACES)), min_size=3, max_size=3))
def test_what_gives_nobody_away_is_never_held_back(
    value: tuple[IdentifierKind, str], how: list[tuple[Callable[[str], str], str]]
) -> None:
    harmless = "kenmerk LW-2026-0001, vastlegging 3f2a9c, 23 november 2026"
    parts = [(where, wrap(harmless)) for wrap, where in how]

    assert leaks_in_message(holding(parts, "base64"), [Identifier(*value)]) == ()


def test_a_file_that_nobody_can_read_does_not_leave() -> None:
    for kind in ("application/pdf", "image/png", "application/octet-stream"):
        with pytest.raises(Unreadable, match="cannot be read"):
            leaks_in_message(message(SUBJECT, INNOCENT, [("x.bin", kind, "x")]))


@pytest.mark.parametrize("text", ["", "=?utf-8?b?!!!?=", "\\u00", "%", "&#9999999999;", "=3", "AAAA" * 40_000, "\ud800"])
def test_what_is_broken_is_read_as_it_stands(text: str) -> None:
    assert leaks(text, [Identifier(IdentifierKind.NAME, "Joke Zandbergen")]) == ()


def squeezed(text: str) -> str:
    """Another way to look than the gate's own: letters and digits alone."""
    return "".join(char for char in text.casefold() if char.isalnum())


def values_of(kind: IdentifierKind, plain: str) -> list[str]:
    """The value as that other way would see it: whole, and in its telling part."""
    if kind is IdentifierKind.PHONE:
        return [plain[3:]]
    if kind is IdentifierKind.ADDRESS:
        street, _, rest = plain.partition(",")
        return [squeezed(street), squeezed(rest[:7])]
    if kind is IdentifierKind.NAME:
        return [squeezed(plain), squeezed(plain.rsplit(maxsplit=1)[-1])]
    return [squeezed(plain)]


def test_no_value_stands_in_a_letter_even_where_the_page_is_full_of_them(draft: Make) -> None:
    """Each letter is written about a place whose record, owner and organisation are called like somebody."""
    choose, searched = random.Random(20261125), 0
    people = [draw_person(choose) for _ in range(PEOPLE)]
    routes = [(route, language) for route in sorted(all_routes()) for language in ("nl", "en")]
    for number, own in enumerate(people):
        route, language = routes[number % len(routes)]
        facts = draft(route, language)
        record = choose.choice(own).value
        place = Place(f"https://praatplein.example/d/{number}", record.replace("\n", " "))
        about = replace(facts, exposure=replace(facts.exposure, place=place), identifiers=tuple(own))
        subject, text = compose(about)
        letter = replace(about, takedown=replace(facts.takedown, subject=subject, text=text))
        shown = squeezed(f"{subject}\n{without_exception(letter)}".replace(place.url, " "))
        for one in own:
            assert not any(value in shown for value in values_of(one.kind, one.value)), (route, one.kind)
            searched += 1
        assert "G6" not in [gate.id for gate in open_gates(letter)], (route, language)
    assert searched == 8 * PEOPLE


def draw_person(choose: random.Random) -> list[Identifier]:
    """One of each kind."""
    digits = "".join(choose.choice("123456789") for _ in range(8))
    letters = "".join(choose.choice("bcdfghjklmnp") for _ in range(6))
    name = " ".join(part for part in (choose.choice(n.GIVEN), choose.choice(n.PREFIX), choose.choice(n.SURNAMES)) if part)
    born = date(choose.randrange(1940, 1999), choose.randrange(1, 13), choose.randrange(1, 29))
    return [
        Identifier(IdentifierKind.NAME, name),
        Identifier(IdentifierKind.PHONE, f"+316{digits}"),
        Identifier(IdentifierKind.EMAIL, f"{letters}.{digits[:2]}@mail.example"),
        Identifier(IdentifierKind.ADDRESS, f"{choose.choice(n.STREETS)} {digits[:2]}, {digits[:4]}KD Lindestad"),
        Identifier(IdentifierKind.BIRTH_DATE, born.isoformat()),
        Identifier(IdentifierKind.PLATE, f"{letters[:2].upper()}-{digits[:3]}-{letters[2].upper()}"),
        Identifier(IdentifierKind.IBAN, n.iban(digits + "01")),
        Identifier(IdentifierKind.HANDLE, f"{letters}{digits[:3]}"),
    ]


def test_no_answer_for_a_form_holds_an_exposed_value(draft: Make) -> None:
    for route in sorted(all_routes()):
        facts = draft(route)
        subject, text = compose(facts)
        filled = replace(facts, takedown=replace(facts.takedown, subject=subject, text=text))
        for line in checklist(filled):
            shown = line.value if line.name != "text" else without_exception(filled)
            assert leaks(shown, facts.identifiers, [facts.exposure.place.url]) == (), (route, line.name)


def test_the_one_exception_is_one_name_on_one_line_of_one_route(released: Make) -> None:
    facts = released("delist")
    line = 'Zoekopdracht: "Joke van der Berg"'

    def shut(text: str, **changed: str) -> bool:
        return "G6" in [gate.id for gate in open_gates(replace(facts, takedown=replace(facts.takedown, text=text, **changed)))]

    text = facts.takedown.text
    assert line in text
    assert not shut(text)
    assert shut(text.replace(line, f"{line}\n{line}"))
    assert shut(text.replace(line, f'{line}, "Joke Smit"'))
    assert shut(text.replace(line, 'Zoekopdracht: "Joke Smit"'))
    assert shut(text.replace(line, f"{line} 0612345671"))
    assert shut(f"{text}\nJoke van der Berg\n")
    assert shut(text, subject="Over Joke van der Berg")
    other = released("gdpr17")
    smuggled = replace(other.takedown, text=f"{other.takedown.text}\n{line}\n")
    assert "G6" in [gate.id for gate in open_gates(replace(other, takedown=smuggled))]
    assert facts.recipient.kind is RecipientClass.SEARCH_ENGINE
