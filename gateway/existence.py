"""Whether a name still exists, asked of more than one name service: that a whole site is gone is never one resolver's word."""

from __future__ import annotations

from collections.abc import Sequence

import dns.exception
import dns.resolver

from domain.errors import BadInput

_SECONDS = 5.0  # for one service, all of its tries together


class Existence:
    """Implements `domain.ports.Exists`. `resolvers`: address, address:port or [address]:port of name services beside the
    system's own. Without any nothing is asked: the system's word alone would prove nothing."""

    def __init__(self, resolvers: Sequence[str]) -> None:
        self._named = tuple(map(_service, resolvers))

    def __call__(self, host: str) -> tuple[bool | None, ...]:
        if not self._named:
            return ()
        return tuple(_says(service, host) for service in (*_system(), *self._named))


def _service(written: str) -> dns.resolver.Resolver:
    """Raises `BadInput` for what is no address."""
    address, port = written, 53
    head, sign, tail = written.rpartition(":")
    if sign and tail.isdigit() and (head.startswith("[") or ":" not in head):
        address, port = head, int(tail)
    service = dns.resolver.Resolver(configure=False)
    try:
        service.nameservers = [address.strip("[]")]
    except ValueError:
        raise BadInput("LUWTE_RESOLVERS", "is a list of addresses of name services, such as 192.0.2.53; mend it") from None
    service.port, service.lifetime = port, _SECONDS
    return service


def _system() -> tuple[dns.resolver.Resolver, ...]:
    try:
        service = dns.resolver.Resolver()
    except (OSError, dns.exception.DNSException):  # this machine names none
        return ()
    service.lifetime = _SECONDS
    return (service,)


def _says(service: dns.resolver.Resolver, host: str) -> bool | None:
    """True: there is such a name, with or without an address; False: there is none; None: no answer that can be trusted."""
    try:
        service.resolve(host, "A", raise_on_no_answer=False, search=False)
    except dns.resolver.NXDOMAIN:
        return False
    except (dns.exception.DNSException, OSError, ValueError):
        return None
    return True
