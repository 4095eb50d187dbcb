"""`luwte sources import`: account sites from a public list, each as a definition of this installation, off until verified."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.json_file import read_json
from domain.errors import BadInput


def import_sources(
    kind: Annotated[str, typer.Argument(metavar="maigret|whatsmyname", help="Whose list it is.")],
    file: Annotated[Path, typer.Argument(help="The list, as its makers publish it (JSON).")],
    folder: Annotated[
        Path | None, typer.Option("--dir", help="Where the definitions go; default: the sources folder of this installation.")
    ] = None,
) -> None:
    """Make a definition of every site that can be expressed; say how many cannot, and why. Nothing is asked of any site."""
    from config.importers import LISTS, Refused, shelve

    if kind not in LISTS:
        raise BadInput("import", f"knows no list {kind!r}; give one of {', '.join(LISTS)}")
    try:
        imported = LISTS[kind](_parsed(file))
    except Refused as error:
        raise BadInput(str(file), str(error)) from None
    place = shelve(imported, folder or _own())
    typer.echo(f"licence\t{imported.licence}\t{place / 'LICENCE.txt'}")
    typer.echo(f"imported\t{len(imported.definitions)}\t{place}")
    for reason, count in Counter(reason for _, reason in imported.refused).most_common():
        typer.echo(f"refused\t{count}\t{reason}")
    if not imported.definitions:
        typer.echo("nothing could be imported; see the reasons above", err=True)
        raise typer.Exit(1)
    typer.echo("They are off. `luwte sources check --online --verify SLUG…` switches on what proves itself.", err=True)


def _own() -> Path:
    from config.settings import load_settings

    return load_settings().home / "sources"


def _parsed(file: Path) -> Any:
    return read_json(
        file,
        too_large="is larger than any of these lists; give the list itself",
        no_json="is no JSON; give the list as its makers publish it",
    )
