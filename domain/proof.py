"""Whether a number or an address is really the employee's: until it is, nobody is searched for by it."""

from __future__ import annotations

from datetime import timedelta

from domain.message import GOOD_FOR, MessageKind
from domain.profile import IdentifierKind

#: How each kind is proven; what is not here is declared by the employee.
PROVEN_BY: dict[IdentifierKind, MessageKind] = {
    IdentifierKind.EMAIL: MessageKind.MAIL_LINK,
    IdentifierKind.PHONE: MessageKind.PHONE_CODE,
}
#: So many wrong codes, and it is void.
MOST_TRIES = 5
#: So many proofs may be asked by one employee in a day: messages go to others' phones if they are not theirs.
MOST_A_DAY = 10


def good_for(kind: IdentifierKind) -> timedelta:
    """How long a link or code can be used."""
    return GOOD_FOR[PROVEN_BY[kind]]
