"""Where people are named in earnest: extracts, court lists, minutes, newsletters, notices of births and deaths."""

from __future__ import annotations

import random
from collections.abc import Sequence

from markupsafe import Markup

from bench.judge_world import prose
from bench.judge_world.entries import Entry
from bench.judge_world.scene import Template, named, shown, site, told

_STIFF = {
    "street": ("wonende aan de {}", "Adres: {}", "Bezoekadres: {}"),
    "postcode": ("te {}", "{}"),
    "city": ("te {}", "wonende te {}", "woonplaats {}"),
    "phone": ("telefoonnummer {}", "mobiel {}"),
    "landline": ("telefoon {}",),
    "email": ("e-mailadres {}", "{}"),
    "handle": ("account {}",),
    "born": ("geboren op {}", "geboortedatum: {}", "geb. {}"),
    "age": ("oud {} jaar", "{} jaar"),
}
_WARM = {
    "street": ("Correspondentieadres: {}", "{}", "Wij wonen aan de {}"),
    "postcode": ("{}",),
    "city": ("{}", "uit {}"),
    "phone": ("Telefoon: {}", "Bellen mag: {}", "aanmelden via {}", "opgeven bij {}"),
    "landline": ("Telefoon {}",),
    "email": ("mail: {}", "aanmelden: {}", "opgeven via {}"),
    "born": ("* {}", "geboren {}", "jarig op {}"),
    "age": ("{} jaar",),
}


def company(chance: random.Random, entries: Sequence[Entry]) -> str:
    """An extract from the trade register: the company, then who answers for it."""
    made = []
    for one in entries:
        rows = "".join(
            f"<tr><td>{chance.choice(('Gegevens', 'Overig', 'Info'))}</td><td>{line}</td></tr>"
            for line in told(chance, one, _STIFF, "\n").split("\n")
        )
        made.append(
            f"<h3>Functionaris</h3><table><tr><td>Naam</td><td>{named(one, 'niet openbaar')}</td></tr>{rows}"
            "<tr><td>Bevoegdheid</td><td>alleen/zelfstandig</td></tr></table>"
        )
    trade = f"Klus- en Tuinbedrijf {chance.choice(('Noord', 'De Linde', 'Rap'))}"
    firm = (
        f"<table><tr><td>Handelsnaam</td><td>{trade}</td></tr>"
        f"<tr><td>Dossiernummer</td><td>{chance.randrange(10**7, 10**8)}</td></tr></table>"
    )
    return site(chance, "Uittreksel", firm + "".join(made))


def court_list(chance: random.Random, entries: Sequence[Entry]) -> str:
    items = "".join(
        f"<li>{9 + at // 2}.{at % 2 * 3}0 uur – parketnr. 05/{chance.randrange(10**6):06}-{chance.randint(10, 25)} – "
        f"{named(one, 'verdachte')}, {told(chance, one, _STIFF, ', ')} – politierechter</li>"
        for at, one in enumerate(entries)
    )
    return site(chance, "Rol van dinsdag", f"<ol>{items}</ol>")


def obituary(chance: random.Random, entries: Sequence[Entry]) -> str:
    made = "".join(
        f'<div class="rouw"><p>Verdrietig zijn wij om het overlijden van</p><p class="naam">{named(one, "onze dierbare")}</p>'
        f"<p>{told(chance, one, _WARM, '<br>')}</p><p>Geen bloemen. {prose.sentences(chance, 1)}</p></div>"
        for one in entries
    )
    return site(chance, "Familieberichten", made)


def wedding(chance: random.Random, entries: Sequence[Entry]) -> str:
    made = "".join(
        f"<div class=kaart><h2>Wij gaan trouwen!</h2><p><i>{named(one, 'het bruidspaar')}</i> en "
        f"{chance.choice(('Sam', 'Robin', 'Bo'))}</p><p>{told(chance, one, _WARM, '<br>')}</p>"
        "<p>Feest vanaf 20.30 uur</p></div>"
        for one in entries
    )
    return site(chance, "Huwelijk", made)


def results(chance: random.Random, entries: Sequence[Entry]) -> str:
    """A race: place, start number, name and the like, time."""
    rows = "".join(
        f"<tr><td>{at + 1}</td><td>{chance.randint(100, 999)}</td><td>{named(one, 'NN')}</td><td>"
        f"{told(chance, one, {}, '</td><td>')}</td>"
        f"<td>{chance.randint(0, 2)}:{chance.randint(10, 59)}:{chance.randint(10, 59)}</td></tr>"
        for at, one in enumerate(entries)
    )
    return site(chance, "Uitslagen Polderloop 21,1 km", f"<table class=uitslag>{rows}</table>")


def minutes(chance: random.Random, entries: Sequence[Entry]) -> str:
    """Minutes: who spoke, and where they can be reached, inside sentences."""
    said = "".join(
        str(
            Markup("<p><b>{}.</b> {} {} ({}) meldt zich voor de werkgroep. {}</p>").format(
                at + 2,
                prose.sentences(chance, 2),
                named(one, "Een ouder"),
                told(chance, one, _WARM, ", "),
                prose.sentences(chance, 1),
            )
        )
        for at, one in enumerate(entries)
    )
    return site(chance, "Notulen ouderraad", f"<p>1. Opening om 19.45 uur, lokaal 12.</p>{said}<p>Rondvraag en sluiting.</p>")


def newsletter(chance: random.Random, entries: Sequence[Entry]) -> str:
    items = "".join(
        str(
            Markup("<h3>{}</h3><p>{} {}, {}.</p>").format(
                prose.heading(chance), prose.sentences(chance, 2), named(one, "de juf"), told(chance, one, _WARM, ", ")
            )
        )
        for one in entries
    )
    return site(chance, f"Nieuwsbrief {chance.randint(1, 40)}", items)


def contact(chance: random.Random, entries: Sequence[Entry]) -> str:
    """A page of contact, with telephone and mail as links that say something else."""
    made = []
    for one in entries:
        lines = [_line(chance, one, name) for name in one.fields if name != "name"]
        made.append(f"<address><strong>{named(one, 'Secretariaat')}</strong><br>{'<br>'.join(lines)}</address>")
    return site(chance, "Contact", "".join(made))


def _line(chance: random.Random, entry: Entry, name: str) -> Markup:
    if name in entry.links and chance.random() < 0.4:
        says = "Stuur een bericht" if name == "email" else "Bel mij"
        return Markup('<a href="{}">{}</a>').format(entry.links[name], says)
    return shown(chance, entry, name)


def birthdays(chance: random.Random, entries: Sequence[Entry]) -> str:
    phrases = {"born": ("{}", "({})"), "age": ("wordt {}",)}
    return site(
        chance,
        "Verjaardagen en jubilea",
        "".join(f"<li>{named(one, 'lid')} {told(chance, one, phrases, ', ')}</li>" for one in entries),
    )


SHORT = (
    Template(
        "company",
        company,
        (
            "address+birth-date+name",
            "address+name",
            "birth-date+name",
            "address+name+phone",
            "address+initials+surname",
            "address+email+name",
        ),
        1,
        3,
    ),
    Template(
        "court-list",
        court_list,
        ("birth-date+name", "birth-date+city+name", "birth-date+initials+surname", "address+birth-date+name", "city+name"),
        3,
        12,
        far=True,
    ),
    Template(
        "obituary", obituary, ("birth-date+name", "birth-date+city+name", "address+name", "address+initials+surname"), 1, 3
    ),
    Template("wedding", wedding, ("address+name", "city+name+street", "name+phone", "birth-date+name", "email+name"), 1, 2),
    Template(
        "results",
        results,
        ("birth-date+city+name", "birth-date+name", "city+name", "age+city+name", "city+name+postcode"),
        8,
        30,
        far=True,
    ),
    Template(
        "minutes",
        minutes,
        (
            "name+phone",
            "email+name",
            "email+initials+surname",
            "initials+phone+surname",
            "landline+name",
            "city+name+street",
            "name",
        ),
        2,
        5,
    ),
    Template(
        "newsletter",
        newsletter,
        ("name+phone", "email+name", "given+phone", "address+name", "landline+name", "email", "given+landline"),
        1,
        5,
        far=True,
    ),
    Template(
        "contact",
        contact,
        (
            "name+phone",
            "email+name+phone",
            "address+name+phone",
            "address+email+name",
            "landline+name",
            "email+name",
            "address+landline+name",
        ),
        1,
        3,
    ),
    Template(
        "birthdays",
        birthdays,
        ("birth-date+name", "birth-date+city+name", "birth-date+initials+surname", "age+name"),
        5,
        20,
        far=True,
    ),
)
