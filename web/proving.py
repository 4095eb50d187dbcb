"""Which details have to be shown to be one's own before anybody is searched for by them."""

from __future__ import annotations

from operator import attrgetter

from domain.parts import Part
from domain.profile import IdentifierKind, Profile
from storage import pulses
from storage.vault import Db
from web.house import House

_WAYS = {
    IdentifierKind.EMAIL: (attrgetter("smtp_url"), Part.MAIL_OUT),
    IdentifierKind.PHONE: (attrgetter("phone_url"), Part.TEXTS),
}


def sendable(db: Db, house: House, kind: IdentifierKind) -> bool:
    """Whether this installation can send a proof of this kind: this process knows the way, or a worker says that it does.
    Nobody in the fictional world reads mail: there one's word counts."""
    if house.settings.fictional_sources:
        return False
    url, part = _WAYS[kind]
    return bool(url(house.settings).get_secret_value()) or pulses.has_way(db, part)


def to_prove(db: Db, house: House, given: Profile) -> tuple[str, ...]:
    """Of what is given at enrolment: all to which a proof can be sent. The rest is declared by enrolling."""
    emails = given.emails if sendable(db, house, IdentifierKind.EMAIL) else ()
    phones = given.phones if sendable(db, house, IdentifierKind.PHONE) else ()
    return (*phones, *emails)
