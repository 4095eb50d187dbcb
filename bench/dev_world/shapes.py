"""More pages on which records stand: directories, registers, contact blocks, bulletins, lists with labels, files for machines
and people. In those of NAMED each record begins with a name."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.dev_world import prose
from bench.dev_world.written import Piece

Record = list[Piece]
LABELS = {
    "name": "Naam", "phone": "Telefoon", "email": "E-mail", "street": "Adres", "postcode": "Postcode", "city": "Woonplaats",
    "birth-date": "Geboren", "age": "Leeftijd", "handle": "Account", "employer": "Werkgever", "relative": "Relatie",
}  # fmt: skip
_SHORT = {"phone": ("T", "Tel.", "M"), "email": ("E", "Mail"), "street": ("A", "Adres"), "handle": ("@", "Profiel")}
_OPENINGS = ("Jarig deze week:", "Verhuisd:", "Nieuwe leden:", "Rooster collecte:", "Aanmelden kan bij:", "Afgemeld:")


def directory(records: list[Record], chance: Random) -> str:
    """A line for each, as in a telephone directory that was typed over."""
    between = chance.choice((", ", " ", "  ", " ... "))
    lines = [between.join(piece.markup for piece in record) for record in records]
    outer, end = chance.choice((("pre", "<br>\n"), ("p", "<br>"), ("div", "<br/>\n")))
    return f"<h2>Gids</h2><{outer}>{end.join(lines)}</{outer}>"


def labelled(records: list[Record], chance: Random) -> str:
    """Labels as terms, in a list for each person or one for all."""
    lists = ["".join(f"<dt>{LABELS[piece.field]}</dt><dd>{piece.markup}</dd>" for piece in record) for record in records]
    return "\n".join(f"<dl>{one}</dl>" for one in lists) if chance.random() < 0.5 else f"<dl>{''.join(lists)}</dl>"


def register(records: list[Record], chance: Random) -> str:
    """An extract: a row for each particular, in a table for each person or one for all."""
    cell = chance.choice(("th", "td"))
    tables = ["".join(f"<tr><{cell}>{LABELS[piece.field]}</{cell}><td>{piece.markup}</td></tr>" for piece in record)
              for record in records]  # fmt: skip
    if chance.random() < 0.5:
        return "\n".join(f"<h3>Bestuurder</h3><table>{one}</table>" for one in tables)
    return f"<table>{''.join(tables)}</table>"


def contacts(records: list[Record], chance: Random) -> str:
    def shown(record: Record) -> str:
        lines = [f"{chance.choice(_SHORT[piece.field])}: {piece.markup}" if piece.field in _SHORT else piece.markup
                 for piece in record]  # fmt: skip
        return f"<address>{'<br>'.join(lines)}</address>\n"

    return f"<h2>Contact</h2>{''.join(map(shown, records))}"


def bulletin(records: list[Record], chance: Random) -> str:
    """All in one paragraph, as in a church bulletin or a newsletter."""
    between = chance.choice(("; ", ". ", " – ", " | "))
    inside = chance.choice((", ", " ", ", "))
    told = between.join(inside.join(piece.markup for piece in record) for record in records)
    return f"<p>{chance.choice(_OPENINGS)} {told}.</p>"


def bracketed(records: list[Record], chance: Random) -> str:
    """Names in a row, what is known of each in brackets behind it."""
    told = [
        f"{first.markup} ({', '.join(piece.markup for piece in rest)})" if rest else first.markup for first, *rest in records
    ]
    return f"<p>{chance.choice(_OPENINGS)} {', '.join(told)}.</p>"


def ranking(records: list[Record], chance: Random) -> str:
    """Results of a match: place, name, the rest, time."""
    rows = "".join(
        f"<tr><td>{at}</td>{''.join(f'<td>{piece.markup}</td>' for piece in record)}<td>{_time(chance)}</td></tr>"
        for at, record in enumerate(records, 1)
    )
    return f"<table><thead><tr><th>#</th><th>Naam</th><th colspan=4>Gegevens</th><th>Tijd</th></tr></thead>{rows}</table>"


def _time(chance: Random) -> str:
    return f"{chance.randint(18, 59)}:{chance.randint(10, 59)}"


def grid(records: list[Record], chance: Random) -> str:
    """Divs in the manner of a table, blocks in blocks."""
    rows = "".join(
        f"<div class=row>{''.join(f'<div class=col><div>{piece.markup}</div></div>' for piece in record)}</div>\n"
        for record in records
    )
    return f"<div class=container><div class=grid>{rows}</div></div>"


def signatures(records: list[Record], chance: Random) -> str:
    """Messages, each signed by whom it is from."""

    def shown(record: Record) -> str:
        signed = "<br>".join(piece.markup for piece in record)
        return f"<article class=post><p>{prose.sentences(chance, 2)}</p><p>Groet,<br>{signed}</p></article>\n"

    return "".join(map(shown, records))


def spaced_lines(records: list[Record], chance: Random) -> str:
    """Plain text: a line for each, particulars parted by semicolons or tabs."""
    between = chance.choice((";", "\t", "; ", " | "))
    return "\n".join([prose.sentences(chance, 1), *(between.join(piece.text for piece in record) for record in records)])


SHAPES: dict[str, Callable[[list[Record], Random], str]] = {
    "directory": directory, "labelled": labelled, "register": register, "contacts": contacts, "bulletin": bulletin,
    "bracketed": bracketed, "ranking": ranking, "grid": grid, "signatures": signatures, "lines": spaced_lines,
}  # fmt: skip
NAMED = frozenset(("labelled", "register", "bulletin", "bracketed", "signatures"))
