"""An actor that fails is due again, later each time; the log says what kind of failure it was and never what was being read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from domain.due import QUEUES, Action, Due
from domain.errors import BadInput, Conflict, IllegalStep, NotFound, NotPermitted, Unclear, Unreachable
from storage import due, tables
from storage.due import Taken
from tests.conftest import NOW, joke
from tests.workers import pages
from tests.workers.cases import Asked, sent
from tests.workers.house import House
from tests.workers.post import deliver, mail, with_token
from workers import act as actors
from workers.act import ACTORS, act
from workers.clock import MAILBOX, RETENTION

#: What stands in the diary whatever happens.
STANDING = [(Action.RECEIVE, MAILBOX), (Action.PURGE, RETENTION), (Action.TELL, "specialist")]
SECRET = f"{pages.NAME} {pages.PHONE} {pages.THREAD}"


def failure_of(house: House, thing: str) -> tuple[int, str]:
    with house.vault.begin() as db:
        row = db.connection.execute(tables.diary.select().where(tables.diary.c.thing == thing)).one()
    return row.failures, row.failure


def breaks(house: House, error: BaseException) -> None:
    def raising(url: str) -> None:
        raise error

    house.web.before = raising


@pytest.mark.parametrize(
    "error",
    [
        ValueError(SECRET),
        KeyError(SECRET),
        RecursionError(SECRET),
        MemoryError(SECRET),
        OSError(SECRET),
        BadInput(pages.THREAD, SECRET),
        IllegalStep(SECRET),
    ],
    ids=lambda error: type(error).__name__,
)
def test_the_log_tells_the_kind_and_place_of_a_failure_and_not_its_text(house: House, error: Exception) -> None:
    watch = house.watch("adressengids", house.enrol())
    breaks(house, error)
    logs = house.run()
    (line,) = [line for line in logs if line["event"] == "failed"]
    assert (line["action"], line["kind"]) == ("scan", type(error).__name__)
    assert str(line["where"]).startswith("test_act.py:")
    for part in (pages.NAME, pages.PHONE, pages.THREAD, "Berg"):
        assert part not in str(logs)
    assert failure_of(house, watch) == (1, type(error).__name__)


def test_what_fails_again_and_again_waits_longer_each_time_and_is_never_forgotten(house: House) -> None:
    watch = house.watch("adressengids", house.enrol())
    breaks(house, ValueError(SECRET))
    waits = []
    for _ in range(12):
        house.run()
        at = house.noted(Action.SCAN, watch)
        assert at is not None
        waits.append(at - house.now())
        house.now.at = at
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=6)
    house.web.before = lambda url: None
    house.run()
    assert failure_of(house, watch)[0] == 0
    assert house.noted(Action.SCAN, watch) == house.now() + house.routine(watch)


def test_a_process_that_is_told_to_stop_stops(house: House) -> None:
    house.watch("adressengids", house.enrol())
    breaks(house, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        house.run()


@pytest.mark.parametrize("action", [Action.SCAN, Action.LOOK, Action.SEND, Action.ASK, Action.CHECK])
def test_what_is_not_there_any_more_is_struck(house: House, action: Action) -> None:
    house.note(action, "erased-long-ago")
    logs = house.run()
    assert [(line["event"], line["kind"]) for line in logs] == [("nothing to do", "NotFound")]
    assert house.noted(action, "erased-long-ago") is None


@pytest.mark.parametrize(("action", "thing"), STANDING)
@pytest.mark.parametrize("refusal", [NotFound(SECRET), NotPermitted(SECRET)], ids=["not found", "not permitted"])
def test_what_always_stands_in_the_diary_is_never_struck(
    house: House, monkeypatch: pytest.MonkeyPatch, action: Action, thing: str, refusal: Exception
) -> None:
    def fails(services: object, taken: Taken) -> None:
        raise refusal

    monkeypatch.setitem(actors.ACTORS, action, fails)
    house.note(action, thing)
    house.run()
    assert house.noted(action, thing) == NOW + timedelta(minutes=1)


def test_what_was_noted_anew_while_a_refusal_came_is_not_struck(house: House) -> None:
    taken = house.taken(Action.LOOK, "exposure")
    with house.vault.begin() as db:
        due.bring_forward(db, Due(Action.LOOK, "exposure", NOW + timedelta(minutes=1)))
    act(house.services, taken)
    assert house.noted(Action.LOOK, "exposure") == NOW + timedelta(minutes=1)


def test_a_message_whose_lease_is_gone_does_nothing(house: House) -> None:
    watch = house.watch("adressengids", house.enrol())
    with capture_logs() as logs:
        act(house.services, Taken(Action.SCAN, watch, "another-lease"))
    assert [line["event"] for line in logs] == ["somebody else has this line"]
    assert house.web.asked == []
    assert house.noted(Action.SCAN, watch) == NOW


def test_a_message_that_comes_twice_is_worked_on_once(house: House) -> None:
    """RabbitMQ delivers again what took a worker half an hour, while that worker is still at it."""
    watch = house.watch("adressengids", house.enrol())
    taken = house.taken(Action.SCAN, watch)
    asked: list[int] = []

    def deliver_again(url: str) -> None:
        house.web.before = lambda url: None
        before = len(house.web.asked)
        act(house.services, taken)
        asked.append(len(house.web.asked) - before)

    house.web.before = deliver_again
    act(house.services, taken)
    assert asked == [0]
    assert house.noted(Action.SCAN, watch) == house.now() + house.routine(watch)


def test_whoever_lost_the_lease_cannot_strike_the_line(house: House) -> None:
    old = house.taken(Action.LOOK, "exposure")
    house.turn(minutes=16)
    with house.vault.begin() as db:
        (new,) = due.take(db, house.now(), house.services.lease, 1)
    act(house.services, old)
    with house.vault.begin() as db:
        due.hold(db, new)


def test_a_conflict_leaves_the_line_to_its_lease(house: House) -> None:
    watch = house.watch("adressengids", house.enrol())
    breaks(house, Conflict("somebody was first"))
    house.run()
    with house.vault.begin() as db:
        assert due.take(db, house.now(), house.services.lease, 9) == []
        assert [line.thing for line in due.take(db, NOW + timedelta(minutes=15), house.services.lease, 9)] == [watch]


def test_no_exposed_value_is_logged_on_a_whole_walk(house: House) -> None:
    asked: Asked = sent(house)
    logs: list[object] = []
    with capture_logs() as outside:
        for served in (Unclear.NETWORK, pages.frozen("praatplein", "drifted"), b"\xff\x00", pages.thread()):
            house.web.pages[pages.THREAD] = served
            house.turn(days=1)
            house.note(Action.LOOK, asked.exposure.id)
            logs += house.run()
        breaks(house, Unreachable(Unclear.NETWORK, SECRET))
        house.note(Action.LOOK, asked.exposure.id)
        logs += house.run()
        deliver(house, mail(SECRET, to=with_token(asked)))
    told = f"{logs} {outside}"
    for value in (*(identifier.value for identifier in joke().identifiers()), pages.PHONE, pages.THREAD, asked.token):
        assert value not in told


def test_every_action_has_its_actor_and_its_queue() -> None:
    assert set(ACTORS) == set(QUEUES) == set(Action)
