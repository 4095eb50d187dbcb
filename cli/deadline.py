"""`luwte deadline`: when a term ends, and the arithmetic that shows it."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer

from domain.errors import BadInput


def deadline(
    rule: Annotated[str, typer.Option(help="gdpr-reply, gdpr-extended, dsa20-window, …, working-days:N")],
    start: Annotated[str, typer.Option(help="The day of receipt or notification, YYYY-MM-DD.")],
    country: Annotated[
        str, typer.Option(help="Where the addressee is established; Dutch terms run on the Dutch calendar.")
    ] = "NL",
    paused_from: Annotated[str, typer.Option(help="The day of a timely question about identity.")] = "",
    paused_until: Annotated[str, typer.Option(help="The day of its answer.")] = "",
) -> None:
    """Print the last day, from when it has lapsed, our own last safe day, and the steps, as JSON."""
    try:
        answer = answered(rule, start, country, paused_from, paused_until)
    except BadInput as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    typer.echo(json.dumps(answer, ensure_ascii=False))


def answered(rule: str, start: str, country: str, paused_from: str, paused_until: str) -> dict[str, object]:
    """The contract's answer; `uncertain` stands in it where it is true. Raises BadInput."""
    from config.holidays import calendar_of
    from domain.deadlines import Pause, reckon
    from domain.terms import term_of

    term = term_of(rule)
    begun = _day("--start", start)
    addressee = calendar_of(country)
    if bool(paused_from) != bool(paused_until):
        raise BadInput("--paused-from", "comes together with --paused-until; give both or neither")
    pause = Pause(_day("--paused-from", paused_from), _day("--paused-until", paused_until)) if paused_from else None
    found = reckon(term, begun, calendar_of(term.country(addressee.country)), pause=pause)
    answer: dict[str, object] = {
        "deadline": found.deadline.isoformat(),
        "lapsed_from": found.lapsed_from.isoformat(),
        "ours": found.ours.isoformat() if found.ours else None,
        "steps": list(found.steps),
    }
    return {**answer, "uncertain": True} if found.uncertain else answer


def _day(option: str, text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(option, "is not a date; write it as YYYY-MM-DD") from error
    if text != found.isoformat():  # 20261123 and 2026-W48-1 are dates to Python, not to a reader
        raise BadInput(option, "is not a date; write it as YYYY-MM-DD")
    return found
