"""The organisation's desk: in whose name and from which addresses notices go, the employee's own never among them."""

from __future__ import annotations

from dataclasses import dataclass

from domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Desk:
    """`address`: the role address that a letter names; `bounce` and `reply`: local parts that take a token behind a plus,
    at `domain`."""

    organisation: str
    address: str
    domain: str
    bounce: str = "bounce"
    reply: str = "meldpunt"


def desk_of(organisation: str, role_address: str) -> Desk:
    """The desk behind this role address. Raises `BadInput` for what is no address."""
    reply, _, domain = role_address.partition("@")
    if not reply or not domain:
        raise BadInput("LUWTE_ROLE_ADDRESS", "give the address in whose name notices go, like meldpunt@gemeente.example")
    return Desk(organisation, role_address, domain, reply=reply)
