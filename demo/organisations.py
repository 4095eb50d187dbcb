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
    """`removes_after` None: it never does. `returns_after`: the record is bought again, once. `later`: what it writes when it
    is asked about the same record again; `yields_to`: which request moves it, the first is 0."""

    slug: str
    name: str
    mailbox: str
    ticket: str
    replies: tuple[Reply, ...]
    removes_after: timedelta | None = None
    returns_after: timedelta | None = None
    later: tuple[Reply, ...] = ()
    yields_to: int = 0


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
        later=(_at_once("kiekjes-receipt"), Reply(3 * _DAY, "kiekjes-complaint")),
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
    Organisation(
        slug="zoekwijd",
        name="Zoekwijd",
        mailbox="verwijderen@zoekwijd.example",
        ticket="ZW-{number:05d}",
        replies=(Reply(_DAY, "zoekwijd-refusal"),),
        removes_after=_DAY,
        later=(_at_once("zoekwijd-receipt"), Reply(2 * _DAY, "zoekwijd-claim")),
        yields_to=1,
    ),
    Organisation(
        slug="lijstenhuis",
        name="Lijstenhuis Data",
        mailbox="afmelden@lijstenhuis.example",
        ticket="LH-{number:05d}",
        replies=(Reply(2 * _DAY, "lijstenhuis-claim"),),
        removes_after=_DAY,
    ),
    Organisation(
        slug="opslagbox",
        name="Opslagbox Abuse",
        mailbox="abuse@opslagbox.example",
        ticket="OB-{number:06d}",
        replies=(_at_once("opslagbox-receipt"), Reply(2 * _DAY, "opslagbox-refusal")),
    ),
    Organisation(
        slug="reclamelijst",
        name="Reclamelijst Direct",
        mailbox="privacy@reclamelijst.example",
        ticket="RL{number:05d}",
        replies=(_at_once("reclamelijst-receipt"),),
    ),
    Organisation(
        slug="flitsbord",
        name="Flitsbord",
        mailbox="meldingen@flitsbord.example",
        ticket="FB-{number:05d}",
        replies=(Reply(_DAY, "flitsbord-claim"),),
        removes_after=timedelta(hours=20),
    ),
    Organisation(
        slug="gegevenswacht",
        name="Gegevenswacht, klachten",
        mailbox="klachten@gegevenswacht.example",
        ticket="GW-{year}-{number:05d}",
        replies=(_at_once("gegevenswacht-receipt"),),
    ),
    Organisation(
        slug="personenwijzer",
        name="Personenwijzer",
        mailbox="avg@personenwijzer.example",
        ticket="PW{number:06d}",
        replies=(Reply(2 * _DAY, "personenwijzer-refusal"),),
        later=(Reply(2 * _DAY, "personenwijzer-repeat-refusal"),),
    ),
    Organisation(
        slug="waterschap-lindewaard",
        name="Waterschap Lindewaard",
        mailbox="privacy@waterschap-lindewaard.example",
        ticket="WL-{year}-{number:04d}",
        replies=(Reply(2 * _DAY, "waterschap-lindewaard-refusal"),),
        later=(_at_once("waterschap-lindewaard-receipt"),),
    ),
    Organisation(
        slug="omgevingsdienst-lindestreek",
        name="Omgevingsdienst Lindestreek",
        mailbox="fg@omgevingsdienst-lindestreek.example",
        ticket="OL-{number:05d}",
        replies=(),  # decides on nothing before it is given notice of default
        removes_after=_DAY,
        later=(Reply(2 * _DAY, "omgevingsdienst-lindestreek-claim"),),
        yields_to=1,
    ),
    # registers: an employee comes to the desk, and is told a number
    *(
        Organisation(
            slug=slug, name=name, mailbox=f"balie@{slug}.example", ticket=ticket, replies=(), removes_after=after * _DAY
        )
        for slug, name, ticket, after in (
            ("handelskamer", "Handelskamer", "HK-{number:06d}", 2),
            ("grondkamer", "Grondkamer", "GK-{number:06d}", 5),
            ("burgerloket", "Burgerloket Lindestad", "BL-{year}-{number:05d}", 3),
        )
    ),
    # who judges others, or keeps their names; none of them has a page about anybody
    Organisation(
        slug="naamwinkel",
        name="Naamwinkel",
        mailbox="misbruik@naamwinkel.example",
        ticket="NW{number:05d}",
        replies=(Reply(2 * _DAY, "naamwinkel-refusal"),),
    ),
    Organisation(
        slug="naamregister",
        name="Naamregister",
        mailbox="klachten@naamregister.example",
        ticket="NR-{number:05d}",
        replies=(_at_once("naamregister-receipt"), Reply(3 * _DAY, "naamregister-refusal")),
    ),
    Organisation(
        slug="geschillenhuis",
        name="Geschillenhuis",
        mailbox="zaken@geschillenhuis.example",
        ticket="GH-{year}-{number:04d}",
        replies=(_at_once("geschillenhuis-receipt"), Reply(8 * _DAY, "geschillenhuis-refusal")),
    ),
    Organisation(
        slug="platformtoezicht",
        name="Platformtoezicht",
        mailbox="klachten@platformtoezicht.example",
        ticket="PT{number:07d}",
        replies=(_at_once("platformtoezicht-receipt"),),
    ),
    # they show strangers alone, so nobody writes to them; if somebody did, they would not answer
    *(
        Organisation(slug=slug, name=name, mailbox=f"{box}@{slug}.example", ticket="{number}", replies=())
        for slug, name, box in (
            ("handelsindex", "Handelsindex Data", "privacy"),
            ("lekmelder", "Stichting Lekmelder", "info"),
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
