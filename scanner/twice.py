"""A second opinion: what a look did not see is looked for once more at once, from the next point of view.

A site that fails now and then to serve a page fails seldom twice in a row; so the rare false absence becomes far rarer, at the
cost of two more pages for each absence (`scripts/bench removals` measures it).
"""

from __future__ import annotations

from domain.mention import Place
from domain.ports import Exists, Fetch, Registered
from domain.sighting import Verdict
from domain.source import Source
from scanner.seen import About, Seen, look


def look_twice(
    source: Source | None,
    place: Place,
    fetch: Fetch,
    about: About,
    *,
    nth: int = 0,
    exists: Exists | None = None,
    registered: Registered | None = None,
) -> Seen:
    """Like `look`; absent only if both are. Of two that differ the second counts: it saw the place, or could not tell."""
    first = look(source, place, fetch, about, nth=nth, exists=exists, registered=registered)
    if first.verdict is not Verdict.ABSENT:
        return first
    second = look(source, place, fetch, about, nth=nth + 1, exists=exists, registered=registered)
    return first if second.verdict is Verdict.ABSENT else second
