"""The clock: what always stands in the diary, each line to one actor, and nothing that stops it for good."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import dramatiq.errors
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from domain.due import Action, Due, Queue
from domain.errors import LuwteError
from storage import audit, due
from storage.due import Taken
from storage.vault import Vault
from tests.workers.house import House, Straight, built
from workers import clock, vitals
from workers.crowd import Crowd


def at_once(*work: Callable[[], object]) -> None:
    """Run these in threads of their own; whatever one of them raises is raised here."""
    raised: list[BaseException] = []
    gate = threading.Barrier(len(work))

    def run(one: Callable[[], object]) -> None:
        gate.wait(10)
        try:
            one()
        except BaseException as error:  # noqa: BLE001 - handed on below
            raised.append(error)

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if raised:
        raise raised[0]


def nowhere() -> Straight:
    return Straight(lambda taken: None)


def agenda(house: House) -> Counter[tuple[Action, str]]:
    with house.vault.begin() as db:
        return Counter((line.action, line.thing) for line in due.agenda(db, 1000))


def test_what_nobody_asks_for_stands_in_the_diary_once(house: House) -> None:
    clock.begin(house.services)
    first = agenda(house)
    clock.begin(house.services)
    assert agenda(house) == first
    assert set(first.values()) == {1}
    kinds = Counter(action for action, _ in first)
    assert kinds[Action.CHECK] == len(house.services.sources)
    assert kinds[Action.SCAN] == sum(not source.asks for source in house.services.sources.values())
    assert (Action.RECEIVE, clock.MAILBOX) in first
    assert (Action.PURGE, clock.RETENTION) in first


def test_what_stands_there_keeps_its_date_when_the_service_starts_again(house: House) -> None:
    clock.begin(house.services)
    with house.vault.begin() as db:
        due.note(db, Due(Action.PURGE, clock.RETENTION, house.now() + timedelta(hours=5)))
    clock.begin(house.services)
    assert house.noted(Action.PURGE, clock.RETENTION) == house.now() + timedelta(hours=5)


def test_without_a_mailbox_nothing_is_received(house: House) -> None:
    clock.begin(house.without("mailbox").services)
    assert (Action.RECEIVE, clock.MAILBOX) not in agenda(house)


def test_a_site_that_was_switched_off_for_a_while_is_watched_again(house: House) -> None:
    clock.begin(house.services)
    smaller = replace(house, services=replace(house.services, sources={}))
    with house.vault.begin() as db:
        lines = [line for line in due.agenda(db, 1000) if line.action is Action.SCAN]
        for line in due.agenda(db, 1000):
            if line.action is not Action.SCAN:
                due.strike(db, line.thing, line.action)
    smaller.run()
    assert agenda(house) == {}
    clock.begin(house.services)
    assert all((line.action, line.thing) in agenda(house) for line in lines)


def test_each_turn_chains_the_audit(house: House) -> None:
    house.enrol()
    clock.tick(house.services, nowhere())
    with house.vault.begin() as db:
        assert all(line.chain for line in audit.lines(db))
        assert audit.verify(db) is None


def test_two_clocks_start_together(vault: Vault, crowd: Crowd) -> None:
    house = built(vault, crowd)
    at_once(*[lambda: clock.begin(house.services)] * 4)
    assert set(agenda(house).values()) == {1}


def test_two_clocks_give_each_line_to_one_actor(vault: Vault, crowd: Crowd) -> None:
    house = built(vault, crowd)
    with vault.begin() as db:
        for number in range(120):
            due.note(db, Due(Action.SCAN, f"watch-{number}", house.now()))
    sent: list[Taken] = []

    def one_clock() -> None:
        while clock.tick(house.services, Straight(sent.append)):
            pass

    at_once(one_clock, one_clock, one_clock)
    assert Counter(taken.thing for taken in sent) == {f"watch-{number}": 1 for number in range(120)}


@dataclass
class Full:
    """A road on which nobody takes anything away."""

    messages: dict[Queue, list[Taken]] = field(default_factory=lambda: {queue: [] for queue in Queue})

    def send(self, taken: Taken) -> None:
        self.messages[taken.queue].append(taken)

    def waiting(self, queue: Queue) -> int:
        return len(self.messages[queue])


def test_what_somebody_waits_for_is_not_behind_the_routine_of_everybody(house: House) -> None:
    road = Full()
    with house.vault.begin() as db:
        for number in range(clock.ROOM + 20):
            due.note(db, Due(Action.SCAN, f"routine-{number}", house.now() - timedelta(days=1)))
        due.note(db, Due(Action.SCAN, "asked for", house.now(), awaited=True))
        due.note(db, Due(Action.SEND, "letter", house.now()))
    clock.tick(house.services, road)
    assert [taken.thing for taken in road.messages[Queue.INTERACTIVE]] == ["asked for"]
    assert [taken.thing for taken in road.messages[Queue.MAIL]] == ["letter"]


def test_no_more_is_sent_than_the_queue_has_room_for_until_somebody_takes_of_it(house: House) -> None:
    road = Full()
    with house.vault.begin() as db:
        for number in range(clock.ROOM + 20):
            due.note(db, Due(Action.SCAN, f"watch-{number:04}", house.now() - timedelta(minutes=1000 - number)))
    assert clock.tick(house.services, road) == clock.ROOM
    house.turn(minutes=5)  # and what waits its turn there is not taken for lost
    assert clock.tick(house.services, road) == 0
    del road.messages[Queue.CRAWL][:7]
    assert clock.tick(house.services, road) == 7
    assert [taken.thing for taken in road.messages[Queue.CRAWL][-7:]] == [f"watch-{clock.ROOM + n:04}" for n in range(7)]


def test_an_emptied_broker_costs_a_minute_whatever_it_held(house: House) -> None:
    road = Full()
    with house.vault.begin() as db:
        for number in range(40):
            due.note(db, Due(Action.SCAN, f"watch-{number}", house.now()))
    clock.tick(house.services, road)
    road.messages[Queue.CRAWL].clear()
    assert clock.tick(house.services, road) == 0
    house.turn(minutes=1)
    assert clock.tick(house.services, road) == 40


def test_what_could_not_be_sent_to_an_actor_comes_due_again(house: House) -> None:
    house.note(Action.SCAN, "watch")

    def broken(taken: Taken) -> None:
        raise OSError

    with pytest.raises(OSError):
        clock.tick(house.services, Straight(broken))
    house.turn(minutes=16)
    sent: list[Taken] = []
    clock.tick(house.services, Straight(sent.append))
    assert [taken.thing for taken in sent] == ["watch"]


@pytest.mark.parametrize(
    "trouble",
    [
        OSError("secret"),
        LuwteError("secret"),
        dramatiq.errors.ConnectionClosed("secret"),
        OperationalError("select secret", {}, Exception("secret")),
        RuntimeError("secret"),
    ],
    ids=lambda trouble: type(trouble).__name__,
)
def test_whatever_a_turn_runs_into_the_clock_goes_on(house: House, trouble: Exception) -> None:
    house.note(Action.SCAN, "first")
    sent: list[Taken] = []
    stop = threading.Event()

    def road(taken: Taken) -> None:
        if not sent:
            sent.append(taken)
            raise trouble
        sent.append(taken)
        stop.set()

    with capture_logs() as logs:
        heart = vitals.clock_heart(house.services)
        thread = threading.Thread(target=clock.run, args=(house.services, Straight(road), stop, 0.01, heart))
        thread.start()
        deadline = time.monotonic() + 10
        while not sent and time.monotonic() < deadline:
            time.sleep(0.005)
        house.note(Action.SCAN, "second")
        goes_on = stop.wait(5)
        stop.set()
        thread.join(10)
    assert goes_on
    assert [line["kind"] for line in logs] == [type(trouble).__name__]
    assert "secret" not in str(logs)


def test_a_line_of_the_audit_that_is_committed_late_breaks_no_chain(vault: Vault, crowd: Crowd) -> None:
    if vault.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    house = built(vault, crowd)
    with vault.begin() as db:
        audit.write(db, house.now(), "coordinator-1", "invited")
    slow = vault.engine.connect()
    transaction = slow.begin()
    slow.execute(text("INSERT INTO audit (at, by, action, purpose, about, detail) VALUES (now(), 'a', 'slow', '', '', '')"))
    with vault.begin() as db:
        audit.write(db, house.now(), "coordinator-1", "quick")
    chained = threading.Thread(target=clock.tick, args=(house.services, nowhere()))
    chained.start()
    time.sleep(0.3)
    transaction.commit()
    slow.close()
    chained.join(10)
    clock.tick(house.services, nowhere())
    with vault.begin() as db:
        assert all(line.chain for line in audit.lines(db))
        assert audit.verify(db) is None


def test_two_clocks_chain_one_audit(vault: Vault, crowd: Crowd) -> None:
    house = built(vault, crowd)

    def write() -> None:
        for number in range(30):
            with vault.begin() as db:
                audit.write(db, house.now(), "coordinator-1", f"step {number}")

    def one_clock() -> None:
        for _ in range(15):
            clock.tick(house.services, nowhere())

    at_once(write, write, one_clock, one_clock)
    clock.tick(house.services, nowhere())
    with vault.begin() as db:
        assert audit.verify(db) is None
        assert all(line.chain for line in audit.lines(db, limit=999))


@pytest.mark.parametrize(
    ("sent", "passed", "took", "rests"),
    [
        (0, 1.0, 0.01, 1.0),  # nothing is due
        (10, 1.0, 0.01, 1.0),  # nothing near what a queue holds
        (400, 1.0, 0.125, 0.5),  # four hundred a second: half of a full queue is done in 0.625 s, less what sending took
        (400, 0.25, 0.1, 0.056),
        (400, 0.01, 0.01, 0.05),  # it never stops resting
        (clock.ROOM, 5.0, 0.4, 0.05),  # a queue had run empty: nobody knows how much faster they are
        (3, 0.05, 0.01, 1.0),
    ],
)
def test_a_clock_turns_sooner_the_more_is_done(sent: int, passed: float, took: float, rests: float) -> None:
    assert clock.pause(sent, passed, took, 1.0) == pytest.approx(rests, abs=0.001)
