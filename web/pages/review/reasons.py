"""Why the machine thinks so, in plain words: where it began, every piece with its points, and what they come to together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from domain.finding import Finding, Signal
from web import words
from web.texts import _, later, number

#: How a piece of evidence was written; a form that is new here is shown as the matcher calls it.
FORMS: dict[str, Any] = {
    "exact": later("as the employee gave it"),
    "initials": later("with initials"),
    "nickname": later("with a calling name"),
    "second given name": later("with a given name that is not the calling name"),
    "typo": later("with one slip of the pen"),
    "reversed": later("surname first"),
    "joined": later("written as one word"),
    "partner": later("the partner's name"),
    "with partner's name": later("with the partner's name"),
    "former": later("a former name"),
    "prefix abbreviated": later("prefix abbreviated"),
    "prefix missing": later("without its prefix"),
    "prefix differs": later("with another prefix"),
    "without addition": later("house number without its addition"),
    "number": later("house number beside the postcode"),
    "spelled out": later("written out in words"),
    "birth-date": later("the whole date"),
    "birth-year": later("the year alone"),
    "age": later("fits the date of birth"),
    "other": later("another than the employee's: speaks against"),
    "another's": later("the name of somebody else: speaks against"),
}
#: What a rule says where it changes the sum.
RULES: dict[str, Any] = {
    "beside another identifier": later("counts for less beside stronger evidence: who publishes one often publishes both"),
    "beside an identifier": later("a name says little more, for or against, beside a phone number, e-mail address or account"),
    "shared by the household": later("at one address the same surname is no surprise"),
    "goes with the surname": later("among those who bear the surname it is not as rare: families live together and name alike"),
    "a name alone is not enough": later("a name alone is never enough: others bear it too"),
    "an identifier is another's": later("a detail of somebody else stands with it: perhaps a namesake"),
    "fits the household": later("fits everybody who lives there: possible, never more"),
    "one kind of evidence": later("for certain it takes two different kinds, one of them the employee's own"),
}
PLACES: dict[str, Any] = {
    "title": later("in the page's title"),
    "meta": later("in the page's description"),
    "json-ld": later("in data for search engines"),
    "alt": later("in the description of a picture"),
    "link": later("in a link"),
}


#: From so many others on who fit as well, a namesake is no surprise.
_A_FEW = 0.5


@dataclass(frozen=True, slots=True)
class Reason:
    """One row: what kind, the strings found, in which way, and its points as shown."""

    kind: str
    found: str = field(repr=False)
    how: str
    points: str


def reasons(finding: Finding) -> tuple[Reason, ...]:
    """From the beginning to the sum; unrounded, the points above the last row add up to it."""
    total = finding.prior + sum(signal.weight for signal in finding.signals)
    begin = Reason(_("Beginning"), "", _("any one of all residents of the Netherlands"), _points(finding.prior))
    score = _("a score of %(share)s of 100", share=of_hundred(finding.score))
    return (begin, *map(_reason, finding.signals), Reason(_("Together"), "", score, _points(total)))


def sureness(finding: Finding) -> str:
    """What the number is worth: tested by judged findings, or claimed by the weights alone."""
    share = of_hundred(finding.calibrated)
    if finding.calibrated == finding.score:
        return _(
            "by the points below %(share)s of 100 such findings would be right; no judged findings tested that", share=share
        )
    return _("of findings with such a score about %(share)s of 100 were right, as specialists judged them", share=share)


def hints(finding: Finding) -> tuple[str, ...]:
    """What speaks for somebody else of that name: pieces that weigh against, and how many others fit."""
    against = [signal for signal in finding.signals if signal.weight < 0 and signal.form in {"other", "another's"}]
    told = [_("%(kind)s of somebody else: %(found)s", kind=words.signal(one.kind), found=one.found) for one in against]
    if finding.household:
        told.append(_("It fits everybody in the household."))
    if finding.others >= _A_FEW:
        told.append(_("Others of that name live in the Netherlands: look for a second piece of evidence."))
    return tuple(told)


def others(expected: float) -> str:
    """How many other residents fit the same evidence."""
    if expected < 0.1:
        return _("hardly anybody: to be expected are %(number)s others", number=_few(expected))
    return _("about %(number)s other residents are to be expected", number=_few(expected))


def of_hundred(share: float) -> str:
    """A share as so many of 100; never all or nothing, for it never is."""
    rounded = round(share * 100)
    return _("more than 99") if rounded > 99 else _("fewer than 1") if rounded < 1 else str(rounded)


def _reason(signal: Signal) -> Reason:
    if signal.where == "rule":
        _what, _sign, rule = signal.form.partition(": ")
        return Reason(words.signal(signal.kind), "", str(RULES.get(rule, signal.form)), _points(signal.weight))
    how = str(FORMS.get(signal.form, signal.form))
    place = PLACES.get(signal.where)
    return Reason(
        words.signal(signal.kind), signal.found, f"{how}, {place}" if place is not None else how, _points(signal.weight)
    )


def _points(bits: float) -> str:
    return number(bits, "+0.0;-0.0")


def _few(count: float) -> str:
    return _("fewer than 0.01") if count < 0.01 else number(count, "0.0#" if count < 10 else "#,##0")
