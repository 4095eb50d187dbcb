"""How phone numbers, e-mail addresses, postcodes, house numbers and dates are written; each notation has its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from bench.dev_world.places import SHORT_AREAS
from bench.dev_world.written import Piece
from domain.profile import Address

_DIGITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_YEAR = "januari februari maart april mei juni juli augustus september oktober november december"
_MONTHS = _YEAR.split()
_ENGLISH = "January February March April May June July August September October November December".split()  # noqa: SIM905
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _in(digits: str, *sizes: int, by: str = " ") -> str:
    """Digits in groups; the last group takes the rest."""
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return by.join([*groups, digits[at:]] if digits[at:] else groups)


#: From the national number without its 0, and how many digits of it are the area code.
PHONES: dict[str, Callable[[str, int], str]] = {
    "": lambda n, a: f"0{n[:a]}-{n[a:]}",
    "phone-together": lambda n, _: f"0{n}",
    "phone-space": lambda n, a: f"0{n[:a]} {n[a:]}",
    "phone-spaced-dash": lambda n, a: f"0{n[:a]} - {n[a:]}",
    "phone-pairs": lambda n, a: f"0{n[:a]}-{_in(n[a:], 2, 2, 2)}",
    "phone-threes": lambda n, a: f"0{n[:a]} {_in(n[a:], 3, 3)}",
    "phone-fours": lambda n, a: f"0{n[:a]} {_in(n[a:], 4)}",
    "phone-dots": lambda n, a: f"0{n[:a]}.{_in(n[a:], 2, 2, 2, by='.')}",
    "phone-international": lambda n, _: f"+31{n}",
    "phone-international-space": lambda n, a: f"+31 {n[:a]} {n[a:]}",
    "phone-international-zero": lambda n, a: f"+31 (0){n[:a]} {_in(n[a:], 2, 2, 2)}",
    "phone-international-dash": lambda n, a: f"+31-{n[:a]}-{n[a:]}",
    "phone-double-zero": lambda n, _: f"0031{n}",
    "phone-double-zero-space": lambda n, a: f"0031 {n[:a]} {n[a:]}",
    "phone-brackets": lambda n, a: f"(0{n[:a]}) {n[a:]}",
    "phone-slash": lambda n, a: f"0{n[:a]}/{n[a:]}",
    "phone-en-dash": lambda n, a: f"0{n[:a]} – {_in(n[a:], 4)}",
    "phone-nbsp": lambda n, a: f"0{n[:a]}\N{NO-BREAK SPACE}{_in(n[a:], 2, 2, 2, by=chr(0xA0))}",
}
DISGUISED_PHONES: dict[str, Callable[[str, int], str]] = {
    "obfuscated-phone-words": lambda n, _: " ".join(_DIGITS[int(one)] for one in f"0{n}"),
    "obfuscated-phone-word-area": lambda n, a: f"{' '.join(_DIGITS[int(one)] for one in f'0{n[:a]}')} {_in(n[a:], 4)}",
    "obfuscated-phone-letter-o": lambda n, _: f"0{n}".replace("0", "O"),
    "obfuscated-phone-spread": lambda n, _: " ".join(f"0{n}"),
    "obfuscated-phone-zero-width": lambda n, _: f"0{n[:3]}\u200b{n[3:6]}\u200b{n[6:]}",
    "obfuscated-phone-full-width": lambda n, a: f"0{n[:a]}-{n[a:]}".translate(_FULL_WIDTH),
    "obfuscated-phone-stars": lambda n, a: f"0{n[:a]}*{_in(n[a:], 2, 2, 2, by='*')}",
}
_PHONE_MARKUPS: dict[str, Callable[[str, int], tuple[str, str]]] = {
    "phone-link": lambda n, _: ("Bel mij", f'<a href="tel:+31{n}">Bel mij</a>'),
    "obfuscated-phone-tags": lambda n, a: (
        f"0{n[:a]}-{n[a:]}",
        f"0{n[:a]}-<span>{n[a : a + 3]}</span><span>{n[a + 3 :]}</span>",
    ),
}


def phone(number: str, field: str, chance: Random) -> Piece:
    """`number` as +31…; a quarter disguised, the others evenly over the notations."""
    national = number[3:]
    area = 1 if national[0] == "6" else 2 if national[:2] in SHORT_AREAS else 3
    if chance.random() < 0.07:
        name = chance.choice(sorted(_PHONE_MARKUPS))
        return Piece.marked(field, *_PHONE_MARKUPS[name](national, area), name)
    shapes = DISGUISED_PHONES if chance.random() < 0.2 else PHONES
    name = chance.choice(list(shapes))
    return Piece.plain(field, shapes[name](national, area), *filter(None, [name]))


EMAILS: dict[str, Callable[[str, str], str]] = {
    "": lambda local, host: f"{local}@{host}",
    "obfuscated-email-at-brackets": lambda local, host: f"{local}[at]{host}",
    "obfuscated-email-spoken": lambda local, host: f"{local} [at] {host.replace('.', ' [punt] ')}",
    "obfuscated-email-round": lambda local, host: f"{local}(at){host.replace('.', '(dot)')}",
    "obfuscated-email-apenstaart": lambda local, host: f"{local} apenstaartje {host.replace('.', ' punt ')}",
    "obfuscated-email-words": lambda local, host: f"{local} at {host.replace('.', ' dot ')}",
    "obfuscated-email-spaced": lambda local, host: f"{local} @ {host}",
    "email-upper": lambda local, host: f"{local.capitalize()}@{host.upper()}",
}
_EMAIL_MARKUPS: dict[str, Callable[[str], tuple[str, str]]] = {
    "email-link": lambda email: ("Mail mij", f'<a href="mailto:{email}">Mail mij</a>'),
    "obfuscated-email-entities": lambda email: (email, "".join(f"&#{ord(one)};" for one in email)),
    "obfuscated-email-tags": lambda email: (email, email.replace("@", "<span>@</span>")),
}


def email(address: str, chance: Random) -> Piece:
    """One in three plain."""
    names = [*list(EMAILS)[1:], *_EMAIL_MARKUPS]
    name = "" if chance.random() < 0.33 else chance.choice(names)
    if name in _EMAIL_MARKUPS:
        return Piece.marked("email", *_EMAIL_MARKUPS[name](address), name)
    return Piece.plain("email", EMAILS[name](*address.split("@")), *filter(None, [name]))


POSTCODES: dict[str, Callable[[str], str]] = {
    "": lambda code: f"{code[:4]} {code[4:]}",
    "postcode-together": lambda code: code,
    "postcode-lower": lambda code: code.lower(),
    "postcode-nl": lambda code: f"NL-{code[:4]} {code[4:]}",
    "postcode-nbsp": lambda code: f"{code[:4]}\N{NO-BREAK SPACE}{code[4:]}",
}


def _dashed(number: str, addition: str) -> str:
    return f"{number}-{addition}" if addition else number


NUMBERS: dict[str, Callable[[str, str], str]] = {
    "": lambda number, addition: (
        f"{number}{addition}" if len(addition) == 1 and addition.isalpha() else _dashed(number, addition)
    ),
    "number-space": lambda number, addition: f"{number} {addition}".strip(),
    "number-dash": _dashed,
    "number-word": lambda number, addition: f"nr. {_dashed(number, addition)}",
    "number-lower": lambda number, addition: f"{number}{addition.lower()}" if addition.isalpha() else _dashed(number, addition),
}


def postcode(code: str, chance: Random) -> Piece:
    name = "" if chance.random() < 0.5 else chance.choice(list(POSTCODES))
    return Piece.plain("postcode", POSTCODES[name](code), *filter(None, [name]))


def street(home: Address, chance: Random) -> Piece:
    """Street and number; one in eight abbreviates the street."""
    name = "" if chance.random() < 0.5 else chance.choice(list(NUMBERS))
    numbered = NUMBERS[name](home.number, home.addition)
    named, noise = home.street, [name] if numbered != NUMBERS[""](home.number, home.addition) else []
    if named.endswith("straat") and chance.random() < 0.12:
        named, noise = f"{named[:-4]}.", [*noise, "street-abbreviated"]
    return Piece.plain("street", f"{named} {numbered}", *noise)


DATES: dict[str, Callable[[date], str]] = {
    "": lambda day: f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
    "date-dashes": lambda day: f"{day.day:02d}-{day.month:02d}-{day.year}",
    "date-slashes": lambda day: f"{day.day}/{day.month}/{day.year}",
    "date-dots": lambda day: f"{day.day:02d}.{day.month:02d}.{day.year}",
    "date-iso": lambda day: day.isoformat(),
    "date-english": lambda day: f"{_ENGLISH[day.month - 1]} {day.day}, {day.year}",
    "date-english-short": lambda day: f"{day.day} {_ENGLISH[day.month - 1][:3]} {day.year}",
    "date-two-digits": lambda day: f"{day.day:02d}-{day.month:02d}-'{day.year % 100:02d}",
    "date-short": lambda day: f"{day.day} {_MONTHS[day.month - 1][:3]}. {day.year}",
}


def born(day: date, chance: Random) -> Piece:
    name = chance.choice(list(DATES))
    return Piece.plain("birth-date", f"geboren {DATES[name](day)}", *filter(None, [name]))
