"""A picture that an employee gave to be found again, and a suggestion that it was seen. Suggestions prove nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Portrait:
    """`hashes`: 32 bytes each, of the picture and of its mirror image. Nothing here describes a face."""

    id: str
    profile_id: str
    picture: bytes = field(repr=False)
    hashes: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Likeness:
    """`method`: pdq (`strength` bits of 256 differ) or sift (`strength` points agree)."""

    profile_id: str
    portrait_id: str
    method: str
    strength: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A likeness as it waits for a person. `page` and `picture` are addresses."""

    id: str
    likeness: Likeness
    page: str = field(repr=False)
    picture: str = field(repr=False)
    found_at: datetime
    opinion: str = ""
