"""The Dutch on English and German pages."""

from __future__ import annotations

import random
from collections.abc import Sequence

from markupsafe import Markup

from bench.judge_world import prose
from bench.judge_world.entries import Entry
from bench.judge_world.scene import Template, named, site, told

_ENGLISH = {
    "street": ("living at {}", "Address: {}", "{}"),
    "postcode": ("{} (NL)", "{}, The Netherlands"),
    "city": ("of {}", "based in {}"),
    "phone": ("call {}", "mobile: {}", "phone {}"),
    "landline": ("phone {}",),
    "email": ("e-mail {}", "contact: {}"),
    "born": ("born {}", "date of birth: {}"),
    "age": ("aged {}", "{} years old"),
    "handle": ("on X as {}",),
}
_GERMAN = {
    "street": ("wohnhaft {}", "Anschrift: {}", "{}"),
    "postcode": ("NL-{}", "{} (Niederlande)"),
    "city": ("aus {}", "in {}"),
    "phone": ("Handy {}", "Tel. {}", "mobil: {}"),
    "landline": ("Tel. {}",),
    "email": ("E-Mail: {}", "Mail an {}"),
    "born": ("geb. am {}", "geboren {}"),
    "age": ("{} Jahre",),
    "handle": ("Konto {}",),
}
_KINDS = (
    "name+phone",
    "email+name",
    "birth-date+name",
    "address+name",
    "email+name+phone",
    "birth-date+city+name",
    "city+name+street",
    "city+name",
)


def english(chance: random.Random, entries: Sequence[Entry]) -> str:
    items = "".join(
        str(
            Markup("<p>{} {}, {}. {}</p>").format(
                prose.sentences(chance, 1, "en"),
                named(one, "One member"),
                told(chance, one, _ENGLISH, ", "),
                prose.sentences(chance, 1, "en"),
            )
        )
        for one in entries
    )
    return site(chance, "Committee and speakers", items, "en")


def german(chance: random.Random, entries: Sequence[Entry]) -> str:
    items = "".join(f"<li>{named(one, 'Mitglied')} – {told(chance, one, _GERMAN, '; ')}</li>" for one in entries)
    return site(chance, "Vereinsmitglieder und Züchter", f"<ul>{items}</ul><p>{prose.sentences(chance, 3, 'de')}</p>", "de")


def crew(chance: random.Random, entries: Sequence[Entry]) -> str:
    rows = "".join(f"<tr><td>{named(one, 'n/a')}<td>{told(chance, one, _ENGLISH, '<td>')}</tr>" for one in entries)
    return site(chance, "Regatta entries", f"<table>{rows}</table>", "en")


SHORT = (
    Template("english", english, _KINDS, 1, 4, language="en"),
    Template("german", german, _KINDS, 3, 9, far=True, language="de"),
    Template("crew", crew, _KINDS, 4, 12, far=True, language="en"),
)
