"""Beats for a process, and tells what the parts are like that it alone has the way to: the broker, the mail server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

import structlog

from domain.due import Queue
from domain.errors import BadInput, Unsent
from domain.parts import Condition, Organ, Part, Reading
from storage import pulses
from storage.vault import Vault
from workers.heart import BEAT, Heart
from workers.services import Services

log = structlog.get_logger()
#: Seconds between two checks of a part.
CHECK = 60.0
Check = Callable[[], Reading]


def machine_now() -> datetime:
    """Pulses are about processes, so they are in the machine's time, also where luwte's own calendar is another."""
    return datetime.now(UTC)


def clock_heart(services: Services) -> Heart:
    return Heart(services.vault, Organ.CLOCK, machine_now, file=services.settings.pulse_path)


def worker_heart(services: Services, queues: tuple[Queue, ...]) -> Heart:
    names = tuple(queue.value for queue in queues)
    return Heart(services.vault, Organ.WORKER, machine_now, queues=names, file=services.settings.pulse_path)


def web_heart(vault: Vault) -> Heart:
    return Heart(vault, Organ.WEB, machine_now)


def start(beat: Callable[[], None], checks: tuple[Check, ...], vault: Vault) -> Callable[[], None]:
    """A thread that beats, and checks those parts now and then; returns what stops it."""
    stopping = threading.Event()

    def run() -> None:
        checked = float("-inf")
        while not stopping.is_set():
            beat()
            if monotonic() - checked >= CHECK:
                checked = monotonic()
                for check in checks:
                    _told(vault, check)
            stopping.wait(BEAT)

    thread = threading.Thread(target=run, name="vitals", daemon=True)
    thread.start()

    def stop() -> None:
        stopping.set()
        thread.join(timeout=10)

    return stop


def working(services: Services, alive: Callable[[], bool], heart: Heart) -> Callable[[], None]:
    """The beat of a worker, for as long as all its threads live."""

    def beat() -> None:
        if alive():
            heart.turn()
            heart.beat(index_at=services.crowd.as_of)

    return beat


def checks_of_worker(services: Services, queues: tuple[Queue, ...]) -> tuple[Check, ...]:
    """Who sends mail knows whether the mail server is there, and whether text messages can be sent."""
    return (lambda: mail_out(services), lambda: texts(services)) if Queue.MAIL in queues else ()


def broker_check(url: str, ask: Callable[[], object]) -> Check:
    """`ask` raises when RabbitMQ or Redis does not answer; in one process (no `url`) there is none to ask."""

    def check() -> Reading:
        if not url:
            return Reading(Part.BROKER, Condition.OFF, "everything in one process")
        try:
            ask()
        except Exception as failure:  # noqa: BLE001 - each broker has errors of its own; whatever it is, it does not answer
            return Reading(Part.BROKER, Condition.DOWN, f"does not answer ({type(failure).__name__})")
        return Reading(Part.BROKER, Condition.UP)

    return check


def mail_out(services: Services) -> Reading:
    """Greets the mail server as before sending, and leaves."""
    if services.greet is None:
        return Reading(Part.MAIL_OUT, Condition.OFF, "LUWTE_SMTP_URL is not set")
    try:
        services.greet()
    except (Unsent, BadInput) as failure:
        return Reading(Part.MAIL_OUT, Condition.DOWN, f"does not greet us ({type(failure).__name__})")
    return Reading(Part.MAIL_OUT, Condition.UP)


def texts(services: Services) -> Reading:
    """Only whether there is a way: a gateway for text messages has nothing like a greeting."""
    if services.send_text is None:
        return Reading(Part.TEXTS, Condition.OFF, "LUWTE_PHONE_URL is not set")
    return Reading(Part.TEXTS, Condition.UP, "set, and tried only with a message")


def _told(vault: Vault, check: Check) -> None:
    try:
        reading = check()
        with vault.begin() as db:
            pulses.say(db, reading, machine_now())
    except Exception as failure:  # noqa: BLE001 - the top of a thread: the database may be away for a while
        log.warning("a part could not be told", kind=type(failure).__name__)
