"""Brings a finding further, as the pages do: to an exposure with its evidence, and a letter that a second person released."""

from __future__ import annotations

from dataclasses import dataclass

from domain.due import Action, Due
from domain.exposure import CATEGORY_OF_SIGNAL, Exposure, Trace
from domain.finding import Judgement, Opinion
from domain.sighting import Sighting, Verdict
from domain.takedown import Event, State, Step, Takedown
from storage import captures, cases, due, exposures, findings, takedowns
from storage.background import load
from storage.vault import TOKEN_KEY, new_id
from takedown.approval import approval
from takedown.channels import email
from takedown.compose import compose
from takedown.facts import gathered
from tests.workers.house import DESK, House

AUTHOR, SECOND = "specialist-1", "specialist-2"
ROUTES = {"adressengids": "gdpr17", "praatplein": "dsa16"}


def exposed(house: House, source: str = "praatplein", profile_id: str = "") -> Exposure:
    """Somebody whose place in this source was found by a scan and confirmed by a specialist."""
    profile_id = profile_id or house.enrol()
    house.play(Action.SCAN, house.watch(source, profile_id))
    filed = next(filed for filed in house.found(profile_id) if filed.source == source)
    return confirmed(house, filed)


def confirmed(house: House, filed: findings.FiledFinding) -> Exposure:
    now, profile_id = house.now(), filed.finding.profile_id
    with house.vault.begin() as db:
        case = cases.open_case(db, profile_id, AUTHOR, now)
        findings.judge(db, filed.id, Judgement(Opinion.CONFIRMED, AUTHOR, now))
        seen = Sighting(captures.fetched_at(db, filed.capture_id), Verdict.PRESENT, vantage="scan", status=200)
        kinds = (signal.kind for signal in filed.finding.signals if signal.weight > 0)
        categories = dict.fromkeys(CATEGORY_OF_SIGNAL[kind] for kind in kinds if kind in CATEGORY_OF_SIGNAL)
        traces = tuple(Trace(category, sightings=(seen,)) for category in categories)
        places = (filed.source, filed.finding.place, filed.found_at, now, traces)
        exposure = Exposure(new_id(), profile_id, case.id, *places)
        exposures.keep(db, exposure, filed.id)
        captures.move(db, filed.capture_id, case.id, exposure.id)
    return exposure


@dataclass
class Asked:
    """A takedown and what a test asks of it."""

    house: House
    id: str

    @property
    def now(self) -> Takedown:
        with self.house.vault.begin() as db:
            return takedowns.get(db, self.id)

    @property
    def state(self) -> State:
        return self.now.state

    @property
    def token(self) -> str:
        released = self.now.last(Event.RELEASED)
        assert released is not None
        return released.fact("token")

    @property
    def exposure(self) -> Exposure:
        exposure_id = self.now.exposure_id
        with self.house.vault.begin() as db:
            return exposures.get(db, exposure_id)

    def add(self, *events: Event, by: str = AUTHOR, facts: tuple[tuple[str, str], ...] = ()) -> None:
        with self.house.vault.begin() as db:
            new = (Step(event, self.house.now(), by, facts) for event in events)
            takedowns.add(db, takedowns.get(db, self.id), *new)

    def last(self, event: Event) -> Step | None:
        return self.now.last(event)

    def release(self, by: str = SECOND) -> None:
        """Hand in, approve, and release: the attempt is fixed, and sending is due."""
        attempt = 1 + sum(step.event is Event.RELEASED for step in self.now.steps)
        token = email.new_token(self.house.vault.keys.get(TOKEN_KEY), self.id, attempt)
        text = self.now
        fixed = {"token": token, "message_id": email.message_id_of(token, DESK), "approval": approval(text.subject, text.text)}
        self.add(Event.SUBMITTED, Event.APPROVED)
        self.add(Event.RELEASED, by=by, facts=tuple(fixed.items()))
        with self.house.vault.begin() as db:
            due.note(db, Due(Action.SEND, self.id, self.house.now()))


def drafted(house: House, exposure: Exposure, reference: str = "LW-2026-0001") -> Asked:
    """A letter about this exposure to whoever decides on it, of which the employee knows."""
    recipient = house.services.recipient(exposure.source)
    steps = (Step(Event.DRAFTED, house.now(), AUTHOR), Step(Event.NOTED, house.now(), AUTHOR, (("informed", "yes"),)))
    ids = (exposure.id, exposure.profile_id, exposure.case_id, ROUTES[exposure.source], recipient.slug)
    begun = Takedown(new_id(), reference, *ids, AUTHOR, steps)
    with house.vault.begin() as db:
        told = gathered(load(db, begun, recipient, house.now(), AUTHOR), recipient, DESK, house.now())
        subject, text = compose(told)
        written = Takedown(begun.id, reference, *ids, AUTHOR, steps, text=text, subject=subject)
        takedowns.keep(db, written)
    return Asked(house, begun.id)


def released(house: House, source: str = "praatplein") -> Asked:
    """A letter that is about to leave."""
    asked = drafted(house, exposed(house, source))
    asked.release()
    return asked


def sent(house: House, source: str = "praatplein") -> Asked:
    """A letter that has left."""
    asked = released(house, source)
    house.play(Action.SEND, asked.id)
    assert asked.state is State.SENT
    return asked
