"""What a self-check tells, in Dutch: how findable one is, what to do about each place, and which sources said nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cli.self_check.looking import Looked
from config.unseen import load_unseen
from domain.copies import copies
from domain.errors import Unclear
from domain.exposure import CATEGORY_OF_SIGNAL, DataCategory
from domain.finding import Finding, Grade
from domain.profile import IdentifierKind
from domain.recipient import Recipient
from domain.sighting import Verdict
from domain.source import Source

GRADES: Final = {
    Grade.CERTAIN: "zeker u",
    Grade.PROBABLE: "waarschijnlijk u",
    Grade.POSSIBLE: "misschien u",
    Grade.WEAK: "naam",
}
CATEGORIES: Final = {
    DataCategory.NAME: "naam",
    DataCategory.HOME_ADDRESS: "woonadres",
    DataCategory.PHONE: "telefoonnummer",
    DataCategory.EMAIL: "mailadres",
    DataCategory.ACCOUNT: "account",
    DataCategory.BIRTH_DATE: "geboortedatum",
    DataCategory.FAMILY: "familie",
    DataCategory.WORK: "werk",
}
KINDS: Final = {
    IdentifierKind.NAME: "naam",
    IdentifierKind.PHONE: "telefoonnummer",
    IdentifierKind.EMAIL: "mailadres",
    IdentifierKind.HANDLE: "accountnaam",
    IdentifierKind.ADDRESS: "adres",
    IdentifierKind.CITY: "woonplaats",
    IdentifierKind.BIRTH_DATE: "geboortedatum",
    IdentifierKind.EMPLOYER: "werkgever",
    IdentifierKind.RELATIVE: "familie",
}
_REASONS: Final = {
    Unclear.BLOCKED: "hield ons buiten",
    Unclear.LAYOUT_CHANGED: "ziet er anders uit dan luwte verwacht",
    Unclear.NO_CONTROL: "kon niet bewijzen dat zij te lezen is",
    Unclear.NETWORK: "was niet te bereiken",
    Unclear.TOO_SLOW: "antwoordde te langzaam",
    Unclear.SERVER_ERROR: "had een storing",
    Unclear.ROBOTS: "wil ons daar niet hebben",
}
_ADVICE: Final = {
    "gdpr17": "vraag om verwijdering (AVG, artikel 17)",
    "gdpr21": "maak bezwaar (AVG, artikel 21)",
    "dsa16": "meld het bij het platform (DSA, artikel 16)",
    "ntd": "vraag de beheerder om het weg te halen",
    "own": "vraag het aan de webredactie van uw eigen organisatie",
}
_WARNS: Final = "het is uitgelekt en niet terug te roepen: wijzig uw wachtwoord daar en overal waar u hetzelfde gebruikt"


def disclosed(sources: Sequence[Source]) -> Iterator[str]:
    """What each source would learn from being asked; one that is read as a whole learns nothing."""
    for source in sources:
        kinds = dict.fromkeys(kind for query in source.queries for kind in query.discloses)
        told = ", ".join(KINDS[kind] for kind in kinds) or "niets: de site wordt in haar geheel gelezen"
        yield f"{source.name}: {told}"


def places(looked: Sequence[Looked], recipients: Mapping[str, Recipient]) -> Iterator[str]:
    found = {finding.place.key for one in looked for finding in one.found}
    names = {one.source.slug: one.source.name for one in looked}
    for one in looked:
        for finding in one.found:
            yield f"{one.source.name} ({GRADES[finding.grade]}): {', '.join(_given_away(finding))}"
            yield f"  {finding.place.url}"
            for copy in copies(one.source, finding.place):
                if copy.key in found:
                    yield f"  Dezelfde vermelding staat op {copy.url}"
            if one.source.parent in names:
                yield f"  Deze bron neemt over van {names[one.source.parent]}: vraag het daar eerst."
            yield f"  Doe dit: {advice(one.source, recipients)}"


def advice(source: Source, recipients: Mapping[str, Recipient]) -> str:
    routes = [_ADVICE[route] for route in source.routes if route in _ADVICE]
    if not routes:
        return _WARNS
    recipient = recipients.get(source.recipient)
    return f"{' of '.join(routes)}; schrijf aan {recipient.email}" if recipient else " of ".join(routes)


def findable(looked: Sequence[Looked]) -> str:
    """One sentence: on how many places, and the gravest that stands there."""
    found = [finding for one in looked for finding in one.found]
    if not found:
        said = sum(one.scan.verdict is Verdict.ABSENT for one in looked)
        sure = "de ene bron die" if said == 1 else f"de {said} bronnen die"
        return f"U bent nergens gevonden. Dat zegt alleen iets over {sure} betrouwbaar nee zei{'' if said == 1 else 'den'}."
    kinds = {kind for finding in found for kind in _given_away(finding)}
    gravest = next((CATEGORIES[kind] for kind in _GRAVEST if CATEGORIES[kind] in kinds), "naam")
    where = "één plek" if len(found) == 1 else f"{len(found)} plekken"
    return f"U bent gevonden op {where}. Het ernstigste dat daar staat: uw {gravest}."


_GRAVEST = (
    *(DataCategory.HOME_ADDRESS, DataCategory.PHONE, DataCategory.FAMILY, DataCategory.BIRTH_DATE),
    *(DataCategory.EMAIL, DataCategory.ACCOUNT, DataCategory.WORK),
)


def _given_away(finding: Finding) -> list[str]:
    kinds = (signal.kind for signal in finding.signals if signal.weight > 0)
    categories = dict.fromkeys(CATEGORY_OF_SIGNAL[kind] for kind in kinds if kind in CATEGORY_OF_SIGNAL)
    return [CATEGORIES[category] for category in categories]


def untrusted(looked: Sequence[Looked]) -> Iterator[str]:
    """The sources whose *not found* means nothing today, with why."""
    for one in looked:
        reason = one.scan.ill or (one.scan.reason if one.scan.verdict is Verdict.UNCLEAR else None)
        if reason is None:
            continue
        why = _REASONS.get(reason, "gaf geen leesbaar antwoord")
        if one.scan.ill is None and not one.scan.asked and one.source.asks:
            why = "vraagt naar iets wat u niet opgaf" + (", of wat zij niet mocht horen (--tell)" if one.source.learns else "")
        yield f"{one.source.name}: {why}" + (f" ({one.scan.broken})" if one.scan.broken and one.scan.ill else "")


def not_looked(off: Sequence[Source]) -> Iterator[str]:
    if off:
        yield f"{len(off)} bronnen staan uit, omdat zij nog niet tegen de echte site zijn beproefd."
    for one in load_unseen():
        yield f"{one.what}: {one.why}."
