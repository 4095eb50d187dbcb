"""Running Dutch text: what stands around the records, with surnames that are also words, dates, sums and numbers in it, and
sentences that tell of one person."""

from __future__ import annotations

import gzip
from functools import cache
from random import Random

from bench.dev_world.facts import SHARED
from bench.dev_world.written import Piece

_SENTENCES = """De bakker op de hoek gaat na 28 jaar dicht.
Het bestuur vergadert op 14 maart om 20.00 uur in het dorpshuis.
Groen is dit jaar de kleur van de club, zei de voorzitter.
De vos is terug in het bos bij de grote plas.
Wie nog een visser zoekt voor de wedstrijd van zaterdag, kan zich melden bij de kantine.
De gemeente steekt 125.000 euro in het nieuwe plein.
Er werden 1975 bomen geplant langs de dijk.
Mulder en Smit speelden gelijk, en dat was terecht.
De Groot liet het hoofd niet hangen na de 3-1.
Volgens de politie reed de auto met 87 kilometer per uur door de Kerkstraat.
Peters verving Hendriks in de 63e minuut.
Vanaf 1 september 2026 gelden de nieuwe tarieven: 12,50 per maand.
Het recept vraagt 250 gram meel, 2 eieren en een snuf zout.
Meer weten? Kom langs tussen 09.00 en 17.00 uur.
De school telt 412 leerlingen en 31 leraren.
Bos en Berg is de naam van de nieuwe wandelroute van 14 kilometer.
In de jonge jaren van de vereniging was er geen kleedkamer.
Koning winter bleef weg, maar de schaatsers niet.
Het bedrijf is ingeschreven onder nummer 24317765.
Van Dijk tot dijk loopt het pad, en dan naar het water.
Wij betalen aan rekening 4412 van de penningmeester.
De kok van het jaar werkte eerst bij een kleine zaak in de stad.
Op pagina 12 staat de uitslag van de puzzel.
De lange zomer van 2018 was droog; de boeren weten het nog.
Een vrouw van 45 jaar raakte licht gewond.
Hij kwam met de trein van 08.14 uur en ging met die van 17.52 uur terug.
De commissie adviseert het college over artikel 5.2 lid 3.
Zij wonnen met 21-18, 19-21 en 21-16.
De timmerman, de slager en de kuiper hadden elk een eigen straat.
Reacties zijn welkom tot en met vrijdag.
Het water stond 4 meter boven NAP.
De jury vond het werk sterk, eigen en goed geschreven.
Wie dit leest is te laat voor de aanmelding.
De kosten bedragen € 1.245,00 exclusief btw.
Bij de brug is het druk op zaterdag.
Er is plaats voor 60 deelnemers; vol is vol.""".split("\n")

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
_OPENINGS = ("Gisteren sprak ik {} bij de kantine.", "{} heeft zich aangemeld als vrijwilliger.", "Contactpersoon is {}.", "{} nam het woord.",
             "Volgens {} ligt het anders.", "De aanvraag komt van {}.", "Met dank aan {}.", "Weet iemand wie {} is?")  # fmt: skip


def sentences(chance: Random, count: int) -> str:
    return " ".join(chance.choice(_SENTENCES) for _ in range(count))


def told(record: list[Piece], chance: Random, *, html: bool = True) -> str:
    """The record as sentences, in its own order; street, postcode and city as one address."""
    parts: list[str] = []
    home: list[str] = []
    fields = {piece.field for piece in record}
    for piece in record:
        shown = piece.markup if html else piece.text
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
