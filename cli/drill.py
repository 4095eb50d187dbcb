"""`luwte drill`: practises the urgent path in the fictional town, and ends with a report. No real mail can leave."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from domain.errors import BadInput


def drill(
    json_file: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the report to this file too.")] = None,
    by_hand: Annotated[
        bool, typer.Option("--by-hand", help="Leave it to people: print the log-ins, wait for Ctrl-C, then report.")
    ] = False,
) -> None:
    """Somebody is doxed tonight: practise the urgent path against simulated platforms; exit 0 only if a letter left within the
    hour and nothing failed."""
    from cli.story.drill import CALL, Drill, report
    from cli.story.play import staff
    from cli.story.stage import set_up

    if json_file is not None and not json_file.absolute().parent.is_dir():
        raise BadInput("--json", f"there is no folder {json_file.absolute().parent}; make it first")
    console = Console(stderr=True, highlight=False)
    home = Path(tempfile.mkdtemp(prefix="luwte-drill-"))
    stage = set_up(home)
    try:
        staff(stage)
        stage.start_service()
        played = None
        if by_hand:
            _wait(stage.address, CALL, console)
        else:
            played = Drill(stage)
            with console.status("The drill is under way"):
                played.play()
                played.afterwards()
        found = report(stage, played)
    finally:
        stage.close()
        shutil.rmtree(home, ignore_errors=True)
    told = json.dumps(found, ensure_ascii=False, indent=1)
    typer.echo(told)
    if json_file is not None:
        json_file.write_text(told + "\n", encoding="utf-8")
    raise typer.Exit(0 if found["within the hour"] and not found["failed"] else 1)


def _wait(address: str, call: dict[str, str], console: Console) -> None:
    from cli.story import people
    from demo.people import STAFF

    console.print(
        f"luwte runs at {address} until you press Ctrl-C; then the report follows. The clock runs as soon as the call"
    )
    console.print("is taken down at /spoed. Log-ins:")
    for colleague in STAFF:
        console.print(f"  {colleague.mailbox}  {colleague.role}  (password: {people.PASSWORD})")
    console.print("What the employee says on the telephone:")
    for name, said in call.items():
        console.print(f"  {name}: {said}")
    with suppress(KeyboardInterrupt):
        while True:
            time.sleep(1)
