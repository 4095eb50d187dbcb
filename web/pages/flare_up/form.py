"""What a coordinator fills in about a flare-up: what happens, when, and how eagerly to look around it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from domain.flare_up import HERE, USUAL, FlareUp, FlareUpKind, Rhythm
from web.forms import BooleanField, DateField, Form, SelectField, ValidationError, needed, options
from web.texts import later
from web.words import WORDS

_AS_USUAL = ("", later("as is usual for it"))
_HOUR = 3600
_DAY = 24 * _HOUR
_CADENCES = (
    (_HOUR, later("every hour")),
    (6 * _HOUR, later("every six hours")),
    (_DAY, later("every day")),
    (3 * _DAY, later("every three days")),
    (7 * _DAY, later("every week")),
)
_SPANS = (
    (0, later("not")),
    (2 * _DAY, later("two days")),
    (7 * _DAY, later("a week")),
    (14 * _DAY, later("two weeks")),
    (28 * _DAY, later("four weeks")),
    (90 * _DAY, later("three months")),
)


def _choices(spans: tuple[tuple[int, Any], ...]) -> list[Any]:
    return options([_AS_USUAL, *((str(seconds), text) for seconds, text in spans)])


class FlareUpForm(Form):
    kind = SelectField(later("What happens"), choices=options((kind.value, WORDS[FlareUpKind][kind]) for kind in FlareUpKind))
    starts = DateField(later("From"), [needed()])
    ends = DateField(later("Up to and including"), [needed()])
    yearly = BooleanField(later("comes back every year"))
    lead = SelectField(later("Look more often beforehand"), choices=_choices(_SPANS), default="")
    cadence = SelectField(later("Search again in the period itself"), choices=_choices(_CADENCES), default="")
    tail = SelectField(later("Look more often afterwards"), choices=_choices(_SPANS), default="")

    def validate_ends(self, field: Any) -> None:
        if self.starts.data and field.data and field.data < self.starts.data:
            raise ValidationError(later("This lies before the beginning."))

    def flare_up(self, flare_up_id: str, profile_id: str) -> FlareUp:
        """As filled in: whole days of the Dutch calendar; what was left as usual is what its kind asks for."""
        kind = FlareUpKind(self.kind.data)
        usual = USUAL[kind]
        rhythm = Rhythm(
            _chosen(self.cadence.data, usual.cadence), _chosen(self.lead.data, usual.lead), _chosen(self.tail.data, usual.tail)
        )
        starts, after = _midnight(self.starts.data), _midnight(self.ends.data + timedelta(days=1))
        return FlareUp(flare_up_id, profile_id, kind, starts, after, rhythm, bool(self.yearly.data))


def filled_in(flare_up: FlareUp) -> FlareUpForm:
    """The form as it was filled in for this flare-up; what differs from its kind's usual rhythm is shown."""
    usual, rhythm = USUAL[flare_up.kind], flare_up.rhythm
    return FlareUpForm(
        data={
            "kind": flare_up.kind.value,
            "starts": flare_up.starts.astimezone(HERE).date(),
            "ends": (flare_up.ends.astimezone(HERE) - timedelta(seconds=1)).date(),
            "yearly": flare_up.yearly,
            "lead": _unusual(rhythm.lead, usual.lead),
            "cadence": _unusual(rhythm.cadence, usual.cadence),
            "tail": _unusual(rhythm.tail, usual.tail),
        }
    )


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time(), HERE).astimezone(UTC)


def _chosen(value: str, usual: timedelta) -> timedelta:
    return timedelta(seconds=int(value)) if value else usual


def _unusual(span: timedelta, usual: timedelta) -> str:
    return "" if span == usual else str(int(span.total_seconds()))
