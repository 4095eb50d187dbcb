"""Number plates, bank accounts and service numbers, in the ways they are written, beside what looks like them and is not."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matchers import ibans, plates, service_numbers
from matchers.plates import SERIES


def keys(finder, text: str) -> list[str]:
    for slot in finder.find(text):
        assert finder.canonical(text[slot.start : slot.end]) == slot.key
    return [slot.key for slot in finder.find(text)]


def in_letters(series: str) -> str:
    """A plate of this series; its letters are used in every one."""
    letters, digits = iter("GBTKRX"), iter("123456")
    return "".join(next(letters) if one == "a" else next(digits) if one == "9" else one for one in series)


@pytest.mark.parametrize("series", SERIES)
def test_a_plate_of_every_series_with_hyphens_spaces_dots_in_capitals_or_not(series):
    plate = in_letters(series)
    key = plate.replace("-", "")
    for written in (plate, plate.lower(), plate.replace("-", " "), plate.replace("-", "."), plate.replace("-", " - ")):
        assert keys(plates, written) == [key], written
        assert keys(plates, f"Auto met kenteken {written}, zwart.") == [key], written
        assert keys(plates, f"de auto ({written})") == [key], written
    assert plates.canonical(plate) == key


@pytest.mark.parametrize("series", [one for one in SERIES if one != "99-99-aa"])
def test_a_plate_without_anything_between(series):
    key = in_letters(series).replace("-", "")
    assert keys(plates, f"rijdt in {key}.") == [key]


def test_four_digits_and_two_letters_are_a_postcode_unless_called_a_plate():
    assert keys(plates, "1234AB Lindestad, 1234 AB") == []
    assert keys(plates, "kenteken: 1234AB") == ["1234AB"]
    assert keys(plates, "12-34 AB en 12-34-AB") == ["1234AB", "1234AB"]


@pytest.mark.parametrize(
    "text",
    [
        "12 mrt 2020", "4 bij 12 cm", "in 20 de 12", "GVD-12-G", "12-SS-GB", "1-AEK-23", "GB-12-GB-34", "3-GB-12-GB",
        "xGB-123-B", "GB-123-B4", "12-34-56", "GBB-GBB", "200 g", "GC-123-B", "12 30 uur",
    ],
)  # fmt: skip
def test_what_is_no_plate(text):
    assert keys(plates, text) == []


@pytest.mark.parametrize("value", ["", "GVD-12-G", "12-34-56", "1-ABC-2", "GB-123-BB", "kenteken", "GB\u0661\u0662\u0663B"])
def test_what_the_rdw_never_gave_out_has_no_canonical_form(value):
    assert plates.canonical(value) == ""


def test_an_old_series_has_vowels_and_a_new_one_a_trailer_s_o():
    assert plates.canonical("ae-12-34") == "AE1234"
    assert plates.canonical("OB-12-GB") == "OB12GB"
    assert plates.canonical("BO-12-GB") == ""


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("NL91ABNA0417164300", "NL91ABNA0417164300"),
        ("NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"),
        ("nl91 abna 0417 1643 00", "NL91ABNA0417164300"),
        ("NL 91 ABNA 0417.1643.00", "NL91ABNA0417164300"),
        ("IBAN:NL91-ABNA-0417-1643-00", "NL91ABNA0417164300"),
        ("BE68 5390 0754 7034", "BE68539007547034"),
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819"),
        ("NO93 8601 1117 947", "NO9386011117947"),
    ],
)
def test_an_account_in_many_notations(written, key):
    assert keys(ibans, written) == [key]
    assert keys(ibans, f"Over te maken op {written} t.n.v. J. Berg") == [key]


@pytest.mark.parametrize(
    "text",
    [
        "NL91ABNA0417164301", "NL19ABNA0417164300", "NL91 ABNA 0417 1643", "NL91ABNA04171643005", "xNL91ABNA0417164300",
        "ZZ91ABNA0417164300", "NL91 ABNA / 0417 1643 00", "NL 2026", "BE68 5390 0754",
    ],
)  # fmt: skip
def test_what_is_no_account(text):
    assert keys(ibans, text) == []


@pytest.mark.parametrize("value", ["", "NL91ABNA0417164301", "NL91ABNA041716430", "ZZ91ABNA0417164300", "NLX1ABNA0417164300"])
def test_what_has_no_right_country_length_and_check_digits_has_no_canonical_form(value):
    assert ibans.canonical(value) == ""


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("dienstnummer: 12345", "12345"), ("Dienstnr. 40.123", "40123"), ("personeelsnummer 0012345", "0012345"),
        ("badge 4711", "4711"), ("Badge-nummer: P-4711", "P4711"), ("pers.nr. 12-345", "12345"),
        ("stamnummer is 123456", "123456"), ("Employee ID: E12345", "E12345"), ("service number 4711", "4711"),
        ("DIENSTNUMMER\x02\x0612345\x02", "12345"),
        ("medewerkernummer (4711)", "4711"),
    ],
)  # fmt: skip
def test_a_service_number_behind_its_label(text, key):
    assert [(slot.key, slot.form) for slot in service_numbers.find(text)] == [(key, "labelled")]
    assert keys(service_numbers, f"Agent Berg, {text}, Den Haag") == [key]


@pytest.mark.parametrize("text", ["AB123456", "ab-123456", "12345ABC", "P0012345", "gezien: AB123456."])
def test_a_distinctive_number_needs_no_label(text):
    (slot,) = service_numbers.find(text)
    assert slot.form == "exact"
    assert service_numbers.is_distinctive(slot.key)


@pytest.mark.parametrize(
    "text",
    [
        "bestelnummer 12345", "12345", "1234AB", "PL1500", "badges 1 en 2", "dienstnummer onbekend", "dienstnummers 4711",
        "badge 12", "de badge van 2020", "XAB-AB123456-7", "telefoonnummer 12345",
    ],
)  # fmt: skip
def test_what_is_no_service_number(text):
    assert keys(service_numbers, text) == []


def test_a_plain_number_is_not_distinctive_and_one_of_three_characters_is_none():
    assert not service_numbers.is_distinctive("12345")
    assert service_numbers.canonical("40.123") == "40123"
    assert service_numbers.canonical("12") == service_numbers.canonical("ABCDE") == service_numbers.canonical("1" * 17) == ""


_PIECES = st.sampled_from(
    ["GB", "1", "23", "-", " ", ".", "NL91 ABNA 0417 1643 00", "dienstnummer ", "badge", "AB12345", "\x02", "x", "kenteken "]
)


@given(st.lists(_PIECES | st.text(st.characters(max_codepoint=127), max_size=4), max_size=20).map("".join))
@example("GB-12-GB-12-GB-12-GB")
@example("badge 12badge 1234badge 4711-4711-4711")
def test_whatever_stands_there_slots_are_in_order_apart_and_canonical(text):
    for finder in (plates, ibans, service_numbers):
        slots = finder.find(text)
        assert all(one.end <= other.start for one, other in pairwise(slots))
        keys(finder, text)
