"""Asks somebody for what may lead to them; everything but the surname may be left open, and nothing is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from cli.profiles_file import parse_profile, read_profiles
from domain.errors import BadInput
from domain.profile import Profile

#: Shows a question and gives the answer.
Ask = Callable[[str], str]

_WORDS = {
    "calling_name": "Roepnaam",
    "given_names": "Voornamen, zoals in uw paspoort",
    "prefix": "Tussenvoegsel (van der, de, …)",
    "surname": "Achternaam",
    "birth_date": "Geboortedatum (1971-03-14)",
    "phones": "Telefoonnummers, met komma's ertussen",
    "emails": "Mailadressen, met komma's ertussen",
    "handles": "Accountnamen, met komma's ertussen",
}
_PARTNER = {"prefix": "Tussenvoegsel van uw partner, als u die naam gebruikt", "surname": "Achternaam van uw partner, idem"}
_ADDRESS = {
    **{"street": "Straat", "number": "Huisnummer", "addition": "Toevoeging (bis, a, …)"},
    **{"postcode": "Postcode", "city": "Woonplaats"},
}
_LISTS = frozenset({"phones", "emails", "handles"})


def from_file(path: Path) -> Profile:
    """The one profile in a file. Raises `BadInput` for none, for more than one, and for what cannot be read."""
    found, refused = read_profiles(path)
    if refused:
        raise refused[0]
    if len(found) != 1:
        raise BadInput(str(path), f"holds {len(found)} profiles; a self-check is for one person, so give one")
    return found[0]


def from_questions(ask: Ask) -> Profile:
    """Raises `BadInput` with what is wrong with an answer, never with the answer itself."""
    content: dict[str, object] = {"id": "zelf"}
    for name, question in _WORDS.items():
        answer = ask(question).strip()
        if answer:
            content[name] = _listed(name, answer)
    partner, address = (
        {name: answer for name, question in questions.items() if (answer := ask(question).strip())}
        for questions in (_PARTNER, _ADDRESS)
    )
    if partner:
        content["partner"] = partner
    if address:
        content["addresses"] = [address]
    try:
        return parse_profile(json.dumps(content))
    except ValueError as error:
        raise BadInput("your answers", str(error)) from None


def _listed(name: str, answer: str) -> object:
    if name == "given_names":
        return answer.split()
    return [part for part in re.split(r"\s*,\s*", answer) if part] if name in _LISTS else answer
