"""What a person types into a form, field by field: each question with its answer, ready to be copied."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.recipient import Who
from takedown.elements import Elements, elements_of
from takedown.facts import Facts
from takedown.language import language_of

#: What is typed where the recipient's definition does not name its questions, in the order of most forms.
USUAL = ("notifier_name", "notifier_email", "urls", "locator", "data_categories", "earlier_request", "subject", "text")


@dataclass(frozen=True, slots=True)
class Line:
    """`label`: the form's own words, or the name of the field; `long`: it needs more than one line."""

    label: str
    name: str
    value: str = field(repr=False)

    @property
    def long(self) -> bool:
        return "\n" in self.value or len(self.value) > 100


def checklist(facts: Facts) -> tuple[Line, ...]:
    """The lines that have an answer; what is not known is not invented."""
    form = facts.recipient.form
    asks = form.asks if form is not None and form.asks else tuple((name, name) for name in USUAL)
    elements = elements_of(facts, language_of(facts.recipient))
    lines = (Line(label, name, _answer(facts, elements, name)) for label, name in asks)
    return tuple(line for line in lines if line.value)


def who_are_you(facts: Facts) -> Who:
    """What the form's "who are you" is answered with: as its definition prescribes, else by who writes."""
    if facts.recipient.form is not None and facts.recipient.form.who is not Who.ORGANISATION:
        return facts.recipient.form.who
    return Who.AGENT if facts.route.needs_mandate else Who.ORGANISATION


def _answer(facts: Facts, elements: Elements, name: str) -> str:
    if name in {"subject", "text"}:
        return str(getattr(facts.takedown, name)).strip()
    value = getattr(elements, name)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
