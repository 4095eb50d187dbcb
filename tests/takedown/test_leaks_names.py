"""No name leaves: not turned round, shortened, run together, in look-alike letters, or as a surname alone."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from domain.name import FamilyName, Name
from domain.profile import Identifier, IdentifierKind, Profile
from takedown.leaks import leaks

GIVEN = ["Johanna", "Maria", "Zoë", "Jan-Willem", "Fatima", "Bo", "IJsbrand", "André", "Ömer", "Siobhán"]
SURNAMES = ["Berg", "Vries", "Dijk", "Aydın", "Hoekstra", "Müller", "Hart", "Núñez", "Zandbergen", "Li", "Wit", "El Amrani"]
PREFIX = ["", "van", "van der", "de", "van de", "in 't", "ter", "op den", "von"]
LEET = str.maketrans("oieast", "013457")
CYRILLIC = str.maketrans("aeopcyx", "аеорсух")
AROUND = ["Gaat over {}.", "({})", "{}: pagina 3", "> {}\n", "foto_{}_2.jpg", "Aan {}, hier", "{}’s adres"]


def notations(first: str, prefix: str, surname: str) -> Iterator[str]:
    family = f"{prefix} {surname}".strip()
    short = " ".join(word[0] + "." for word in prefix.split())
    squeezed = "".join(word[0] for word in prefix.split())
    for written in (f"{first} {family}", f"{family}, {first}", f"{surname}, {first} {prefix}".strip(), f"{family} {first}"):
        yield written
        yield written.upper()
        yield written.lower()
        yield written.replace(" ", "\u00a0")
        yield "\u200b".join(written)
        yield written.replace(" ", "  \n ")
        yield written.replace(" ", "-").lower()
        yield written.replace(" ", "_")
        yield written.replace(" ", "%20")
        yield written.translate(CYRILLIC)
    yield from (
        f"{first[0]}. {family}",
        f"{first[0]}.M. {family}",
        f"{first[0]} {family}",
        f"{surname}, {first[0]}. {prefix}".strip(),
    )
    yield from (f"{first} {short} {surname}", f"{first} {squeezed} {surname}", f"{first} {prefix.replace(' ', '')} {surname}")
    yield from (f"{first} {surname}", f"{first} M. {family}", f"{first.lower()}{family.replace(' ', '').lower()}")
    yield from (f"{first}.{family.replace(' ', '')}".lower(), f"{first} {family}-Jansen", f"{first} Jansen-{family}")
    yield from (f"mevrouw {family}", f"de heer {surname.lower()}", f"fam. {family.lower()}", f"agent {surname}")
    yield " ".join(f"{first}{family}".replace(" ", ""))


def test_no_full_name_passes_in_any_notation() -> None:
    choose, tried = random.Random(20261123), 0
    for _ in range(70):
        first, second = choose.sample(GIVEN, 2)
        prefix, surname = choose.choice(PREFIX), choose.choice(SURNAMES)
        name = Name(FamilyName(surname, prefix), (first, second), choose.choice([first, ""]))
        own = [Identifier(IdentifierKind.NAME, full) for full in name.full()]
        for notation in notations(first, prefix, surname):
            text = choose.choice(AROUND).format(notation)
            assert IdentifierKind.NAME in leaks(text, own), (name, notation, text)
            tried += 1
    assert tried > 4000


@pytest.mark.parametrize(
    "text",
    [
        "Joke van der Berg-de Wit",
        "J.M. de Wit - van der Berg",
        "mw. De Wit",
        "J0ke v4n der B3rg",
        "J.M. v/d Berg",
        "JM vd Berg",
        "Berg van der, J.",
        "BERG, J.M. VAN DER",
        "de Bergs",
        "jvanderberg",
        "jokedewit",
        "Joke Smit",
        "Smit, J.",
        "zijn vader Piet van der Berg",
        "pietvanderberg",
        "Joke van der &#66;erg",
        "Joke van der Bеrg",
    ],
)
def test_nothing_of_this_family_passes(joke: Profile, text: str) -> None:
    assert {IdentifierKind.NAME, IdentifierKind.RELATIVE} & set(leaks(text, joke.identifiers())), text


def test_one_slip_of_the_pen_hides_nobody() -> None:
    own = [Identifier(IdentifierKind.NAME, "Anna Zandbergen"), Identifier(IdentifierKind.NAME, "A.M. Zandbergen")]

    for text in ("anna zandbergn", "Anna M. Zandbregen", "zandbergem, anna"):
        assert leaks(text, own) == (IdentifierKind.NAME,), text
    assert leaks("anna zand bergt, anna zandbak", own) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Bergen op Zoom, IJsberg, bergruimte, de berg papier",
        "Het bericht is van der mate dat wij het melden",
        "Witboek, de witte pagina, dewitte",
        "De smit en de smid",
        "jokes over het werk",
        "Pieterburen, piet snot",
    ],
)
def test_words_that_only_hold_a_name_are_not_that_name(joke: Profile, text: str) -> None:
    assert leaks(text, joke.identifiers()) == ()


def test_a_surname_within_an_organisations_name_holds_nothing_back() -> None:
    own = [Identifier(IdentifierKind.NAME, "Anna van Dijk"), Identifier(IdentifierKind.EMPLOYER, "Gemeente Dijk en Waard")]

    assert leaks("Van Dijk Hosting, namens Gemeente Dijk en Waard", own, known=["Van Dijk Hosting"]) == ()
    assert leaks("Van Dijk Hosting, over mevrouw Van Dijk", own, known=["Van Dijk Hosting"]) == (IdentifierKind.NAME,)
    assert leaks("Van Dijk Hosting", own) == (IdentifierKind.NAME,)


def test_a_surname_that_is_a_word_of_our_letters_counts_only_with_more_beside_it() -> None:
    own = [Identifier(IdentifierKind.NAME, "Anna de Laat"), Identifier(IdentifierKind.NAME, "A. de Laat")]

    assert leaks("Laat ons weten wanneer; het is laat", own) == ()
    for text in ("Anna de Laat", "A. Laat", "mevrouw de Laat", "Laat, A. de"):
        assert leaks(text, own) == (IdentifierKind.NAME,), text
