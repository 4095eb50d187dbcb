"""How looks add up: *gone* is a proof, never an impression. The second machine, as one table (takedown.md §2.3, whose row
each line names); a look is judged by the first line whose conditions hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.sighting import Presence, Sighting, Standing, Verdict, undoubted

#: So many absences prove it,
ABSENCES_NEEDED = 3
#: each so long after the one before,
APART = timedelta(hours=20)
#: over so long a time.
SPAN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Row:
    """Standing so, and seeing this, on this condition: stands thus."""

    row: str
    origins: frozenset[Presence]
    sees: Callable[[Sighting], bool]
    guard: Callable[[Standing, Sighting], bool]
    then: Callable[[Standing, Sighting], Standing]
    effect: str


def _present(look: Sighting) -> bool:
    return look.verdict is Verdict.PRESENT


def _absent(look: Sighting) -> bool:
    return look.proves_absence


def _anything_else(look: Sighting) -> bool:
    return not _present(look) and not _absent(look)


def _always(was: Standing, look: Sighting) -> bool:
    return True


def _counts(was: Standing, look: Sighting) -> bool:
    """Long enough after the one before; and not the last of a proof that was all seen from one point of view."""
    if was.last_absence is not None and look.at - was.last_absence < APART:
        return False
    return was.absences != ABSENCES_NEEDED - 1 or {*was.vantages, look.vantage} != {look.vantage}


def _completes(was: Standing, look: Sighting) -> bool:
    """The absence that is one too many for chance, over a time that is too long for a hiccup."""
    enough = was.absences + 1 >= ABSENCES_NEEDED
    return _counts(was, look) and enough and was.first_absence is not None and look.at - was.first_absence >= SPAN


def _visible(was: Standing, look: Sighting) -> Standing:
    return Standing(Presence.REAPPEARED if was.reappearances else Presence.VISIBLE, reappearances=was.reappearances)


def _reappeared(was: Standing, look: Sighting) -> Standing:
    return Standing(Presence.REAPPEARED, reappearances=was.reappearances + 1)


def _counted(was: Standing, look: Sighting) -> Standing:
    return replace(
        was,
        presence=Presence.FADING,
        absences=min(was.absences + 1, ABSENCES_NEEDED),
        first_absence=was.first_absence or look.at,
        last_absence=look.at,
        vantages=(*was.vantages, look.vantage),
        unclear_in_a_row=0,
    )


def _gone(was: Standing, look: Sighting) -> Standing:
    site_gone = look.verdict is Verdict.SITE_GONE
    return replace(_counted(was, look), presence=Presence.GONE, gone_at=look.at, site_gone=site_gone)


def _clear(was: Standing, look: Sighting) -> Standing:
    return replace(was, unclear_in_a_row=0)


def _unclear(was: Standing, look: Sighting) -> Standing:
    return replace(was, unclear_in_a_row=was.unclear_in_a_row + 1)


_ANY = frozenset(Presence)
_THERE = frozenset({Presence.VISIBLE, Presence.REAPPEARED})
_FADING, _GONE = frozenset({Presence.FADING}), frozenset({Presence.GONE})
TABLE: tuple[Row, ...] = (
    Row("i10", _GONE, _present, _always, _reappeared, "a repeat notice; somebody is told"),
    Row("i5", _ANY - _GONE, _present, _always, _visible, "the count is nought again; a claim was false"),
    Row("i4", _FADING, _absent, _completes, _gone, "proven, also for a whole site (i0); the residue is looked for"),
    Row("i3", _FADING, _absent, _counts, _counted, "one absence more; the next look when it can count"),
    Row("i2", _THERE, _absent, _counts, _counted, "the first absence; looks after a day and a week"),
    Row("i3", _ANY, _absent, _always, _clear, "too soon, all from one side, or proven already: it counts for nothing"),
    Row("i6", _ANY, _anything_else, _always, _unclear, "never counts; three in a row ask for a person"),
)


def standing(sightings: Iterable[Sighting]) -> Standing:
    """Fold the looks, oldest first."""
    now = Standing(Presence.VISIBLE)
    for sighting in undoubted(sightings):
        now = after(now, sighting)
    return now


def after(was: Standing, look: Sighting) -> Standing:
    """How it stands after one look more."""
    row = next(row for row in TABLE if was.presence in row.origins and row.sees(look) and row.guard(was, look))
    return row.then(was, look)
