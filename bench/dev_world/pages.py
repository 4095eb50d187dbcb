"""Pages on which records stand: listings, tables, team pages, forum posts, news, minutes, cards for machines."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from random import Random

from bench.dev_world import prose, shapes
from bench.dev_world.shapes import LABELS as _LABELS
from bench.dev_world.written import Piece

Record = list[Piece]
_MENU = "".join(
    f'<li><a href="/{word.lower()}">{word}</a></li>' for word in ("Home", "Nieuws", "Agenda", "Leden", "Bestuur", "Contact")
)
_ROLES = ("Adviseur", "Secretaris", "Projectleider", "Medewerker planning", "Trainer", "Penningmeester", "Coördinator")


def _lines(record: Record) -> list[str]:
    """One line a piece, postcode and city together."""
    lines: list[str] = []
    previous = ""
    for piece in record:
        if piece.field == "city" and previous == "postcode":
            lines[-1] += f" {piece.markup}"
        else:
            lines.append(piece.markup)
        previous = piece.field
    return lines


def listing(records: list[Record], chance: Random) -> str:
    outer, inner = chance.choice((("ul", "li"), ("div", "div"), ("ol", "li"), ("section", "article")))
    between = chance.choice(("<br>", ", ", " | ", " - "))
    rows = "".join(f"<{inner} class=entry>{between.join(_lines(record))}</{inner}>\n" for record in records)
    return f"<h2>Ledenlijst</h2><{outer}>{rows}</{outer}>"


def cards(records: list[Record], chance: Random) -> str:
    return "".join(f"<div class=card><h3>{first}</h3>{''.join(f'<p>{line}</p>' for line in rest)}</div>\n"
                   for first, *rest in map(_lines, records))  # fmt: skip


def results(records: list[Record], chance: Random) -> str:
    """What a people-search site shows: labels before values, links to more."""

    def shown(record: Record) -> str:
        rows = "".join(
            f"<div><span class=l>{_LABELS[piece.field]}:</span> <span>{piece.markup}</span></div>" for piece in record
        )
        return f"<div class=result>{rows}<a href='/meer'>Bekijk het volledige profiel</a></div>\n"

    return f"<h1>{len(records)} resultaten</h1>{''.join(map(shown, records))}"


def team(records: list[Record], chance: Random) -> str:
    def shown(record: Record) -> str:
        first, *rest = _lines(record)
        face = f"<img src=x.jpg alt=''><h4>{first}</h4><em>{chance.choice(_ROLES)}</em>"
        return f"<div class=person>{face}<p>{'<br>'.join(rest)}</p></div>\n"

    return f"<h1>Ons team</h1><p>{prose.sentences(chance, 3)}</p>{''.join(map(shown, records))}"


def table(records: list[Record], chance: Random) -> str:
    joined = chance.random() < 0.5

    def shown(record: Record) -> str:
        cells = _lines(record) if joined else [piece.markup for piece in record]
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"

    return f"<table><tr><th>Naam</th><th>Gegevens</th></tr>{''.join(map(shown, records))}</table>"


def definitions(records: list[Record], chance: Random) -> str:
    def shown(record: Record) -> str:
        first, *rest = _lines(record)
        return f"<dt>{first}</dt>{''.join(f'<dd>{line}</dd>' for line in rest) or '<dd>-</dd>'}\n"

    return f"<dl>{''.join(map(shown, records))}</dl>"


def forum(records: list[Record], chance: Random) -> str:
    def shown(record: Record) -> str:
        told = f"{prose.sentences(chance, 1)} {prose.told(record, chance)} {prose.sentences(chance, 1)}"
        return f"<div class=post><span class=who>gast{chance.randrange(900)}</span><div class=body>{told}</div></div>\n"

    return f"<h1>Wie kent wie</h1>{''.join(map(shown, records))}"


def news(records: list[Record], chance: Random) -> str:
    body = "".join(f"<p>{prose.sentences(chance, 2)}</p><p>{prose.told(record, chance)}</p>" for record in records)
    return (
        f"<article><h1>Nieuws uit de buurt</h1><time>23 november 2026</time>{body}<p>{prose.sentences(chance, 3)}</p></article>"
    )


def minutes(records: list[Record], chance: Random) -> str:
    items = "".join(f"<h3>{at}. Ingekomen</h3><p>{prose.told(record, chance)} {prose.sentences(chance, 2)}</p>"
                    for at, record in enumerate(records, 1))  # fmt: skip
    return f"<h1>Notulen van 12 november 2026</h1>{items}<p>Rondvraag: geen.</p>"


def hcards(records: list[Record], chance: Random) -> str:
    classes = {"name": "p-name", "phone": "p-tel", "email": "u-email", "street": "p-street-address",
               "postcode": "p-postal-code", "city": "p-locality"}  # fmt: skip

    def shown(record: Record) -> str:
        spans = " ".join(f'<span class="{classes.get(piece.field, "p-note")}">{piece.markup}</span>' for piece in record)
        return f'<div class="h-card">{spans}</div>\n'

    return "".join(map(shown, records))


def for_machines(records: list[Record], chance: Random) -> str:
    """JSON-LD in the head's manner; the visible page names nobody."""
    names = {
        "phone": "telephone",
        "birth-date": "description",
        "age": "description",
        "handle": "alternateName",
        "relative": "knows",
    }

    def shown(record: Record) -> dict[str, object]:
        person: dict[str, object] = {"@type": "Person"}
        home: dict[str, str] = {"@type": "PostalAddress"}
        address = {"street": "streetAddress", "postcode": "postalCode", "city": "addressLocality"}
        for piece in record:
            if piece.field in address:
                home[address[piece.field]] = piece.text
            elif piece.field == "employer":
                person["worksFor"] = {"@type": "Organization", "name": piece.text}
            else:
                person[names.get(piece.field, piece.field)] = piece.text
        return {**person, "address": home} if len(home) > 1 else person

    graph = {"@context": "https://schema.org", "@graph": list(map(shown, records))}
    return f"<p>{prose.sentences(chance, 4)}</p><script type='application/ld+json'>{json.dumps(graph)}</script>"


def text(records: list[Record], chance: Random) -> str:
    """A page of plain text: blocks parted by an empty line."""
    blocks = ["\n".join(piece.text for piece in record) for record in records]
    return "\n\n".join([prose.sentences(chance, 3), *blocks, prose.sentences(chance, 2)])


SHAPES: dict[str, Callable[[list[Record], Random], str]] = {
    "results": results, "team": team, "table": table, "definitions": definitions, "forum": forum, "news": news,
    "minutes": minutes, "h-card": hcards, "json-ld": for_machines, "text": text, "listing": listing,
    **shapes.SHAPES,
}  # fmt: skip
DIRECTORIES = (listing, cards, table, definitions, results, shapes.directory, shapes.ranking, shapes.grid)
TEXT_ONLY = frozenset(("json-ld", "text", "lines"))
PLAIN = frozenset(("text", "lines"))  # pages that are no HTML


def page(inner: str, chance: Random) -> bytes:
    """The records in a whole page: a real one with them put in, or one of our own with a menu and prose around them."""
    real = prose.real_pages()
    if real and chance.random() < 0.25:
        return chance.choice(real).replace("</body>", f"<section>{inner}</section></body>", 1).encode()
    title = escape(chance.choice(_TITLES))
    before, after = prose.sentences(chance, chance.randint(2, 12)), prose.sentences(chance, chance.randint(2, 12))
    head = f"<!doctype html><html lang=nl><head><meta charset=utf-8><title>{title}</title><style>.a{{color:red}}</style></head>"
    body = f"<ul>{_MENU}</ul><p>{before}</p><main>{inner}</main><p>{after}</p><footer>© De Vereniging</footer>"
    return f"{head}<body>{body}</body></html>".encode()


_TITLES = ("Vereniging De Brug", "Smoelenboek", "Wie is wie", "Buurtkrant", "Overzicht", "Contact & leden")
