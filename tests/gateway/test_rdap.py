"""The abuse contact of a registrar and of a host, from a real RDAP server; and nothing asked of anybody whom we do not know."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from domain.errors import BadInput, Unreachable
from gateway.http import Http
from gateway.rdap import Contact, Rdap

# whoisit takes the addresses for documentation for private ones: a public range stands for the host here, asked of loopback.
HOST = "8.8.8.8"


def card(name: str, email: str) -> list[Any]:
    return ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", name], ["email", {}, "text", email]]]


def entity(roles: list[str], name: str, email: str, inside: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {"objectClassName": "entity", "handle": name, "roles": roles, "vcardArray": card(name, email)}
    return {**made, "entities": inside} if inside else made


ABUSE = entity(["abuse"], "Abuse desk", "abuse@registrar.example")
HOSTS_ABUSE = entity(["abuse"], "Desk", "abuse@hosting.example")
SMUGGLER = entity(["abuse"], "x", "a@b\r\nBcc: c@d.example")
ANSWERS: dict[str, tuple[int, Any]] = {
    "/domain/gids.example": (
        200,
        {
            "objectClassName": "domain",
            "ldhName": "gids.example",
            "entities": [entity(["registrar"], "Registrar B.V.", "info@registrar.example", [ABUSE])],
        },
    ),
    f"/ip/{HOST}": (
        200,
        {
            "objectClassName": "ip network",
            "startAddress": "8.8.8.0",
            "endAddress": "8.8.8.255",
            "country": "NL",
            "entities": [
                entity(
                    ["registrant"], "Hosting B.V.", "info@hosting.example", [entity(["abuse"], "Desk", "abuse@hosting.example")]
                )
            ],
        },
    ),
    "/domain/none.example": (404, {}),
    "/domain/deleted.example": (404, {"errorCode": 404, "title": "no such domain", "rdapConformance": ["rdap_level_0"]}),
    "/domain/www.deleted.example": (404, {"errorCode": 404}),
    "/domain/www.gids.example": (404, {"errorCode": 404}),
    "/domain/forum.shut.example": (404, {"errorCode": 404}),
    "/domain/broken.example": (200, "geen JSON"),
    "/domain/list.example": (200, [1]),
    "/domain/shut.example": (429, {}),
    "/domain/odd.example": (
        200,
        {"objectClassName": "domain", "entities": [SMUGGLER]},
    ),
}


class Registry(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, answer = ANSWERS.get(self.path, (404, {}))
        body = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/rdap+json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def bootstrap(url: str) -> str:
    """As whoisit saves it: the five files of IANA; those that a test does not need name a registry far away."""
    far = {"services": [[["64496-64511"], ["https://rdap.example/"]]]}
    v6 = {"services": [[["2001:4860::/32"], ["https://rdap.example/"]]]}
    known = {"dns": {"services": [[["example"], [url]]]}, "ipv4": {"services": [[["8.8.8.0/24"], [url]]]}}
    return json.dumps({"timestamp": 1_790_000_000, "asn": far, "object": far, "ipv6": v6, **known})


@pytest.fixture(scope="module")
def registry() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def http(registry: str) -> Iterator[Http]:
    made = Http(
        user_agent="luwte-test/0 (+https://luwte.example)",
        now=lambda: datetime.now(UTC),
        host_delay=0.0,
        allow_private_hosts=frozenset({registry}),
    )
    yield made
    made.close()


@pytest.fixture
def rdap(registry: str, http: Http) -> Rdap:
    return Rdap(http, bootstrap(f"http://{registry}/"), insecure=True)


def test_the_registrars_abuse_desk_is_found_with_whose_it_is(rdap: Rdap, registry: str) -> None:
    found = rdap.registrar("Gids.example.")

    assert found[0].email == "abuse@registrar.example"
    assert found[0].of == "Registrar B.V."
    assert found[0].source == f"http://{registry}/domain/gids.example"


def test_the_hosts_abuse_desk_is_found_by_the_address(rdap: Rdap, registry: str) -> None:
    assert rdap.host(HOST) == (Contact("Hosting B.V.", "abuse@hosting.example", "NL", f"http://{registry}/ip/{HOST}"),)


def test_nobody_is_found_where_nothing_is_published(rdap: Rdap) -> None:
    assert rdap.registrar("none.example") == ()


@pytest.mark.parametrize("name", ["broken.example", "list.example", "shut.example"])
def test_an_answer_that_cannot_be_used_is_said_to_be_so(rdap: Rdap, name: str) -> None:
    with pytest.raises(Unreachable):
        rdap.registrar(name)


def test_an_address_that_would_smuggle_a_header_is_no_contact(rdap: Rdap) -> None:
    assert all("\n" not in one.email and "@" in one.email for one in rdap.registrar("odd.example"))


def test_a_name_or_address_without_a_known_registry_is_asked_of_nobody(rdap: Rdap) -> None:
    for ask in (lambda: rdap.registrar("gids.nl"), lambda: rdap.host("9.9.9.9"), lambda: rdap.host("10.0.0.1")):
        with pytest.raises(Unreachable, match="name no registry"):
            ask()


@pytest.mark.parametrize("name", ["", "gids", "a b.example", "../x.example", "gids.example/x", "http://gids.example"])
def test_what_is_no_domain_name_is_refused(rdap: Rdap, name: str) -> None:
    with pytest.raises(BadInput):
        rdap.registrar(name)


def test_what_is_no_address_is_refused(rdap: Rdap) -> None:
    with pytest.raises(BadInput, match="resolve the host name first"):
        rdap.host("gids.example")


@pytest.mark.parametrize("data", ["", "{}", "[]", '{"timestamp": 1}', '{"timestamp": "x"}', '{"timestamp": 1, "dns": 7}'])
def test_bootstrap_data_that_cannot_be_read_are_refused_at_once(http: Http, data: str) -> None:
    with pytest.raises(BadInput, match="LUWTE_RDAP_BOOTSTRAP"):
        Rdap(http, data)


def test_a_registry_inside_our_own_network_is_not_asked(registry: str) -> None:
    strict = Http(user_agent="luwte-test/0", now=lambda: datetime.now(UTC), host_delay=0.0)
    try:
        with pytest.raises(Unreachable):
            Rdap(strict, bootstrap(f"http://{registry}/"), insecure=True).registrar("gids.example")
    finally:
        strict.close()


def test_without_leave_no_registry_is_asked_by_plain_http(registry: str, http: Http) -> None:
    with pytest.raises(Unreachable, match="name no registry"):
        Rdap(http, bootstrap(f"http://{registry}/")).registrar("gids.example")


@pytest.mark.parametrize(
    ("host", "there"),
    [
        ("deleted.example", False),
        ("WWW.deleted.example.", False),
        ("gids.example", True),
        ("www.gids.example", True),
        ("none.example", None),
        ("shut.example", None),
        ("forum.shut.example", None),
        ("broken.example", None),
        ("list.example", None),
        ("gids.nl", None),
        ("example", None),
        ("", None),
    ],
    ids=[
        *("the registry has no such name", "and none under it", "a name that is there", "a host under it"),
        *("a 404 that is no registry's", "kept out", "kept out of the name above", "no JSON", "no answer of this form"),
        *("no registry known", "a top level", "nothing"),
    ],
)
def test_only_the_registry_s_own_word_says_that_a_domain_was_deleted(rdap: Rdap, host: str, there: bool | None) -> None:
    assert rdap.registered(host) is there
