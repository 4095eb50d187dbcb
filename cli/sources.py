"""`luwte sources`: which sources there are, and whether each still reads what it says it reads."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.sources_import import import_sources
from domain.errors import BadInput

if TYPE_CHECKING:
    from domain.ports import Fetch
    from domain.source import Source

app = typer.Typer(no_args_is_help=True, help="The sources that can be looked in.")
app.command("import")(import_sources)

#: The line of a definition that says that it is off, whatever is noted behind it.
_OFF = re.compile(r"^(state:\s*[\"']?)unverified\b", re.MULTILINE)
Folder = Annotated[
    Path | None, typer.Option("--dir", help="A folder of definitions; default: luwte's and the installation's own.")
]


@app.command("list")
def list_sources(folder: Folder = None) -> None:
    """Print slug, kind, state, version, name and, where it is another's work, licence; one a line, separated by tabs. How many
    there are of each kind and state is told on standard error."""
    found, refused = _loaded(folder)
    for source in found:
        whose = f"\t{source.origin.by}: {source.origin.licence}" if source.origin.licence else ""
        typer.echo(f"{source.slug}\t{source.kind}\t{source.state}\tv{source.version}\t{source.name}{whose}")
    typer.echo(_counted(found), err=True)
    _finish(refused, faults=0)


def _counted(found: tuple[Source, ...]) -> str:
    """How many definitions there are, by kind and by state; a fictional one is no source of anything."""
    kinds, states = Counter(source.kind.value for source in found), Counter(source.state.value for source in found)
    told = ["; ".join(f"{number} {name}" for name, number in sorted(counted.items())) for counted in (kinds, states)]
    return f"{len(found)} definitions: {told[0]}. {told[1]}."


@app.command("unseen")
def unseen() -> None:
    """Print what luwte does not look at, why, and what can be done instead (in Dutch, as the employee reads it)."""
    from config.unseen import load_unseen

    for one in load_unseen():
        typer.echo(f"{one.what} ({one.examples}): {one.why}. {one.instead[0].upper()}{one.instead[1:]}.")


@app.command("check")
def check_sources(
    slugs: Annotated[list[str] | None, typer.Argument(metavar="[SLUG]...", help="Default: every source.")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Only the frozen pages (the default).")] = False,
    online: Annotated[
        bool, typer.Option("--online", help="Also ask the canaries: of the sources that are on, and of those named.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Switch on those of this installation whose canaries answer as they should.")
    ] = False,
    folder: Folder = None,
) -> None:
    """Run each definition on its frozen pages and, if asked, on its canaries; say which part broke."""
    if offline and online:
        raise typer.BadParameter("give --offline or --online, not both")
    if verify and not online:
        raise typer.BadParameter("--verify needs --online: only the live site can verify a definition")
    found, refused = _loaded(folder)
    chosen = _chosen(found, refused, slugs or [])
    faults = sum(_offline(source) for source in chosen)
    if online:
        # One that is named is asked even before it is switched on: that is how it comes to be.
        healthy, ill = _online(tuple(source for source in chosen if source.on or source.slug in (slugs or [])))
        faults += ill
        for source in healthy if verify else ():
            _switch_on(source, folder)
    _finish(refused, faults)


def _loaded(folder: Path | None) -> tuple[tuple[Source, ...], tuple[BadInput, ...]]:
    from config.catalogue import load_sources
    from config.paths import SOURCES

    if folder is None:
        return load_sources(SOURCES, *_own())
    if not folder.is_dir():
        typer.echo(f"{folder}: is no folder; give one that holds <slug>/source.yml", err=True)
        raise typer.Exit(2)
    return load_sources(folder)


def _own() -> tuple[Path, ...]:
    from config.paths import installed
    from config.settings import load_settings

    return installed(load_settings().home)


def _chosen(found: tuple[Source, ...], refused: tuple[BadInput, ...], slugs: list[str]) -> tuple[Source, ...]:
    unknown = set(slugs) - {source.slug for source in found}
    if unknown:
        for error in refused:
            typer.echo(str(error), err=True)
        typer.echo(f"no such source: {', '.join(sorted(unknown))}; see `luwte sources list`", err=True)
        raise typer.Exit(2)
    return tuple(source for source in found if not slugs or source.slug in slugs)


def _offline(source: Source) -> int:
    from scanner.drift import trials
    from scanner.frozen import check_pages

    if source.origin.licence and not source.pages:  # imported: its canaries are all that it has
        typer.echo(f"{source.slug}\tunproven\tno pages of its own; ask its canaries with --online")
        return 0
    faults = check_pages(source)
    for fault in faults:
        typer.echo(f"{source.slug}\tBROKEN\t{fault.part}\t{fault.page}: {fault.what}")
    if not faults:
        typer.echo(f"{source.slug}\tok\t{len(source.pages)} pages, {len(list(trials(source)))} fields renamed in turn")
    return len(faults)


def _online(chosen: tuple[Source, ...]) -> tuple[list[Source], int]:
    """Those that are healthy, and how many are not."""
    from cli.ways import ways
    from config.settings import load_settings

    with ways(load_settings(), chosen) as to:
        healthy = [source for source in chosen if _canaries(source, to.to(source))]
    return healthy, len(chosen) - len(healthy)


def _canaries(source: Source, fetch: Fetch) -> bool:
    from scanner.health import check

    health = check(source, fetch)
    told = "healthy" if health.healthy else f"ILL\t{health.broken or 'canaries'}\t{health.reason}"
    typer.echo(f"{source.slug}\t{told}\tonline")
    return health.healthy


def _switch_on(source: Source, folder: Path | None) -> None:
    """Only in the installation's own folders, or the one that was named: luwte's own definitions are changed by a commit."""
    for place in (folder,) if folder else _own():
        file = place / source.slug / "source.yml"
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        written, switched = _OFF.subn(r"\1verified", text, count=1)
        if switched:
            file.write_text(written, encoding="utf-8")
            typer.echo(f"{source.slug}\tswitched on\t{file}")


def _finish(refused: tuple[BadInput, ...], faults: int) -> None:
    """2: a definition could not be understood; 1: one does not read what it says."""
    for error in refused:
        typer.echo(str(error), err=True)
    if refused:
        raise typer.Exit(2)
    if faults:
        raise typer.Exit(1)
