"""What whoever writes must know before it leaves: who will hear of it, what it may stir up, and what the other side wants."""

from __future__ import annotations

from domain.recipient import Automation, Recipient, RecipientClass
from takedown.route import Principal, Route, Travel

_TELLS_THE_POSTER = frozenset({RecipientClass.PLATFORM, RecipientClass.SMALL_PLATFORM, RecipientClass.MARKETPLACE})
_PASSES_ON = frozenset({RecipientClass.HOST, RecipientClass.REGISTRAR, RecipientClass.REGISTRY})

JOURNALISM = "This is journalism: a request can become news itself, and nothing leaves without the legal officer."
PUBLISHES = "This recipient publishes the requests that it gets: asking can draw more attention than the page does now."
TELLS = "The platform tells whoever posted it what it decided and why: after this they know that somebody asked."
PASSES_ON = "A recipient like this often passes a notice on to its customer, who may be the one who posted it."
NAMES = "This notice names the employee: nothing else of theirs may stand in it."
OUTSIDE = "What is sent here is stored outside the European Economic Area."
CLAUSES = "The recipient sets conditions: the legal officer reads them first."
AUTOMATION = "The owner of this form forbids machines to fill it in: a person does."
ACCOUNT = "This form wants an account; never use one of the employee's."
CAPTCHA = "This form has a puzzle that only a person may solve."
HAND = "luwte does not send this: a person hands it over."
SELF = "The employee signs and sends this in their own name, or does not."
#: Every sentence, so that each has its Dutch.
ALL = (JOURNALISM, PUBLISHES, TELLS, PASSES_ON, NAMES, OUTSIDE, CLAUSES, AUTOMATION, ACCOUNT, CAPTCHA, HAND, SELF)


def cautions(route: Route, recipient: Recipient) -> tuple[str, ...]:
    """The sentences that hold for this request, in the order in which they weigh."""
    form = recipient.form
    holds = (
        (JOURNALISM, recipient.journalism),
        (PUBLISHES, recipient.publishes),
        (TELLS, recipient.kind in _TELLS_THE_POSTER),
        (PASSES_ON, recipient.kind in _PASSES_ON),
        (NAMES, bool(route.carries)),
        (OUTSIDE, recipient.outside_eea),
        (CLAUSES, bool(recipient.clauses)),
        (AUTOMATION, form is not None and form.automation is Automation.FORBIDDEN),
        (ACCOUNT, form is not None and form.account),
        (CAPTCHA, form is not None and form.captcha),
        (HAND, route.travel is Travel.HAND and route.principal is not Principal.SELF),
        (SELF, route.principal is Principal.SELF),
    )
    return tuple(sentence for sentence, there in holds if there)
