"""A process says that it lives, and what it reaches is like."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from domain.due import Queue
from domain.errors import Unsent
from domain.parts import Condition, Organ, Part
from storage import pulses
from storage.vault import Vault
from tests.workers.house import House
from workers import vitals
from workers.broker import Road
from workers.heart import Heart
from workers.main import start_embedded


def test_a_heart_beats_into_the_vault_and_touches_its_file(vault: Vault, now: datetime, tmp_path: Path) -> None:
    file = tmp_path / "pulse"
    heart = Heart(vault, Organ.WORKER, lambda: now, queues=("mail",), file=file)
    heart.turn()
    heart.beat(index_at=now)
    heart.beat()  # just now: not again
    assert file.exists()
    with vault.begin() as db:
        (pulse,) = pulses.all_of(db)
    assert (pulse.organ, pulse.at, pulse.queues, pulse.index_at) == (Organ.WORKER, now, ("mail",), now)
    heart.stop()
    with vault.begin() as db:
        assert pulses.all_of(db) == []


def test_without_its_database_a_process_goes_round_and_logs_no_text(small_vault: Vault, now: datetime, tmp_path: Path) -> None:
    with small_vault.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE pulses")
    heart = Heart(small_vault, Organ.CLOCK, lambda: now, file=tmp_path / "pulse")
    with capture_logs() as logs:
        heart.turn()
        heart.beat()
        heart.stop()
    assert (tmp_path / "pulse").exists()
    assert [line["event"] for line in logs] == ["no pulse", "no last pulse"]
    assert "pulses" not in str([line["kind"] for line in logs])


def test_the_mail_server_is_greeted_and_named_when_it_is_away(house: House) -> None:
    def away() -> None:
        raise Unsent("the mail server on mail.example could not be reached", permanent=False)

    off, up, down = (vitals.mail_out(replace(house.services, greet=greet)).condition for greet in (None, lambda: None, away))
    assert (off, up, down) == (Condition.OFF, Condition.UP, Condition.DOWN)
    assert "mail.example" not in vitals.mail_out(replace(house.services, greet=away)).why


@pytest.mark.parametrize("url", ["amqp://guest:guest@127.0.0.1:1", "redis://127.0.0.1:1/0"])
def test_a_broker_that_is_away_is_down_each_time_one_asks(url: str) -> None:
    road = Road(url, lambda taken: None, [Queue.MAIL])
    check = vitals.broker_check(url, road.answer)
    for _ in range(2):
        reading = check()
        assert (reading.part, reading.condition) == (Part.BROKER, Condition.DOWN)
        assert "guest" not in reading.why
    road.close()


def test_in_one_process_there_is_no_broker_to_ask() -> None:
    assert vitals.broker_check("", lambda: None)().condition is Condition.OFF


def test_only_who_sends_mail_greets_the_mail_server(house: House) -> None:
    assert vitals.checks_of_worker(house.services, (Queue.CRAWL,)) == ()
    told = {check().part for check in vitals.checks_of_worker(house.services, tuple(Queue))}
    assert told == {Part.MAIL_OUT, Part.TEXTS}


def test_whether_text_messages_can_be_sent_is_said_without_sending_one(house: House) -> None:
    sent: list[str] = []
    off, up = (vitals.texts(replace(house.services, send_text=way)) for way in (None, lambda to, text: sent.append(text)))
    assert (off.condition, up.condition, sent) == (Condition.OFF, Condition.UP, [])


def test_the_whole_service_in_one_process_is_ready_and_leaves_tidily(house: House, tmp_path: Path) -> None:
    settings = house.services.settings.model_copy(update={"pulse_path": tmp_path / "pulse"})
    stop = start_embedded(replace(house.without("mailbox").services, settings=settings), tick_seconds=0.05)
    deadline = time.monotonic() + 30
    while (found := down(house)) and time.monotonic() < deadline:
        time.sleep(0.05)
    stop()
    assert found == set()
    assert os.path.exists(tmp_path / "pulse")
    assert {Part.CLOCK, Part.WORKERS} <= down(house)


def down(house: House) -> set[Part]:
    found = pulses.readings(house.vault, [queue.value for queue in Queue], vitals.machine_now())
    return {one.part for one in found if one.condition is Condition.DOWN}
