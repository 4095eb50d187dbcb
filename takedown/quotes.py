"""Takes from an answer what its writer wrote now: without the letter answered, signature, disclaimer and ticket template."""

from __future__ import annotations

import re

#: The line that introduces a letter answered, once its line breaks are taken out. At most a few lines long.
INTRODUCTION = re.compile(
    r"^[>\s]*(?:"
    r"op\s.{4,120}?\b(?:schreef|heeft)\b.{0,160}?(?::|geschreven\s*:)|.{2,120}\bschreef(?: op .{4,60})?\s*:"
    r"|on\s.{4,200}?\bwrote\s*:|.{2,120}\bwrote(?: on .{4,60})?\s*:"
    r"|(?:am|on)\s.{4,200}?\bschrieb\b.{0,160}?:|.{2,120}\bschrieb(?: am .{4,60})?\s*:"
    r"|le\s.{4,200}?\ba [eé]crit\s*:|\d{4}-\d\d-\d\d .{4,160}<.{3,120}>\s*:"
    r")\s*$",
    re.I,
)
#: A line after which nothing is the writer's own.
DIVIDER = re.compile(
    r"^[>\s*]*(?:-{2,}\s*(?:oorspronkelijk|origineel|doorgestuurd|original|forwarded|ursprungliche|ursprüngliche"
    r"|weitergeleitete|message"
    r")\b.{0,30}-{2,}|begin (?:doorgestuurd|forwarded) .*:|(?:oorspronkelijk bericht|original message)\s*:?)[\s*]*$",
    re.I,
)
HEADER_LINE = re.compile(
    r"^[>\s*]*(van|from|von|verzonden|sent|gesendet|datum|date|aan|to|an|cc|onderwerp|subject|betreff|objet|de"
    r"|envoy[eé]|à)\s?\*?\s?:\*?\s*\S",
    re.I,
)
SIGNATURE = re.compile(
    r"^(?:--\s?|_{5,}\s*|(?:verstuurd|verzonden|sent|gesendet|von meinem)\b.{0,12}\b(?:vanaf|vanuit|met|from|von"
    r"|via|iphone)\b.{0,60})$",
    re.I,
)
REPLY_MARK = re.compile(
    r"(?:type|typ|write|schrijf|antwoord|antworten|reply|geben).{0,40}(?:above|boven|oberhalb|uber"
    r"|über).{0,30}(?:line|regel|lijn|zeile)",
    re.I,
)
DISCLAIMER = re.compile(
    r"intended (?:recipient|solely)|disclaimer|vertrouwelijk\w*|bestemd voor|geadresseerde|vertraulich|confidential(?:ity)?\b"
    r"|originated (?:from )?outside",
    re.I,
)


def new_text(text: str) -> str:
    """The writer's own words, in their order; an empty string where there are none."""
    lines = _joined_introductions(text.replace("\r\n", "\n").replace("\u00a0", " ").splitlines())
    kept: list[str] = []
    for number, line in enumerate(lines):
        if _ends_here(lines, number):
            break
        if REPLY_MARK.search(line):
            if any(own.strip() for own in kept):
                break  # what stands below the mark is the history
            continue
        if line.lstrip().startswith(">") or INTRODUCTION.match(line):
            continue
        kept.append(line)
    paragraphs = re.split(r"\n\s*\n", "\n".join(kept))
    return "\n\n".join(part.strip("\n") for part in paragraphs if part.strip() and not DISCLAIMER.search(part)).strip()


def _joined_introductions(lines: list[str]) -> list[str]:
    """Puts an introduction that a mail program broke over two to four lines back on one."""
    joined: list[str] = []
    number = 0
    while number < len(lines):
        taken = 1
        if re.match(r"[>\s]*(?:(?:op|on|am|le)\s|[^<>]{2,80}<[^<>\s]+@)", lines[number], re.I):
            taken = next((count for count in (1, 2, 3, 4) if INTRODUCTION.match(_span(lines, number, count))), 1)
        joined.append(_span(lines, number, taken))
        number += taken
    return joined


def _span(lines: list[str], number: int, count: int) -> str:
    return " ".join(line.strip() for line in lines[number : number + count])[:600] if count > 1 else lines[number]


def _ends_here(lines: list[str], number: int) -> bool:
    line = lines[number]
    if DIVIDER.match(line) or SIGNATURE.match(line.strip(" *")) or _header_block(lines, number):
        return True
    if not INTRODUCTION.match(line):
        return False
    rest = [following for following in lines[number + 1 :] if following.strip()]
    return not any(following.lstrip().startswith(">") for following in rest[:3])  # quoted without marks: all of the rest


def _header_block(lines: list[str], number: int) -> bool:
    """Three different headers close together, as Outlook puts them above the letter answered."""
    if not HEADER_LINE.match(lines[number]):
        return False
    found = (HEADER_LINE.match(line) for line in lines[number : number + 6])
    return len({named[1].lower() for named in found if named}) >= 3
