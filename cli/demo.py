"""`luwte demo`: the main job from consent to proven removal, in a fictional world in which weeks pass in seconds."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from domain.errors import BadInput

#: Columns of the tables where they are written to a file.
_WIDE = 160


def demo(
    json_file: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the outcome to this file.")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the web application running, and print its log-ins.")] = False,
    home: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the demo keeps everything; give one again to go on where it was.")
    ] = None,
    started_from: Annotated[Path, typer.Option("--from", hidden=True)] = Path(),
) -> None:
    """Run the main job in the fictional town of Lindestad; exit 0 only if every exposure ended where it should."""
    from cli.story.play import play

    target = None if json_file is None else started_from.absolute() / json_file
    if target is not None and not target.parent.is_dir():
        raise BadInput("--json", f"there is no folder {target.parent}; make it first")
    console = Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else _WIDE)
    stays = home is not None
    place = (started_from.absolute() / home) if home is not None else Path(tempfile.mkdtemp(prefix="luwte-demo-"))
    place.mkdir(parents=True, exist_ok=True)
    try:
        ended_well = play(place, console, target, keep=keep)
    finally:
        if not stays and not keep:
            shutil.rmtree(place, ignore_errors=True)
    raise typer.Exit(0 if ended_well else 1)


def serve(home: Annotated[Path, typer.Option(help="The demo's home.")]) -> None:
    """The service of a running demo, as `luwte run` would start it, but with the demo's calendar and name service."""
    from cli import logs
    from cli.run import run_all
    from cli.story.stage import TICK, settings_of
    from demo.calendar import Calendar
    from demo.lifeline import end_with_parent
    from demo.names import resolver
    from workers.services import build

    end_with_parent()
    logs.configure()
    settings = settings_of(home)
    run_all(build(settings, now=Calendar(home).now, resolve=resolver(home)), tick_seconds=TICK)
