"""The steps that an employee can take, each with what it does and what it does not; nothing that the law does not bear out.

The sources are in the framework's recommendations (3, and what it says on helping oneself) and in the routes under
`takedown/routes/`; what nobody verified is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.exposure import DataCategory
from web.texts import later

_HOME, _PHONE, _NAME = DataCategory.HOME_ADDRESS, DataCategory.PHONE, DataCategory.NAME


@dataclass(frozen=True, slots=True)
class Step:
    """`about`: for which kinds of detail it helps; `letter`: the route whose own-name letter belongs to it, if any."""

    slug: str
    title: Any
    how: Any
    does: Any
    does_not: Any
    about: frozenset[DataCategory]
    letter: str = ""


STEPS = (
    Step(
        "brp",
        later("Secrecy in the population register (BRP)"),
        later("Ask your municipality to keep your details secret. You do it yourself; the letter is ready below."),
        later("Others who ask for your details do not get them, as far as the municipality may refuse."),
        later("Whoever must get them by law still does. It covers you alone: those who live with you ask themselves."),
        frozenset({_HOME, _NAME}),
        "brp",
    ),
    Step(
        "kvk",
        later("Your address in the trade register (KvK)"),
        later("Look whether you stand there, also as a member of a board. Ask to shield your address under threat."),
        later("A private address is not shown. A visiting address can be shielded on request when you are threatened."),
        later("Sites that copied it before keep their copy. Documents that were filed may still show it."),
        frozenset({_HOME}),
        "kvk",
    ),
    Step(
        "kadaster",
        later("Shielding at the land registry (Kadaster)"),
        later("Ask whether your profession has an agreement with the land registry, and ask by that to be shielded."),
        later("Your personal details are shielded there, with your house."),
        later("Without such an agreement it may not be possible. What others took over before stays with them."),
        frozenset({_HOME}),
        "kadaster",
    ),
    Step(
        "directories",
        later("Telephone directories and people-search sites"),
        later("Send each site that lists you the letter that stands with it in your self-check."),
        later("The site must answer within a month. If it decides on your details itself, it must erase them or say why not."),
        later("A site that copied them does not follow by itself: each is asked apart. It may come back: luwte keeps looking."),
        frozenset({_HOME, _PHONE, _NAME}),
    ),
    Step(
        "search-engines",
        later("Search engines"),
        later("Ask the search engine to stop showing the page for your name; with your mandate luwte can do it for you."),
        later("Whoever searches for your name does not find the page there any more."),
        later("The page itself stays, and is found by other words and in other search engines."),
        frozenset(DataCategory),
    ),
    Step(
        "platforms",
        later("Privacy settings of the big platforms"),
        later(
            "On each platform that you use: who can find you by your number or address, who sees your friends, your photographs"
            " and what you wrote before?"
        ),
        later("Strangers see less of you, and do not get from a number to your account."),
        later("What others put there about you does not go. Who follows you already keeps seeing it."),
        frozenset({DataCategory.ACCOUNT, DataCategory.EMAIL, _PHONE, DataCategory.FAMILY}),
    ),
    Step(
        "photographs",
        later("What your photographs tell of themselves"),
        later("Take place and time out of a photograph before you share it; most telephones offer that when sharing."),
        later("The picture does not tell any more where and when it was made."),
        later("What can be seen in it stays: a front door, a street, a number plate. Pictures that are out do not change."),
        frozenset({_HOME, DataCategory.FAMILY, DataCategory.PLATE}),
    ),
    Step(
        "employer",
        later("The site of your own organisation"),
        later("Look whether your name, your number or your portrait stands in a page, a document or the staff pages."),
        later("Your own organisation can take it away itself, within a working day."),
        later("Others who took it over are asked apart."),
        frozenset({DataCategory.WORK, _NAME, DataCategory.EMAIL, DataCategory.SERVICE_NUMBER}),
    ),
    Step(
        "passwords",
        later("Passwords"),
        later("Change the passwords of your mail and your accounts, and ask for a second step at signing in."),
        later("Who got a password in a leak cannot use it any more."),
        later("What leaked before cannot be called back."),
        frozenset({DataCategory.EMAIL, DataCategory.ACCOUNT, DataCategory.BANK_ACCOUNT}),
    ),
    Step(
        "others",
        later("Let somebody else look"),
        later("Ask a colleague or luwte to gather evidence, and do not read along yourself."),
        later("You need not read what people write about you, and the evidence is kept as it should be."),
        later("It does not make it go away by itself."),
        frozenset(DataCategory),
    ),
)
SLUGS = {step.slug: step for step in STEPS}


def steps_for(given: frozenset[DataCategory]) -> tuple[Step, ...]:
    """The steps that help against what is given away, without those that help against anything."""
    return tuple(step for step in STEPS if step.about & given and step.about != frozenset(DataCategory))
