"""The short phrases that letters are filled with: what was decided before, and who nearer to the source was asked."""

from __future__ import annotations

from domain.takedown import Event
from takedown.earlier import Earlier
from takedown.facts import Approach, IntentSign, Link, NotApproached
from takedown.language import day

_DECIDED = {
    Event.CLAIM: {"nl": "liet u weten dat de gegevens verwijderd waren", "en": "you told us that the details had been removed"},
    Event.CLAIM_PARTIAL: {
        "nl": "liet u weten dat een deel van de gegevens verwijderd was",
        "en": "you told us that some of the details had been removed",
    },
    Event.REFUSAL: {"nl": "wees u dat verzoek af", "en": "you refused that request"},
    Event.PROVEN_GONE: {
        "nl": "stelden wij vast dat de gegevens verdwenen waren",
        "en": "we established that the details had disappeared",
    },
    Event.OTHER_FULFILLED: {
        "nl": "stelden wij vast dat de gegevens verdwenen waren",
        "en": "we established that the details had disappeared",
    },
}
_LINKS = {
    Link.UPLOADER: {"nl": "Wie de inhoud plaatste", "en": "Whoever posted the content"},
    Link.SITE: {"nl": "De beheerder van de site", "en": "The operator of the site"},
    Link.DOMAIN_HOLDER: {"nl": "De houder van de domeinnaam", "en": "The holder of the domain name"},
    Link.RESELLER: {"nl": "De wederverkoper", "en": "The reseller"},
    Link.HOST: {"nl": "De hostingdienst", "en": "The hosting service"},
    Link.REGISTRAR: {"nl": "De registrar", "en": "The registrar"},
}
_REASONS = {
    NotApproached.NOT_POSSIBLE: {"nl": "is voor ons niet te bereiken", "en": "cannot be reached by us"},
    NotApproached.NOT_SAFE: {"nl": "kan niet veilig worden benaderd", "en": "cannot safely be approached"},
    NotApproached.POLICE_ASKED_NOT_TO: {
        "nl": "is op verzoek van de politie niet benaderd",
        "en": "was not approached, at the request of the police",
    },
}
_SIGNS = {
    IntentSign.THREAT: {"nl": "naast de gegevens staat een bedreiging", "en": "a threat stands beside the details"},
    IntentSign.CALL: {
        "nl": "anderen worden opgeroepen om langs te gaan, te bellen of te schaden",
        "en": "others are called upon to visit, to call or to harm",
    },
    IntentSign.AIMED: {
        "nl": "de gegevens worden in verband gebracht met het werk of een beslissing van de persoon",
        "en": "the details are tied to the work or to a decision of the person",
    },
    IntentSign.REPEATED: {
        "nl": "de gegevens zijn teruggeplaatst nadat zij waren verwijderd",
        "en": "the details were put back after they had been removed",
    },
}
_ASKED = {"nl": "is door ons aangeschreven", "en": "was written to by us"}
_WORKING_DAYS = {"nl": ("werkdag", "werkdagen"), "en": ("working day", "working days")}


def decided(earlier: Earlier, language: str) -> str:
    """What was said then, as the end of a sentence; empty when nothing was."""
    return _DECIDED[Event(earlier.decision)][language] if earlier.decision else ""


def approached(approach: Approach, language: str) -> str:
    """One line on one link nearer to the source."""
    link = _LINKS[approach.link][language]
    if approach.reason is not None:
        return f"{link} {_REASONS[approach.reason][language]}."
    on = {"nl": "op", "en": "on"}[language]
    when = f" {on} {day(approach.on, language)}" if approach.on else ""
    return f"{link} {_ASKED[language]}{when} ({approach.reference})."


def sign_of(sign: IntentSign, language: str) -> str:
    """One sign that may point at an intent, as a fact and no judgement."""
    return _SIGNS[sign][language]


def working_days(number: int, language: str) -> str:
    """1 werkdag, 7 working days."""
    one, more = _WORKING_DAYS[language]
    return f"{number} {one if number == 1 else more}"
