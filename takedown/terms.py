"""When the other side is late: by the law where it sets a term, else by its own promise or by our own timer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from dateutil.tz import gettz

from domain.deadlines import Pause, reckon
from domain.errors import BadInput
from domain.holidays import Calendar
from domain.recipient import Recipient
from domain.terms import Law, Term, Unit, term_of
from takedown.route import ReplyTerm, Route, TermKind

#: On whose clock a day begins; elsewhere in the Union, and where nothing is known, Dutch time.
ZONES = {"IE": "Europe/Dublin", "PT": "Europe/Lisbon", "FI": "Europe/Helsinki", "GR": "Europe/Athens", "RO": "Europe/Bucharest"}
HOME = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class ReplyDue:
    """`deadline`: their last day; late from `lapsed_from` (a day) or `lapses_at` (that day's first moment, with its zone).
    `kind` decides how a reminder may be worded."""

    deadline: date
    lapsed_from: date
    lapses_at: datetime
    kind: TermKind
    steps: tuple[str, ...]
    uncertain: bool


def reply_due(
    route: Route,
    recipient: Recipient,
    received_at: datetime,
    calendar: Calendar,
    *,
    threat: bool = False,
    extended: bool = False,
    pause: Pause | None = None,
) -> ReplyDue:
    """The reply's term, reckoned from the day of receipt on the recipient's clock. `calendar`: of the recipient's country.
    Raises `BadInput` for an extension or a pause of a term that the law does not set, and for another country's calendar."""
    if calendar.country != recipient.country:
        raise BadInput("calendar", "is of another country than the recipient; give that of the recipient")
    if route.reply.kind is TermKind.POLICY and (extended or pause):
        raise BadInput("term", "only a legal term can be extended or stand still; leave that out")
    zone = zone_of(recipient)
    term = _term(route.reply, recipient, threat=threat, extended=extended)
    found = reckon(term, received_at.astimezone(zone).date(), calendar, pause=pause)
    lapses_at = datetime.combine(found.lapsed_from, time(), tzinfo=zone)
    return ReplyDue(found.deadline, found.lapsed_from, lapses_at, route.reply.kind, found.steps, found.uncertain)


def zone_of(recipient: Recipient) -> tzinfo | None:
    """On whose clock this recipient's days begin."""
    return gettz(ZONES.get(recipient.country, HOME))


def _term(reply: ReplyTerm, recipient: Recipient, *, threat: bool, extended: bool) -> Term:
    if reply.kind is TermKind.STATUTORY:
        return term_of(reply.extended if extended and reply.extended else reply.rule)
    if reply.working_days:
        return term_of(f"working-days:{promised_working_days(reply, recipient)}")
    return Term(reply.threat_days if threat else reply.days, Unit.DAYS, Law.NONE)


def promised_working_days(reply: ReplyTerm, recipient: Recipient) -> int:
    """The recipient's own number where it states one, else ours."""
    return recipient.term_working_days or reply.working_days
