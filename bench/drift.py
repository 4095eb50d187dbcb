"""Each field of each shipped definition renamed in turn on its own frozen hit: how many end in unclear, and in absent."""

from __future__ import annotations

from collections import Counter

from bench._goals import at_least, at_most
from config.catalogue import load_sources
from config.paths import SOURCES
from domain.source import Source
from scanner.drift import trials


def measure() -> dict[str, object]:
    found, refused = load_sources(SOURCES)
    made = [(source, trial) for source in found for trial in trials(source)]
    told = Counter("not to be renamed" if trial.verdict is None else trial.verdict.value for _, trial in made)
    asked = Counter(
        trial.verdict.value for source in found for trial in trials(source, strict=False) if trial.verdict is not None
    )
    absent, share = told["absent"] + asked["absent"], told["unclear"] / len(made) if made else None
    return {
        "benchmark": "drift",
        "figures": [
            at_least(
                "renamed fields that end in unclear on the canary's page, as a share",
                1.0,
                share,
            ),
            at_most("renamed fields that end in absent, on any page", 0, absent),
        ],
        "definitions": len(found),
        "refused": len(refused),
        "without fields": [source.slug for source in found if not _takes(source)],
        "renamed": len(made),
        "ended in": dict(sorted(told.items())),
        "ended in, on a page asked for about a person": dict(sorted(asked.items())),
        "unclear share": round(told["unclear"] / len(made), 4) if made else None,
        "not unclear": [f"{source.slug} {trial.part}" for source, trial in made if trial.verdict != "unclear"],
    }


def _takes(source: Source) -> bool:
    return bool(source.fields or source.place or source.record_id)
