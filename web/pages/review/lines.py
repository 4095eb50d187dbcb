"""The lines of the queue as shown. Each word and date is looked up once a page: the same few come on every line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from flask import url_for

from domain.risk import Danger
from storage.queue import Waiting
from web.house import House
from web.texts import _, day
from web.words import word


@dataclass(frozen=True, slots=True)
class Line:
    """One finding that waits, without name, place or excerpt."""

    href: str
    dangers: str
    grade: str
    source: str
    found: str
    employee: str


def lines(house: House, waiting: Iterable[Waiting]) -> list[Line]:
    base, called, dated = url_for("review.queue"), cache(word), cache(day)
    names = {source.slug: source.name for source in house.sources}
    grave = cache(_grave)
    return [
        Line(
            f"{base}/{one.id}",
            grave(one.dangers),
            called(one.grade),
            names.get(one.source, one.source),
            dated(one.found_at.date()),
            one.profile_id[:8],
        )
        for one in waiting
    ]


def _grave(dangers: tuple[Danger, ...]) -> str:
    return ", ".join(word(one) for one in dangers) or _("nothing known")
