"""What comes is read at once; a line that drops is opened again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from domain.due import Action
from domain.errors import Unclear, Unreachable
from domain.ports import Incoming
from tests.workers.house import House
from workers import wake
from workers.clock import MAILBOX


@dataclass
class Door:
    """A mailbox at which one can only wait; `says` is what each wait brings: something, nothing, or a line that drops."""

    says: list[bool | Exception]
    asked: list[float] = field(default_factory=list)

    def unread(self) -> tuple[Incoming, ...]:
        return ()

    def settle(self, uid: str) -> None:
        return None

    def wait(self, seconds: float, stopped: Callable[[], bool]) -> bool:
        self.asked.append(time.monotonic())
        said = self.says.pop(0) if self.says else False
        if isinstance(said, Exception):
            raise said
        while not (said or stopped()):
            time.sleep(0.01)
        return said


def wait_at(house: House, door: Door, until: Callable[[], bool]) -> None:
    stop = threading.Event()
    services = replace(house.services, mailbox=door)
    thread = threading.Thread(target=wake.run, args=(services, stop))
    thread.start()
    try:
        deadline = time.monotonic() + 10
        while not until():
            assert time.monotonic() < deadline
            time.sleep(0.01)
    finally:
        stop.set()
        thread.join(5)
    assert not thread.is_alive()


def test_what_comes_is_due_now(house: House) -> None:
    house.note(Action.RECEIVE, MAILBOX)
    house.run()
    assert house.noted(Action.RECEIVE, MAILBOX) == house.now() + timedelta(minutes=5)
    wait_at(house, Door([True]), lambda: house.noted(Action.RECEIVE, MAILBOX) == house.now())


def test_as_long_as_nothing_comes_nothing_is_due_sooner(house: House) -> None:
    door = Door([False])
    wait_at(house, door, lambda: len(door.asked) >= 1)
    assert house.noted(Action.RECEIVE, MAILBOX) is None


def test_a_line_that_drops_is_opened_again_after_a_while(house: House) -> None:
    dropped = Unreachable(Unclear.NETWORK, "the mailbox could not be read")
    door = Door([dropped, True])
    wait_at(house, door, lambda: house.noted(Action.RECEIVE, MAILBOX) is not None)
    assert door.asked[1] - door.asked[0] >= 0.9


def test_without_a_mailbox_nobody_waits(house: House) -> None:
    wake.run(house.without("mailbox").services, threading.Event())
