"""Which details have to be shown to be one's own before anybody is searched for by them."""

from __future__ import annotations

from domain.profile import IdentifierKind, Profile
from web.house import House


def sendable(house: House, kind: IdentifierKind) -> bool:
    """Whether this installation can send a proof of this kind. Nobody in the fictional world reads mail: there one's word
    counts."""
    by = {IdentifierKind.EMAIL: house.settings.smtp_url, IdentifierKind.PHONE: house.settings.phone_url}
    return bool(by[kind].get_secret_value()) and not house.settings.fictional_sources


def to_prove(house: House, given: Profile) -> tuple[str, ...]:
    """Of what is given at enrolment: all to which a proof can be sent. The rest is declared by enrolling."""
    emails = given.emails if sendable(house, IdentifierKind.EMAIL) else ()
    phones = given.phones if sendable(house, IdentifierKind.PHONE) else ()
    return (*phones, *emails)
