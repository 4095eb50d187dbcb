"""The letter, clause by clause from the facts: where it stands and what kind of data, never the value itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.errors import BadInput
from takedown.channels import xarf
from takedown.earlier import Earlier, earlier_round
from takedown.elements import NAMES, demand, elements_of, position
from takedown.facts import Facts
from takedown.language import day, instant, language_of
from takedown.terms import promised_working_days
from takedown.wording import approached, decided, sign_of, working_days

HERE = Path(__file__).parent
_LETTERS = Environment(
    loader=FileSystemLoader([HERE / "routes", HERE / "letters"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    autoescape=False,  # noqa: S701 - plain text, not HTML
)


def compose(facts: Facts) -> tuple[str, str]:
    """(subject, text) in the recipient's language. Raises `BadInput` for a field that is empty though the route demands it,
    or that would begin a line of its own."""
    language = language_of(facts.recipient)
    fields = letter_fields(facts, language)
    _check(fields)
    heading, written = render(f"{facts.route.slug}/letter.{language}.txt.j2", fields)
    if xarf.wanted(facts):
        written = xarf.attach(written, xarf.report(facts))
    return f"[{facts.takedown.reference}] {heading}", written


def render(template: str, fields: Mapping[str, Any]) -> tuple[str, str]:
    """(heading, text) of a letter with these fields."""
    heading, _, text = _LETTERS.get_template(template).render(letter=fields).strip().partition("\n")
    return heading.strip(), _tidy(text)


def letter_fields(facts: Facts, language: str) -> Mapping[str, Any]:
    """What a letter may be filled with: the elements under the names that they have in takedown.md §1.2, and our words."""
    elements = elements_of(facts, language)
    demand(facts.route, elements)
    reply, recipient = facts.route.reply, facts.recipient
    days = promised_working_days(reply, recipient) if reply.working_days else 0
    return {
        **{name: getattr(elements, name) for name in NAMES},
        "reference": facts.takedown.reference,
        "url": facts.exposure.place.url,
        "host": urlsplit(facts.exposure.place.url).hostname or "",
        "position": position(facts),
        "categories": elements.data_categories,
        "approaches": tuple(approached(approach, language) for approach in facts.approaches),
        "intent": tuple(sign_of(sign, language) for sign in elements.intent_evidence),
        "capture_id": facts.proof.capture_id,
        "captured_at": instant(facts.proof.captured_at, language),
        "recipient": recipient.name,
        "threat": facts.case.threat,
        "days": reply.days,
        "working_days": days,
        "own_term": working_days(days, language),
        "promised": recipient.term_working_days is not None,
        "earlier": _earlier_fields(facts.earlier or earlier_round(facts.takedown), language),
    }


def _earlier_fields(earlier: Earlier | None, language: str) -> Mapping[str, str] | None:
    if earlier is None:
        return None
    return {
        "reference": earlier.reference,
        "sent": day(earlier.sent_at, language) if earlier.sent_at else "",
        "decided": day(earlier.decided_at, language) if earlier.decided_at else "",
        "decision": decided(earlier, language),
        "seen_again": day(earlier.seen_again_at, language),
    }


def _check(fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if any(_begins_a_line(text) for text in _texts(value)):
            raise BadInput("letter", f"a line break or control character stands in {name}; take it out")


def _texts(value: Any) -> Iterator[str]:
    """The texts in a field, however nested."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


def _begins_a_line(text: str) -> bool:
    return any(unicodedata.category(char) in {"Cc", "Zl", "Zp"} for char in text)


def _tidy(text: str) -> str:
    """One empty line between paragraphs, none at the ends."""
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip("\n") + "\n"
