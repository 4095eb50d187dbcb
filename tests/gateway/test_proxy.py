"""The browser's only way out: what lies inward is not reached through it, by name, by address, by redirect or by rebinding."""

import base64
import json
import socket
import ssl
import threading
import time
from pathlib import Path

import pytest

from gateway.proxy import Proxy, ProxyLimits

SSRF = Path(__file__).parents[3] / "shared/data/url-and-hostile/ssrf/ssrf_urls.json"


@pytest.fixture
def proxy():
    """proxy({"name.example": port}) lets those names through, and knows no others."""
    running = []

    def start(names=(), **options):
        def resolve(host, port):
            if host not in names:
                raise socket.gaierror("unknown name")
            return [("127.0.0.1", names[host])]

        one = Proxy(**({"resolve": resolve, "allow_private_hosts": frozenset(names)} | options)).__enter__()
        running.append(one)
        return one

    yield start
    for one in running:
        one.__exit__(None, None, None)


def dial(proxy):
    return socket.create_connection(("127.0.0.1", int(proxy.url.rpartition(":")[2])), timeout=5)


def key(proxy):
    return b"Proxy-Authorization: Basic " + base64.b64encode(f"{proxy.name}:{proxy.password}".encode()) + b"\r\n"


def said(proxy, question, *, known=True):
    """All that comes back on one question."""
    line, _, fields = question.partition(b"\r\n")
    with dial(proxy) as connection:
        connection.sendall(line + b"\r\n" + (key(proxy) if known else b"") + fields)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    return answer


def status(answer):
    return int(answer.split(b" ", 2)[1])


def test_a_plain_question_goes_through_without_what_was_for_the_proxy(web, proxy):
    site = web({"/a?b=c": (200, {"X": "y"}, b"hello")})
    answer = said(
        proxy({"gids.example": site.port}),
        b"GET http://gids.example/a?b=c HTTP/1.1\r\nHost: gids.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    )
    assert status(answer) == 200
    assert answer.endswith(b"hello")
    path, headers = site.asked[0]
    assert (path, headers["Host"], headers["Connection"]) == ("/a?b=c", "gids.example", "close")
    assert not {"Proxy-Authorization", "Upgrade"} & headers.keys()


def test_a_tunnel_goes_through_and_its_certificate_is_the_browsers_to_judge(web, proxy, certificate):
    serving, trusting = certificate
    site = web({"/": (200, {}, b"secret page")}, tls=serving)
    through = proxy({"x.example": site.port})
    with dial(through) as connection:
        connection.sendall(b"CONNECT x.example:443 HTTP/1.1\r\n" + key(through) + b"\r\n")
        assert connection.recv(100) == b"HTTP/1.1 200 Connection established\r\n\r\n"
        with trusting.wrap_socket(connection, server_hostname="x.example") as secure:
            secure.sendall(b"GET / HTTP/1.1\r\nHost: x.example\r\nConnection: close\r\n\r\n")
            answer = b""
            while piece := secure.recv(9999):
                answer += piece
    assert answer.endswith(b"secret page")
    with dial(through) as connection, pytest.raises(ssl.SSLCertVerificationError):
        connection.sendall(b"CONNECT x.example:443 HTTP/1.1\r\n" + key(through) + b"\r\n")
        connection.recv(100)
        trusting.wrap_socket(connection, server_hostname="y.example")


def test_who_has_no_password_is_refused(web, proxy):
    site = web({"/": (200, {}, b"hello")})
    through = proxy({"gids.example": site.port})
    question = b"GET http://gids.example/ HTTP/1.1\r\nHost: gids.example\r\n\r\n"
    assert status(said(through, question, known=False)) == 407
    wrong = base64.b64encode(b"luwte:geraden")
    guessed = question.replace(b"\r\n\r\n", b"\r\nProxy-Authorization: Basic " + wrong + b"\r\n\r\n")
    assert status(said(through, guessed, known=False)) == 407
    assert site.asked == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "2130706433", "intranet", "[::ffff:10.0.0.1]"]
)
def test_an_inward_target_is_refused_by_tunnel_and_in_plain(web, proxy, host):
    site = web({"/": (200, {}, b"secret")})
    through = proxy()
    question = f"http://{host}:{site.port}/".encode()
    assert status(said(through, b"GET " + question + b" HTTP/1.1\r\nHost: x\r\n\r\n")) == 403
    assert status(said(through, f"CONNECT {host}:{site.port} HTTP/1.1\r\n\r\n".encode())) == 403
    assert through.refused == 2
    assert site.asked == []


def test_a_name_is_judged_anew_for_every_connection(web, proxy):
    """Rebinding, and a redirect that leads inward: the browser follows it through us."""
    site = web({"/": (302, {"Location": "http://binnen.example/"}, b"")})
    answers = iter([[("127.0.0.1", site.port)], [("10.0.0.1", 80)], [("127.0.0.1", site.port)]])
    through = proxy(resolve=lambda host, port: next(answers), allow_private_hosts=frozenset({"buiten.example"}))
    assert status(said(through, b"GET http://buiten.example/ HTTP/1.1\r\nHost: buiten.example\r\n\r\n")) == 302
    for _ in range(2):
        assert status(said(through, b"GET http://binnen.example/ HTTP/1.1\r\nHost: binnen.example\r\n\r\n")) == 403
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (b"GET / HTTP/1.1\r\nHost: gids.example\r\n\r\n", 403),  # to the proxy itself
        (b"GET file:///etc/passwd HTTP/1.1\r\n\r\n", 403),
        (b"GET https://gids.example/ HTTP/1.1\r\n\r\n", 403),
        (b"CONNECT gids.example:22 HTTP/1.1\r\n\r\n", 502),
        (b"CONNECT elders.example:22 HTTP/1.1\r\n\r\n", 403),
        (b"CONNECT gids.example HTTP/1.1\r\n\r\n", 403),
        (b"CONNECT me@gids.example:443 HTTP/1.1\r\n\r\n", 403),
        (b"GET http://onbekend.example/ HTTP/1.1\r\n\r\n", 502),
        (b"nonsense\r\n\r\n", 400),
        (b"GET http://gids.example/ HTTP/2.0\r\n\r\n", 400),
    ],
)
def test_what_is_no_ordinary_question_is_refused(proxy, question, expected):
    assert status(said(proxy({"gids.example": 1}), question)) == expected


@pytest.mark.skipif(not SSRF.exists(), reason="needs ../shared/data/url-and-hostile")
def test_no_known_trick_gets_through(proxy):
    through = proxy(resolve=lambda host, port: [("169.254.169.254", port)])
    urls = [url for url in json.loads(SSRF.read_text(encoding="utf-8")) if url != "http://1.1.1.1"]
    asked = [url.encode("utf-8", "surrogatepass") for url in urls]
    answers = {status(said(through, b"GET " + url + b" HTTP/1.1\r\n\r\n")) for url in asked}
    assert len(asked) == 240
    assert answers <= {400, 403}


def test_who_drips_or_never_ends_is_cut_off(raw, proxy):
    def forever(connection):
        connection.recv(9999)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 60_000)

    port = raw(forever)
    small = proxy({"x.example": port}, limits=ProxyLimits(seconds=5, max_bytes=500_000))
    assert len(said(small, b"GET http://x.example/ HTTP/1.1\r\n\r\n")) < 700_000
    quick = proxy({"x.example": port}, limits=ProxyLimits(seconds=0.3))
    began = time.monotonic()
    with dial(quick) as connection:
        connection.sendall(b"GET http://x.exa")
        assert connection.recv(100) == b""
    assert time.monotonic() - began < 3


def test_no_more_connections_than_it_can_bear(raw, proxy):
    waiting = threading.Event()
    port = raw(lambda connection: waiting.wait(5))
    through = proxy({"x.example": port}, limits=ProxyLimits(at_once=1))
    with dial(through) as first:
        first.sendall(b"CONNECT x.example:443 HTTP/1.1\r\n" + key(through) + b"\r\n")
        assert b"200" in first.recv(100)
        assert status(said(through, b"GET http://x.example/ HTTP/1.1\r\n\r\n")) == 503
    waiting.set()
