"""What luwte sends to employees themselves: an invitation, or a proof that a number or address is theirs. Never more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class MessageKind(StrEnum):
    INVITATION = "invitation"  # by mail: a link
    MAIL_LINK = "mail-link"  # by mail: a link that proves that the address is read
    PHONE_CODE = "phone-code"  # to a phone: a code that proves that it is held


#: What has not left by then never leaves: its link or code is old.
GOOD_FOR: dict[MessageKind, timedelta] = {
    MessageKind.INVITATION: timedelta(days=3),
    MessageKind.MAIL_LINK: timedelta(hours=24),
    MessageKind.PHONE_CODE: timedelta(minutes=15),
}


@dataclass(frozen=True, slots=True)
class Message:
    """`to`: an address or a number; `word`: the link or the code; `language`: that its reader chose, or nothing."""

    id: str
    profile_id: str
    kind: MessageKind
    to: str = field(repr=False)
    word: str = field(repr=False)
    at: datetime
    language: str = ""

    def stale(self, now: datetime) -> bool:
        return now >= self.at + GOOD_FOR[self.kind]
