"""The pages of the municipality's own site: ordinary words, and two teams whose contact persons stand on them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    work: str
    phone: str
    mailbox: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page; `contact` can be taken away while the page stays."""

    path: str
    title: str
    words: str
    contact: Contact | None = None


LEAVES: tuple[Leaf, ...] = (
    Leaf("/contact", "Contact", "Bel 14 0991 of kom langs in het stadhuis, Kerkplein 2. Wij zijn er van negen tot vijf."),
    Leaf("/organisatie", "Organisatie", "De gemeente heeft twee wijkteams, een servicepunt en een stadsarchief."),
    Leaf(
        "/organisatie/wijkteam-noord",
        "Wijkteam Noord",
        "Het wijkteam Noord is er voor de Merelstraat, de Wilgenhof en alles daarboven.",
        Contact("Joke van der Berg", "politieagent in uw wijk", "06 - 12 34 56 71", "joke@mail.example"),
    ),
    Leaf(
        "/organisatie/wijkteam-zuid",
        "Wijkteam Zuid",
        "Het wijkteam Zuid werkt vanuit het buurthuis aan de Havenstraat.",
        Contact("Pieter Bakker", "handhaver", "06 - 12 34 56 74", "pieter@mail.example"),
    ),
    Leaf("/afval", "Afval en grondstoffen", "Op dinsdag halen wij de groene container leeg, op vrijdag het oud papier."),
    Leaf("/paspoort", "Paspoort aanvragen", "Maak een afspraak en neem een pasfoto mee die niet ouder is dan zes maanden."),
    Leaf("/parkeren", "Parkeren", "Bewoners van het centrum vragen een vergunning aan bij het servicepunt."),
    Leaf("/bestuur", "Bestuur", "De raad vergadert elke tweede donderdag van de maand in de oude raadzaal."),
    Leaf("/privacy", "Privacy", "Hoe de gemeente omgaat met persoonsgegevens, en hoe u uw rechten gebruikt."),
    Leaf("/nieuws", "Nieuws", "Het laatste nieuws uit Lindestad."),
    Leaf("/nieuws/leilindes", "Leilindes gesnoeid", "De leilindes op het Kerkplein zijn gesnoeid, een dag eerder dan gepland."),
    Leaf("/nieuws/spoortunnel", "Spoortunnel weer open", "De pomp is vervangen en de tunnel is sinds maandag weer open."),
    Leaf("/nieuws/buurtbus", "Buurtbus zoekt chauffeurs", "Twaalf vrijwilligers rijden al; er is plaats voor meer."),
)
