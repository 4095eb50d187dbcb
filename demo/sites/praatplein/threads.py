"""What the people of Lindestad say on Praatplein: threads of posts, some of which name a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Post:
    number: int
    author: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    number: int
    board: str
    title: str
    posts: tuple[Post, ...]


BOARDS = {"buurt": "Buurt en straat", "verkeer": "Verkeer en parkeren", "tuin": "Tuin en balkon"}

_SMALL_TALK = (
    ("buurt", "Wie heeft er nog verhuisdozen over?", "Wij verhuizen over drie weken.", "Kom maar langs bij de kringloop."),
    ("buurt", "Stroomstoring gisteravond", "Bij ons lag alles plat tot tien uur.", "Hier ook, de hele Merelstraat donker."),
    ("buurt", "Oud papier wordt niet opgehaald", "De container staat er nu een week.", "Bellen met het servicepunt helpt."),
    ("buurt", "Vuurwerk in november", "Elke avond knallen bij het station.", "Onze hond durft niet meer naar buiten."),
    ("buurt", "Glasvezel in Zandwerve", "Weet iemand wanneer ze beginnen?", "In het voorjaar, staat in de brief."),
    ("buurt", "Speeltuin Vossenpad", "De schommel is al maanden stuk.", "Ik heb het gemeld, er komt een nieuwe."),
    ("verkeer", "Drempel op de Dijkgraafweg", "Die nieuwe drempel is veel te hoog.", "Rij dan dertig, dat is het idee."),
    ("verkeer", "Parkeren bij het Kerkplein", "Wat kost een vergunning tegenwoordig?", "Vorig jaar veertig euro."),
    ("verkeer", "Fietspad onder het spoor", "Het staat weer blank.", "De pomp is stuk, ze wachten op een onderdeel."),
    ("verkeer", "Bus 12 rijdt niet meer", "Hoe moeten de ouderen nu naar het dorp?", "Er komt een buurtbus met vrijwilligers."),
    ("tuin", "Slakken in de hosta's", "Bier helpt niet, koffie ook niet.", "Een egelhuisje, dat werkt bij mij."),
    ("tuin", "Stekjesruil zaterdag", "Om tien uur bij de Lindelaan.", "Ik neem geraniums mee."),
    ("tuin", "Buxusmot is terug", "Alles kaal in een week.", "Haal ze weg en zet taxus."),
    ("tuin", "Wie snoeit een leilinde?", "Zelf durf ik het niet meer.", "De hovenier uit Zandwerve doet het netjes."),
)


def _chat(index: int, board: str, title: str, first: str, second: str) -> Thread:
    number = 410 + index
    posts = (
        Post(number * 10, "lindeblad", "3 maart, 19:04", first),
        Post(number * 10 + 1, "stadsmus", "3 maart, 21:37", second),
    )
    return Thread(number, board, title, posts)


_EXPOSING = Thread(
    402,
    "verkeer",
    "Bon op de Oude Singel, wie nog meer?",
    (
        Post(3105, "rode_kever", "12 april, 08:15", "Weer een bon voor stilstaan bij de school. Vijf minuten!"),
        Post(
            3106,
            "straatnieuws",
            "12 april, 08:49",
            "Die bonnen schrijft Joke van der Berg, ze woont gewoon Kastanjelaan 8 bis, 9910 KL Lindestad. "
            "Bel haar zelf maar: 06-12345671.",
        ),
        Post(3107, "stadsmus", "12 april, 09:20", "Zoiets zet je toch niet op een forum? Doe normaal."),
    ),
)

_COURT = Thread(
    403,
    "buurt",
    "Uitspraak over het Kerkplein",
    (
        Post(3140, "lindeblad", "2 mei, 12:01", "De terrassen mogen blijven, zegt de rechtbank."),
        Post(
            3141,
            "straatnieuws",
            "2 mei, 12:40",
            "Rechter Sanne Hoekstra zeker. Die zit zelf rustig op Parkweg 113 in Lindestad, 06-12345673.",
        ),
        Post(3142, "rode_kever", "2 mei, 13:05", "En Pieter Bakker van handhaving (Havenstraat 41, Lindestad) keek weer toe."),
    ),
)

_RULES = Thread(
    401,
    "buurt",
    "Huisregels van Praatplein",
    (Post(3001, "beheer", "1 januari, 00:00", "Blijf vriendelijk, geen reclame, en meld wat niet door de beugel kan."),),
)

THREADS: tuple[Thread, ...] = (
    _RULES,
    _EXPOSING,
    _COURT,
    *(_chat(index, *row) for index, row in enumerate(_SMALL_TALK)),
)
