"""Running Dutch text: what stands around the records, with surnames that are also words, dates, sums and numbers in it, and
sentences that tell of one person."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from random import Random

from bench.dev_world.facts import SHARED
from bench.dev_world.written import Piece

_SENTENCES = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()

_CLAUSES = {
    "phone": ("Bellen kan op {}.", "Telefoon {}.", "Bereikbaar onder {}.", "Bel of app naar {} als je meer wilt weten."),
    "email": ("Mailen kan naar {}.", "E-mail: {}.", "Stuur een bericht naar {} voor de stukken."),
    "birth-date": ("{} dus dat wordt een feest.", "({})"),
    "age": ("{} inmiddels.", "{}."),
    "handle": ("Te vinden als {} op het forum.", "Account: {}."),
    "employer": ("Werkt bij {}.", "In dienst van {}."),
    "relative": ("({})",),
    "postcode": ("Postcode {}.",),
    "city": ("Woont in {}.", "Afkomstig uit {}."),
    "home": ("Woont aan de {}.", "Het adres is {}.", "Post kan naar {}."),
}
_OPENINGS = (
    "Gisteren sprak ik {} bij de kantine.",
    "{} heeft zich aangemeld als vrijwilliger.",
    "Contactpersoon is {}.",
    "{} nam het woord.",
    "Volgens {} ligt het anders.",
    "De aanvraag komt van {}.",
    "Met dank aan {}.",
    "Weet iemand wie {} is?",
)


def sentences(chance: Random, count: int) -> str:
    return " ".join(chance.choice(_SENTENCES) for _ in range(count))


def told(record: list[Piece], chance: Random) -> str:
    """The record as sentences, in its own order; street, postcode and city as one address."""
    parts: list[str] = []
    home: list[str] = []
    fields = {piece.field for piece in record}
    for piece in record:
        shown = piece.markup
        if piece.field == "name":
            parts.append(chance.choice(_OPENINGS).format(shown))
        elif piece.field == "street" or (home and piece.field in {"postcode", "city"}):
            home.append(shown)
            if "street" not in fields or piece.field == "city" or "city" not in fields:
                parts.append(chance.choice(_CLAUSES["home"]).format(_address(home)))
        else:
            parts.append(chance.choice(_CLAUSES[piece.field]).format(shown))
    return " ".join(parts)


def _address(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{parts[0]}, {' '.join(parts[1:])}"


@cache
def real_pages() -> tuple[str, ...]:
    """Real Dutch pages without people of ours, into which records can be put; none where the material is missing."""
    folder = SHARED / "nl-pages-misc" / "html"
    files = sorted(folder.glob("*.html.gz")) if folder.is_dir() else []
    pages = (gzip.decompress(file.read_bytes()).decode("utf-8", "replace") for file in files)
    return tuple(page for page in pages if "</body>" in page and len(page) < 120_000)
