"""Where the definitions stand that are part of luwte itself."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
RECIPIENTS = HERE / "recipients"
HOLIDAYS = HERE / "holidays"
MATCHING = HERE / "matching.yml"
POPULATION = HERE / "population"
RETENTION = HERE / "retention.yml"
