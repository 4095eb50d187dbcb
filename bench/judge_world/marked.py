"""Pages that say in a form for machines who somebody is: JSON-LD, microformats, business cards, registrations of domains."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence

from markupsafe import Markup, escape

from bench.judge_world import prose
from bench.judge_world.entries import Entry
from bench.judge_world.scene import Template, named, plain_told, shown, site

_CARDED = (
    "name+phone",
    "email+name",
    "address+name",
    "address+email+name+phone",
    "landline+name",
    "email+name+phone",
    "address+name+phone",
    "birth-date+name",
)


def json_ld(chance: random.Random, entries: Sequence[Entry]) -> str:
    """What the page says of its author stands in JSON-LD alone."""
    people = []
    for one in entries:
        person: dict[str, object] = {"@type": "Person", "name": one.fields.get("name", "")}
        person |= {
            key: one.fields[name]
            for key, name in (("telephone", "phone"), ("email", "email"), ("birthDate", "born"))
            if name in one
        }
        if "landline" in one:
            person["telephone"] = one.fields["landline"]
        where = {
            key: one.fields[name]
            for key, name in (("streetAddress", "street"), ("postalCode", "postcode"), ("addressLocality", "city"))
            if name in one
        }
        people.append(person | ({"address": {"@type": "PostalAddress", **where}} if where else {}))
    whole = people[0] if len(people) == 1 and chance.random() < 0.5 else {"@graph": people}
    told_of = json.dumps({"@context": "https://schema.org", **whole}, ensure_ascii=chance.random() < 0.5)
    script = f'<script type="application/ld+json">{told_of}</script>'
    return site(chance, "Over de auteur", f"<p>{prose.sentences(chance, 6)}</p>", head=script)


def h_cards(chance: random.Random, entries: Sequence[Entry]) -> str:
    classes = {
        "street": "p-street-address",
        "postcode": "p-postal-code",
        "city": "p-locality",
        "phone": "p-tel",
        "landline": "p-tel",
        "email": "u-email",
        "born": "dt-bday",
        "handle": "p-nickname",
        "age": "p-note",
    }
    made = "".join(
        f'<div class="h-card vcard"><span class="p-name fn">{named(one, "")}</span> '
        + " ".join(f'<span class="{classes[name]}">{shown(chance, one, name)}</span>' for name in one.fields if name != "name")
        + "</div>"
        for one in entries
    )
    return site(chance, "Mensen", made)


def business_card(chance: random.Random, entries: Sequence[Entry]) -> str:
    """vCards, one after another."""
    keys = {"phone": "TEL;TYPE=CELL", "landline": "TEL;TYPE=HOME", "email": "EMAIL", "born": "BDAY", "handle": "NICKNAME"}
    made = []
    for one in entries:
        lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{one.fields.get('name', '')}"]
        lines += [f"{key}:{one.fields[name]}" for name, key in keys.items() if name in one]
        if "street" in one:
            lines.append(
                f"ADR;TYPE=HOME:;;{one.fields['street']};{one.fields.get('city', '')};;{one.fields.get('postcode', '')};NL"
            )
        made.append("\r\n".join([*lines, "END:VCARD"]))
    return "\r\n".join(made) + "\r\n"


def registration(chance: random.Random, entries: Sequence[Entry]) -> str:
    """Who registered a domain, as the registry told in former days."""
    made = "\n\n".join(
        f"Domain name: {chance.choice(('hobbyhoek', 'mijntuin', 'bootje'))}{at}.example\nStatus: active\n\n"
        f"Registrant:\n   {named(one, '')}\n   {escape(plain_told(one, chr(10) + '   '))}\n\nRegistrar:\n   Voorbeeld BV"
        for at, one in enumerate(entries)
    )
    return site(chance, "whois", f"<pre>{made}</pre>")


def profile_page(chance: random.Random, entries: Sequence[Entry]) -> str:
    """The name in the title and the description, the rest in the picture's text and below."""
    one = entries[0]
    name, rest = str(one.fields.get("name", "Profiel")), plain_told(one)
    head = str(
        Markup('<meta name="description" content="{}, {}"><meta property="og:title" content="{}">').format(name, rest, name)
    )
    inside = str(Markup('<img src="/p.jpg" alt="{} – {}"><p>{}</p>').format(name, rest, prose.sentences(chance, 2)))
    others = "".join(
        str(Markup("<p>Ook bekeken: {}, {}</p>").format(named(other, "iemand"), plain_told(other))) for other in entries[1:]
    )
    return site(chance, name, inside + others, head=head)


SHORT = (
    Template("json-ld", json_ld, _CARDED, 1, 3, markup=False),
    Template("h-cards", h_cards, _CARDED, 1, 6, far=True),
    Template("business-card", business_card, _CARDED, 1, 4, markup=False, media_type="text/plain"),
    Template(
        "registration",
        registration,
        ("address+email+name+phone", "address+name", "email+name", "address+initials+surname"),
        1,
        2,
        markup=False,
    ),
    Template(
        "profile-page",
        profile_page,
        ("name+phone", "address+name", "email+name", "birth-date+city+name", "handle", "city+name"),
        1,
        1,
        markup=False,
    ),
)
