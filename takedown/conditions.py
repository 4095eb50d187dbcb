"""The twelve conditions, each a pure look at the facts: an empty text where it holds, else the reason why it does not."""

from __future__ import annotations

from datetime import date, timedelta

from domain.finding import Opinion
from domain.profile import Purpose, permits
from domain.recipient import RecipientClass
from domain.roles import may_judge
from domain.sighting import Verdict
from takedown.approval import approval
from takedown.chain import passed_over
from takedown.channels.choice import Channel, channel_of
from takedown.channels.xarf import is_sound
from takedown.exceptions import without_exception
from takedown.facts import Facts, PoliceWord
from takedown.leaks import leaks
from takedown.recipients import reaches

#: A capture is evidence for so long before sending (T9), a contact is trusted for so long after it was verified (G7).
FRESH = timedelta(hours=24)
VERIFIED = timedelta(days=90)
SOURCES_NEEDED = 2
#: DSA 23(2): no more notices where so large a share was unfounded, once there are enough to tell.
UNFOUNDED_LIMIT, ENOUGH_DECIDED = 0.2, 5


def evidence(facts: Facts) -> str:
    """G1, rec. 10: what will disappear is kept, and was there a moment ago."""
    proof = facts.proof
    if not proof.sealed:
        return "There is no sealed capture of the place."
    overridden = len(set(proof.override_by) - {""}) >= 2
    if not proof.stamped and not overridden:
        return "The capture has no trusted time stamp yet."
    if not timedelta(0) <= facts.now - proof.captured_at <= FRESH:
        return "The capture is older than 24 hours; look again."
    if proof.last_verdict not in {None, Verdict.PRESENT}:
        return "The last look did not see it there; look again."
    if proof.pictured.missing and not overridden:
        return "There is no picture of the page yet; look again."
    return ""


def in_spite_of_an_unclear_look(facts: Facts) -> str:
    """An unclear look says nothing (i6): the capture of the last day still does."""
    if not facts.proof.unclear_since:
        return ""
    return "The place was captured and seen there within the last day; a look since could not tell, which proves nothing."


def mandate(facts: Facts) -> str:
    """G2: a right of the employee is used only on their word, for this route, today."""
    if not facts.route.needs_mandate or permits(facts.grants, Purpose.ACT, facts.now, route=facts.route.slug):
        return ""
    return "No mandate of the employee covers this route today."


def informed(facts: Facts) -> str:
    """G3, rec. 16: talk with, not about. An objection stops every route; urgency needs two people and word at once."""
    word = facts.employee
    if word.objected:
        return "The employee objects."
    if not facts.route.needs_mandate and not permits(facts.grants, Purpose.NOTIFY, facts.now):
        return "The employee's consent does not hold today."
    told = word.informed_at is not None and word.informed_at <= facts.now
    if facts.route.needs_mandate or told or len(set(word.override_by) - {""}) >= 2:
        return ""
    return "The employee has not been informed yet."


def police(facts: Facts) -> str:
    """G4, rec. 13: nothing goes out under a hold; nothing towards a possible offender without the police's word."""
    case = facts.case
    if case.held:
        return "The police asked us to wait."
    if not case.suspected_criminal or case.police is not PoliceWord.NOT_ASKED:
        return ""
    if case.recipient_may_be_offender:
        return "The recipient may be the offender, and the police have not been asked."
    if not case.tipping_accepted_by or case.tipping_accepted_by == facts.takedown.author:
        return "The notice may reach a possible offender; a second person must accept that."
    return ""


def review(facts: Facts) -> str:
    """G5, rec. 20: a specialist who is neither the employee nor a direct colleague says that it is about them."""
    judgement, seen = facts.review.judgement, facts.review
    if judgement is None or judgement.opinion is not Opinion.CONFIRMED:
        return "No specialist has confirmed that this is about the employee."
    if not may_judge(seen.judge_profile, seen.judge_unit, facts.takedown.profile_id, seen.unit):
        return "It was confirmed by the employee or a direct colleague."
    return ""


def minimal(facts: Facts) -> str:
    """G6: the notice must not become the leak."""
    takedown = facts.takedown
    if not takedown.subject.strip() or not takedown.text.strip():
        return "The letter has no subject or no text."
    if not is_sound(takedown.text):
        return "The report for machines in this letter was damaged; write the letter anew."
    if not facts.identifiers:
        return "The profile is not open, so nobody can tell what the letter gives away."
    if found_exposed(facts):
        return "An exposed value stands in the letter; take it out."
    return ""


def found_exposed(facts: Facts) -> tuple[str, ...]:
    """Which kinds of exposed value stand in the subject, the text or a file name; the place's own URL excepted."""
    outgoing = "\n".join((facts.takedown.subject, without_exception(facts), *facts.file_names))
    known = (facts.recipient.name, facts.desk.organisation, facts.desk.address)
    return tuple(kind.value for kind in leaks(outgoing, facts.identifiers, (facts.exposure.place.url,), known=known))


def recipient(facts: Facts) -> str:
    """G7: the right party at an address that works, known from two sources; for our own house one will do."""
    to = facts.recipient
    if facts.route.rung(to.kind) is None:
        return "This route gives no right against this class of recipient."
    if facts.route.by_procedure and facts.route.slug not in to.procedures:
        return "This recipient does not offer this procedure."
    if not reaches(to, facts.exposure.place.url):
        return "This recipient does not decide on this place."
    return _way_to_it(facts)


def _way_to_it(facts: Facts) -> str:
    """Of what a person hands over, the person knows to whom."""
    to, channel = facts.recipient, channel_of(facts.route, facts.recipient)
    if channel is Channel.HAND:
        return ""
    if channel is Channel.NONE or (channel is Channel.MAIL and facts.reputation.bounced):
        return "The recipient's address does not work; find another one."
    if to.verified_on is None:
        return "The recipient's address was never verified; look it up in two sources."
    return _freshness(facts, to.verified_on)


def _freshness(facts: Facts, verified_on: date) -> str:
    to = facts.recipient
    age = facts.now.date() - verified_on
    if not timedelta(0) <= age <= VERIFIED:
        return "The recipient's address was verified more than 90 days ago."
    if to.kind is not RecipientClass.OWN and len(set(to.verified_by)) < SOURCES_NEEDED:
        return "The recipient's address was verified in fewer than two sources."
    return ""


def ladder(facts: Facts) -> str:
    """G8: the code wants proof that those nearer to the source were asked; "not safe" is an answer too."""
    if not facts.route.asks_others_first:
        return ""
    if not facts.approaches:
        return "Record whether those nearer to the source were asked, or why not."
    if passed_over(facts.recipient.kind, facts.approaches):
        return "Of somebody nearer to the source neither a letter nor a reason is recorded."
    return ""


def four_eyes(facts: Facts) -> str:
    """G9: another than the author released exactly this text."""
    if not facts.assent.releaser:
        return "Nobody has released this letter yet."
    if facts.assent.releaser == facts.takedown.author:
        return "The author cannot release the letter; another person must."
    if facts.assent.approved != approval(facts.takedown.subject, facts.takedown.text):
        return "The letter was changed after it was released."
    return ""


def clauses(facts: Facts) -> str:
    """G10: who wants an indemnity, costs or an account from us gets it only through the legal officer; so does who publishes
    journalism a notice."""
    to = facts.recipient
    account = channel_of(facts.route, to) is Channel.FORM and to.form is not None and to.form.account
    if (to.clauses or account) and not facts.assent.clauses_by:
        return "The recipient sets conditions that the legal officer has not approved."
    if to.journalism and not facts.assent.journalism_by:
        return "It is journalism, and the legal officer has not agreed to a notice."
    return ""


def reputation(facts: Facts) -> str:
    """G11, DSA 23(2): one question at a time, and few of them unfounded."""
    known = facts.reputation
    if known.alike:
        return "The same question is already open with this recipient."
    if known.decided >= ENOUGH_DECIDED and known.unfounded > UNFOUNDED_LIMIT * known.decided:
        return "Too many of our notices to this recipient were found unfounded."
    return ""


def transfer(facts: Facts) -> str:
    """G12: outside the European Economic Area only with a note on the transfer."""
    noted = facts.assent.transfer_note.strip() or facts.recipient.transfer.strip()
    if facts.recipient.outside_eea and not noted:
        return "The recipient stores outside the EEA; a note on the transfer is missing."
    return ""
