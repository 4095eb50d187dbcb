"""The mail that organisations write back: each letter on its day, in order, once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from demo.history import History, Notice
from demo.letters import compose
from demo.organisations import ORGANISATIONS, QUESTION, Organisation, Reply

ANSWERED_FILE = "answered.txt"


@dataclass(frozen=True, slots=True)
class Due:
    at: datetime
    name: str
    notice: Notice
    owner: Organisation
    reply: Reply


class Answers:
    """Writes what has come due into the mailbox folder (Maildir) of the home. A restart writes nothing twice."""

    def __init__(self, home: Path, history: History) -> None:
        self._maildir = home / "maildir"
        for part in ("tmp", "new", "cur"):
            (self._maildir / part).mkdir(parents=True, exist_ok=True)
        self._history = history
        self._answered_file = home / ANSWERED_FILE
        self._lock = threading.Lock()
        written = self._answered_file.read_text("ascii").split() if self._answered_file.exists() else []
        self._answered = set(written)

    def write_due(self, now: datetime) -> int:
        """Delivers every letter due by now, oldest first; gives how many were delivered."""
        with self._lock:
            waiting = sorted(
                (
                    due
                    for notice in self._history.notices()
                    for due in _replies(notice, self._history.before(notice))
                    if self._waits(due, now)
                ),
                key=lambda due: (due.at, due.name),
            )
            for due in waiting:
                self._deliver(due)
            return len(waiting)

    def _waits(self, due: Due, now: datetime) -> bool:
        return due.at <= now and due.name not in self._answered

    def _deliver(self, due: Due) -> None:
        # a crash after delivering leaves the letter in the mailbox: then it is only noted as written
        if not any(True for part in ("new", "cur") for _ in (self._maildir / part).glob(f"{due.name}*")):
            drafted = self._maildir / "tmp" / due.name
            drafted.write_bytes(compose(due.notice, due.owner, due.reply, due.at))
            drafted.rename(self._maildir / "new" / f"{due.name}.eml")
        with self._answered_file.open("a", encoding="ascii") as file:
            file.write(due.name + "\n")
        self._answered.add(due.name)


def _replies(notice: Notice, before: int) -> Iterator[Due]:
    if notice.sent_by_machine:  # a null sender is never answered, or two machines would write each other for ever
        return
    owner = next(one for one in ORGANISATIONS if one.slug == notice.organisation)
    written = owner.later if before and owner.later else owner.replies
    for order, reply in enumerate(written if notice.records else (QUESTION,)):
        yield Due(notice.moment + reply.after, f"{notice.number:04d}-{order}", notice, owner, reply)
