"""The turns at hosts that all worker processes share, through the vault's database."""

from __future__ import annotations

import uuid
from datetime import datetime

from domain.ports import Now
from gateway.quiet import left_alone
from storage import turns
from storage.vault import Vault


class SharedTurns:
    """Implements `domain.ports.Turns`; one for a process, which asks a host for one thread at a time."""

    def __init__(self, vault: Vault, now: Now) -> None:
        self._vault = vault
        self._now = now
        self._asker = uuid.uuid4().hex

    def take(self, host: str, delay: float, seconds: float) -> float:
        now = self._now()
        with self._vault.begin() as db:
            until = turns.quiet_until(db, host)
            if until is not None and until > now:
                raise left_alone(until, now)
            return turns.take(db, host, self._asker, delay, seconds)

    def give_back(self, host: str, ago: float) -> None:
        with self._vault.begin() as db:
            turns.give_back(db, host, self._asker, ago)

    def hush(self, host: str, until: datetime) -> None:
        with self._vault.begin() as db:
            turns.hush(db, host, until)
