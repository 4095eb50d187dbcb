"""Another system is told that something happened: signed, by number, tried until it is taken, and never inward."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from domain.due import Action
from domain.errors import BadInput
from domain.hook import Delivery, HookEvent, body, checked_url, headers, new_secret
from gateway.http import Http
from storage import calendar, due, tables, webhooks
from tests.conftest import NOW, joke
from tests.web.conftest import a_hearing
from tests.workers.house import House


class Listener:
    """A system of the organisation on loopback, which keeps what it hears and answers as it is told to."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        listener = self

        class Hears(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                told = self.rfile.read(int(self.headers["Content-Length"]))
                listener.heard.append(({name.lower(): value for name, value in self.headers.items()}, told))
                status = listener.answers.pop(0) if listener.answers else 204
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "http://169.254.169.254/latest")
                if status != 204:
                    self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_said: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Hears)
        self.host = f"127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.server.shutdown()
    made.server.server_close()


def listening(house: House, url: str, *, allowed: str = "") -> str:
    """The house's own services, with the real way out; returns the secret."""
    hosts = frozenset({allowed} if allowed else ())
    http = Http(user_agent="luwte/test", now=house.now, host_delay=0, allow_private_hosts=hosts)
    settings = house.services.settings.model_copy(update={"allow_private_hosts": hosts})
    house.services = replace(house.services, http=http, settings=settings)
    with house.vault.begin() as db:
        return webhooks.add(db, "zaaksysteem", url, tuple(HookEvent), "administrator-0", house.now()).secret


def happened(house: House) -> str:
    """Something to tell; returns the employee's number."""
    profile_id = house.enrol()
    with house.vault.begin() as db:
        calendar.save(db, a_hearing(profile_id), "coordinator-0", house.now())
    return profile_id


def deliveries(house: House) -> list[tuple[str, int]]:
    with house.vault.begin() as db:
        table = tables.deliveries
        return [(row.outcome, row.tries) for row in db.connection.execute(table.select().order_by(table.c.at))]


def tell(house: House) -> None:
    """What is due now of it, by the clock's own way."""
    with house.vault.begin() as db:
        taken = due.take(db, house.now(), timedelta(minutes=15), 10, [Action.HOOK])
    from workers import hook

    for one in taken:
        hook.act(house.services, one)


def test_it_hears_what_happened_to_which_number_and_can_tell_that_it_is_from_us(house: House, listener: Listener) -> None:
    secret = listening(house, f"http://{listener.host}/luwte", allowed=listener.host)
    profile_id = happened(house)
    tell(house)
    ((head, told),) = listener.heard
    assert json.loads(told) == {"type": "flare-up", "timestamp": house.now().isoformat(), "data": {"id": "f1"}}
    signed = f"{head['webhook-id']}.{head['webhook-timestamp']}.".encode() + told
    key = base64.b64decode(secret.removeprefix("whsec_"))
    assert head["webhook-signature"] == "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert profile_id.encode() not in told
    assert [one.value for one in joke().identifiers() if one.value.encode() in told] == []
    assert deliveries(house) == [("taken", 1)]
    tell(house)
    assert len(listener.heard) == 1


def test_it_is_told_again_under_the_same_id_later_each_time_until_it_takes_it(house: House, listener: Listener) -> None:
    listening(house, f"http://{listener.host}/", allowed=listener.host)
    happened(house)
    listener.answers = [500, 302, 429]
    for seconds in (0, 30, 60, 120):
        house.turn(seconds=seconds)
        tell(house)
    assert len(listener.heard) == 4 or deliveries(house)[0][0] != "taken", "a 429 asks for quiet, which is kept"
    assert len({head["webhook-id"] for head, _told in listener.heard}) == 1
    house.turn(hours=6)
    tell(house)
    assert deliveries(house)[0][0] == "taken"


def test_after_three_days_it_is_given_up_and_shown(house: House) -> None:
    listening(house, "http://127.0.0.1:9/", allowed="127.0.0.1:9")
    happened(house)
    house.turn(days=3, hours=1)
    tell(house)
    assert deliveries(house) == [("given-up", 1)]
    with house.vault.begin() as db:
        (one,) = webhooks.listening(db)
        assert (one.waiting, one.last) == (0, "given-up")


@pytest.mark.parametrize(
    "url", ["https://169.254.169.254/latest", "https://localhost/", "https://10.0.0.1/", "https://[::1]/", "https://intranet/"]
)
def test_nothing_inward_is_ever_told(house: House, url: str) -> None:
    listening(house, url)
    happened(house)
    tell(house)
    assert deliveries(house) == [("inward", 1)]


def test_plain_http_is_told_nothing_also_where_a_name_was_allowed_once(house: House, listener: Listener) -> None:
    listening(house, f"http://{listener.host}/")
    happened(house)
    tell(house)
    assert listener.heard == []
    assert deliveries(house) == [("not-allowed", 1)]


def test_one_that_was_stopped_hears_nothing_more(house: House, listener: Listener) -> None:
    listening(house, f"http://{listener.host}/", allowed=listener.host)
    happened(house)
    with house.vault.begin() as db:
        (one,) = webhooks.listening(db)
        webhooks.stop(db, one.hook.id, "administrator-0", house.now())
    tell(house)
    happened_again = a_hearing(house.enrol())
    with house.vault.begin() as db:
        calendar.save(db, replace(happened_again, id="f2"), "coordinator-0", house.now())
    tell(house)
    assert listener.heard == []


def test_secret_and_address_are_not_readable_in_the_vault(house: House) -> None:
    secret = listening(house, "https://zaak.example/hook")
    with house.vault.engine.begin() as connection:
        kept = repr(connection.exec_driver_sql("SELECT * FROM webhooks").all())
    assert secret not in kept
    assert "zaak.example" not in kept


BAD = (
    *("http://zaak.example/", "ftp://zaak.example/", "https://a:b@zaak.example/", "https:///x", "zaak.example", "https://a b/"),
    *("https://zaak.example/#x", "https://zaak.example:99999/", "javascript:alert(1)", ""),
)


@pytest.mark.parametrize("url", BAD)
def test_an_address_that_may_not_be_told_is_refused_at_the_edge(url: str) -> None:
    with pytest.raises(BadInput):
        checked_url(url)


def test_an_old_message_can_be_told_from_a_new_one() -> None:
    """The moment is signed with it: whoever hears it again much later may refuse it."""
    one, secret = Delivery("d1", "h1", HookEvent.FINDING, "f1", NOW), new_secret()
    first, later = (dict(headers(one, secret, at)) for at in (NOW, NOW + timedelta(hours=1)))
    assert first["webhook-id"] == later["webhook-id"]
    assert first["webhook-signature"] != later["webhook-signature"]
    assert b"f1" in body(one)
