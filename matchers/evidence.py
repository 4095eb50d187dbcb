"""One piece of evidence about one person, before it becomes a signal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

IDENTIFIERS: Final = frozenset(("phone", "email", "handle", "plate", "iban", "service-number", "address", "street", "postcode"))
PERSONAL: Final = frozenset(("mobile", "email", "handle-distinctive", "handle-plain", "iban", "service-number"))
HOUSEHOLD: Final = frozenset(("landline", "address", "plate"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """`start` and `end`: folded offsets, equal where it is a rule's word rather than the page's. `what` names the weight
    (mobile, landline, street, …); `m`: how often it shows when it is this person."""

    kind: str
    what: str
    start: int
    end: int
    form: str
    bits: float
    m: float = 1.0
