"""Lindestad: the municipality that does not exist, its streets, and who might live there."""

from __future__ import annotations

CITY = "Lindestad"
NEXT_TOWN = "Zandwerve"
EMPLOYER = "Gemeente Lindestad"

#: Street with the letters of its postcode; 9910 is a number that the Dutch post does not use.
STREETS: tuple[tuple[str, str], ...] = (
    ("Kastanjelaan", "KL"),
    ("Molenstraat", "MS"),
    ("Parkweg", "PW"),
    ("Havenstraat", "HS"),
    ("Lindelaan", "LL"),
    ("Kerkplein", "KP"),
    ("Wilgenhof", "WH"),
    ("Dijkgraafweg", "DW"),
    ("Stationsstraat", "ST"),
    ("Merelstraat", "MR"),
    ("Vossenpad", "VP"),
    ("Oude Singel", "OG"),
)

FIRST_NAMES = (
    "Anneke", "Bart", "Carla", "Dirk", "Els", "Frits", "Gerda", "Hans", "Ilse", "Jeroen", "Karin", "Leo", "Marloes",
    "Niels", "Olga", "Peter", "Quirine", "Rob", "Sjoukje", "Tom", "Ursula", "Vincent", "Wilma", "Youssef", "Zoë",
)  # fmt: skip

FAMILY_NAMES = (
    "de Jong", "Jansen", "de Vries", "van Dijk", "Visser", "Smit", "Meijer", "de Boer", "Mulder", "de Groot", "Bos",
    "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker", "Brouwer", "Dijkstra", "Kok", "van der Meer", "Öztürk",
    "Kuipers", "Postma", "Wiersma", "van den Heuvel", "Prins", "Blom", "Huisman", "Schouten", "Veenstra", "Koster",
)  # fmt: skip
