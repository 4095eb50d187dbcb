"""How a name or number is kept from machines, by people who want it read by people: letters that look alike, that cannot be
seen, that stand for one another, or that lie in pieces.

Every disguise takes text and gives text, or `Markup` where it lies in the HTML."""

from __future__ import annotations

import random
import unicodedata

from markupsafe import Markup, escape

from bench.judge_world.lives import UNSPLIT, plain

INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad")
_INVISIBLE_ENTITIES = ("&#8203;", "&shy;", "&zwnj;", "&#x200D;", "&#xFEFF;")
CYRILLIC = dict(zip("aeopcxyijsABEKMHOPCTX", "аеорсхуіјѕАВЕКМНОРСТХ", strict=True))
GREEK = dict(zip("ovABEHIKMNOPTXYZ", "ονΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True))
LEET = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7", "b": "8"}
LEET_SIGNS = {"a": "@", "s": "$", "i": "!"}
_NEAR = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnm",
        [
            "wa",
            "es",
            "rt",
            "ty",
            "yr",
            "ui",
            "io",
            "op",
            "pl",
            "lo",
            "sz",
            "da",
            "sf",
            "dg",
            "fh",
            "gj",
            "hk",
            "jl",
            "kp",
            "xs",
            "zc",
            "xv",
            "cb",
            "vn",
            "bm",
            "nj",
        ],
        strict=True,
    )
)
_TRANSLITERATED = {
    **UNSPLIT,
    **str.maketrans({"ü": "ue", "ö": "oe", "ä": "ae", "Ü": "Ue", "Ö": "Oe", "Ä": "Ae", "Đ": "Dj", "đ": "dj"}),
}


def unseen(chance: random.Random, text: str, *, markup: bool) -> str:
    """With characters that show nothing inside its words, as characters or as entities."""
    inside = [at for at in range(1, len(text)) if text[at - 1].isalnum() and text[at].isalnum()]
    chosen = set(chance.sample(inside, min(len(inside), chance.randint(1, 4))))
    if markup and chance.random() < 0.4:
        entity = chance.choice(_INVISIBLE_ENTITIES)
        return Markup("").join(Markup(entity if at in chosen else "") + escape(letter) for at, letter in enumerate(text))
    return "".join(f"{chance.choice(INVISIBLE) if at in chosen else ''}{letter}" for at, letter in enumerate(text))


def alike(chance: random.Random, text: str) -> tuple[str, str]:
    """The alphabet by name, and the text with some letters, or all, taken from it."""
    way = chance.choices(("cyrillic", "greek", "fullwidth", "math"), (55, 20, 13, 12))[0]
    if way == "fullwidth":
        return way, "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    if way == "math":
        return way, "".join(_bold(one) for one in text)
    table = CYRILLIC if way == "cyrillic" else GREEK
    able = [at for at, one in enumerate(text) if one in table]
    if not able:
        return alike(chance, text)
    chosen = set(chance.sample(able, min(len(able), chance.choice((1, 2, 2, 3, 9)))))
    return way, "".join(table[one] if at in chosen else one for at, one in enumerate(text))


def _bold(letter: str) -> str:
    if "a" <= letter <= "z":
        return chr(0x1D41A + ord(letter) - 97)
    return chr(0x1D400 + ord(letter) - 65) if "A" <= letter <= "Z" else letter


def in_pieces(chance: random.Random, text: str) -> Markup:
    """Each word or half word in an element of its own, none of which shows."""
    pairs = (
        ("<b>", "</b>"),
        ("<span>", "</span>"),
        ("<em>", "</em>"),
        ('<font color="#333">', "</font>"),
        ("<mark>", "</mark>"),
    )
    made = Markup("")
    for at, word in enumerate(text.split(" ")):
        cut = chance.randrange(1, len(word)) if len(word) > 2 else len(word)
        before, after = chance.choice(pairs)
        middle = chance.choice(("", "", "<wbr>", "<!-- -->", "<span></span>"))
        made += Markup(" " if at else "") + Markup(before) + escape(word[:cut]) + Markup(after + middle) + escape(word[cut:])
    return made


def cased(chance: random.Random, text: str) -> tuple[str, str]:
    way = chance.choices(("upper", "lower", "mixed"), (45, 45, 10))[0]
    if way == "mixed":
        return way, "".join(one.upper() if at % 2 else one.lower() for at, one in enumerate(text))
    return way, text.upper() if way == "upper" else text.lower()


def accents(chance: random.Random, text: str) -> tuple[str, str]:
    """Without accents, written out, taken apart, or the letter ij in another way. Needs text that has one of these."""
    ways: dict[str, str] = {}
    if plain(text) != text:
        ways = {
            "stripped": plain(text),
            "transliterated": plain(text.translate(_TRANSLITERATED)),
            "nfd": unicodedata.normalize("NFD", text),
        }
    if "ij" in text.lower():
        ways["ij-one-letter"] = text.replace("ij", "ĳ").replace("IJ", "Ĳ")
        ways["y"] = text.replace("ij", "y").replace("IJ", "Y").replace("Ij", "Y")
    return chance.choice([(way, made) for way, made in ways.items() if made != text])


def has_accents(text: str) -> bool:
    return plain(text) != text or "ij" in text.lower()


def mistyped(chance: random.Random, word: str) -> tuple[str, str]:
    """One slip of the finger: the way by name, and the word. Never the first letter."""
    at = chance.randrange(1, len(word) - 1)
    while not word[at].isalpha() or not word[at + 1].isalpha():
        at = chance.randrange(1, len(word) - 1)
    way = chance.choices(("wrong", "missing", "twice", "swapped"), (35, 30, 25, 10))[0]
    near = chance.choice(_NEAR.get(plain(word[at]).lower() or "x", "e"))
    made = {
        "wrong": word[:at] + near + word[at + 1 :],
        "missing": word[:at] + word[at + 1 :],
        "twice": word[:at] + word[at] + word[at:],
        "swapped": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }
    return (way, made[way]) if made[way] != word else mistyped(chance, word)


def mistypable(word: str) -> bool:
    letters = [at for at in range(1, len(word) - 1) if word[at].isalpha() and word[at + 1].isalpha()]
    return len(word) > 4 and len(letters) > 1


def leet(chance: random.Random, text: str) -> tuple[str, str]:
    """Figures (or, now and then, signs) for one to four letters. Needs a letter that has one."""
    table = LEET if chance.random() < 0.9 else {**LEET, **LEET_SIGNS}
    able = [at for at, one in enumerate(text) if one in table]
    chosen = set(chance.sample(able, min(len(able), chance.choice((1, 2, 3, 4)))))
    return "figures" if table is LEET else "signs", "".join(table[one] if at in chosen else one for at, one in enumerate(text))
