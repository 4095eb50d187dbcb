"""Telephone numbers and e-mail addresses in every disguise people use, beside the numbers that are neither."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matchers import emails, phones, read_page
from matchers.fold import fold

MOBILE = "+31612345671"
WITH_SIGNS = [
    "0612345671", "06-12345671", "06 - 12 34 56 71", "06 1234 5671", "06.12.34.56.71", "06/12345671", "06/12.34.56.71",
    "0612 345 671", "06_12345671", "06~12345671", "06|12345671", "06*12345671", "06: 12345671", "06, 12345671",
    "06,12,34,56,71", "06...12345671", "(06) 12345671", "(06)12345671", "[06] 12345671",
]  # fmt: skip
ABROAD = [
    "+31612345671", "+31 6 12345671", "+316-12345671", "+31 (0)6 12345671", "+31(0)612345671", "+31 (0) 6-12345671",
    "(+31) 6 12345671", "(+31)(0)6 12345671", "+(31) 6 12345671", "+ 31 6 12345671", "0031612345671", "0031 6 12345671",
    "00 31 6 12 34 56 71", "0031-(0)6-12345671", "(0031) 6 12345671", "31612345671", "31 6 12345671", "+31 06 12345671",
    "+0612345671", "+31 (Nederland) 6 12345671", "+31 (NL) 6 12345671", "tel:+31612345671", "tel:0031612345671",
]  # fmt: skip
SPACED = ["0 6 1 2 3 4 5 6 7 1", "0-6-1-2-3-4-5-6-7-1", "0 - 6 - 1 - 2 - 3 - 4 - 5 - 6 - 7 - 1", "0.6.1.2.3.4.5.6.7.1"]
LETTERS = ["O6-12345671", "o6 12 34 56 71", "O6-l2345671", "06-I234567l", "(O6) 12345671"]
WORDS = [
    "nul zes een twee drie vier vijf zes zeven een", "nul-zes-een-twee-drie-vier-vijf-zes-zeven-een",
    "Nul zes, een twee drie vier vijf zes zeven een", "nul zes twaalf vierendertig zesenvijftig eenenzeventig",
    "nulzestwaalfvierendertigzesenvijftigeenenzeventig", "NUL ZES TWAALF 34 56 71", "nul 6 - 12 34 56 71", "nul6 12345671",
    "06 twaalf 34 zesenvijftig 71", "06 12 vierendertig 56 71", "06-1234567een", "06 een 2 drie 4 vijf 6 zeven 1",
    "0 zes 12345671", "+31 zes 12345671",
]  # fmt: skip


def numbers(text: str) -> list[str]:
    return [slot.key for slot in phones.find(fold(text))]


@pytest.mark.parametrize("written", WITH_SIGNS + ABROAD + SPACED + LETTERS + WORDS)
def test_a_mobile_number_however_it_is_written(written):
    for around in ("{}", "bel {} nu", "({}).", "1 {}", "Tel.:{}\x02\x0612 jaar", "\x01{}\x02\x0106 uur"):
        assert numbers(around.format(written)) == [MOBILE], around


@pytest.mark.parametrize("nought", ["0", "O", "o"])
def test_a_letter_for_each_nought_also_for_the_last_digit(nought):
    assert numbers("bel 06-10234560 nu".replace("0", nought)) == ["+31610234560"]
    assert numbers("bel 0701234560.".replace("0", nought)) == ["+31701234560"]


@pytest.mark.parametrize("written", ["06 1234567 of later", "06-1234567o8", "o6 is geen nummer o"])
def test_a_letter_of_the_next_word_is_no_last_digit(written):
    assert numbers(written) == []


def test_the_slot_says_how_it_was_written_and_where():
    for text, found, form in [
        ("bel (06) 12345671.", "(06) 12345671", "exact"),
        ("bel O6-l2345671!", "O6-l2345671", "disguised"),
        ("bel nul zes 12345671!", "nul zes 12345671", "spelled out"),
    ]:
        (slot,) = phones.find(text)
        assert (text[slot.start : slot.end], slot.form) == (found, form)


def test_full_width_mathematical_and_invisible_characters_hide_no_number():
    assert numbers("０６－１２３４５６７１") == [MOBILE]
    assert numbers("𝟎𝟔-𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟏") == [MOBILE]
    assert numbers("06\u200b12\u00ad34\u206056\ufeff71") == [MOBILE]
    assert numbers("06\u00a0\u2013\u00a012\u202f34\u200956\u200971") == [MOBILE]


@pytest.mark.parametrize(
    "html",
    [
        "<b>0</b><i>6</i><span>1</span><span>2</span>34<u>56</u>71",
        "<a href='tel:0612345671'>bel</a>",
        "<a href='tel:+31-6-1234-5671'>bel</a>",
        "<a href='tel:%2B31612345671'>bel</a>",
        "<a href='sms:+31612345671?body=x'>sms</a>",
        "<a href='https://wa.me/31612345671'>app</a>",
        "<a href='https://wa.me/+31612345671?text=hoi'>app</a>",
        "<a href='https://api.whatsapp.com/send?phone=31612345671'>app</a>",
        "<a href='https://api.whatsapp.com/send/?text=x&amp;phone=%2B31612345671'>app</a>",
        "<a href='whatsapp://send?phone=+31612345671'>app</a>",
        "<table><tr><td>06-12345671<td>12<td>345</table>",
    ],
)
def test_a_number_in_tags_in_links_and_beside_the_next_cell(html):
    assert numbers(read_page(f"<p>x</p>{html}<p>y".encode()).marked) == [MOBILE]


def test_a_landline_in_its_notations():
    for written in (
        "070-1234567",
        "(070) 123 45 67",
        "070 - 123 45 67",
        "+31 (0)70 1234567",
        "O70-1234567",
        "0 7 0 1 2 3 4 5 6 7",
    ):
        assert numbers(f"tel {written}") == ["+31701234567"], written


def test_two_numbers_side_by_side_and_one_behind_something_else():
    assert numbers("0612345671/070-1234567") == [MOBILE, "+31701234567"]
    assert numbers("070-1234567 / 0612345671") == ["+31701234567", MOBILE]
    assert numbers("open 0-24 0612345671") == [MOBILE]
    assert numbers("01-02-2020 0612345671") == [MOBILE]


@pytest.mark.parametrize(
    "text",
    [
        "061234567", "06123456711", "06-123456789012", "00000000000", "12345678901234",
        "2026-11-23 10:00", "01-02-2020 10:30", "12-03-2020 10:30", "2020-01-02 10:30:15", "01.02.2020 1030",
        "1 januari 2020 06:12", "NL91 ABNA 0417 1643 00", "NL91ABNA0417164300", "KvK 01234567", "KvK: 01234567 09",
        "kvk-nummer 01234567 09",
        "BSN 012345678", "BTW NL001234567B01", "03412345678901", "0 341234 567890", "EAN 0612345678901", "ISBN 0-306-40615-2",
        "52.0907123456, 5.1214", "0.612345671", "0,12 345 678 90", "ordernummer 0612345671", "bestelnr. 0612345671",
        "factuurnummer: 0123456789", "order 2024-0612345671x", "pagina 06 van 12", "06 Olie 12345671", "0 lol il 0 lol il lol",
        "nul komma een twee drie", "nul zes minuten", "06 een paar", "192.168.001.002",
        "2009-05-20T09:03:00-07:00", "2009-05-20T09:03:00+02:00", "0-24 uur",
    ],
)  # fmt: skip
def test_what_is_no_telephone_number(text):
    assert numbers(text) == numbers(f"x {text} y") == []


def test_an_order_s_word_hides_no_number_that_is_not_called_one():
    assert numbers("vraag over een order? 06-12345671") == numbers("klantenservice 06-12345671") == [MOBILE]


@pytest.mark.parametrize(
    "written",
    [
        "joke.b@mail.example", "JOKE.B@MAIL.EXAMPLE", "joke.b @ mail.example", "joke.b@ mail.example", "joke.b @mail.example",
        "joke.b@mail punt example", "joke.b@mail [dot] example", "joke.b (at) mail (punt) example",
        "joke.b[at]mail[dot]example", "JOKE.B AT MAIL DOT EXAMPLE", "joke.b apenstaartje mail punt example",
        "joke.b apestaart mail.example",
        "joke.b{at}mail.example", "joke.b<at>mail.example", "joke.b(a)mail.example", "joke.b[@]mail.example",
        "joke.b (apenstaartje) mail.example", "joke punt b at mail punt example", "joke.b ( at ) mail ( dot ) example",
        "joke.b_at_mail_dot_example", "joke.b-at-mail.example", "joke.b @ mail . example", "jo\u200bke.b@ma\u00adil.example",
        "ｊｏｋｅ.b＠mail.example",
    ],
)  # fmt: skip
def test_an_email_address_however_it_is_written(written):
    for around in ("e-mail: {} of bel", "({}),", "\x01{}\x02", "{}. Bel"):
        assert [slot.key for slot in emails.find(fold(around.format(written)))] == ["joke.b@mail.example"], around


@pytest.mark.parametrize(
    "html",
    [
        "<a href='mailto:joke.b@mail.example?subject=x'>mail</a>",
        "<a href='mailto:joke.b%40mail.example'>mail</a>",
        "<a href='MAILTO:joke.b@mail.example'>mail</a>",
        "joke.b&#64;mail&#46;example",
        "joke.b&commat;mail.example",
        "joke.b<span>@</span>mail<b>.</b>example",
        "joke.b<!-- x -->@<!-- y -->mail.example",
    ],
)
def test_an_email_address_in_links_entities_and_tags(html):
    keys = [slot.key for slot in emails.find(fold(read_page(f"<p>x</p>{html}<p>y".encode()).marked))]
    assert keys == ["joke.b@mail.example"]


@pytest.mark.parametrize(
    "text", ["kijk at home", "joke@", "@joke", "a at b", "twee @ drie", "(at) [at]", "staart", "a_at_b", "punt at", "@ @ @"]
)
def test_what_is_no_email_address(text):
    assert emails.find(text) == []


_PIECES = st.sampled_from(
    ["06", "+31", "(0)", " - ", "nul ", "zes", "12", "O", "l", "@", " at ", "[at]", "punt", "a", ".", "staart "]
)


@given(st.lists(_PIECES | st.text(st.characters(max_codepoint=127), max_size=4), max_size=25).map("".join))
@example("(+31(0)6(0)6 12345671(")
@example("O")
@example("6O6")
def test_whatever_stands_there_slots_lie_in_the_text_in_order_and_phones_apart(text):
    found = phones.find(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for slot in (*found, *emails.find(text)):
        assert 0 <= slot.start < slot.end <= len(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("bel 06 12345671voor meer", "+31612345671"),  # a word that runs into it
        ("+44 2034567890x456", "+442034567890"),  # an extension
    ],
)
def test_what_runs_into_a_number_does_not_hide_it(text: str, key: str) -> None:
    assert [slot.key for slot in phones.find(text)] == [key]


@pytest.mark.parametrize("text", ["code 0612345671A", "0612345671B2", "artikel 0612345671x1a"])
def test_a_longer_code_is_no_number(text: str) -> None:
    assert phones.find(text) == []


def test_the_same_address_again_and_again_hides_no_other():
    text = "a@b.example " * 1_500 + "joke@mail.example"
    keys = [slot.key for slot in emails.find(fold(text))]
    assert set(keys) == {"a@b.example", "joke@mail.example"}
    assert len(keys) < 1_500
