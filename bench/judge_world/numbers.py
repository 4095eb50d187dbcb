"""How people write a telephone number, and an e-mail address that robots should not read."""

from __future__ import annotations

import random

_DIGITS = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_FULLWIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def phone_plainly(chance: random.Random, number: str) -> str:
    area, rest = split_area(number)
    return chance.choice((f"{area}-{rest}", f"{area} {rest}", f"{area}{rest}"))


def split_area(number: str) -> tuple[str, str]:
    """Of +31612345678: 06 and 12345678; of a landline the area code, of three or four digits."""
    national = f"0{number[3:]}"
    size = 2 if national.startswith("06") else 3 if national[:3] in _SHORT_AREAS else 4
    return national[:size], national[size:]


_SHORT_AREAS = frozenset(
    [
        "010",
        "013",
        "015",
        "020",
        "023",
        "024",
        "026",
        "030",
        "033",
        "035",
        "036",
        "038",
        "040",
        "043",
        "045",
        "046",
        "050",
        "053",
        "055",
        "058",
        "070",
        "071",
        "072",
        "073",
        "074",
        "075",
        "076",
        "077",
        "078",
        "079",
        "085",
    ]
)


def phone_oddly(chance: random.Random, number: str) -> tuple[str, str]:
    """The notation by name, and the number written so."""
    area, rest = split_area(number)
    pairs = " ".join(rest[at : at + 2] for at in range(0, len(rest), 2))
    half = f"{rest[: len(rest) // 2]} {rest[len(rest) // 2 :]}"
    abroad = area[1:]
    plain = area + rest
    ways = {
        "dashed": f"{area} - {pairs}",
        "dots": f"{area}.{pairs.replace(' ', '.')}",
        "grouped": f"{area} {half}",
        "pairs": f"{area} {pairs}",
        "plus": f"+31 {abroad} {rest}",
        "plus-tight": f"+31{abroad}{rest}",
        "plus-zero": f"+31 (0){abroad} {half}",
        "plus-zero-dash": f"+31(0){abroad}-{rest}",
        "0031": f"0031{abroad}{rest}",
        "0031-spaced": f"0031 {abroad} {pairs}",
        "0031-zero": f"0031 (0){abroad} {half}",
        "brackets": f"({area}) {half}",
        "country-brackets": f"(+31) {abroad} {rest}",
        "slash": f"{area}/{rest}",
        "long-dash": f"{area}–{rest}",
        "no-break": f"{area}\u00a0{pairs.replace(' ', chr(160))}",
        "spaced": " ".join(plain),
        "dash-spaced": "-".join((area, *pairs.split())),
        "words": " ".join(_DIGITS[int(digit)] for digit in plain),
        "letter-o": plain.replace("0", "o") if chance.random() < 0.5 else f"{area.replace('0', 'O')} {pairs}",
        "fullwidth": f"{area}-{rest}".translate(_FULLWIDTH),
        "keycaps": "".join(f"{digit}\ufe0f\u20e3" for digit in plain),
    }
    weights = [1 if way in {"letter-o", "fullwidth", "keycaps"} else 2 for way in ways]
    return chance.choices(list(ways.items()), weights)[0]


def email_oddly(chance: random.Random, email: str) -> tuple[str, str]:
    """The way by name, and the address for people alone."""
    local, domain = email.split("@")
    pairs = {
        "[at]": ("[at]", "."),
        "(at)": ("(at)", "."),
        " at ": (" at ", "."),
        "at-punt": (" at ", " punt "),
        "[at]-[punt]": ("[at]", "[punt]"),
        "apenstaartje": (" apenstaartje ", " punt "),
        "(at)-(dot)": ("(at)", "(dot)"),
        "AT-DOT": (" AT ", " DOT "),
        "{at}": ("{at}", "."),
        "(apestaart)": (" (apestaart) ", "."),
        "spaced": (" @ ", "."),
        "[ at ]": (" [ at ] ", " [ dot ] "),
    }
    way, (at, dot) = chance.choice(list(pairs.items()))
    return way, f"{local.replace('.', dot) if 'punt' in way or 'dot' in way.lower() else local}{at}{domain.replace('.', dot)}"
