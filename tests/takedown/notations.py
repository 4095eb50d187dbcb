"""Exposed values, and the ways in which somebody may write, wrap and hide them in what leaves: for tests alone."""

from __future__ import annotations

import base64
import json
import quopri
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from hypothesis import strategies as st

from domain.profile import IdentifierKind

GIVEN = ("Johanna", "Mehmet", "Zoë", "Jan-Willem", "Fatima", "Sjoerd", "Ömer", "Anneke", "Rutger", "Ilse")
SURNAMES = (
    *("Zandbergen", "Hoekstra", "Kuipers", "Aydın", "Verhoeven", "Núñez", "Timmermans", "Dijkgraaf", "El Amrani", "Postma"),
    *("Koopmans", "Wiersma", "Schouten", "Bouwmeester", "Vlasblom", "Kramer", "Molenaar", "Terpstra"),
)
PREFIX = ("", "", "van", "van der", "de", "van den", "ter")
STREETS = ("Lange Voorhout", "Eikendreef", "Burgemeester Meineszlaan", "Kanaalkade", "Sint Jansweg", "Prinses Irenestraat")
NUMBERS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
LATIN_TO_CYRILLIC = str.maketrans(
    dict(zip("abvgdezijklmnoprstufh", "абвгдезийклмнопрстуфх", strict=True))
    | {"w": "в", "c": "к", "y": "и", "q": "к", "x": "кс"}
)
HOMOGLYPHS = str.maketrans("aeopcyx", "аеорсух")
LEET = str.maketrans("oieast", "013457")
Value = tuple[IdentifierKind, str]


def _name() -> st.SearchStrategy[Value]:
    parts = st.tuples(st.sampled_from(GIVEN), st.sampled_from(PREFIX), st.sampled_from(SURNAMES))
    return parts.map(lambda one: (IdentifierKind.NAME, " ".join(part for part in one if part)))


def _address() -> st.SearchStrategy[Value]:
    parts = st.tuples(
        st.sampled_from(STREETS), st.integers(1, 399), st.from_regex(r"[1-9][0-9]{3}[A-EG-RT-Z]{2}", fullmatch=True)
    )
    return parts.map(lambda one: (IdentifierKind.ADDRESS, f"{one[0]} {one[1]}, {one[2]} Lindestad"))


def _plates() -> st.SearchStrategy[Value]:
    return st.from_regex(r"[BDFGHJKLNPRSTVXZ]{2}-[1-9][0-9]{2}-[BDFGHJKLNPRSTVXZ]", fullmatch=True).map(
        lambda one: (IdentifierKind.PLATE, one)
    )


def _iban() -> st.SearchStrategy[Value]:
    return st.integers(10**8, 10**10 - 1).map(lambda number: (IdentifierKind.IBAN, iban(f"{number:010d}")))


def iban(account: str) -> str:
    rest = "".join(str(int(char, 36)) for char in f"ABNA{account}NL00")
    return f"NL{98 - int(rest) % 97:02d}ABNA{account}"


_KINDS: tuple[st.SearchStrategy[Value], ...] = (
    _name(),
    _address(),
    st.from_regex(r"\+316[1-9][0-9]{7}", fullmatch=True).map(lambda one: (IdentifierKind.PHONE, one)),
    st.from_regex(r"[a-z]{3,8}[._]?[a-z0-9]{2,6}@(mail|post-bus)\.example", fullmatch=True).map(
        lambda one: (IdentifierKind.EMAIL, one)
    ),
    st.dates().filter(lambda one: 1930 <= one.year <= 2008).map(lambda one: (IdentifierKind.BIRTH_DATE, one.isoformat())),
    _plates(),
    _iban(),
    st.from_regex(r"[a-z]{4,7}[0-9]{2,4}", fullmatch=True).map(lambda one: (IdentifierKind.HANDLE, one)),
)
VALUES: st.SearchStrategy[Value] = st.one_of(*_KINDS)


def _spoken(text: str) -> str:
    return " ".join(NUMBERS[int(char)] for char in text if char.isdigit())


def _grouped(text: str) -> str:
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))


def _initials(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{first[0]}. {rest}"


def _turned(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{rest}, {first}"


def _date_in_figures(value: str) -> str:
    year, month, day = value.split("-")
    return f"{int(day)}/{int(month)}/{year}"


Notation = Callable[[str], str]
_COMMON: tuple[Notation, ...] = (
    str,
    str.upper,
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: "\u200b".join(text),
    lambda text: text.translate(HOMOGLYPHS),
    quote,
    lambda text: "".join(f"&#{ord(char)};" for char in text),
    lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
    lambda text: " ".join(text.replace(" ", "")),
)
_NOTATIONS: dict[IdentifierKind, tuple[Notation, ...]] = {
    IdentifierKind.NAME: (
        *_COMMON,
        str.lower,
        _initials,
        _turned,
        lambda text: text.replace(" ", ""),
        lambda text: text.replace(" ", "_"),
        lambda text: text.lower().translate(LEET).title(),
    ),
    IdentifierKind.ADDRESS: (
        *(notation for notation in _COMMON if notation is not quote),
        lambda text: text.partition(",")[0],
        lambda text: text.split(", ")[1][:6],
        lambda text: f"{text.split(', ')[1][:4]} {text.split(', ')[1][4:6].lower()}",
        lambda text: text.partition(",")[0].replace("straat", "str.").replace("laan", "ln"),
    ),
    IdentifierKind.PHONE: (
        *_COMMON,
        lambda text: "0" + text[3:],
        lambda text: f"0{text[3]}-{text[4:]}",
        lambda text: "0031" + _grouped(text[3:]),
        lambda text: _spoken("0" + text[3:]),
        lambda text: "".join(chr(0xFF10 + int(char)) for char in "0" + text[3:]),
        lambda text: "06 " + text[4:6] + "." + text[6:8] + "." + text[8:],
    ),
    IdentifierKind.EMAIL: (
        *(notation for notation in _COMMON if notation is not str.upper),
        str.upper,
        lambda text: text.replace("@", " (at) "),
        lambda text: text.replace("@", " apenstaartje ").replace(".", " punt "),
        lambda text: f"mailto:{text}",
    ),
    IdentifierKind.BIRTH_DATE: (str, _date_in_figures, lambda text: text.replace("-", ""), lambda text: "\u200b".join(text)),
    IdentifierKind.PLATE: (*_COMMON, str.lower, lambda text: text.replace("-", ""), lambda text: text.replace("-", " ")),
    IdentifierKind.IBAN: (*_COMMON, _grouped, str.lower, lambda text: _grouped(text).replace(" ", "-")),
    IdentifierKind.HANDLE: (str, str.upper, lambda text: f"@{text}", lambda text: f"https://kiekjes.example/{text}", quote),
}
#: Written in the letters of another script, by ear; for names that have only plain letters.
_CYRILLIC: Notation = lambda text: text.lower().translate(LATIN_TO_CYRILLIC)  # noqa: E731 - one of a family of lambdas
PLAIN_NAMES = frozenset({"Hoekstra", "Kuipers", "Postma", "Kramer", "Terpstra", "Vlasblom"})


@st.composite
def one_of_each(draw: st.DrawFn) -> list[tuple[IdentifierKind, str, str]]:
    """Of every kind one: (kind, value, the value in some notation)."""
    return [_written(draw, *draw(kind)) for kind in _KINDS]


def _written(draw: st.DrawFn, kind: IdentifierKind, value: str) -> tuple[IdentifierKind, str, str]:
    notations = _NOTATIONS[kind]
    if kind is IdentifierKind.NAME and value.rsplit(maxsplit=1)[-1] in PLAIN_NAMES and value.isascii():
        notations = (*notations, _CYRILLIC)
    return kind, value, draw(st.sampled_from(notations))(value)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _lines(text: str) -> str:
    return base64.encodebytes(text.encode()).decode()


#: How a part of a letter may be wrapped once more.
WRAPPINGS: tuple[Notation, ...] = (
    str,
    _base64,
    _lines,
    lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    lambda text: text.encode().hex(),
    lambda text: quopri.encodestring(text.encode(), quotetabs=True).decode(),
    lambda text: _base64(f"data: {_base64(text)}"),
    lambda text: json.dumps({"evidence": [{"payload": _base64(text)}]}),
)


def message(subject: str, body: str, files: Iterable[tuple[str, str, str]] = (), cte: str = "base64") -> bytes:
    """A whole message as it would leave; `files`: name, kind, content."""
    made = EmailMessage(policy=SMTP)
    made["From"] = "Meldpunt <meldpunt@politie.example>"
    made["To"] = "abuse@gids.example"
    made["Subject"] = subject
    made.set_content(body, charset="utf-8", cte="quoted-printable")
    for name, kind, content in files:
        main, _, sub = kind.partition("/")
        if main == "text":
            made.add_attachment(content, subtype=sub, charset="utf-8", cte=cte, filename=name)
        else:
            made.add_attachment(content.encode(), maintype=main, subtype=sub, cte="base64", filename=name)
    return made.as_bytes()
