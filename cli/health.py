"""`luwte health`: whether every part is well, or whether one process of the service goes round, for its container's check."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from domain.errors import BadInput, LuwteError
from domain.parts import Organ, ready

if TYPE_CHECKING:
    from config.settings import Settings

#: Seconds: a process whose file was not touched for so long hangs.
_HANGS = 60.0
_PATIENCE = 5.0


class Unwell(LuwteError):
    """A part is down, or a process does not go round."""


def health(
    organ: Annotated[
        Organ | None, typer.Argument(help="One process on this machine: does it go round? Without: is every part well?")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, as /readyz gives it.")] = False,
) -> None:
    """Exit 0 if all is well, else 1, naming what is not. With `web`, `clock` or `worker` no database is asked."""
    from config.settings import load_settings

    settings = load_settings()
    if organ is None:
        _parts(settings, as_json)
    elif organ is Organ.WEB:
        _answers(settings)
    else:
        _goes_round(settings, organ)


def _parts(settings: Settings, as_json: bool) -> None:
    from domain.due import Queue
    from storage import pulses
    from workers.opening import open_only

    found = pulses.readings(open_only(settings), [queue.value for queue in Queue], datetime.now(UTC))
    well = ready(found)
    if as_json:
        parts = {one.part.value: {"condition": one.condition.value, "why": one.why} for one in found}
        typer.echo(json.dumps({"ready": well, "parts": parts}))
    else:
        for one in found:
            typer.echo(f"{one.part.value:<9} {one.condition.value:<5} {one.why}".rstrip())
    raise typer.Exit(0 if well else 1)


def _answers(settings: Settings) -> None:
    """The web application on this machine, at the address where it listens."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(settings.web_host, settings.web_host)  # noqa: S104 - asked, not listened at
    try:
        with urllib.request.urlopen(f"http://{host}:{settings.web_port}/healthz", timeout=_PATIENCE) as answer:
            answer.read()
    except (urllib.error.URLError, OSError) as failure:
        raise Unwell(f"the web application does not answer ({type(failure).__name__})") from None


def _goes_round(settings: Settings, organ: Organ) -> None:
    if settings.pulse_path is None:
        raise BadInput("LUWTE_PULSE_PATH", f"is not set; give the {organ.value} and its check the same file, on a tmpfs")
    try:
        age = time.time() - settings.pulse_path.stat().st_mtime
    except FileNotFoundError:
        raise Unwell(f"the {organ.value} has not gone round yet") from None
    if age > _HANGS:
        raise Unwell(f"the {organ.value} has not gone round for {round(age)} s")
