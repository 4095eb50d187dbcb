"""Puts fictional people, findings, exposures and requests into a vault."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from domain.evidence import Original, Seal, Sealed
from domain.exposure import DataCategory, Exposure, Trace
from domain.finding import Finding, Grade, Judgement, Opinion, Signal
from domain.mention import Place
from domain.profile import Grant
from domain.sighting import Sighting, Verdict
from domain.takedown import Event, Step, Takedown
from storage import captures, cases, exposures, findings, profiles, takedowns
from storage.vault import Db, Vault, new_id
from tests.conftest import NOW, consent, joke

PLACE = Place("https://praatplein.example/onderwerp/402", "bericht-3106")
EXCERPT = "Joke van der Berg, Lange Voorhout 8-bis"
BODY = b"<p>Joke van der Berg woont op Lange Voorhout 8-bis</p>"


def enrolled(db: Db, *grants: Grant, unit: str = "wijk", at: datetime = NOW) -> str:
    """Somebody who consented, or gave these grants."""
    profile_id = profiles.invite(db, unit, "coordinator-1", at)
    profiles.save(db, joke(profile_id), "employee-1", at)
    for grant in grants or (consent(at),):
        profiles.give(db, profile_id, grant, "page", "employee-1", at)
    return profile_id


def sealed(*, stamped: bool = True) -> Sealed:
    token, at = (b"token", NOW) if stamped else (None, None)
    return Sealed(new_id(), (Original("page.html", BODY),), Seal(b"{}", b"signature", "key-1", token, at))


def finding(profile_id: str, place: Place = PLACE, score: float = 0.98, *, phone: bool = False) -> Finding:
    signals = [Signal("name", "Joke van der Berg", 0, 17, "full", 8.0)]
    if phone:
        signals.append(Signal("phone", "06-12345671", 20, 31, "exact", 20.0))
    return Finding(profile_id, place, Grade.PROBABLE, score, False, tuple(signals), -24.0, 0.97, 0.05)


def filed(db: Db, found: Finding, at: datetime = NOW) -> str:
    """A finding with its capture; returns its id."""
    evidence = sealed()
    captures.keep(db, found.profile_id, evidence, at)
    findings.file(db, found, "praatplein", evidence.capture_id, at, EXCERPT, "scan")
    return next(one.id for one in findings.of_profile(db, found.profile_id) if one.finding.place == found.place)


def exposed(db: Db, profile_id: str, place: Place = PLACE, at: datetime = NOW) -> Exposure:
    """Confirmed by a specialist, its evidence under the case's key."""
    finding_id = filed(db, finding(profile_id, place), at)
    findings.judge(db, finding_id, Judgement(Opinion.CONFIRMED, "specialist-1", at))
    case = cases.open_case(db, profile_id, "specialist-1", at)
    traces = tuple(Trace(kind, sightings=(seen(at),)) for kind in (DataCategory.HOME_ADDRESS, DataCategory.NAME))
    exposure = Exposure(new_id(), profile_id, case.id, "praatplein", place, at, at, traces)
    exposures.keep(db, exposure, finding_id)
    captures.move(db, findings.get(db, finding_id).capture_id, case.id, exposure.id)
    return exposure


def seen(at: datetime, verdict: Verdict = Verdict.PRESENT, vantage: str = "praatplein.example") -> Sighting:
    return Sighting(at, verdict, control=True, cold=True, vantage=vantage, status=200)


def absent(exposure: Exposure, *days: float) -> list[list[tuple[Trace, Sighting]]]:
    """Looks that see nothing any more, so many days after the first, by turns from two host names."""
    names = ("praatplein.example", "www.praatplein.example")
    looks = (seen(NOW + timedelta(days=day), Verdict.ABSENT, names[n % 2]) for n, day in enumerate(days))
    return [[(trace, look) for trace in exposure.traces] for look in looks]


def asked(db: Db, exposure: Exposure, reference: str = "LW-2026-0001", *more: Event, **fields: str) -> Takedown:
    """A request about this exposure that has taken these steps since it was drafted."""
    steps = tuple(Step(event, NOW + timedelta(minutes=n), "specialist-1") for n, event in enumerate((Event.DRAFTED, *more)))
    ids = (exposure.id, exposure.profile_id, exposure.case_id)
    made = Takedown(new_id(), reference, *ids, "dsa16", "praatplein", "specialist-1", steps, "De tekst.", "Het onderwerp")
    made = replace(made, **fields)  # type: ignore[arg-type]  # texts
    takedowns.keep(db, made)
    return made


SENT = (Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED)


def in_a_thread(work: Callable[[], object]) -> Callable[[], BaseException | None]:
    """Begins this beside the test; what it returns waits for the end and says what was raised."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - handed on
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()

    def wait() -> BaseException | None:
        thread.join(20)
        assert not thread.is_alive()
        return raised[0] if raised else None

    return wait


def several(vault: Vault) -> bool:
    """Whether this database lets several write at the same time."""
    return vault.engine.dialect.name == "postgresql"
