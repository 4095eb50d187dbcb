"""The decisions that only a person takes about a request, as far as the table of transitions has them from where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.roles import Role
from domain.takedown import Event, State, Takedown, allows
from web.texts import later

_STAFF = frozenset({Role.SPECIALIST, Role.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Decision:
    """`only_in`: where the table would also allow it elsewhere, but only a machine may do it there. `after`: what must have
    been noted before, each by whoever it is for; and not by whoever decides."""

    event: Event
    text: Any
    explanation: Any
    roles: frozenset[Role] = _STAFF
    only_in: frozenset[State] = frozenset(State)
    after: tuple[str, ...] = ()

    def prepared(self, takedown: Takedown) -> bool:
        noted = {name for step in takedown.round for name, _ in step.facts}
        return set(self.after) <= noted


DECISIONS = (
    Decision(
        Event.ACCEPTED,
        later("It arrived"),
        later(
            "Nobody knows whether the letter left. If you know that they have it, say so; else leave it: "
            "it is never sent twice by itself."
        ),
        only_in=frozenset({State.SEND_UNKNOWN}),
    ),
    Decision(Event.ANSWERED, later("Their question was answered"), later("You answered them; their term runs on.")),
    Decision(
        Event.ESCALATION, later("Take it further"), later("Another route or another recipient takes over; this request waits.")
    ),
    Decision(
        Event.ACCEPTED_AS_LAWFUL,
        later("Accept it as lawful"),
        later("Nothing more can be asked. The place is still looked at once in a while."),
        frozenset({Role.COORDINATOR}),
        after=("lawful", "heard"),
    ),
    Decision(Event.WITHDRAWAL, later("Withdraw the request"), later("Nothing more is sent. This cannot be undone.")),
)


def possible(takedown: Takedown, role: Role) -> tuple[Decision, ...]:
    return tuple(
        one
        for one in DECISIONS
        if role in one.roles and takedown.state in one.only_in and one.prepared(takedown) and allows(takedown.steps, one.event)
    )
