"""Seals captures, and asks every authority for a trusted time; without one the seal says so, and `stamp` asks again."""

from __future__ import annotations

from dataclasses import replace

from domain.evidence import Sealed
from domain.mention import Capture, Place
from evidence.seal import seal
from evidence.timestamp import stamped_by_all
from workers.services import Services


def sealed_capture(services: Services, capture: Capture, place: Place, source: str) -> Sealed:
    return stamp(services, seal(capture, place=place, source=source, signer=services.signer, now=services.now()))


def stamp(services: Services, sealed: Sealed) -> Sealed:
    """With a token of each authority that answers well and has not given one yet; unchanged where none does."""
    return replace(sealed, seal=stamped_by_all(sealed.seal, services.stamps, services.roots))
