"""A reply is late: the term that has lapsed becomes a step, a receipt that stays out a note, and a human is told.

Nothing is sent from here: a reminder is a letter like any other, with its gates and a second person.
"""

from __future__ import annotations

from domain.due import Action, Due, takedown_due
from domain.takedown import Event, Step, allows
from storage import due, takedowns
from storage.due import Taken
from workers.services import Services
from workers.terms import lapsed_from

BY = "luwte"


def act(services: Services, taken: Taken) -> None:
    now = services.now()
    with services.vault.begin() as db:
        due.hold(db, taken)
        takedown = takedowns.get(db, taken.thing)
        lapses = lapsed_from(services, takedown)
        upcoming = takedown_due(takedown, lapses)
        if upcoming is not None and upcoming.action is Action.ASK and upcoming.at <= now:
            if lapses is not None and lapses <= now and allows(takedown.steps, Event.LAPSE):
                takedown = takedowns.add(db, takedown, Step(Event.LAPSE, now, BY))
            else:
                takedown = takedowns.add(db, takedown, Step(Event.NOTED, now, BY, (("late", "receipt"),)))
            due.bring_forward(db, Due(Action.TELL, "coordinator", now))
            upcoming = takedown_due(takedown, lapses)
        due.settle(db, taken, upcoming if upcoming and upcoming.action is Action.ASK else None)
