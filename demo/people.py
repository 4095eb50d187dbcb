"""The fictional people of Lindestad: four employees and the staff that works with luwte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from demo.home_town import CITY, EMPLOYER

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody with a public task. `fields` has the shape of a profile line of the contract.

    `where` names the sources on which they really stand, so that a test can tell what luwte should have found.
    """

    slug: str
    shown: str
    work: str
    unit: str
    mailbox: str
    fields: Fields = field(repr=False)
    consents: bool = True
    withdraws: bool = False
    mandate: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works with luwte; `role` is a value of domain.roles.Role. Nobody judges a finding about their own `unit`."""

    slug: str
    shown: str
    role: str
    unit: str
    mailbox: str


JOKE = Employee(
    slug="joke",
    shown="Joke van der Berg",
    work="politieagent",
    unit="Wijkteam Noord",
    mailbox="j.vanderberg@lindestad.example",
    mandate=("gdpr17", "gdpr21", "delist", "broker", "onward"),
    where=("adressengids", "praatplein", "gemeente-lindestad"),
    fields={
        "id": "joke",
        "given_names": ["Johanna", "Maria"],
        "calling_name": "Joke",
        "prefix": "van der",
        "surname": "Berg",
        "partner": {"prefix": "de", "surname": "Wit"},
        "birth_date": "1971-03-14",
        "phones": ["+31612345671"],
        "emails": ["joke@mail.example"],
        "handles": ["jokeb71"],
        "addresses": [
            {"street": "Kastanjelaan", "number": "8", "addition": "bis", "postcode": "9910KL", "city": CITY},
        ],
        "employer": EMPLOYER,
        "relatives": ["Piet de Wit"],
    },
)

MEHMET = Employee(
    slug="mehmet",
    shown="Mehmet Yıldırım",
    work="handhaver",
    unit="Handhaving",
    mailbox="m.yildirim@lindestad.example",
    mandate=("gdpr17", "gdpr21", "delist", "broker", "onward"),
    where=("nummerzoeker", "bedrijvenindex", "kiekjes", "buurtbode"),
    fields={
        "id": "mehmet",
        "given_names": ["Mehmet", "Ali"],
        "calling_name": "Mehmet",
        "surname": "Yıldırım",
        "birth_date": "1984-09-02",
        "phones": ["+31612345672"],
        "emails": ["mehmet@mail.example"],
        "handles": ["mehmetfotografeert"],
        "addresses": [{"street": "Molenstraat", "number": "27", "postcode": "9910MS", "city": CITY}],
        "employer": EMPLOYER,
    },
)

SANNE = Employee(
    slug="sanne",
    shown="Sanne Hoekstra",
    work="rechter",
    unit="Rechtbank",
    mailbox="s.hoekstra@lindestad.example",
    withdraws=True,
    where=("adressengids", "praatplein"),
    fields={
        "id": "sanne",
        "given_names": ["Sanne", "Elisabeth"],
        "calling_name": "Sanne",
        "surname": "Hoekstra",
        "birth_date": "1979-11-30",
        "phones": ["+31612345673"],
        "emails": ["sanne@mail.example"],
        "addresses": [{"street": "Parkweg", "number": "113", "postcode": "9910PW", "city": CITY}],
        "employer": EMPLOYER,
    },
)

PIETER = Employee(
    slug="pieter",
    shown="Pieter Bakker",
    work="handhaver",
    unit="Handhaving",
    mailbox="p.bakker@lindestad.example",
    consents=False,
    where=("adressengids", "nummerzoeker", "praatplein", "gemeente-lindestad", "buurtbode"),
    fields={
        "id": "pieter",
        "given_names": ["Pieter"],
        "calling_name": "Pieter",
        "surname": "Bakker",
        "birth_date": "1990-05-21",
        "phones": ["+31612345674"],
        "emails": ["pieter@mail.example"],
        "addresses": [{"street": "Havenstraat", "number": "41", "postcode": "9910HS", "city": CITY}],
        "employer": EMPLOYER,
    },
)

EMPLOYEES = (JOKE, MEHMET, SANNE, PIETER)

STAFF = (
    Colleague("nadia", "Nadia el Amrani", "specialist", "Weerbaarheid", "n.elamrani@lindestad.example"),
    Colleague("ruud", "Ruud Verhoeven", "specialist", "Weerbaarheid", "r.verhoeven@lindestad.example"),
    Colleague("marijke", "Marijke Postma", "coordinator", "Veiligheid", "m.postma@lindestad.example"),
    Colleague("ineke", "Ineke van Dam", "legal", "Juridische Zaken", "i.vandam@lindestad.example"),
    Colleague("tjeerd", "Tjeerd Wiersma", "dpo", "Privacy", "t.wiersma@lindestad.example"),
)


def age(born: date, today: date) -> int:
    """Whole years lived on that day, as a people-search site would print it."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
