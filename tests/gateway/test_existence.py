"""Name services of the test's own on loopback: what each says of a name, and what is no answer."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator

import dns.flags
import dns.message
import dns.rcode
import pytest

from domain.errors import BadInput
from gateway import existence
from gateway.existence import Existence


@pytest.fixture
def service() -> Iterator[Callable[[int | None], str]]:
    """service(rcode) starts one that answers so to every question; None: it keeps silent. Returns its address."""
    running: list[tuple[socket.socket, threading.Thread]] = []

    def start(rcode: int | None) -> str:
        listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        listening.bind(("127.0.0.1", 0))

        def serve() -> None:
            while True:
                question, caller = listening.recvfrom(4096)
                if question == b"end":
                    return
                if rcode is not None:
                    answer = dns.message.make_response(dns.message.from_wire(question), recursion_available=True)
                    answer.set_rcode(dns.rcode.Rcode(rcode))
                    listening.sendto(answer.to_wire(), caller)

        thread = threading.Thread(target=serve)
        thread.start()
        running.append((listening, thread))
        return f"127.0.0.1:{listening.getsockname()[1]}"

    yield start
    for listening, thread in running:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"end", listening.getsockname())
        thread.join()
        listening.close()


@pytest.fixture(autouse=True)
def no_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own name service lies outside loopback."""
    monkeypatch.setattr(existence, "_system", lambda: ())
    monkeypatch.setattr(existence, "_SECONDS", 0.5)


def test_each_service_says_whether_there_is_such_a_name(service: Callable[[int | None], str]) -> None:
    there, gone, ill, silent = (service(rcode) for rcode in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN, dns.rcode.SERVFAIL, None))
    assert Existence((gone, gone))("kiekjes.example") == (False, False)
    assert Existence((there, gone, ill, silent))("kiekjes.example") == (True, False, None, None)


def test_without_a_second_service_nobody_is_asked(service: Callable[[int | None], str]) -> None:
    assert Existence(())("kiekjes.example") == ()


@pytest.mark.parametrize("written", ["dns.example", "300.1.1.1", "", "1.2.3.4:x"])
def test_what_is_no_address_is_refused_at_start(written: str) -> None:
    with pytest.raises(BadInput, match="LUWTE_RESOLVERS"):
        Existence((written,))


@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".example", "é\x00.example"])
def test_what_is_no_name_is_no_answer(service: Callable[[int | None], str], host: str) -> None:
    assert Existence((service(dns.rcode.NXDOMAIN),))(host) == (None,)
