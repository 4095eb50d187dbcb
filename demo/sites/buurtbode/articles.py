"""What stood in the Buurtbode, the neighbourhood paper, and stands in its archive ever since."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    number: int
    printed: str
    title: str
    words: tuple[str, ...]


ARTICLES: tuple[Article, ...] = (
    Article(201, "7 januari", "Nieuwjaarsduik in de Oude Singel", ("Zeventien duikers, één bibberende burgemeester.",)),
    Article(202, "14 januari", "Kerstbomen ingezameld", ("De jeugd bracht 412 bomen naar het Kerkplein, een record.",)),
    Article(203, "21 januari", "IJsvereniging hoopt op vorst", ("De baan ligt er, nu het ijs nog. Een coördinator is er al.",)),
    Article(
        204,
        "4 februari",
        "Straatfeest Molenstraat: wie doet er mee?",
        (
            "Op de eerste zaterdag van juni is er weer een straatfeest, met barbecue en een rommelmarkt.",
            "Aanmelden kan bij Mehmet Yildirim, Molenstraat 27, 9910 MS Lindestad, of bel 06-12345672.",
            "Ideeën zijn welkom, een partytent ook.",
        ),
    ),
    Article(
        205,
        "11 februari",
        "Dank aan de vrijwilligers van de haven",
        ("Pieter Bakker, Havenstraat 41 in Lindestad, hing alle lampjes op. De rederij schonk café complet.",),
    ),
    Article(206, "18 februari", "Zaalvoetbal: winst in de slotminuut", ("Het eerste team klimt naar de zesde plaats.",)),
    Article(207, "4 maart", "Bibliotheek langer open", ("Voortaan ook op maandagavond, mét koffie.",)),
    Article(208, "11 maart", "Koor zoekt bassen", ("Repetitie op woensdag in de kerkzaal. Noten lezen hoeft niet.",)),
    Article(209, "18 maart", "Lentemarkt trekt drukte", ("Geraniums, kaas en een draaiorgel: het was reünie en markt ineen.",)),
    Article(210, "1 april", "Linde van goud gevonden", ("Ja, ook wij trapten erin.",)),
)
