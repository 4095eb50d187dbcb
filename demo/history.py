"""What was asked of the outside world, kept for ever; what still stands on a site is folded from it and the moment."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from demo.organisations import ORGANISATIONS, Organisation

NOTICES_FILE = "notices.jsonl"


@dataclass(frozen=True, slots=True)
class Notice:
    """A letter accepted at `at` (the demo's calendar); `records` are what its addresses named on the site."""

    number: int
    organisation: str
    at: str
    records: tuple[str, ...]
    envelope_from: str
    reply_to: str
    to: str
    message_id: str
    references: str
    subject: str
    text: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def sent_by_machine(self) -> bool:
        return self.envelope_from == ""


class History:
    """The notices of one home, oldest first; shared by the threads of the outside world."""

    def __init__(self, home: Path) -> None:
        self._path = home / NOTICES_FILE
        self._lock = threading.Lock()
        lines = self._path.read_text("utf-8").splitlines() if self._path.exists() else []
        self._notices = [_notice(json.loads(line)) for line in lines]

    def notices(self) -> tuple[Notice, ...]:
        with self._lock:
            return tuple(self._notices)

    def next_number(self) -> int:
        with self._lock:
            return len(self._notices) + 1

    def keep(self, notice: Notice) -> None:
        with self._lock:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(notice), ensure_ascii=False) + "\n")
            self._notices.append(notice)

    def before(self, notice: Notice) -> int:
        """How often the same organisation was written to about the same record before."""
        earlier = (one for one in self.notices() if one.number < notice.number and one.organisation == notice.organisation)
        return sum(bool(set(one.records) & set(notice.records)) for one in earlier)

    def standing(self, slug: str, now: datetime) -> Aftermath:
        """What the notices to this site's owner did to it, as of now."""
        owner = next(one for one in ORGANISATIONS if one.slug == slug)
        return Aftermath(owner, tuple(one for one in self.notices() if one.organisation == slug), now)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Answers a site's own question: does this record still stand?"""

    owner: Organisation
    notices: tuple[Notice, ...]
    now: datetime

    def removed(self, record: str) -> bool:
        if self.owner.removes_after is None:
            return False
        asked = self._asked(record)
        return any(
            moment + self.owner.removes_after <= self.now and not self._undone(asked[0], moment)
            for moment in asked[self.owner.yields_to :]
        )

    def relisted(self, record: str) -> bool:
        asked = self._asked(record)
        return bool(asked) and self._back(asked[0])

    def notified(self) -> bool:
        return bool(self.notices)

    def _asked(self, record: str) -> tuple[datetime, ...]:
        return tuple(one.moment for one in self.notices if record in one.records)

    def _back(self, first: datetime) -> bool:
        return self.owner.returns_after is not None and first + self.owner.returns_after <= self.now

    def _undone(self, first: datetime, moment: datetime) -> bool:
        """What was asked before the record was bought again does not move it any more, however many letters asked it."""
        return self.owner.returns_after is not None and self._back(first) and moment < first + self.owner.returns_after


def _notice(written: dict[str, object]) -> Notice:
    records = written.pop("records")
    assert isinstance(records, list)
    return Notice(records=tuple(records), **written)  # type: ignore[arg-type]  # the shape that asdict wrote
