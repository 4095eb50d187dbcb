"""Every gate is asked again at the moment at which a letter leaves, and no exposed value leaves with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.due import Action
from domain.profile import GrantKind
from domain.takedown import Event, State
from storage import audit, cases, due, profiles, takedowns
from storage.tables import captures
from tests.conftest import consent, joke, mandate
from tests.workers import pages
from tests.workers.cases import SECOND, Asked, drafted, exposed
from tests.workers.house import House
from tests.workers.post import left
from workers import look


def objection(house: House, asked: Asked) -> None:
    profile_id = asked.now.profile_id
    with house.vault.begin() as db:
        profiles.take_back(db, profile_id, GrantKind.CONSENT, "employee-1", house.now())


def hold(house: House, asked: Asked) -> None:
    case_id = asked.now.case_id
    with house.vault.begin() as db:
        cases.hold(db, case_id, "coordinator-1", house.now())


def crime(house: House, asked: Asked) -> None:
    case_id = asked.now.case_id
    with house.vault.begin() as db:
        cases.set_flags(db, case_id, "coordinator-1", house.now(), suspected_criminal=True, police="not-asked", threat=False)


def stale(house: House, asked: Asked) -> None:
    house.turn(hours=24, seconds=1)


def edited(house: House, asked: Asked) -> None:
    with house.vault.begin() as db:
        takedown = takedowns.get(db, asked.id)
        takedowns.rewrite(db, takedown, takedown.subject, takedown.text + " ")


def leaking(house: House, asked: Asked) -> None:
    with house.vault.begin() as db:
        takedown = takedowns.get(db, asked.id)
        takedowns.rewrite(db, takedown, takedown.subject, f"{takedown.text}\nHet nummer is 0612345671.\n")


def emptied(house: House, asked: Asked) -> None:
    house.turn(minutes=1)
    house.web.pages[pages.THREAD] = pages.thread("[verwijderd]")
    house.note(Action.LOOK, asked.exposure.id)
    with house.vault.begin() as db:
        (line,) = due.take(db, house.now(), house.services.lease, 1, [Action.LOOK])
    look.act(house.services, line)


def without_evidence(house: House, asked: Asked) -> None:
    with house.vault.begin() as db:
        db.connection.execute(captures.update().values(exposure_id=None))


def bounced_before(house: House, asked: Asked) -> None:
    other = drafted(house, asked.exposure, "LW-2026-0002")
    other.release()
    other.add(Event.ACCEPTED, Event.BOUNCE, by="recipient")
    with house.vault.begin() as db:
        due.strike(db, other.id)


@pytest.mark.parametrize(
    ("happens", "gate"),
    [
        (objection, "G2"),
        (hold, "G4"),
        (crime, "G4"),
        (stale, "G1"),
        (edited, "G9"),
        (leaking, "G6"),
        (emptied, "G1"),
        (without_evidence, "G1"),
        (bounced_before, "G7"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_no_longer_holds_when_it_is_about_to_leave_stops_it(
    house: House, letter: Asked, happens: Callable[[House, Asked], None], gate: str
) -> None:
    happens(house, letter)
    house.run()
    assert left(house) == []
    stopped = letter.last(Event.STOPPED)
    assert stopped is not None
    assert gate in stopped.fact("gates").split()
    assert letter.state is State.GATED
    assert house.noted(Action.SEND, letter.id) is None
    assert {word.subject for word in house.line.letters} == {"Er wacht iets op u"}


def test_a_refused_consent_is_in_the_audit(house: House, letter: Asked) -> None:
    objection(house, letter)
    house.run()
    about = letter.now.profile_id
    with house.vault.begin() as db:
        assert audit.lines(db, about=about)[0].action == "refused"


def test_a_letter_whose_author_released_it_does_not_leave(house: House) -> None:
    asked = drafted(house, exposed(house))
    asked.release(by="specialist-1")
    house.run()
    assert left(house) == []
    assert asked.state is State.GATED


def test_a_recipient_that_left_the_catalogue_gets_nothing_and_somebody_is_told(house: House, letter: Asked) -> None:
    poorer = replace(house, services=replace(house.services, recipients=()))
    poorer.run()
    assert left(house) == []
    assert letter.state is State.GATED
    assert len(house.line.letters) == 1


def test_acting_in_the_employee_s_name_needs_the_mandate_at_that_moment(house: House) -> None:
    profile_id = house.enrol(joke, consent(), mandate("gdpr17"))
    asked = drafted(house, exposed(house, "adressengids", profile_id))
    asked.release()
    with house.vault.begin() as db:
        profiles.take_back(db, profile_id, GrantKind.MANDATE, "employee-1", house.now())
    house.run()
    assert left(house) == []
    with house.vault.begin() as db:
        profiles.give(db, profile_id, mandate("gdpr17"), "page", "employee-1", house.now())
    asked.add(Event.APPROVED)
    asked.add(Event.RELEASED, by=SECOND, facts=tuple(asked.now.last(Event.RELEASED).facts))  # type: ignore[union-attr]
    house.play(Action.SEND, asked.id)
    assert [gone.to for gone in left(house)] == ["privacy@adressengids.example"]


#: Every notation of Joke's that a reader would understand.
NOTATIONS = (
    r"joke|johanna|\bj\.? ?m\.?\b|berg|\bwit\b|smit",
    r"(?:\+31|0031|0)[\s()./-]*6[\s.-]*1[\s.-]*2[\s.-]*3[\s.-]*4[\s.-]*5",
    r"12[\s.-]?34[\s.-]?56[\s.-]?71|345671",
    r"joke@|mail\.example|jokeb71",
    r"voorhout|2514\s?ed|8[ -]?bis",
    r"1971|14 maart|14-0?3|0?3-14",
    r"piet",
)


@pytest.mark.parametrize("source", ["praatplein", "adressengids"])
def test_no_exposed_value_stands_in_the_letter(house: House, source: str) -> None:
    profile_id = house.enrol(joke, consent(), mandate("gdpr17"))
    asked = drafted(house, exposed(house, source, profile_id))
    asked.release()
    house.run()
    (gone,) = left(house)
    for part in (gone.subject, gone.body, gone.message_id, gone.envelope_from, gone.reply_to, gone.header_from):
        for notation in NOTATIONS:
            assert not re.search(notation, part, re.IGNORECASE), notation
