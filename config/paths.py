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
UNSEEN = HERE / "unseen.yml"


def installed_recipients(home: Path) -> tuple[Path, ...]:
    """Where an installation keeps recipients of its own (`recipients/<slug>.yml`), and those that it imported, by list."""
    own = home / "recipients"
    lists = sorted(folder for folder in own.iterdir() if folder.is_dir()) if own.is_dir() else []
    return (own, *lists)


def installed(home: Path) -> tuple[Path, ...]:
    """Where an installation keeps definitions of its own (`sources/<slug>/`), and those that it imported, by list."""
    own = home / "sources"
    lists = sorted(folder for folder in own.iterdir() if folder.is_dir()) if own.is_dir() else []
    return (own, *(folder for folder in lists if not (folder / "source.yml").is_file()))
