"""Sends an employee what they wait for: an invitation, or a link or code that proves that an address or number is theirs.

It says what to do and nothing about whom or why. A crash between sending and noting that sends it once more: no harm done.
"""

from __future__ import annotations

from uuid import uuid4

from domain.errors import Unsent
from domain.message import Message, MessageKind
from domain.ports import Letter
from storage import due, messages
from storage.due import Taken
from workers.services import Services

_SUBJECTS = {
    "nl": {MessageKind.INVITATION: "Uitnodiging voor luwte", MessageKind.MAIL_LINK: "Bevestig dit adres"},
    "en": {MessageKind.INVITATION: "Invitation to luwte", MessageKind.MAIL_LINK: "Confirm this address"},
}
_DUTCH = {
    MessageKind.INVITATION: (
        "{organisation} nodigt u uit voor luwte. Meedoen mag, en moet niet.\n\n"
        "Lees hier wat het is, en kies zelf:\n{word}\n\n"
        "De link werkt één keer, 14 dagen lang. Geef hem aan niemand anders.\n"
        "Vragen? {address}\n"
    ),
    MessageKind.MAIL_LINK: (
        "Iemand gaf dit adres op bij luwte. Was u dat? Bevestig het dan hier, na het aanmelden:\n{word}\n\n"
        "De link werkt een dag. Was u het niet? Dan hoeft u niets te doen.\n"
        "Vragen? {address}\n"
    ),
    MessageKind.PHONE_CODE: "Uw code voor luwte: {word}. De code werkt een kwartier. Geef hem aan niemand.",
}
_ENGLISH = {
    MessageKind.INVITATION: (
        "{organisation} invites you to luwte. You may take part, and need not.\n\n"
        "Read here what it is, and choose for yourself:\n{word}\n\n"
        "The link works once, for 14 days. Give it to nobody else.\n"
        "Questions? {address}\n"
    ),
    MessageKind.MAIL_LINK: (
        "Somebody gave this address to luwte. Was it you? Then confirm it here, after signing in:\n{word}\n\n"
        "The link works for a day. Was it not you? Then you need do nothing.\n"
        "Questions? {address}\n"
    ),
    MessageKind.PHONE_CODE: "Your code for luwte: {word}. The code works for a quarter of an hour. Give it to nobody.",
}
_TEXTS = {"nl": _DUTCH, "en": _ENGLISH}
#: Below every mail, where the organisation has decided it; a text message has no room for it.
_BASES = {"nl": "Grondslag: {basis}\n", "en": "Legal basis: {basis}\n"}
#: Of whoever chose nothing. An invitation goes to somebody who had no chance to choose: it is written in both, Dutch first.
_USUAL = "nl"
_BETWEEN = "\n– – –\n\n"


def act(services: Services, taken: Taken) -> None:
    """What cannot leave now comes due again; what was refused for good, or is too old by now, is put down as refused."""
    now = services.now()
    with services.vault.begin() as db:
        due.hold(db, taken)
        message = messages.get(db, taken.thing)
    taken_in = not message.stale(now) and _left(services, message)
    with services.vault.begin() as db:
        due.hold(db, taken)
        if taken_in:
            messages.sent(db, message.id, now)
        else:
            messages.refused(db, message, now)
        due.settle(db, taken, None)


def _left(services: Services, message: Message) -> bool:
    """Whether the other side took it. Raises `Unsent` where trying again may help."""
    try:
        if message.kind is MessageKind.PHONE_CODE:
            if services.send_text is None:
                return False
            services.send_text(message.to, _text(services, message))
        else:
            services.send(_letter(services, message))
    except Unsent as refusal:
        if refusal.permanent:
            return False
        raise
    return True


def _letter(services: Services, message: Message) -> Letter:
    desk = services.desk
    return Letter(
        message_id=f"<{uuid4().hex}@{desk.domain}>",
        envelope_from=desk.address,
        header_from=desk.address,
        reply_to=desk.address,
        to=message.to,
        subject=_SUBJECTS[message.language or _USUAL][message.kind],
        body=_text(services, message),
        language=message.language or _USUAL,
        date=services.now(),
    )


def _text(services: Services, message: Message) -> str:
    desk = services.desk
    both = message.kind is MessageKind.INVITATION and not message.language
    basis = "" if message.kind is MessageKind.PHONE_CODE else services.settings.legal_basis
    spoken = _TEXTS if both else [message.language or _USUAL]
    text = _BETWEEN.join(_TEXTS[one][message.kind] + (_BASES[one] if basis else "") for one in spoken)
    return text.format(organisation=desk.organisation, word=message.word, address=desk.address, basis=basis)
