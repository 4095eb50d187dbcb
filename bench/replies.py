"""What incoming mail is understood: real bounces beside flufl.bounce in the same run, and written replies in two halves.

The judging half is never tuned on: whoever changes a rule looks at the developing half alone.
"""

from __future__ import annotations

import email
import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from flufl.bounce import all_failures

from bench._replies import Written, written
from takedown.replies import classify

SHARED = Path(__file__).parents[2] / "shared" / "data" / "mail-replies" / "given"
BOUNCES = frozenset({"bounce", "bounce-temporary", "delivered"})
CLAIMS = frozenset({"claim-removed", "claim-partial"})


def measure() -> dict[str, Any]:
    """Figures only; of the messages nothing but the names of those that were missed."""
    return {"bounces": _bounces(), "written": {half: tally(written(half)) for half in ("develop", "judge")}}


def _bounces() -> dict[str, Any]:
    labels = SHARED / "bounces_labels.json"
    if not labels.is_file():
        return {"skipped": f"no real bounces at {SHARED}"}
    ours: dict[str, Counter[str]] = defaultdict(Counter)
    peer: dict[str, Counter[str]] = defaultdict(Counter)
    seconds = {"ours": 0.0, "flufl.bounce": 0.0}
    for label in json.loads(labels.read_text(encoding="utf-8")):
        raw = (SHARED / label["file"]).read_bytes()
        began = time.process_time()
        ours[label["kind"]][classify(raw).event.value] += 1
        then = time.process_time()
        peer[label["kind"]][_second_opinion(raw)] += 1
        seconds["ours"] += then - began
        seconds["flufl.bounce"] += time.process_time() - then
    total = ours["bounce"].total()
    return {
        "messages": total,
        "ours_recognised": sum(ours["bounce"][event] for event in ("bounce", "bounce-temporary")),
        "ours_told_as_delivered": ours["bounce"]["delivered"],
        "flufl_recognised": peer["bounce"]["bounce"],
        "flufl_crashed": sum(kind["crash"] for kind in peer.values()),
        "vacations": ours["vacation"].total(),
        "ours_vacations_taken_for_bounces": sum(ours["vacation"][event] for event in BOUNCES),
        "flufl_vacations_taken_for_bounces": peer["vacation"]["bounce"],
        "ours": {kind: dict(found) for kind, found in ours.items()},
        "seconds": {name: round(spent, 2) for name, spent in seconds.items()},
    }


def _second_opinion(raw: bytes) -> str:
    try:
        temporary, permanent = all_failures(email.message_from_bytes(raw))
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError):
        return "crash"
    return "bounce" if temporary or permanent else "no"


def tally(replies: list[Written]) -> dict[str, Any]:
    """How many were understood, left to a person, or misunderstood; above all how many wrong claims and refusals."""
    told = [(one, classify(one.raw)) for one in replies]
    missed = [(one, found) for one, found in told if found.event.value != one.event]
    wrong = [(one, found) for one, found in missed if found.event.value != "unknown"]
    refusals = [(one, found) for one, found in told if one.reason and one.event == found.event.value == "refusal"]
    languages = Counter(one.language for one in replies)
    return {
        "replies": len(replies),
        "languages": {language or "mixed": count for language, count in languages.items()},
        "right": len(replies) - len(missed),
        "asked_a_human": len(missed) - len(wrong),
        "wrong": len(wrong),
        "right_or_human": round(1 - len(wrong) / len(replies), 4),
        "wrong_claims": sum(found.event.value in CLAIMS for _, found in wrong),
        "wrong_refusals": sum(found.event.value == "refusal" for _, found in wrong),
        "refusals_heard": len(refusals),
        "refusal_reasons_right": sum(one.reason == found.reason for one, found in refusals),
        "missed": [f"{one.name} -> {found.event.value}" for one, found in missed],
    }
