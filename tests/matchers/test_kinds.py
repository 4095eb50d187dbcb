"""Each kind of identifier in the ways it is written, beside what looks like it and is not."""

from datetime import date

import pytest

from matchers import birthdates, emails, phones
from matchers.fold import Offsets, fold, words
from matchers.names import prefix_form, split_full_name


@pytest.mark.parametrize(
    "written",
    [
        "0612345671", "06-12345671", "06 - 12 34 56 71", "06 1234 5671", "06.12.34.56.71", "(06) 12345671", "+31612345671",
        "+31 6 12345671", "+31 (0)6 12345671", "+31(0)612345671", "0031612345671", "00 31 6 12 34 56 71", "+31-6-1234-5671",
        "06/12345671", "31612345671", "tel:+31612345671", "+31 06 12345671",
    ],
)  # fmt: skip
def test_a_mobile_number_in_many_notations(written):
    assert [slot.key for slot in phones.find(f"bel {written} nu")] == ["+31612345671"]


@pytest.mark.parametrize(
    "text", ["061234567", "2026-11-23 10:00", "NL12 ABCD 0123 4567 89", "1234567890123", "pagina 06 van 12"]
)
def test_what_is_no_dutch_number(text):
    assert "+31612345671" not in [slot.key for slot in phones.find(text)]


def test_numbers_that_run_into_each_other_are_both_found():
    assert [slot.key for slot in phones.find("0612345671 0701234567")] == ["+31612345671", "+31701234567"]


def test_a_landline_is_a_household_s_and_a_mobile_number_one_person_s():
    assert phones.line("+31701234567") == "landline"
    assert phones.line("+31612345671") == "mobile"


@pytest.mark.parametrize(
    "written",
    [
        "joke.b@mail.example", "JOKE.B@Mail.Example", "joke.b [at] mail.example", "joke.b(at)mail(dot)example",
        "joke.b at mail punt example", "joke.b apenstaartje mail.example", "joke [punt] b [at] mail [punt] example",
        "joke.b @ mail.example", "<joke.b@mail.example>,",
    ],
)  # fmt: skip
def test_an_email_address_in_many_notations(written):
    assert "joke.b@mail.example" in [slot.key for slot in emails.find(f"mail {written} nu")]


@pytest.mark.parametrize("text", ["kijk at home", "joke@", "@joke", "a at b", "twee @ drie"])
def test_what_is_no_email_address(text):
    assert emails.find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "14-03-1971", "14/3/1971", "14.03.1971", "1971-03-14", "14 maart 1971", "14 mrt. 1971", "14 March 1971", "14 mrt 1971",
        "March 14th, 1971", "14e maart 1971", "14 maa. 1971",
    ],
)  # fmt: skip
def test_a_date_in_many_notations(text):
    assert date(1971, 3, 14) in [one.day for one in birthdates.find(text, 0, len(text))]


def test_only_a_date_of_birth_contradicts():
    birth, today = date(1971, 3, 14), date(2026, 11, 23)

    def said(text: str) -> set[bool | None]:
        return {birthdates.agrees(one, birth, today) for one in birthdates.find(text, 0, len(text))}

    assert said("geplaatst op 3 april 2020") == {None}
    assert said("geboren op 3 april 1980") == {False}
    assert said("geboren te Delft op 14 maart 1971") == {True}
    assert said("Joke (55)") == said("55 jaar") == said("de 54-jarige") == {True}
    assert said("de 40-jarige Joke") == {False}
    assert said("geb. 1971") == {True}
    assert said("30-02-1971") == set()


def test_folding_keeps_the_way_back():
    text = "J\u200boke \u00df Gre\u0301 \u0412\u0435rg \uff11"
    assert words(text) == ["joke", "ss", "gre", "berg", "1"]
    folded, offsets = fold(text), Offsets(text)
    start = folded.index("Gre")
    assert text[offsets.start(start) : offsets.end(start + 3)] == "Gre\u0301"
    start = folded.index("Joke")
    assert text[offsets.start(start) : offsets.end(start + 4)] == "J\u200boke"


@pytest.mark.parametrize(
    ("seen", "form"),
    [
        ("van der", "exact"),
        ("v d", "abbreviated"),
        ("vd", "abbreviated"),
        ("v der", "abbreviated"),
        ("", "missing"),
        ("van den", "other"),
    ],
)
def test_prefixes(seen, form):
    assert prefix_form(tuple(seen.split()), ("van", "der")) == form


def test_a_full_name_is_split_at_its_prefix():
    first, family = split_full_name("Anna Maria van den Heuvel")
    assert (first, family.prefix, family.surname) == ("Anna Maria", "van den", "Heuvel")
    assert split_full_name("Smit")[1].surname == "Smit"
