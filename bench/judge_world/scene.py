"""What every kind of page is made with: its shell, its links, and the order in which a person's particulars are told."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from bench.judge_world import prose
from bench.judge_world.entries import Entry

ORDER = ("name", "street", "postcode", "city", "phone", "landline", "email", "handle", "born", "age")


@dataclass(frozen=True, slots=True)
class Template:
    """`kinds` of mention that such a page shows, oftener the earlier; how many people it holds; `markup`: whether the HTML
    can carry a disguise; `far`: whether two records of it are far apart."""

    name: str
    render: Callable[[random.Random, Sequence[Entry]], str]
    kinds: tuple[str, ...]
    least: int
    most: int
    markup: bool = True
    far: bool = False
    media_type: str = "text/html"
    language: str = "nl"


def shown(chance: random.Random, entry: Entry, name: str) -> Markup:
    """A field as HTML, linked now and then where it could be."""
    text = escape(entry.fields[name])
    link = entry.links.get(name)
    return Markup('<a href="{}">{}</a>').format(link, text) if link and chance.random() < 0.4 else text


def told(chance: random.Random, entry: Entry, phrases: Mapping[str, Sequence[str]], join: str = " ") -> Markup:
    """All but the name, each in one of its phrases (`{}` is the field), postcode and city together."""
    said = []
    for name in ORDER[1:]:
        if name in entry and not (name == "city" and "postcode" in entry):
            text = shown(chance, entry, name)
            if name == "postcode" and "city" in entry:
                text += Markup(" ") + shown(chance, entry, "city")
            said.append(Markup(chance.choice(phrases.get(name, ("{}",)))).format(text))
    return Markup(join).join(said)


def named(entry: Entry, otherwise: str) -> Markup:
    return escape(entry.fields.get("name", otherwise))


def plain_told(entry: Entry, join: str = ", ") -> str:
    """The particulars as text, for pages that are no HTML."""
    return join.join(str(entry.fields[name]) for name in ORDER[1:] if name in entry)


def site(chance: random.Random, title: str, inside: str, language: str = "nl", head: str = "") -> str:
    """A whole page in one of four shells."""
    return chance.choice((_modern, _old, _wordpress, _bare))(chance, escape(title), inside, language, head)


_SCRIPT = "<script>" + "window.dataLayer=window.dataLayer||[];function g(){dataLayer.push(arguments)}" * 60 + "</script>"
_STYLE = "<style>" + ".c-card__meta{display:flex;gap:4px}@media(min-width:40em){.l-grid{columns:2}}" * 90 + "</style>"


def _modern(chance: random.Random, title: str, inside: str, language: str, head: str) -> str:
    menu = "".join(
        f'<li class="c-menu__item"><a href="/{word}/">{word.title()}</a></li>'
        for word in ("over", "agenda", "leden", "contact")
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}{_STYLE}</head><body>'
        f'<header class="l-top"><nav><ul>{menu}</ul></nav></header><main><h1>{title}</h1>'
        f"<p>{prose.sentences(chance, 4, language)}</p>"
        f"{inside}<p>{prose.sentences(chance, 5, language)}</p></main>"
        '<div class="cookie">Wij gebruiken cookies. <button>Akkoord</button></div>'
        f"<footer><small>© 2025</small></footer>{_SCRIPT}</body></html>"
    )


def _old(chance: random.Random, title: str, inside: str, language: str, head: str) -> str:
    return (
        f'<HTML><HEAD><TITLE>{title}</TITLE><META http-equiv="Content-Type" content="text/html; charset=utf-8">{head}</HEAD>'
        '<BODY BGCOLOR="#FFFFCC"><TABLE width=780><TR><TD valign=top width=140><A HREF=index.htm>Home</A><BR>'
        f"<A HREF=gb.htm>Gastenboek</A>"
        f"<TD><FONT face=Verdana size=2><H2>{title}</H2>{prose.sentences(chance, 3, language)}<P>{inside}<P>"
        f"{prose.sentences(chance, 2, language)}</FONT></TABLE></BODY></HTML>"
    )


def _wordpress(chance: random.Random, title: str, inside: str, language: str, head: str) -> str:
    aside = "".join(f"<li><a href='?p={chance.randrange(9999)}'>{prose.heading(chance)}</a></li>" for _ in range(6))
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title} – Site</title>{head}{_STYLE}{_SCRIPT}</head>"
        "<body class='home blog'>"
        f"<div id=page><div id=content><article class='post hentry'><h1 class=entry-title>{title}</h1><div class=entry-content>"
        f"<p>{prose.sentences(chance, 6, language)}</p>{inside}</div></article></div>"
        f"<aside><ul>{aside}</ul></aside></div></body></html>"
    )


def _bare(chance: random.Random, title: str, inside: str, language: str, head: str) -> str:
    rest = prose.sentences(chance, 2, language)
    return f"<html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{inside}<hr>{rest}</body></html>"
