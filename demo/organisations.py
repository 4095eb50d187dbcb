"""Who answers for each site, and in what manner: when it writes, what it says, and what it really does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reply:
    """A letter `after` the notice came; an automatic one goes to the envelope sender, a person's to Reply-To."""

    after: timedelta
    letter: str
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """`removes_after` None: it never does. `returns_after`: the record is bought again, once."""

    slug: str
    name: str
    mailbox: str
    ticket: str
    replies: tuple[Reply, ...]
    removes_after: timedelta | None = None
    returns_after: timedelta | None = None


def _at_once(letter: str) -> Reply:
    return Reply(timedelta(), letter, automatic=True)


ORGANISATIONS: tuple[Organisation, ...] = (
    Organisation(
        slug="adressengids",
        name="Adressengids klantenservice",
        mailbox="privacy@adressengids.example",
        ticket="AG-{year}-{number:05d}",
        replies=(_at_once("adressengids-receipt"), Reply(2 * _DAY, "adressengids-claim")),
        removes_after=_DAY,
    ),
    Organisation(
        slug="nummerzoeker",
        name="Telegegevens Nederland",
        mailbox="avg@nummerzoeker.example",
        ticket="TN{number:06d}",
        replies=(Reply(3 * _DAY + timedelta(hours=1), "nummerzoeker-claim"),),
        removes_after=3 * _DAY,
        returns_after=40 * _DAY,
    ),
    Organisation(
        slug="praatplein",
        name="Praatplein misbruikmeldingen",
        mailbox="abuse@praatplein.example",
        ticket="#{number:07d}",
        replies=(_at_once("praatplein-receipt"), Reply(_DAY, "praatplein-claim")),
    ),
    Organisation(
        slug="bedrijvenindex",
        name="Bedrijvenindex Media",
        mailbox="privacy@bedrijvenindex.example",
        ticket="BI-{number:04d}",
        replies=(_at_once("bedrijvenindex-receipt"),),
    ),
    Organisation(
        slug="kiekjes",
        name="Kiekjes Trust & Safety",
        mailbox="meldpunt@kiekjes.example",
        ticket="KK-{number:08d}",
        replies=(_at_once("kiekjes-receipt"), Reply(2 * _DAY, "kiekjes-refusal")),
    ),
    Organisation(
        slug="gemeente-lindestad",
        name="Webredactie gemeente Lindestad",
        mailbox="webredactie@gemeente-lindestad.example",
        ticket="W{year}-{number:03d}",
        replies=(Reply(timedelta(hours=21), "gemeente-lindestad-claim"),),
        removes_after=timedelta(hours=20),
    ),
    Organisation(
        slug="buurtbode",
        name="Redactie De Buurtbode",
        mailbox="redactie@buurtbode.example",
        ticket="{number:03d}",
        replies=(_at_once("buurtbode-receipt"), Reply(4 * _DAY + timedelta(hours=3), "buurtbode-claim")),
        removes_after=4 * _DAY,
    ),
    # they show strangers alone, so nobody writes to them; if somebody did, they would not answer
    *(
        Organisation(slug=slug, name=name, mailbox=f"{box}@{slug}.example", ticket="{number}", replies=())
        for slug, name, box in (
            ("handelsindex", "Handelsindex Data", "privacy"),
            ("lekmelder", "Stichting Lekmelder", "info"),
            ("zoekwijd", "Zoekwijd", "verwijderen"),
            ("buurtkanaal", "Buurtkanaal", "meldpunt"),
            ("omroep-lindestad", "Omroep Lindestad", "redactie"),
        )
    ),
)

#: What every organisation writes when a letter names nothing that it knows.
QUESTION = Reply(_DAY, "question")


def answering(address: str) -> Organisation | None:
    """The organisation that reads this address, whatever stands after a plus sign."""
    local, _, domain = address.strip("<> ").lower().partition("@")
    plain = f"{local.partition('+')[0]}@{domain}"
    return next((one for one in ORGANISATIONS if one.mailbox == plain), None)
