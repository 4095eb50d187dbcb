"""What a channel to a machine must be able to do, whatever lies behind it (takedown.md §4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from domain.ports import Handover
from takedown.facts import Facts
from takedown.replies import Reply

Prepared = TypeVar("Prepared")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was fixed at the release: nothing is made up at the moment of sending, so a second try is the same."""

    token: str
    message_id: str
    at: datetime


class Adapter(Protocol, Generic[Prepared]):
    """`prepare` is pure and says all that will leave, `submit` lets it leave and raises `Unsent` or `OutcomeUnknown`, `poll`
    asks how it stands where that can be asked, `parse` tells what an answer means."""

    def prepare(self, facts: Facts, attempt: Attempt) -> Prepared: ...

    def submit(self, prepared: Prepared) -> Handover: ...

    def poll(self, reference: str) -> tuple[Reply, ...]: ...

    def parse(self, raw: bytes) -> Reply: ...
