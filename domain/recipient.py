"""Who is asked: the party that can take a place away, and what the law calls it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RecipientClass(StrEnum):
    """Decides which rights exist against it (takedown.md §1)."""

    CONTROLLER = "controller"  # decides on the data itself: a site owner, a data broker
    HOST = "host"  # stores for others
    PLATFORM = "platform"  # a host that shows to the public
    SMALL_PLATFORM = "small-platform"  # the same, micro or small: DSA 16-18 only
    MARKETPLACE = "marketplace"
    SEARCH_ENGINE = "search-engine"
    REGISTRAR = "registrar"
    REGISTER = "register"
    PUBLIC_BODY = "public-body"
    OWN = "own"  # the organisation's own house


@dataclass(frozen=True, slots=True)
class Recipient:
    """`hosts`: the hosts on which it decides. `term_working_days`: its own stated term, where it has one."""

    slug: str
    name: str
    kind: RecipientClass
    email: str
    country: str
    language: str
    hosts: tuple[str, ...]
    verified_on: date
    verified_by: tuple[str, ...]
    term_working_days: int | None = None
    prefers: str = ""  # the route it asks for itself
    clauses: tuple[str, ...] = ()  # indemnity, costs, account …: need the legal officer
    outside_eea: bool = False
    fictional: bool = False  # exists only in the demo and the tests
