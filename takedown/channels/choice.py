"""By which channel a notice travels: mail where there is an address, a form by a person's hand where there is none."""

from __future__ import annotations

from enum import StrEnum

from domain.recipient import Recipient
from takedown.route import Route, Travel


class Channel(StrEnum):
    MAIL = "mail"  # leaves by itself, once it is released
    FORM = "form"  # a person fills it in
    HAND = "hand"  # a person hands it over
    NONE = "none"  # there is no way to this recipient


def channel_of(route: Route, recipient: Recipient) -> Channel:
    """A route that only a form or a hand can take stays with it; mail goes before a form."""
    if route.travel is Travel.HAND:
        return Channel.HAND
    if route.travel is Travel.NOTICE and recipient.email.count("@") == 1:
        return Channel.MAIL
    return Channel.FORM if recipient.form is not None else Channel.NONE
