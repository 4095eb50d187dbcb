"""Which URLs may be asked for, judged by how they are written; where they lead is judged in `dial`."""

from __future__ import annotations

import re
from ipaddress import ip_address

import httpx

from domain.errors import Unclear, Unreachable
from gateway.addresses import is_inward

DEFAULT_PORTS = {"http": 80, "https": 443}
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f]|^[^?#]*\\")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0[xob][0-9a-f]*")
# Names that by convention exist only inside a network.
_INWARD_NAMES = (
    ".localhost",
    ".localdomain",
    ".local",
    ".internal",
    ".intranet",
    ".private",
    ".corp",
    ".home",
    ".lan",
    ".home.arpa",
)


def target(url: str, allowed: frozenset[str]) -> httpx.URL:
    """The URL, parsed and without its fragment. `allowed` holds "host" or "host:port" entries that are excepted from the
    rules on inward names, addresses and ports. Raises `Unreachable` (not-allowed, inward)."""
    parsed = _parsed(url)
    if parsed.scheme not in DEFAULT_PORTS:
        raise _refused("only http and https are asked")
    if parsed.userinfo:
        raise _refused("a name or password stands in the URL")
    host, port = host_of(parsed), port_of(parsed)
    if not 0 < port < 65536:
        raise _refused("there is no such port")
    literal = _is_address(host)
    if not literal:
        _check_name(host)
    if is_allowed(host, port, allowed):
        return parsed
    if is_inward(host) if literal else _is_inward_name(host):
        raise Unreachable(Unclear.INWARD, "the address lies inside our own network", permanent=True)
    if port < 1024 and port not in DEFAULT_PORTS.values():
        raise _refused(f"port {port} is not one for web pages")
    return parsed


def is_allowed(host: str, port: int, allowed: frozenset[str]) -> bool:
    """Whether the settings name this host, with or without this port."""
    shown = f"[{host}]" if ":" in host else host
    return not allowed.isdisjoint({host, shown, f"{shown}:{port}"})


def host_of(url: httpx.URL) -> str:
    """The host in ASCII, as it goes to the name service; an IPv6 address without its brackets."""
    return url.raw_host.decode("ascii")


def port_of(url: httpx.URL) -> int:
    return DEFAULT_PORTS[url.scheme] if url.port is None else url.port


def _parsed(url: str) -> httpx.URL:
    url = url.strip(" ")
    if _FORBIDDEN.search(url):
        raise _refused("a control character or backslash stands in the URL")
    try:
        return httpx.URL(url.partition("#")[0])
    except httpx.InvalidURL:
        raise _refused("this is not a URL") from None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _check_name(host: str) -> None:
    """Refuses what some parsers take for an address and others for a name."""
    labels = host.split(".")
    if not all(map(_LABEL.fullmatch, labels)):
        raise _refused("this is not a host name")
    if _NUMBER.fullmatch(labels[-1]):
        raise _refused("the host is written as a number")


def _is_inward_name(host: str) -> bool:
    return "." not in host or host.endswith(_INWARD_NAMES)


def _refused(why: str) -> Unreachable:
    return Unreachable(Unclear.NOT_ALLOWED, why, permanent=True)
