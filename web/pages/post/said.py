"""What a reply can say, in the words of the page, and the step that follows."""

from __future__ import annotations

from typing import Any

from domain.takedown import Event
from web.texts import later

#: What a reply can say, and the step that follows; what is not here moves nothing.
EVENTS: dict[str, Event] = {
    "claim-removed": Event.CLAIM,
    "claim-partial": Event.CLAIM_PARTIAL,
    "refusal": Event.REFUSAL,
    "question": Event.QUESTION,
    "extension": Event.EXTENSION,
    "redirected": Event.REDIRECTION,
    "receipt": Event.RECEIPT,
    "bounce": Event.BOUNCE,
}
SAID: dict[str, Any] = {
    "claim-removed": later("they say that it is removed"),
    "claim-partial": later("they say that it is partly removed"),
    "refusal": later("they refuse"),
    "question": later("they ask something"),
    "extension": later("they take more time"),
    "redirected": later("they point to somebody else"),
    "receipt": later("they confirm receipt"),
    "bounce": later("it was returned undelivered"),
    "bounce-temporary": later("delivery is delayed"),
    "out-of-office": later("nobody is there now"),
    "abuse-report": later("a complaint about our mail"),
    "delivered": later("it was delivered"),
    "unknown": later("nothing that moves the request"),
}
#: Why they refuse (takedown.md r17).
REFUSALS: dict[str, Any] = {
    "not_illegal": later("they see nothing unlawful"),
    "expression": later("freedom of expression"),
    "journalism": later("journalism"),
    "public_role": later("the employee's public role"),
    "not_controller": later("they do not decide on it"),
    "not_identified": later("they want proof of identity"),
    "insufficient": later("they find the request insufficient"),
    "technical": later("technical reasons"),
    "no_reason": later("they give no reason"),
}

#: What becomes of an extension that they announce (takedown.md r14).
EXTENSIONS: dict[str, Any] = {
    "valid": later("in time and with reasons: their term becomes longer"),
    "late": later("too late: their term does not change"),
    "unreasoned": later("without reasons: their term does not change"),
    "no-legal-term": later("the law sets no term here: there is nothing to extend"),
    "no-clock": later("no term runs that could be extended"),
}
