"""Seals captures, and asks the authorities one after another for a trusted time; without one the seal says so."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import BadInput, Unreachable
from domain.evidence import Sealed
from domain.mention import Capture, Place
from evidence.seal import seal
from evidence.timestamp import stamped
from workers.services import Services


def sealed_capture(services: Services, capture: Capture, place: Place, source: str) -> Sealed:
    return stamp(services, seal(capture, place=place, source=source, signer=services.signer, now=services.now()))


def stamp(services: Services, sealed: Sealed) -> Sealed:
    """With a token of the first authority that answers well; unchanged where none does."""
    for ask in services.stamps:
        try:
            return replace(sealed, seal=stamped(sealed.seal, ask, services.roots))
        except (Unreachable, BadInput):
            continue
    return sealed
