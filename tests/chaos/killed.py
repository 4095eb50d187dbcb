"""Runs the sending of one letter in a process that is killed with -9 at a chosen step, and looks what became of it.

A step is a line of luwte or of its SMTP library that is run between taking the letter from the diary and settling it; each
distinct one is a place to die, and the time of a kill from outside is any moment at all.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from domain.due import Action
from domain.states import State
from domain.task import TaskKind
from gateway.smtp import Smtp
from storage import due, takedowns, tasks
from storage.cipher import KeyRing
from storage.vault import open_vault
from tests.conftest import RING
from tests.workers.house import House, built
from workers.act import act
from workers.crowd import Crowd

_ROOT = Path(__file__).parent.parent.parent
#: Whose lines are steps: the shells and rooms through which a letter leaves, and the SMTP library.
_ROOMS = ("workers", "storage", "takedown", "gateway", "domain")
_WATCHED = (*(f"{_ROOT}/{room}/" for room in _ROOMS), str(sys.modules["smtplib"].__file__))
#: So often at most something of it comes due again: far within the day after which its evidence is too old.
_TRIES = 6
_ACTIONS = (Action.SEND, Action.ASK)
Step = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Became:
    """What became of the letter: its state, whether a person is asked about it, and whether it is still due."""

    state: State
    asked_of_a_person: bool
    due: bool


def house_in(home: Path, crowd: Crowd, url: str) -> House:
    vault = open_vault(f"sqlite:///{home}/vault.db", f"sqlite:///{home}/keys.db", KeyRing.parse(RING))
    made = built(vault, crowd)
    return replace(made, services=replace(made.services, send=Smtp(url, timeout=5)))


def send_once(house: House) -> None:
    """What the clock and an actor do when a letter is due."""
    with house.vault.begin() as db:
        taken = due.take(db, house.now(), house.services.lease, 10, _ACTIONS)
    for line in taken:
        act(house.services, line)


def steps_of(home: Path, crowd: Crowd, url: str) -> list[Step]:
    """Every step of one sending that is not disturbed, in order."""
    copy = home.with_name(f"{home.name}-dry")
    return list(_in_child(copy, home, lambda: _traced(copy, crowd, url)))


def kill_at(home: Path, crowd: Crowd, url: str, place: int) -> None:
    """Die at the step with this number."""
    _in_child(home, None, lambda: _dying(home, crowd, url, place))


def kill_after(home: Path, crowd: Crowd, url: str, seconds: float) -> None:
    """Killed from outside after so long."""
    child = os.fork()
    if child == 0:
        try:
            send_once(house_in(home, crowd, url))
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def recovered(home: Path, crowd: Crowd, url: str) -> Became:
    """The service starts again, the dead one's lease runs out, and what comes due is done, until nothing is."""
    found: Became = _in_child(home, None, lambda: _recover(home, crowd, url))
    return found


def _recover(home: Path, crowd: Crowd, url: str) -> Became:
    house = house_in(home, crowd, url)
    house.now.at += timedelta(minutes=16)
    for _ in range(_TRIES):
        send_once(house)
        with house.vault.begin() as db:
            (takedown,) = takedowns.all_of(db)
            due_at = due.noted(db, Action.SEND, takedown.id)
        if due_at is None:
            break
        house.now.at = max(due_at, house.now.at + timedelta(minutes=16))
    send_once(house)
    with house.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        wanted = {task.kind for task in tasks.waiting(db, thing=takedown.id)}
        still = due.noted(db, Action.SEND, takedown.id) is not None
    house.vault.close()
    asked = bool(wanted & {TaskKind.DECIDE_ARRIVAL, TaskKind.FIND_ADDRESS})
    return Became(takedown.state, asked, still)


def _traced(home: Path, crowd: Crowd, url: str) -> list[Step]:
    house, seen = house_in(home, crowd, url), []

    def each(frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            seen.append((frame.f_code.co_filename, frame.f_lineno))
        return each

    _watch(each)
    send_once(house)
    sys.settrace(None)
    return seen


def _dying(home: Path, crowd: Crowd, url: str, place: int) -> None:
    house, left = house_in(home, crowd, url), place

    def each(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal left
        if event == "line":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return each

    _watch(each)
    send_once(house)


def _watch(each: Callable[[FrameType, str, Any], Any]) -> None:
    sys.settrace(lambda frame, event, argument: each if frame.f_code.co_filename.startswith(_WATCHED) else None)


def _in_child(home: Path, source: Path | None, work: Callable[[], Any]) -> Any:
    """In a process of its own, so that nothing of it is left here; None if it was killed."""
    if source is not None:
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(source, home)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            with os.fdopen(writing, "wb") as out:
                pickle.dump(work(), out)
            code = 0
        except BaseException:  # noqa: BLE001 - the top of a process: whatever it is, the parent must hear of it
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read()
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return None
    if os.WEXITSTATUS(status):
        raise RuntimeError("the child failed; what it said stands above")
    return pickle.loads(said)
