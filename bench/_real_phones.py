"""Dutch telephone numbers in real texts: each enrolled, and looked for where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bench._real_texts import DATA, cases, found_in, index_of, of_kind, sentences
from domain.name import FamilyName, Name
from domain.profile import Profile
from matchers import Index

_SERVICE = re.compile(r"\+31(?:800|90\d|14|1\d{3,5}$)")
_DIGITS = re.compile(r"\D")


def owner(number: str) -> Profile:
    """Somebody of whom no more is known than this number."""
    return Profile(f"phone {number}", Name(FamilyName("Qwzx")), phones=(number,))


@dataclass(frozen=True, slots=True)
class Text:
    """A text, the numbers (E.164) that must be found in it, and those that may."""

    said: str
    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


def _told(texts: Sequence[Text], index: Index) -> dict[str, object]:
    """Found and missed, of people's numbers and of services' (0800, 0900, 14 0xx), and what was found but stands not there."""
    missed: list[tuple[str, str]] = []
    wrong: list[str] = []
    for one in texts:
        found = {finding.profile_id.removeprefix("phone ") for finding in found_in(index, one.said)}
        missed += [(number, one.said) for number in sorted(one.must - found)]
        wrong += [f"{other} in {one.said!r}" for other in sorted(found - one.must - one.may)]
    numbers = [number for one in texts for number in one.must]
    services = [number for number in numbers if _SERVICE.match(number)]
    lost = [number for number, _ in missed if _SERVICE.match(number)]
    return {
        "texts": len(texts),
        "numbers of people": len(numbers) - len(services),
        "found": len(numbers) - len(services) - (len(missed) - len(lost)),
        "numbers of services": len(services),
        "services found": len(services) - len(lost),
        "wrong": wrong,
        "missed of people": [f"{number} in {said!r}" for number, said in missed if not _SERVICE.match(number)],
    }


def example_notations() -> dict[str, object]:
    """The Dutch numbers that the library gives as an example of each kind, in its four notations."""
    listed = json.loads((DATA / "phones" / "nl_example_numbers.json").read_text())
    notations = ("e164", "international", "national", "rfc3966")
    texts = [Text(f"Bel {one[notation]} voor meer", frozenset({one["e164"]})) for one in listed for notation in notations]
    return _told(texts, _owners(texts))


def library_texts() -> dict[str, object]:
    """Texts of all countries. What is written with its country's code must be found where the library is strict as well as
    where it is not; what any of its degrees of strictness finds may be. All numbers of all texts are enrolled."""
    texts: dict[str, list[set[str]]] = {}
    for one in json.loads((DATA / "phones" / "libphonenumber_matcher_cases.json").read_text()):
        hits = one["expected_real_metadata_9_0_43"]
        abroad = {hit["e164"] for hit in hits if hit["raw"].lstrip("( ").startswith("+")}
        must, may = texts.setdefault(one["text"], [abroad, set()])
        must &= abroad
        may |= {hit["e164"] for hit in hits}
    read = [Text(text, frozenset(must), frozenset(may)) for text, (must, may) in texts.items()]
    return _told(read, _owners(read))


def dutch_phones() -> dict[str, object]:
    """Every Dutch notation of the texts and of the municipalities, each number enrolled as its own digits say."""
    spans = [(text, frozenset(map(_national, marked))) for text, marked in cases("phone_numbers")]
    spans += [(str(one["phrase"]), frozenset(map(_national, of_kind(one, "phone_number")))) for one in sentences()]
    towns = json.loads((DATA / "nl-addresses" / "public_buildings_and_municipalities.json").read_text())
    written = [one["phone_as_written"] for one in towns if one.get("phone_as_written")]
    spans += [(f"Telefoon {number}", frozenset({_national(number)})) for number in written]
    texts = [Text(*one) for one in spans]
    return _told(texts, _owners(texts))


def _owners(texts: Sequence[Text]) -> Index:
    return index_of(map(owner, sorted(set().union(*(one.must | one.may for one in texts)))))


def _national(number: str) -> str:
    """E.164 of what was marked, by its digits alone."""
    digits = _DIGITS.sub("", number)
    digits = digits.removeprefix("00") if digits.startswith("0031") else digits
    digits = digits.removeprefix("31").removeprefix("0") if digits.startswith("31") else digits.removeprefix("0")
    return f"+31{digits}"
