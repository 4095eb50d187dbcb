"""Weighs one picture against enrolled portraits: the whole against everybody's, parts only against whom the page names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from domain.errors import BadInput
from domain.portrait import Likeness, Portrait
from matchers.pictures import prints


@dataclass(frozen=True)
class Seen:
    """A picture on a page; its hashes and points are worked out once, when they are needed. Raises BadInput then."""

    content: bytes = field(repr=False)

    @cached_property
    def hashes(self) -> tuple[bytes, ...]:
        return prints.hashes(self.content)

    @cached_property
    def points(self) -> prints.Points:
        return prints.points(self.content)


def likenesses(picture: bytes, portraits: Iterable[Portrait], named: Collection[str]) -> Iterator[Likeness]:
    """At most one for each profile, its strongest. `named`: the profiles of whom the page's text already speaks. What cannot be
    read is like nobody."""
    seen = Seen(picture)
    found: dict[str, Likeness] = {}
    try:
        for portrait in portraits:
            one = _whole(seen, portrait) or (_part(seen, portrait) if portrait.profile_id in named else None)
            if one is not None and portrait.profile_id not in found:
                found[portrait.profile_id] = one
    except BadInput:
        return
    yield from found.values()


def _whole(seen: Seen, portrait: Portrait) -> Likeness | None:
    nearest = min((prints.apart(seen.hashes[0], one) for one in portrait.hashes), default=257) if seen.hashes else 257
    return Likeness(portrait.profile_id, portrait.id, "pdq", nearest) if nearest <= prints.PDQ_APART else None


def _part(seen: Seen, portrait: Portrait) -> Likeness | None:
    for mirrored in (False, True):
        agree = prints.agreeing(prints.points(portrait.picture, mirrored=mirrored), seen.points)
        if agree >= prints.SIFT_AGREE:
            return Likeness(portrait.profile_id, portrait.id, "sift", agree)
    return None
