"""`luwte match`: HTML or text files against profiles, without network or database."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from cli.profiles_file import read_profiles
from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.errors import BadInput
from domain.finding import Finding, Signal
from domain.mention import Place
from domain.profile import Profile
from matchers import Index, Weights, find, in_bulk, read_page, read_population
from matchers.text import MAX_BYTES

_PLAIN: Final = frozenset((".txt", ".text", ".md", ".csv", ".log"))
_HTML: Final = frozenset((".html", ".htm", ".xhtml", ".php", ".asp", ".aspx", ".shtml", ""))
_BEGINS: Final = (b"<!doctype", b"<html", b"<head", b"<body")
_MANY: Final = 50  # pages from which progress is shown


class Format(StrEnum):
    JSONL = "jsonl"
    TABLE = "table"


@dataclass(slots=True)
class Timings:
    """CPU seconds. `parse`: HTML to marked text."""

    profiles: int = 0
    pages: int = 0
    index_seconds: float = 0.0
    parse_seconds: float = 0.0
    match_seconds: float = 0.0

    def document(self) -> dict[str, float]:
        return {name: getattr(self, name) for name in self.__slots__}


def match(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="HTML or text files, or folders of them.")],
    profiles: Annotated[Path, typer.Option("--profiles", metavar="FILE", help="Profiles, one JSON object a line.")],
    output: Annotated[Format, typer.Option("--format", help="One JSON object a line, or a table to read.")] = Format.JSONL,
    weak: Annotated[bool, typer.Option("--weak", help="Also mentions of a full name alone.")] = False,
    timings: Annotated[
        Path | None, typer.Option("--timings", metavar="FILE", help="Write the CPU time that was needed here.")
    ] = None,
) -> None:
    """Match pages against profiles, without network or database; nothing is stored."""
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        enrolled, refusals = read_profiles(profiles)
        pages = list(_pages(paths))
        for refusal in refusals:
            errors.print(str(refusal), markup=False)
        if not enrolled:
            raise BadInput(str(profiles), "holds no profile that can be used; give one JSON object a line")
        spent = Timings(len(enrolled))
        index = build_index(enrolled, spent)
        found = _matched(index, pages, weak, spent, errors)
        _print(found, output)
        if timings:
            timings.write_text(json.dumps(spent.document()) + "\n", encoding="utf-8")
    except BadInput as error:
        errors.print(str(error), markup=False)
        raise typer.Exit(2) from error
    except OSError as error:
        errors.print(f"the job failed: {type(error).__name__}: {error.strerror}; see whether the disk is full", markup=False)
        raise typer.Exit(1) from error


def build_index(profiles: Iterable[Profile], spent: Timings | None = None) -> Index:
    """Everybody enrolled, with the weights and tables that luwte came with."""
    began = time.process_time()
    index = Index(read_population(POPULATION_DIRECTORY), Weights.of(load_weights_mapping()))
    with in_bulk(index):
        for profile in profiles:
            index.add(profile)
    if spent:
        spent.index_seconds = time.process_time() - began
    return index


def line(page: str, finding: Finding) -> dict[str, object]:
    """A finding as the contract prints it."""
    return {
        "page": page,
        "profile": finding.profile_id,
        "grade": finding.grade.value,
        "score": finding.score,
        "household": finding.household,
        "signals": [_signal(signal) for signal in finding.signals],
        "prior": finding.prior,
        "calibrated": finding.calibrated,
        "others": finding.others,
    }


def _signal(signal: Signal) -> dict[str, object]:
    shown: dict[str, object] = {"kind": signal.kind, "found": signal.found, "start": signal.start, "end": signal.end}
    if signal.start is None:
        shown["where"] = signal.where
    return {**shown, "form": signal.form, "weight": signal.weight}


def print_table(found: Iterable[tuple[str, Finding]], console: Console) -> None:
    """For people: page, profile, grade, score and what was found."""
    table = Table("page", "profile", "grade", "score", "because of")
    for page, finding in found:
        reasons = ", ".join(f"{signal.kind} {signal.weight:+.1f}" for signal in finding.signals)
        grade = f"{finding.grade.value} (household)" if finding.household else finding.grade.value
        table.add_row(page, finding.profile_id, grade, f"{finding.score:.3f}", reasons)
    console.print(table)


def _print(found: Iterator[tuple[str, Finding]], output: Format) -> None:
    if output is Format.TABLE:
        print_table(found, Console())
        return
    for page, finding in found:
        sys.stdout.write(json.dumps(line(page, finding), ensure_ascii=False) + "\n")


def _pages(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if file.is_file() and file.suffix.lower() in _PLAIN | _HTML)
        elif path.exists():
            yield path
        else:
            raise BadInput(str(path), "does not exist; give HTML or text files, or folders of them")


def _matched(index: Index, pages: list[Path], weak: bool, spent: Timings, errors: Console) -> Iterator[tuple[str, Finding]]:
    today = datetime.now(UTC).date()
    for path in track(pages, "matching", console=errors, transient=True, disable=len(pages) < _MANY or not errors.is_terminal):
        try:
            found = _match_page(index, path, weak, today, spent)
        except (BadInput, OSError) as error:
            reason = error.what if isinstance(error, BadInput) else error.strerror or type(error).__name__
            errors.print(f"{path}: passed over: {reason}", markup=False)
            continue
        for finding in found:
            yield str(path), finding


def _match_page(index: Index, path: Path, weak: bool, today: date, spent: Timings) -> tuple[Finding, ...]:
    with path.open("rb") as file:
        body = file.read(MAX_BYTES + 1)
    began = time.process_time()
    page = read_page(body, _media_type(path, body))
    parsed = time.process_time()
    found = find(index, page, Place(str(path)), weak=weak, today=today)
    spent.pages += 1
    spent.parse_seconds += parsed - began
    spent.match_seconds += time.process_time() - parsed
    return found


def _media_type(path: Path, body: bytes) -> str:
    """By the file's name; a text that begins as a page is one."""
    if path.suffix.lower() in _PLAIN and not body[:200].lstrip().lower().startswith(_BEGINS):
        return "text/plain"
    return "text/html"
