"""A piece of a record as a page shows it: as plain text, and as HTML where the disguise lies in the markup."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Piece:
    """`field`: name, phone, email, address, … ; `text` what a reader sees, `markup` how the page says it. `noise`: how it
    was disguised. Only HTML can show a piece whose markup is not its text."""

    field: str
    text: str
    markup: str
    noise: tuple[str, ...] = ()
    html_only: bool = False

    @classmethod
    def plain(cls, name: str, text: str, *noise: str) -> Piece:
        return cls(name, text, escape(text, quote=False), noise)

    @classmethod
    def marked(cls, name: str, text: str, markup: str, *noise: str) -> Piece:
        return cls(name, text, markup, noise, True)
