"""What the register's words are called on the screen."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from domain.incident import About, Closing, Criminal, Nature, Standing
from web.texts import later

INCIDENTS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    Nature: {
        Nature.PUBLISHED: later("private details stand somewhere"),
        Nature.CALLED_UPON: later("people are called upon to visit, call or harm somebody"),
        Nature.THREAT: later("a threat"),
        Nature.APPROACHED: later("somebody was approached: at the door, on the street, by telephone"),
        Nature.LEAK: later("our own organisation gave something away"),
        Nature.SUSPICION: later("a feeling that something is coming"),
        Nature.OTHER: later("something else"),
    },
    About: {
        About.SELF: later("about me"),
        About.COLLEAGUE: later("about a colleague"),
        About.SEVERAL: later("about several colleagues or a team"),
        About.OUTSIDER: later("about somebody else: a relative, a volunteer, somebody hired"),
    },
    Criminal: {
        Criminal.UNKNOWN: later("I do not know"),
        Criminal.YES: later("yes"),
        Criminal.NO: later("no"),
    },
    Standing: {
        Standing.REPORTED: later("reported: the contact point has been told that something waits"),
        Standing.TAKEN: later("somebody is at work on it"),
        Standing.CLOSED: later("closed"),
    },
    Closing: {
        Closing.CASE: later("it goes on as a case"),
        Closing.HANDLED: later("it was handled"),
        Closing.NOTHING: later("it was looked at: nothing needs to be done"),
        Closing.DECLINED: later("whom it is about wants nothing done"),
        Closing.DUPLICATE: later("it was reported before"),
        Closing.POLICE: later("it was handed over to the police"),
    },
}
