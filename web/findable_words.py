"""How it is said on the screen what a place gives away, and how far a self-check is."""

from __future__ import annotations

from typing import Any

from domain.findability import Group
from domain.self_check import Turn
from web.texts import later

GROUPS: dict[Group, Any] = {
    Group.HOME: later("where you live"),
    Group.PHONE: later("how to ring you"),
    Group.FAMILY: later("your family"),
    Group.WORK: later("your work"),
    Group.ACCOUNT: later("your accounts and mail"),
    Group.PERSON: later("who you are"),
}
TURNS: dict[Turn, Any] = {
    Turn.DONE: later("asked"),
    Turn.WAITING: later("its turn comes"),
    Turn.LATER: later("could not be asked just now; tried again"),
}
