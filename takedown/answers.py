"""Reads what a person or ticket system answered, sentence by sentence, in Dutch, English and German.

A wrong "removed" or "refused" does harm, an "unknown" costs a look: what is negated, promised, conditional or asked
says nothing here, and sentences that contradict each other end with a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from takedown.wordings import de, en, nl
from takedown.wordings.shape import Wording

WORDINGS: tuple[Wording, ...] = (nl.WORDING, en.WORDING, de.WORDING)
LONGEST_SENTENCE = 400  # characters; what is longer has no full stops and is cut into pieces
MOST_SENTENCES = 40
CONTRAST = re.compile(r"[,;:]\s|\s(?:maar|echter|but|however|although|hoewel|aber|jedoch|doch|while|terwijl)\s")
#: The notice itself went to somebody else, perhaps to whoever posted (takedown.md r18).
PASSED_ON = "passed on"
PASSING_ON = re.compile(r"\b(?:doorge\w+|forwarded|passed|relayed|weitergeleitet|weitergegeben|ubermittelt)\b")
NEGATED = re.compile(r"\b(?:geen|niet|not|kein\w*|nicht)\b")
MEANING = 4  # words; what is shorter is a salutation or a name
#: What follows may take back what went before, in words that no rule knows.
BUT = re.compile(r"\b(?:maar|echter|but|however|although|hoewel|aber|jedoch|allerdings|obwohl)\b")
#: What a copy elsewhere still shows takes nothing back.
ELSEWHERE_KEPT = re.compile(r"zoekmachine|search engine|suchmaschine|google|bing|cache|back-?up")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that one sentence says; `reason` is a refusal's code, or whether an extension gives reasons."""

    event: str
    reason: str = ""
    firm: bool = True


def said_in(text: str) -> tuple[Said, ...]:
    """All that the sentences of an answer say, in their order; nothing for a text that says nothing known."""
    folded = [fold(sentence) for sentence in sentences(text)]
    return tuple(said for sentence in folded for wording in WORDINGS for said in _said(sentence, wording, folded))


def unexplained(text: str) -> int:
    """How many sentences may say anything: no rule knows them, and they are no small talk."""
    folded = [fold(sentence) for sentence in sentences(text)]
    return sum(len(one.split()) >= MEANING and not _known(one) for one in folded)


def _known(sentence: str) -> bool:
    return any(wording.small_talk.search(sentence) or any(_said(sentence, wording, [sentence])) for wording in WORDINGS)


def sentences(text: str) -> list[str]:
    """A text in sentences; paragraphs and list items end one as well. Quoted strings and addresses are left out."""
    plain = re.sub(r"https?://\S+|www\.\S+|[^\s@]{1,80}@\S+", " … ", text)
    plain = re.sub(r"[\"“„«][^\"“”„«»\n]{12,300}[\"”“»]", " … ", plain)
    lines = _unwrapped([" ".join(line.split()) for line in plain.splitlines()])
    ended = [piece for line in lines for piece in re.split(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý'(-])|(?<=[!?])\s+", line)]
    pieces = [piece[at : at + LONGEST_SENTENCE] for piece in ended for at in range(0, len(piece), LONGEST_SENTENCE)]
    return [piece.strip() for piece in pieces if piece.strip()][:MOST_SENTENCES]


def _unwrapped(lines: list[str]) -> list[str]:
    """Joins what a mail program broke: a full line, or one that goes on in lower case."""
    joined: list[str] = []
    full = False
    for line in lines:
        if joined and line and joined[-1] and (full or line[0].islower()) and not re.match(r"[-*•]|\d+[.)]\s", line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        full = len(line) > 55 and line[-1] not in ".!?:"
    return joined


def fold(text: str) -> str:
    """Lower case, no accents, single spaces, English negations written out ("won't" becomes "will not")."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text.replace("ß", "ss")) if not unicodedata.combining(mark))
    plain = " ".join(bare.lower().replace("’", "'").replace("‘", "'").split())
    plain = re.sub(r"\b(?:can't|can not)\b", "cannot", plain.replace("won't", "will not"))
    return re.sub(r"(?<=[a-z])n't\b", " not", plain)


def _said(sentence: str, wording: Wording, whole: list[str]) -> Iterator[Said]:
    plain = wording.asides.sub(" ", sentence)
    yield from _of_removal(plain, wording)
    yield from _of_refusal(plain, wording, whole)
    yield from _of_waiting(plain, wording)
    if wording.not_ours.search(plain) and not wording.inside.search(plain):
        yield Said("redirected", PASSED_ON if PASSING_ON.search(plain) else "")
    elif wording.elsewhere.search(plain) and not wording.inside.search(plain):
        yield Said("redirected", firm=False)


def _of_removal(sentence: str, wording: Wording) -> Iterator[Said]:
    if sentence.endswith("?"):
        return
    head, *tails = CONTRAST.split(sentence, maxsplit=1)
    tail = " ".join(tails)
    remains = bool(wording.remaining.search(tail)) or (bool(tail) and bool(re.search(r"\b(?:niet|not|nicht)\W*$", tail)))
    if any(_claims(part, wording) for part in (sentence, head)):
        partial = wording.partial.search(head) or remains
        if partial or _claims(sentence, wording):
            yield Said("claim-partial" if partial else "claim-removed")
            if BUT.search(sentence) and not ELSEWHERE_KEPT.search(sentence):
                yield Said("hedged")
    elif any(wording.blurred.search(part) and not wording.removal_doubt.search(part) for part in (sentence, head)):
        yield Said("claim-partial")
    elif wording.remaining.search(sentence):
        yield Said("remaining")
    elif BUT.match(sentence) and not ELSEWHERE_KEPT.search(sentence):
        yield Said("hedged")


def _claims(part: str, wording: Wording) -> bool:
    if wording.removal_doubt.search(wording.removed.sub(" ", part)) or wording.removal_doubt.search(_between(part, wording)):
        return False
    if wording.not_the_place.search(part):
        return False
    curt = len(part.split()) <= 5 and bool(wording.curt.search(part))
    return bool(wording.removed.search(part)) or curt


def _between(part: str, wording: Wording) -> str:
    """The words that the claim itself spans, without the "no longer" that belongs to it."""
    found = wording.removed.search(part)
    return re.sub(r"\b(?:niet (?:meer|langer)|no longer|nicht (?:mehr|langer))\b", " ", found[0]) if found else ""


def _of_refusal(sentence: str, wording: Wording, whole: list[str]) -> Iterator[Said]:
    if not wording.refused.search(sentence) or sentence.endswith("?") or wording.refusal_doubt.search(sentence):
        return
    if _claims(sentence, wording) or wording.removed.search(sentence):
        return  # says both; a person reads it
    yield Said("refusal", _reason([sentence], wording) or _reason(whole, wording) or "no_reason")


def _reason(told: list[str], wording: Wording) -> str:
    found = (code for code, pattern in wording.reasons if any(pattern.search(sentence) for sentence in told))
    return next(found, "")


def _of_waiting(sentence: str, wording: Wording) -> Iterator[Said]:
    if wording.extended.search(sentence) and not wording.extension_doubt.search(sentence) and not sentence.endswith("?"):
        yield Said("extension", "reasons given" if wording.because.search(sentence) else "")
    if wording.asked.search(sentence) and not wording.asking_doubt.search(sentence):
        yield Said("question")
    if wording.received.search(sentence) and not NEGATED.search(sentence):
        yield Said("receipt")
    if wording.away.search(sentence):
        yield Said("out-of-office")
