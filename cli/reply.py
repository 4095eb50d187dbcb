"""`luwte reply`: what incoming messages mean, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Read incoming messages.", no_args_is_help=True)


@app.callback()
def reply() -> None:
    """Read incoming messages."""


@app.command()
def classify(files: Annotated[list[Path], typer.Argument(help="Messages as received (RFC 5322), one a file.")]) -> None:
    """Print one JSON line a message: its event, how sure that is, the sender's ticket number, and why."""
    from takedown.replies import classify as classified
    from takedown.threads import find_token

    unreadable = False
    for file in files:
        try:
            raw = file.read_bytes()
        except OSError as error:
            typer.echo(f"{file}: cannot be read ({error.strerror}); give the path of a message", err=True)
            unreadable = True
            continue
        found = classified(raw)
        line = {
            "file": str(file),
            "event": found.event.value,
            "confidence": round(found.confidence, 2),
            "reference": found.reference or None,
            "reason": found.reason,
            "ours": list(find_token(raw, addresses=()).references),
        }
        typer.echo(json.dumps(line, ensure_ascii=False))
    if unreadable:
        raise typer.Exit(2)
