"""Connects, and to nothing but an address that was checked at that very moment (no rebinding)."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address

from domain.errors import Unclear, Unreachable
from gateway.addresses import is_inward
from gateway.limits import Watch
from gateway.targets import is_allowed

#: A host and its port -> the addresses and ports where it answers. Raises `OSError` for an unknown name.
Resolve = Callable[[str, int], list[tuple[str, int]]]


def system_resolver(host: str, port: int) -> list[tuple[str, int]]:
    """What the system's own name service says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((str(sockaddr[0]), port) for *_, sockaddr in found))


def checked(host: str, port: int, resolve: Resolve, allowed: frozenset[str]) -> list[tuple[str, int]]:
    """The addresses of this host to which a connection may be made at this moment. Raises `Unreachable`: inward if any of them
    is (unless `allowed` names the host), network if the name does not resolve."""
    answers = _answers(host, port, resolve)
    if not is_allowed(host, port, allowed) and any(is_inward(address) for address, _ in answers):
        raise Unreachable(Unclear.INWARD, "the name leads inside our own network")
    return answers


def _answers(host: str, port: int, resolve: Resolve) -> list[tuple[str, int]]:
    try:
        return [(str(ip_address(host)), port)]
    except ValueError:
        pass
    try:
        return resolve(host, port)
    except (OSError, UnicodeError):
        raise Unreachable(Unclear.NETWORK, "the name could not be resolved") from None


@dataclass(frozen=True, slots=True)
class Dial:
    """Resolves, checks every answer, and connects to a checked one. Nothing between the check and the connection asks the name
    service again."""

    resolve: Resolve = field(repr=False)
    allowed: frozenset[str] = field(repr=False)

    def __call__(self, host: str, port: int, watch: Watch) -> tuple[socket.socket, str]:
        """(connection, the address that it leads to). Raises `Unreachable`, or the `OSError` of the last address."""
        failure = OSError("the name has no address")
        answers = checked(host, port, self.resolve, self.allowed)
        for tried, (address, at_port) in enumerate(answers):
            share = watch.left() / (len(answers) - tried)  # a dead first address leaves time for the next
            try:
                line = socket.create_connection((address, at_port), share)
            except OSError as error:
                failure = error
            else:
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return line, address
        raise failure
