"""Which finding is looked at first: by what it gives away, the worst first. A pure order; its reasons are read off it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from domain.finding import Finding, Grade, Opinion


class Danger(StrEnum):
    """What somebody with bad intentions could do something with."""

    THREAT = "threat"  # words that may be a threat stand there, or the coordinator knows of one
    HOME_ADDRESS = "home-address"
    FAMILY = "family"
    PHONE = "phone"
    PLATE = "plate"
    NUMBERS = "numbers"  # date of birth, service number, bank account: what identifies
    ACCOUNT = "account"
    WORK = "work"
    NAME = "name"


#: The worst first. One that stands earlier outweighs all that come later together: a home address before any number of others.
WORST_FIRST = tuple(Danger)
#: What each kind of signal gives away, if it speaks for the employee; a postcode without its house number is no address.
_OF_SIGNAL = {
    "address": Danger.HOME_ADDRESS,
    "relative": Danger.FAMILY,
    "phone": Danger.PHONE,
    "plate": Danger.PLATE,
    "birth-date": Danger.NUMBERS,
    "service-number": Danger.NUMBERS,
    "iban": Danger.NUMBERS,
    "email": Danger.ACCOUNT,
    "handle": Danger.ACCOUNT,
    "employer": Danger.WORK,
    "name": Danger.NAME,
}
# Said of or to somebody in threats of the kind that doxing goes with. It only decides what is read first: a word too many
# costs a place in the queue, a word too few nothing but that.
_THREATENING = re.compile(
    r"""\b(?:
        vermoord\w* | afmaken | doodschiet\w* | doodsla\w* | doodmaken | moet(?:en)?\s+dood | neerschiet\w* | kogel\w*
      | in\s+(?:de\s+)?(?:fik|brand)\s+st[eo]k\w* | brandbom\w* | molotov\w* | steekpartij | lynch\w* | ophangen
      | weten?\s+(?:je|jullie|hem|haar|ze)\s+te\s+vinden | we(?:ten|et)\s+waar\s+(?:je|jullie|hij|zij|ze)\s+woon\w*
      | (?:ga|gaan|kom|komen)\s+(?:je|jullie|hem|haar|ze|er)?\s*(?:langs|halen|opzoeken) | bezoekje\s+brengen
      | pas\s+maar\s+op | kijk\s+maar\s+uit | kill\s+(?:him|her|them|you) | shoot\s+(?:him|her|them|you)
      | burn\s+(?:it|his|her|their|your)\w*\s+(?:down|house)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def dangers(finding: Finding, excerpt: str, *, threatened: bool = False) -> tuple[Danger, ...]:
    """What is dangerous about it, the worst first. `threatened`: somebody who knows the case said so."""
    found = {_OF_SIGNAL[signal.kind] for signal in finding.signals if signal.weight > 0 and signal.kind in _OF_SIGNAL}
    if threatened or _THREATENING.search(excerpt):
        found.add(Danger.THREAT)
    return tuple(danger for danger in WORST_FIRST if danger in found)


def rank(found: Iterable[Danger]) -> int:
    """A number to sort by, highest first; nothing at all is 0. `of_rank` reads it back."""
    return sum(_bit(danger) for danger in set(found))


def of_rank(number: int) -> tuple[Danger, ...]:
    """What made a rank, the worst first; nothing for one that was never reckoned (below 0)."""
    return tuple(danger for danger in WORST_FIRST if number > 0 and number & _bit(danger))


def needs_second(opinion: Opinion, grade: Grade, found: Iterable[Danger]) -> bool:
    """Whether a second person must agree: to put aside what the machine calls certain and which gives away a home, or goes
    with a threat. A yes is looked at again before anything leaves (gate G9); after a no nobody would ever look again."""
    grave = {Danger.THREAT, Danger.HOME_ADDRESS} & set(found)
    return opinion is Opinion.DISMISSED and grade is Grade.CERTAIN and bool(grave)


def _bit(danger: Danger) -> int:
    return 1 << (len(WORST_FIRST) - 1 - WORST_FIRST.index(danger))
