"""What came of the story: counted from luwte's database and checked against how each place should have ended."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from cli.story.bundles import police_verified, verified
from cli.story.stage import Stage
from demo.people import EMPLOYEES
from domain.exposure import Outcome
from domain.takedown import Event, Takedown
from storage import exposures, outcome, reports, takedowns
from storage.outcome import Walk
from takedown.reports.lines import Line, lines_of

#: How each place should end, by its host; the town of Lindestad was written so.
EXPECTED = {
    "adressengids.example": Outcome.GONE,
    "nummerzoeker.example": Outcome.GONE,  # after it came back and was asked again
    "buurtbode.example": Outcome.GONE,
    "gemeente-lindestad.example": Outcome.GONE,
    "praatplein.example": Outcome.STILL_VISIBLE,  # the host says that it was removed
    "kiekjes.example": Outcome.STILL_VISIBLE,  # refused, also on complaint and by the dispute body
    "bedrijvenindex.example": Outcome.UNCLEAR,  # a new layout proves nothing
    "zoekwijd.example": Outcome.GONE,  # its kept copy: refreshing was refused, delisting was not
    "lijstenhuis.example": Outcome.GONE,  # opt-out by its form
    "flitsbord.example": Outcome.GONE,  # its own form
    "opslagbox.example": Outcome.STILL_VISIBLE,  # host, registrar and registry refused; the police have the dossier
    "reclamelijst.example": Outcome.STILL_VISIBLE,  # silent: a complaint about it lies with the authority
    "personenwijzer.example": Outcome.STILL_VISIBLE,  # refused twice: the dossier lies with the court
    "waterschap-lindewaard.example": Outcome.STILL_VISIBLE,  # refused: an objection lies with it
    "omgevingsdienst-lindestreek.example": Outcome.GONE,  # silent, until it was given notice of default
    "handelskamer.example": Outcome.GONE,  # registers, asked by the employees themselves
    "grondkamer.example": Outcome.GONE,
    "burgerloket.example": Outcome.GONE,
}
#: The legal routes that the story walks to the end: a letter left, a form was filled in, a dossier was handed over.
ROUTES = (
    *("own", "ntd", "dsa16", "dsa20", "gdpr17", "gdpr21", "marketing", "broker", "platform", "abuse"),
    *("outdated", "delist", "ap77", "police", "registrar", "sidn", "dsa21", "dsa53"),
    *("repeat", "uavg35", "bezwaar", "awb417", "kvk", "kadaster", "brp"),
)
#: Those that exist only behind another request.
_NEXT = frozenset(
    {"dsa20", "dsa21", "dsa53", "delist", "ap77", "police", "registrar", "sidn", "repeat", "uavg35", "bezwaar", "awb417"}
)
#: Who refuses, in whatever round.
REFUSING = frozenset(
    f"{slug}.example" for slug in ("kiekjes", "zoekwijd", "opslagbox", "personenwijzer", "waterschap-lindewaard")
)


@dataclass(frozen=True, slots=True)
class StoryOutcome:
    """The contract's document. `gone`, `still_visible` and `unclear` add up to `exposures`; the others count events."""

    employees: int
    sources: int
    pages_fetched: int
    findings: int
    dismissed: int
    exposures: int
    gone: int
    still_visible: int
    unclear: int
    notices_sent: int
    receipts: int
    claims: int
    refusals: int
    false_claims_caught: int
    reappeared: int
    refused_without_consent: int
    withdrawn_and_erased: int
    evidence_bundles_verified: int
    seconds: float
    walk: tuple[dict[str, object], ...]
    police_bundles_verified: int
    requests: tuple[dict[str, object], ...]


def outcome_of(stage: Stage, *, seconds: float) -> StoryOutcome:
    with stage.vault.begin() as db:
        totals = outcome.totals(db)
        hosts = {one.id: urlsplit(one.place.url).hostname or "" for one in exposures.all_of(db)}
        asked = takedowns.all_of(db)
    return StoryOutcome(
        employees=totals.employees,
        sources=len(stage.services.sources),
        pages_fetched=totals.pages,
        findings=totals.findings,
        dismissed=totals.dismissed,
        exposures=totals.exposures,
        gone=totals.gone,
        still_visible=totals.still_visible,
        unclear=totals.unclear,
        notices_sent=totals.notices_sent,
        receipts=totals.receipts,
        claims=totals.claims,
        refusals=totals.refusals,
        false_claims_caught=totals.false_claims_caught,
        reappeared=totals.reappeared,
        refused_without_consent=totals.refused_without_consent,
        withdrawn_and_erased=totals.erased,
        evidence_bundles_verified=verified(stage, [walk.exposure for walk in totals.walks]),
        seconds=seconds,
        walk=tuple(_told(walk, hosts[walk.exposure]) for walk in totals.walks),
        police_bundles_verified=police_verified(stage),
        requests=tuple(_request(one, hosts[one.exposure_id]) for one in asked),
    )


def lines_of_all(stage: Stage) -> list[Line]:
    """What `luwte report takedowns` counts."""
    with stage.vault.begin() as db:
        return [line for takedown, empty in reports.told(db) for line in lines_of(takedown, empty)]


def wrong(found: StoryOutcome) -> list[str]:
    """What did not end as it should, in sentences; empty when all is well."""
    ended = {str(walk["place"]): str(walk["ended"]) for walk in found.walk}
    complaints = [
        f"{place} should end as {expected.value}, but is {ended.get(place, 'not there')}"
        for place, expected in EXPECTED.items()
        if ended.get(place) != expected.value
    ]
    walked = {str(one["route"]) for one in found.requests if one["left"]}
    complaints += [f"no request left by the route {route}" for route in ROUTES if route not in walked]
    checks = {
        "each place is exposed once": found.exposures == len(EXPECTED),
        "the final states add up": found.gone + found.still_visible + found.unclear == found.exposures,
        "the false claim was caught": _where(found, "false claim") == {"praatplein.example"},
        "what came back was noticed": found.reappeared == 1,
        "the refusals were kept": _where(found, "refused") == REFUSING,
        "the namesakes were dismissed": found.dismissed >= 2,
        "who did not consent was not looked up": found.refused_without_consent == 1,
        "who withdrew is erased": found.withdrawn_and_erased == sum(one.withdraws for one in EMPLOYEES),
        "every bundle holds": found.evidence_bundles_verified == found.exposures,
        "the bundle for the police holds": found.police_bundles_verified == 1,
        "what was taken further names what it follows": all(one["follows"] for one in found.requests if one["route"] in _NEXT),
    }
    return complaints + [f"not so: {what}" for what, holds in checks.items() if not holds]


def _where(found: StoryOutcome, what: str) -> set[str]:
    return {str(one["place"]) for one in found.requests if one[what]}


def _told(walk: Walk, place: str) -> dict[str, object]:
    steps = list(walk.steps)
    return {"exposure": walk.exposure, "source": walk.source, "place": place, "ended": walk.outcome.value, "steps": steps}


def _request(takedown: Takedown, place: str) -> dict[str, object]:
    return {
        "reference": takedown.reference,
        "route": takedown.route,
        "recipient": takedown.recipient,
        "place": place,
        "state": takedown.state.value,
        "left": any(step.event is Event.ACCEPTED for step in takedown.steps),
        "refused": any(step.event is Event.REFUSAL for step in takedown.steps),
        "false claim": any(step.fact("claim") == "false" for step in takedown.steps),
        "follows": takedown.steps[0].fact("parent"),
    }
