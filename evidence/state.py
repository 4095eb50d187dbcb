"""What kind of page the browser came to: judged by status, words and picture. A flag for people; it deletes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from domain.mention import Capture
from domain.rendering import Facts, PageState, Rendering
from evidence.visible import Picture

_COOKIES = re.compile(r"cookie|toestemming|consent|privacy-?instellingen", re.IGNORECASE)
_LOGIN = re.compile(
    r"log in|inloggen|log je in|aanmelden|sign in|sign up|meld je aan|create (an )?account|alleen voor leden|members only",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"captcha|are you (a )?(human|robot)|ben je (een )?(mens|robot)|bent u (een )?(mens|robot)|geen robot|verify you are human|"
    r"checking your browser|unusual traffic|ongebruikelijk verkeer|access denied|automated (access|requests)",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b404\b"
    r"|(pagina|bericht|profiel|advertentie|gebruiker|account|onderwerp)\b.{0,30}"
    r"\b(niet gevonden|bestaat niet|verwijderd|niet (meer )?beschikbaar)"
    r"|(page|post|profile|user|account|content|topic)\b.{0,30}"
    r"\b(not found|does(n.t| not) exist|(been )?(removed|deleted)|(isn.t|not|no longer) available)",
    re.IGNORECASE | re.DOTALL,
)
#: Longer than this, and words of a wall or an error are more likely a page that is about them.
_SHORT = 1_500


@dataclass(frozen=True, slots=True)
class _Sight:
    """One page as it is judged."""

    status: int
    facts: Facts
    picture: Picture

    @property
    def words(self) -> str:
        return f"{self.facts.title}\n{self.facts.text}"

    @property
    def short(self) -> bool:
        return len(self.facts.text) < _SHORT

    @property
    def robot(self) -> bool:
        return self.short and bool(_ROBOT.search(self.words))


#: In this order: the first that holds.
_RULES: tuple[tuple[PageState, Callable[[_Sight], bool]], ...] = (
    (PageState.NOT_FOUND, lambda seen: seen.status in (404, 410)),
    (PageState.LOGIN_WALL, lambda seen: seen.status in (401, 403) and seen.facts.password_fields > 0),
    (PageState.BOT_BLOCK, lambda seen: seen.status == 429 or (seen.status >= 400 and seen.robot)),
    (PageState.SERVER_ERROR, lambda seen: seen.status >= 500),
    (PageState.REFUSED, lambda seen: seen.status >= 400),
    (PageState.BLANK, lambda seen: seen.picture.empty),
    (PageState.COOKIE_WALL, lambda seen: bool(_COOKIES.search(seen.facts.overlay))),
    (
        PageState.LOGIN_WALL,
        lambda seen: bool(seen.facts.overlay) and (_asks_who(seen) or bool(_LOGIN.search(seen.facts.overlay))),
    ),
    (PageState.BOT_BLOCK, lambda seen: seen.robot),
    (PageState.LOGIN_WALL, lambda seen: seen.short and _asks_who(seen)),
    (PageState.SOFT_404, lambda seen: seen.short and bool(_GONE.search(seen.words))),
)


def state(capture: Capture, rendering: Rendering, picture: Picture) -> PageState:
    seen = _Sight(capture.status, rendering.facts, picture)
    return next((kind for kind, holds in _RULES if holds(seen)), PageState.NORMAL)


def _asks_who(seen: _Sight) -> bool:
    return seen.facts.password_fields > 0
