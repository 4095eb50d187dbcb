"""Nothing inside the organisation's own network is ever asked for, however it is written and wherever a name leads."""

import contextlib
import json
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Unclear, Unreachable
from gateway.addresses import INWARD_V4, is_inward
from gateway.targets import target

SSRF = Path(__file__).parents[3] / "shared/data/url-and-hostile/ssrf/ssrf_urls.json"

inward_v4 = st.one_of([st.ip_addresses(v=4, network=str(network)) for network in INWARD_V4])


def disguises(address: IPv4Address) -> list[IPv6Address]:
    number = int(address)
    return [
        IPv6Address(0xFFFF << 32 | number),  # mapped
        IPv6Address(number),  # compatible
        IPv6Address(0x64FF9B << 96 | number),  # NAT64
        IPv6Address(0x64FF9B0001 << 80 | number),  # NAT64, a network's own
        IPv6Address(0x2002 << 112 | number << 80 | 1),  # 6to4
        IPv6Address(0x20010000 << 96 | number << 64),  # Teredo server
        IPv6Address(0x20010000 << 96 | number ^ 0xFFFFFFFF),  # Teredo client
        IPv6Address(0x2A00_1234 << 96 | 0x5EFE << 32 | number),  # ISATAP
    ]


@given(inward_v4)
def test_an_inward_address_stays_inward_in_every_disguise(address):
    assert is_inward(str(address))
    assert all(is_inward(str(disguised)) for disguised in disguises(address))


@given(st.ip_addresses())
def test_we_are_never_laxer_than_the_standard_library(address):
    leads_to = getattr(address, "sixtofour", None) or address  # which calls all of 6to4 public, whatever it carries
    assert is_inward(str(address)) or leads_to.is_global


@pytest.mark.parametrize("address", ["1.1.1.1", "145.100.0.1", "2a02:a460::1", "::ffff:145.100.0.1", "64:ff9b::9164:1"])
def test_public_addresses_are_public(address):
    assert not is_inward(address)


@pytest.mark.parametrize("address", ["::", "::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "", "localhost"])
def test_what_is_not_public_is_inward(address):
    assert is_inward(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://localhost/", Unclear.INWARD),
        ("http://LOCALHOST/", Unclear.INWARD),
        ("http://intranet/", Unclear.INWARD),
        ("http://metadata.google.internal/", Unclear.INWARD),
        ("http://printer.local/", Unclear.INWARD),
        ("http://127.0.0.1/", Unclear.INWARD),
        ("http://[::1]/", Unclear.INWARD),
        ("http://localhost./", Unclear.NOT_ALLOWED),
        ("http://127.0.0.1./", Unclear.NOT_ALLOWED),
        ("http://127.1/", Unclear.NOT_ALLOWED),
        ("http://0x7f.0.0.1/", Unclear.NOT_ALLOWED),
        ("http://0177.0.0.1/", Unclear.NOT_ALLOWED),
        ("http://2130706433/", Unclear.NOT_ALLOWED),
        ("http://0x7f000001/", Unclear.NOT_ALLOWED),
        ("http://①②⑦.0.0.1/", Unclear.NOT_ALLOWED),
        ("http://127。0。0。1/", Unclear.INWARD),
        ("http://[fe80::1%25eth0]/", Unclear.INWARD),
        ("http://me@gids.example/", Unclear.NOT_ALLOWED),
        ("http://gids.example\\@127.0.0.1/", Unclear.NOT_ALLOWED),
        ("http://gids.example\r\nHost: x/", Unclear.NOT_ALLOWED),
        ("http://gids.example:22/", Unclear.NOT_ALLOWED),
        ("http://gids.example:0/", Unclear.NOT_ALLOWED),
        ("http://gids.example:99999/", Unclear.NOT_ALLOWED),
        ("http://", Unclear.NOT_ALLOWED),
        ("http:///path", Unclear.NOT_ALLOWED),
        ("", Unclear.NOT_ALLOWED),
        ("gids.example", Unclear.NOT_ALLOWED),
        ("ftp://gids.example/", Unclear.NOT_ALLOWED),
        ("file:///etc/passwd", Unclear.NOT_ALLOWED),
    ],
)
def test_how_it_is_written_can_be_enough_to_refuse_it(url, reason):
    with pytest.raises(Unreachable) as refused:
        target(url, frozenset())
    assert (refused.value.reason, refused.value.permanent) == (reason, True)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://gids.example", "https://gids.example"),
        ("HTTP://Gids.Example/A b?c=d\\e#f", "http://gids.example/A%20b?c=d\\e"),
        ("http://gids.example:8080/", "http://gids.example:8080/"),
        ("http://café.example/", "http://xn--caf-dma.example/"),
        ("http://145.100.0.1/", "http://145.100.0.1/"),
    ],
)
def test_ordinary_addresses_are_let_through(url, asked):
    parsed = target(url, frozenset())
    assert parsed.raw_scheme + b"://" + parsed.netloc + parsed.raw_path in (asked.encode(), asked.encode() + b"/")


@given(st.text())
def test_whatever_is_given_as_a_url_is_parsed_or_refused(text):
    for url in (text, f"http://{text}", f"http://gids.example/{text}", f"http://gids.example:{text}"):
        with contextlib.suppress(Unreachable):
            assert target(url, frozenset()).scheme in {"http", "https"}


def test_only_the_host_or_port_that_is_named_is_excepted(web, go):
    site = web({"/": (200, {}, b"own")})
    local = go({}, allow_private_hosts=frozenset({f"127.0.0.1:{site.port}", "wiki.intern.example"}))
    assert local(f"http://127.0.0.1:{site.port}/").body == b"own"
    for other in ("http://127.0.0.1/", f"http://127.0.0.1:{site.port + 1}/", f"http://127.0.0.2:{site.port}/"):
        with pytest.raises(Unreachable) as refused:
            local(other)
        assert refused.value.reason is Unclear.INWARD


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["145.100.0.1", "10.0.0.1"], ["145.100.0.1", "::1"], ["niets"]])
def test_one_inward_answer_of_the_name_service_is_enough_to_refuse(go, answers):
    http = go({}, resolve=lambda host, port: [(address, port) for address in answers])
    with pytest.raises(Unreachable) as refused:
        http("http://gids.example/")
    assert refused.value.reason is Unclear.INWARD


def test_a_name_that_changes_its_mind_is_never_followed_inward(web, go):
    """Rebinding: the address connected to is the one that was checked, and every new connection is checked anew."""
    site = web({"/": (200, {}, b"secret")})
    asked = []

    def rebinds(host, port):
        asked.append(host)
        return [("127.0.0.1", site.port)] if len(asked) > 1 else []

    http = go({}, resolve=rebinds)
    for _ in range(3):
        with pytest.raises(Unreachable):
            http("http://gids.example/", cold=True)
    assert site.asked == []


@pytest.mark.skipif(not SSRF.exists(), reason="needs ../shared/data/url-and-hostile")
def test_no_known_trick_reaches_inward(go):
    """All names among them lead inward here; one target is an ordinary public address."""
    http = go({}, resolve=lambda host, port: [("169.254.169.254", port)])
    reasons = []
    urls = json.loads(SSRF.read_text(encoding="utf-8"))
    for url in urls:
        if url == "http://1.1.1.1":
            continue
        with pytest.raises(Unreachable) as refused:
            http(url)
        reasons.append(refused.value.reason)
    assert len(reasons) == len(urls) - 1 == 240
    assert set(reasons) == {Unclear.INWARD, Unclear.NOT_ALLOWED}
