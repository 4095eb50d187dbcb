"""Long lists of people: members, subscribers, classmates, volunteers, ancestors. One record after another."""

from __future__ import annotations

import random
from collections.abc import Sequence

from markupsafe import Markup, escape

from bench.judge_world.entries import Entry
from bench.judge_world.scene import ORDER, Template, named, plain_told, shown, site, told

_LISTED = (
    "name+phone",
    "address+name",
    "landline+name",
    "address+name+phone",
    "email+name",
    "address+initials+surname",
    "city+name+street",
    "initials+phone+surname",
    "city+name+postcode",
    "email+name+phone",
    "birth-date+city+name",
    "initials+landline+surname",
    "name+postcode",
    "city+name",
    "address+surname",
    "name",
    "landline+surname",
)
_TITLES = (
    "Ledenlijst",
    "Adreslijst",
    "Smoelenboek",
    "Wie doet wat",
    "Deelnemers 2024",
    "Vrijwilligers",
    "Donateurs",
    "Lijst van leden",
)
_CLUBS = ("v.v. De Meeuwen", "IJsvereniging Eensgezind", "Buurtvereniging Het Hofje", "Tennisclub 1921", "Koor Cantabile")
_HEADS = {
    "name": "Naam",
    "street": "Adres",
    "postcode": "Postcode",
    "city": "Woonplaats",
    "phone": "Mobiel",
    "landline": "Telefoon",
    "email": "E-mail",
    "handle": "Account",
    "born": "Geb.",
    "age": "Leeftijd",
}
_SHORT = {
    "phone": ("tel. {}", "mob. {}", "{}", "☎ {}"),
    "landline": ("tel. {}", "{}"),
    "email": ("e-mail: {}", "{}", "mail {}"),
    "born": ("geb. {}", "* {}"),
    "age": ("{} jr",),
}


def _title(chance: random.Random) -> str:
    return f"{chance.choice(_TITLES)} {chance.choice(_CLUBS)}"


def columns(chance: random.Random, entries: Sequence[Entry]) -> str:
    """A table with one column per field; of what nobody has, none."""
    used = [name for name in ORDER if any(name in entry for entry in entries)]
    head = "".join(f"<th>{_HEADS[name]}</th>" for name in used)
    rows = "".join(
        "<tr>" + "".join(f"<td>{shown(chance, one, name) if name in one else ''}</td>" for name in used) + "</tr>"
        for one in entries
    )
    return site(chance, _title(chance), f"<table class=sortable><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")


def two_cells(chance: random.Random, entries: Sequence[Entry]) -> str:
    """The name in one cell, everything else in the next, on lines of their own."""
    rows = "".join(f"<tr><td><b>{named(one, '-')}</b></td><td>{told(chance, one, _SHORT, '<br>')}</td></tr>" for one in entries)
    return site(chance, _title(chance), f"<table border=1 cellpadding=3>{rows}</table>")


def directory_results(chance: random.Random, entries: Sequence[Entry]) -> str:
    """As a telephone directory answers."""
    found = "".join(
        f'<div class="hit" data-id="{chance.randrange(10**7)}"><div class="hit-name">{named(one, "Particulier")}</div>'
        f'<div class="hit-where">{told(chance, one, _SHORT, "<br/>")}</div><a class="hit-more" href="#">toon meer</a></div>'
        for one in entries
    )
    return site(chance, f"{len(entries)} resultaten", f'<section class="hits">{found}</section>')


def definitions(chance: random.Random, entries: Sequence[Entry]) -> str:
    pairs = "".join(f"<dt>{named(one, 'Onbekend')}</dt><dd>{told(chance, one, _SHORT, '; ')}</dd>" for one in entries)
    return site(chance, _title(chance), f"<dl>{pairs}</dl>")


def bars(chance: random.Random, entries: Sequence[Entry]) -> str:
    """A line each: name | number | address."""
    mark = chance.choice((" | ", " – ", ", ", " · ", " / "))
    lines = (Markup(mark).join([named(one, "leerling"), told(chance, one, {}, mark)]) for one in entries)
    tag = chance.choice(("li", "p", "div"))
    return site(
        chance, f"Klassenlijst groep {chance.randint(1, 8)}", f"<ul>{''.join(f'<{tag}>{line}</{tag}>' for line in lines)}</ul>"
    )


def breaks(chance: random.Random, entries: Sequence[Entry]) -> str:
    """Records parted by nothing but an empty line of breaks."""
    blocks = Markup("<br><br>\n").join(
        Markup("{}<br>{}").format(named(one, "N.N."), told(chance, one, _SHORT, "<br>")) for one in entries
    )
    return site(chance, _title(chance), f"<p>{blocks}</p>")


def cards(chance: random.Random, entries: Sequence[Entry]) -> str:
    """Three in a row, with a picture each."""
    made = "".join(
        f'<article class="card"><img src="/img/{at}.jpg" alt=""><h3>{named(one, "Lid")}</h3><ul>'
        f"{''.join(f'<li>{shown(chance, one, name)}</li>' for name in ORDER[1:] if name in one)}</ul></article>"
        for at, one in enumerate(entries)
    )
    return site(chance, _title(chance), f'<div class="l-grid">{made}</div>')


def ancestors(chance: random.Random, entries: Sequence[Entry]) -> str:
    """A genealogy, numbered by generation."""
    phrases = {
        "born": ("geb. {}", "geboren {}", "* {}"),
        "city": ("te {}", "won. {}"),
        "street": ("wonende {}", "woont {}"),
        "postcode": ("te {}",),
    }
    lines = "".join(
        f"<p><b>{'I' * (1 + at % 3)}.{at + 1}</b> {named(one, 'N.N.')}, {told(chance, one, phrases, ', ')}. "
        f"Kinderen: {chance.randint(0, 7)}.</p>"
        for at, one in enumerate(entries)
    )
    return site(chance, "Stamreeks en parenteel", lines)


def typewriter(chance: random.Random, entries: Sequence[Entry]) -> str:
    """Columns made with spaces, as plain text."""
    lines = [f"{at + 1:>3}. {one.fields.get('name', '--')!s:<34} {plain_told(one, '   ')}" for at, one in enumerate(entries)]
    return "LEDENBESTAND (niet verspreiden)\r\n" + "=" * 60 + "\r\n" + "\r\n".join(lines) + "\r\n"


def separated(chance: random.Random, entries: Sequence[Entry]) -> str:
    """A leaked table, with a semicolon or a tab between the fields."""
    mark = chance.choice((";", "\t", ","))
    used = [name for name in ORDER if any(name in entry for entry in entries)]
    quote = '"' if mark == "," else ""
    rows = [mark.join(f"{quote}{one.fields.get(name, '')}{quote}" for name in used) for one in entries]
    return "\n".join([mark.join(_HEADS[name].lower() for name in used), *rows]) + "\n"


def preformatted(chance: random.Random, entries: Sequence[Entry]) -> str:
    lines = "\n".join(f"{escape(str(one.fields.get('name', '?'))):<32}{escape(plain_told(one, '  '))}" for one in entries)
    return site(chance, _title(chance), f"<pre>{lines}</pre>")


LONG = (
    Template("columns", columns, _LISTED, 30, 200, far=True),
    Template(
        "directory-results",
        directory_results,
        ("initials+landline+surname", "address+initials+surname", "address+name", "landline+name", *_LISTED),
        30,
        60,
        far=True,
    ),
    Template("two-cells", two_cells, _LISTED, 30, 120, far=True),
    Template("definitions", definitions, _LISTED, 30, 90, far=True),
    Template(
        "bars",
        bars,
        ("name+phone", "email+name+phone", "email+name", "initials+phone+surname", "given+phone"),
        30,
        60,
        far=True,
    ),
    Template("breaks", breaks, _LISTED, 30, 80, far=True),
    Template("cards", cards, _LISTED, 30, 80, far=True),
    Template(
        "ancestors",
        ancestors,
        ("birth-date+city+name", "birth-date+name", "address+name", "city+name+street", "city+name"),
        30,
        150,
        far=True,
    ),
    Template("typewriter", typewriter, _LISTED, 30, 120, markup=False, far=True, media_type="text/plain"),
    Template("separated", separated, _LISTED, 30, 200, markup=False, far=True, media_type="text/csv"),
    Template("preformatted", preformatted, _LISTED, 30, 120, markup=False, far=True),
)
