"""What else stands on a page: sentences in which common words look like names, places and numbers, and dates that are no
telephone numbers. Own words."""

from __future__ import annotations

import random

_DUTCH = (
    "De Bakker op de hoek is maandag dicht; De Vries wint het weer eens van de dooi.",
    "Groen licht voor het plan rond de Brink, meldt de Wijkraad.",
    "In het Bos mag tot 15 juli niet worden gestookt.",
    "Jong en oud kwam zaterdag bijeen in de kantine, waar Mark de muziek deed.",
    "Volgens besluit 2024/0613-22 vervalt de regeling per 01-09-2025.",
    "Onder nummer 0612 staat het perceel kadastraal bekend als sectie K.",
    "Wie nog loten heeft, levert die in bij de balie (kamer 2.14).",
    "Vos gezien bij de Molen: houd uw kippen binnen.",
    "De opbrengst was € 1.234,50, tegen € 987,25 vorig jaar.",
    "Het bestuur bedankt alle vrijwilligers van harte voor hun inzet.",
    "Trein 5612 van 10.47 uur vervalt; reis via Zwolle.",
    "Koning Winter liet lang op zich wachten, maar de Visser stond er al om 6 uur.",
    "Smit en Mulder waren vroeger beroepen, geen namen.",
    "Zie voor de spelregels artikel 12, lid 3, onder b.",
    "Roos, Iris en Jasmijn bloeien dit jaar vroeg in de Tuin van de Buren.",
    "Wij zoeken per direct een hulp voor 12 uur in de week.",
    "IBAN NL00 BANK 0123 4567 89 is het nieuwe rekeningnummer van de stichting.",
    "De Wit of de Bruin: kies uw brood bij het buffet van 's middags.",
    "Parkeren kan op het Kerkplein, vanaf daar is het vijf minuten lopen.",
    "De einduitslag werd 3-2, na een ruststand van 1-2.",
    "Voor het ontwerp tekende een bureau uit Delft, 1012 m2 in totaal.",
    "Het artikel (ISBN 978-90-123-4567-8) is in de winkel te koop.",
    "Peters bakfiets en Jans hamer lagen nog in de schuur.",
    "Vergeet niet: de klok gaat zondag een uur terug.",
    "Op de hoek van de Lindenlaan en de Sportlaan komt een rotonde.",
    "Wegens ziekte is de huisartsenpost deze week minder bereikbaar.",
)
_ENGLISH = (
    "Mark the date: the young bakers of Long Lane open on 14 March.",
    "A fox was seen near the mill; King and Queen held court at the Bell Inn.",
    "Order 2025-0614 was shipped in 12 boxes of 1,234 parts each.",
    "In the end the visitors won 3-2 after extra time.",
    "The van broke down near Den Bosch, so dinner was late.",
)
_GERMAN = (
    "Die Bäcker und Müller der Stadt Bonn treffen sich am 14. Mai im Vereinsheim.",
    "Sie finden uns am Markt 3; die Peters-Kirche liegt gegenüber.",
    "Der Fuchs (Vos) war schneller als der Jäger, meint Jan.",
    "Das Ergebnis lautet 3:2, Spielnummer 0612 34 aus Gruppe B.",
    "Bitte überweisen Sie 25,00 Euro bis zum 01.09.2025.",
)
_OF = {"nl": _DUTCH, "en": _ENGLISH, "de": _GERMAN}


def sentences(chance: random.Random, count: int, language: str = "nl") -> str:
    return " ".join(chance.choice(_OF[language]) for _ in range(count))


def heading(chance: random.Random) -> str:
    return chance.choice(
        (
            "Nieuws uit de buurt",
            "Agenda",
            "Van het bestuur",
            "Laatste berichten",
            "Mededelingen",
            "Ingezonden",
            "Archief 2019",
            "Wie is wie",
        )
    )
