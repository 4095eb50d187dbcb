"""No exposed value leaves, however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.profile import Identifier, IdentifierKind, Profile
from takedown.language import day as day_in_words
from takedown.leaks import Forbidden, leaks
from takedown.leaks.spoken import in_digits

ONES = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
AROUND = [
    "Haal {} weg, alstublieft.",
    "zie:{}",
    "({})",
    "> {}\n> en verder",
    "Bestand {}.pdf",
    "wat daar staat ({}), moet weg",
    "“{}”",
    "a, {}; b",
]
SEPARATORS = [" ", "-", ".", "/", " - ", "\u00a0", "\u2011", "\u200b", "\n", "  ", "_", "·", ") ("]


def found(kind: IdentifierKind, value: str, text: str) -> bool:
    return kind in leaks(text, [Identifier(kind, value)])


def grouped(digits: str, sizes: tuple[int, ...], separator: str) -> str:
    taken = iter(digits)
    groups = ["".join(islice(taken, size)) for size in sizes] + ["".join(taken)]
    return separator.join(group for group in groups if group)


def phone_notations(core: str) -> Iterator[str]:
    for lead in ("0", "+31", "0031", "+31 (0)", "31", "(0)", "tel:+31"):
        yield lead + core
    for separator in SEPARATORS:
        for sizes in ((2, 2, 2, 2, 2), (2, 8), (3, 7), (4, 6), (1,) * 10):
            yield grouped("0" + core, sizes, separator)
        yield "+31" + separator + grouped(core, (1, 4, 4), separator)
    yield " ".join(ONES[int(digit)] for digit in "0" + core)
    yield "-".join(ENGLISH[int(digit)] for digit in "0" + core)
    yield ("0" + core).replace("0", "O")
    yield "".join(chr(0xFF10 + int(digit)) for digit in "0" + core)
    yield "".join(chr(0x0660 + int(digit)) for digit in "0" + core)
    yield "%2B31" + core
    yield "".join(f"&#{ord(digit)};" for digit in "0" + core)


@settings(max_examples=60, deadline=None)
@given(st.from_regex(r"6[1-9][0-9]{7}|(?:10|20|30|70|251|318)[2-9][0-9]{6}", fullmatch=True), st.sampled_from(AROUND))
def test_no_telephone_number_passes(core: str, around: str) -> None:
    for notation in phone_notations(core[:9].ljust(9, "4")):
        assert found(IdentifierKind.PHONE, "+31" + core[:9].ljust(9, "4"), around.format(notation)), repr(notation)


def test_a_number_without_its_area_code_or_its_06_is_still_that_number() -> None:
    assert found(IdentifierKind.PHONE, "0251 123456", "Bel 12 34 56 na zes uur")
    assert found(IdentifierKind.PHONE, "06-12345671", "Bel 1234 5671")
    assert found(IdentifierKind.PHONE, "06-12345671", "nul zes, twaalf vierendertig zesenvijftig eenenzeventig")
    assert found(IdentifierKind.PHONE, "+44 20 7946 0958", "call 020 7946 0958")
    assert found(IdentifierKind.PHONE, "onbekend 1234567", "1234567")


@pytest.mark.parametrize(
    "text", ["Bel 06-12345672", "LW-2026-0001, 23-11-2026", "0251 654321", "order 123456789012", "x123456y"]
)
def test_other_figures_are_not_that_number(text: str) -> None:
    assert not found(IdentifierKind.PHONE, "0251 123456", text)
    assert not found(IdentifierKind.PHONE, "06-12345671", text)


def email_notations(local: str, domain: str) -> Iterator[str]:
    yield from (f"{local}@{domain}", f"{local}@{domain}".upper(), f"mailto:{local}@{domain}", f"{local}%40{domain}")
    yield from (f"{local} @ {domain}", f"{local}&#64;{domain}", f"{local}\u200b@{domain}", f"{local}＠{domain}")
    for sign in (" at ", "(at)", "[at]", " {at} ", "_at_", " apenstaartje ", "(apestaart)", " AT ", "-at-"):
        yield f"{local}{sign}{domain}"
        yield f"{local}{sign}{domain}".replace(".", " punt ")
        yield f"{local}{sign}{domain}".replace(".", "[dot]")
        yield f"{local}{sign}{domain}".replace(".", "(.)")
    yield f"{local}+nieuws@{domain}"
    yield " ".join(f"{local}@{domain}")


@settings(max_examples=60, deadline=None)
@given(
    st.from_regex(r"[a-z]{2,8}[._-]?[a-z0-9]{2,8}", fullmatch=True),
    st.sampled_from(["mail.example", "post-bus.example", "x.nl", "mail.stad.example"]),
    st.sampled_from(AROUND),
)
def test_no_mail_address_passes(local: str, domain: str, around: str) -> None:
    for notation in email_notations(local, domain):
        assert found(IdentifierKind.EMAIL, f"{local}@{domain}", around.format(notation)), repr(notation)


def test_the_desks_own_address_is_not_the_employees() -> None:
    assert not found(IdentifierKind.EMAIL, "joke@politie.example", "meldpunt@politie.example")
    assert not found(IdentifierKind.EMAIL, "joke@mail.example", "joke, meldpunt@mail.example")


def date_notations(year: int, month: int, day: int) -> Iterator[str]:
    for sep in ("-", "/", ".", " ", " - ", "\u2011", "\u200b-"):
        yield f"{day:02d}{sep}{month:02d}{sep}{year}"
        yield f"{day}{sep}{month}{sep}{year}"
        yield f"{year}{sep}{month:02d}{sep}{day:02d}"
        yield f"{month:02d}{sep}{day:02d}{sep}{year}"
        yield f"{day:02d}{sep}{month:02d}{sep}{year % 100:02d}"
    yield from (f"{year}{month:02d}{day:02d}", f"{day:02d}{month:02d}{year}")
    name = day_in_words(datetime(year, month, day, tzinfo=UTC), "nl").split()[1]
    yield from (
        f"{day} {name} {year}",
        f"{day} {name.title()} '{year % 100:02d}",
        f"{day}e {name} {year}",
        f"{day}-{name[:3]}-{year}",
    )
    yield from (f"{name} {day}, {year}", f"{day} {name.upper()}, {year}", f"de {day}e van {name} {year}")


@settings(max_examples=120, deadline=None)
@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2010, 12, 31)))
def test_no_date_of_birth_passes(born: date) -> None:
    year, month, day = map(int, str(born).split("-"))
    for notation in date_notations(year, month, day):
        assert found(IdentifierKind.BIRTH_DATE, str(born), f"Geboren {notation}."), repr(notation)


@pytest.mark.parametrize(
    "text", ["March 14th, 1971", "the 14th of March 1971", "14. März 1971", "veertien maart negentienhonderdeenenzeventig"]
)
def test_a_date_of_birth_in_words_does_not_pass(text: str) -> None:
    assert found(IdentifierKind.BIRTH_DATE, "1971-03-14", text)


@pytest.mark.parametrize(
    "text", ["2026-11-23, 14:03:71", "14 maart", "14 maart 2026", "LW-2026-0314", "114-03-1971", "14-03-19712"]
)
def test_another_date_is_not_the_date_of_birth(text: str) -> None:
    assert not found(IdentifierKind.BIRTH_DATE, "1971-03-14", text)


STREETS = [
    "Lange Voorhout",
    "Dorpsstraat",
    "Burgemeester de Vlugtlaan",
    "Plein 1944",
    "Sint Jansweg",
    "Het Rond",
    "Prinses Beatrixplein",
]


@pytest.mark.parametrize("street", STREETS)
@pytest.mark.parametrize("around", AROUND)
def test_no_home_address_passes(street: str, around: str) -> None:
    value = f"{street} 8-bis, 2514ED Den Haag"
    notations = [f"{street} 8", f"{street} 8bis", f"{street} nr. 8", f"{street.upper()} 8-bis", f"{street}, 8", f"{street}8"]
    notations += [f"8 {street}", street.lower().replace(" ", "-") + "-8", street.replace(" ", "\u00a0") + "\u200b 8"]
    notations += ["2514ED", "2514 ed", "2514-ED", "2514\u00a0ED", "2514 E.D.", "2514\u200bED", "２５１４ＥＤ", "2514ed8"]
    for notation in notations:
        assert found(IdentifierKind.ADDRESS, value, around.format(notation)), repr(notation)


def test_a_street_is_known_by_its_abbreviations_too() -> None:
    for value, text in [
        ("Dorpsstraat 12, 1234AB Dorp", "Dorpsstr. 12"),
        ("Dorpsstr. 12, 1234AB Dorp", "de Dorpsstraat"),
        ("Burgemeester de Vlugtlaan 3, 1234AB Dorp", "Burg. de Vlugtln"),
        ("Burg. de Vlugtlaan 3, 1234AB Dorp", "burgemeester de vlugtlaan"),
        ("Sint Jansweg 1, 1234AB Dorp", "St. Jansweg"),
        ("Kerkplein 4", "Kerkpln 4"),
    ]:
        assert found(IdentifierKind.ADDRESS, value, text), text


def test_a_street_that_is_called_like_a_word_needs_its_number() -> None:
    assert not found(IdentifierKind.ADDRESS, "Markt 12, 1234AB Dorp", "Autoriteit Consument en Markt; 1234 AC; punt 12")
    assert not found(IdentifierKind.ADDRESS, "De Meent 12, 1234AB Dorp", "Ik meen 12 keer, de meent 13")
    assert found(IdentifierKind.ADDRESS, "Markt 12, 1234AB Dorp", "op de markt 12b")
    assert not found(IdentifierKind.ADDRESS, "Markt 12, 1234AB Dorp", "markt 123")


def test_the_employer_and_a_city_alone_are_no_exposed_values(joke: Profile) -> None:
    assert leaks("Politie Eenheid Den Haag, gevestigd te Den Haag", joke.identifiers()) == ()


@pytest.mark.parametrize("handle", ["jokeb71", "@jokeb71", "joke_b_71", "ruud"])
def test_no_account_name_passes(handle: str) -> None:
    bare = handle.lstrip("@")
    for notation in (bare, f"@{bare}", bare.upper(), f"https://kiekjes.example/{bare}/", f"({bare})"):
        assert found(IdentifierKind.HANDLE, handle, notation), notation
    assert not found(IdentifierKind.HANDLE, handle, "Jokeb 7, ruudvos, jokeb712")


@pytest.mark.parametrize("number", ["111222333", "123456782", "123 456 782", "1234.56.782"])
def test_no_citizen_service_number_passes_whosever_it_is(number: str) -> None:
    assert leaks(f"bsn: {number}.") == (Forbidden.BSN,)


@pytest.mark.parametrize("number", ["123456783", "000000000", "a123456782", "1234567821", "2026-11-23 09:14", "LW-2026-0001"])
def test_other_numbers_are_no_citizen_service_numbers(number: str) -> None:
    assert leaks(f"nummer {number}") == ()


def test_no_bank_account_passes_whosever_it_is() -> None:
    for iban in ("NL91ABNA0417164300", "NL91 ABNA 0417 1643 00", "nl91-abna-0417-1643-00", "DE89 3704 0044 0532 0130 00"):
        assert leaks(f"rekening {iban} bij de bank") == (Forbidden.IBAN,), iban
    assert leaks("NL91 ABNA 0417 1643 01") == ()


def test_the_place_itself_is_the_one_exception() -> None:
    url = "https://gids.example/joke-van-der-berg-0612345671"
    own = [Identifier(IdentifierKind.NAME, "Joke van der Berg"), Identifier(IdentifierKind.PHONE, "+31612345671")]

    assert leaks(f"Vindplaats: {url}\nGegevens: telefoonnummer", own, [url]) == ()
    assert leaks(f"Vindplaats: {url}\nJoke van der Berg", own, [url]) == (IdentifierKind.NAME,)
    assert leaks(f"Vindplaats: {url}", own) == (IdentifierKind.NAME, IdentifierKind.PHONE)
    assert leaks(f"Vindplaats: {url}-8", own, [f"{url}/x"]) == (IdentifierKind.NAME, IdentifierKind.PHONE)


def test_number_words_become_digits() -> None:
    assert in_digits("nul zes twaalf vierendertig") == "0 6 12 34"
    assert in_digits("twenty-one, forty two; zesentwintig") == "21, 42; 26"
    assert in_digits("eenheid, tiental, gezeten, ones") == "eenheid, tiental, gezeten, ones"


def test_kinds_are_told_once_and_values_never(joke: Profile) -> None:
    kinds = leaks("Joke van der Berg, J. de Wit, 06 12345671, joke@mail.example, Lange Voorhout 8", joke.identifiers())

    assert kinds[:4] == (IdentifierKind.NAME, IdentifierKind.PHONE, IdentifierKind.EMAIL, IdentifierKind.ADDRESS)
    assert not re.search("joke|berg|voorhout", "".join(kinds), re.IGNORECASE)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (IdentifierKind.PLATE, "GB-123-B", "een auto met kenteken gb 123 b."),
        (IdentifierKind.PLATE, "GB123B", "GB-123-B"),
        (IdentifierKind.SERVICE_NUMBER, "AB12345", "dienstnr. ab-12.345"),
        (IdentifierKind.SERVICE_NUMBER, "4711", "badge: 4711"),
        (IdentifierKind.SERVICE_NUMBER, "401234", "401.234"),
        (IdentifierKind.IBAN, "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
    ],
)
def test_plates_service_numbers_and_accounts_in_any_spacing(kind: IdentifierKind, value: str, text: str) -> None:
    assert found(kind, value, text)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (IdentifierKind.PLATE, "GB-123-B", "GB-123-G, gb 123"),
        (IdentifierKind.SERVICE_NUMBER, "2026", "23 november 2026, kenmerk LW-2026-0001"),
        (IdentifierKind.SERVICE_NUMBER, "401234", "1401234"),
        (IdentifierKind.IBAN, "NL91ABNA0417164300", "NL91 ABNA"),
    ],
)
def test_other_plates_and_numbers_hold_no_letter_back(kind: IdentifierKind, value: str, text: str) -> None:
    assert not found(kind, value, text)
