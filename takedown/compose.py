"""The letter, clause by clause from the facts: where it stands and what kind of data, never the value itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.errors import BadInput
from domain.profile import GrantKind
from takedown.earlier import Earlier, earlier_round
from takedown.facts import Facts
from takedown.language import CATEGORY_WORDS, day, instant, language_of
from takedown.leaks import leaks
from takedown.terms import promised_working_days
from takedown.wording import approached, decided, working_days

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
    _check(facts, fields)
    template = _LETTERS.get_template(f"{facts.route.slug}/letter.{language}.txt.j2")
    heading, _, text = template.render(letter=fields).strip().partition("\n")
    return f"[{facts.takedown.reference}] {heading.strip()}", _tidy(text)


def letter_fields(facts: Facts, language: str) -> Mapping[str, Any]:
    """What a letter may be filled with; those of takedown.md §1.2 under the names they have there."""
    reply, recipient = facts.route.reply, facts.recipient
    days = promised_working_days(reply, recipient) if reply.working_days else 0
    categories = tuple(dict.fromkeys(CATEGORY_WORDS[trace.category][language] for trace in facts.exposure.traces))
    return {
        "reference": facts.takedown.reference,
        "notifier_name": facts.desk.organisation,
        "notifier_email": facts.desk.address,
        "capacity": facts.route.principal.value,
        "mandate_ref": facts.takedown.reference,
        "mandate_on": _mandate_day(facts, language),
        "urls": (facts.exposure.place.url,),
        "url": facts.exposure.place.url,
        "position": position(facts),
        "locator": position(facts) or facts.proof.capture_id,
        "reasons": facts.route.ground,
        "good_faith": True,
        "data_categories": categories,
        "categories": categories,
        "requested_action": facts.route.actions,
        "approaches": tuple(approached(approach, language) for approach in facts.approaches),
        "prior_contact": True,  # G8 asks for it; a draft may still be without
        "capture_id": facts.proof.capture_id,
        "captured_at": instant(facts.proof.captured_at, language),
        "threat": facts.case.threat,
        "days": reply.days,
        "working_days": days,
        "own_term": working_days(days, language),
        "promised": recipient.term_working_days is not None,
        "earlier": _earlier_fields(facts.earlier or earlier_round(facts.takedown), language),
    }


def position(facts: Facts) -> str:
    """The entry's own name at the place, unless that gives something away; then address and capture must do."""
    record = facts.exposure.place.record_id
    return "" if leaks(record, facts.identifiers) else record


def _mandate_day(facts: Facts, language: str) -> str:
    """When the mandate for this route was given; empty while there is none (G2 then stays open)."""
    mandates = (grant for grant in facts.grants if grant.kind is GrantKind.MANDATE and facts.route.slug in grant.routes)
    held = [grant.given_at for grant in mandates if grant.holds(facts.now)]
    return day(max(held), language) if held else ""


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


def _check(facts: Facts, fields: Mapping[str, Any]) -> None:
    for name in facts.route.fields:
        if not fields[name]:
            raise BadInput("letter", f"{name} is empty, and this route demands it; fill it in")
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
