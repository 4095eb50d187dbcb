"""`luwte sources`: which sources there are, and whether each still reads what it says it reads."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.errors import BadInput

if TYPE_CHECKING:
    from domain.ports import Fetch
    from domain.source import Source

app = typer.Typer(no_args_is_help=True, help="The sources that can be looked in.")

Folder = Annotated[Path | None, typer.Option("--dir", help="A folder of definitions; default: those that come with luwte.")]


@app.command("list")
def list_sources(folder: Folder = None) -> None:
    """Print slug, kind, state, version and name of each source, one a line, separated by tabs."""
    found, refused = _loaded(folder)
    for source in found:
        typer.echo(f"{source.slug}\t{source.kind}\t{source.state}\tv{source.version}\t{source.name}")
    _finish(refused, faults=0)


@app.command("check")
def check_sources(
    slugs: Annotated[list[str] | None, typer.Argument(metavar="[SLUG]...", help="Default: every source.")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Only the frozen pages (the default).")] = False,
    online: Annotated[
        bool, typer.Option("--online", help="Also ask the canaries: of the sources that are on, and of those named.")
    ] = False,
    folder: Folder = None,
) -> None:
    """Run each definition on its frozen pages and, if asked, on its canaries; say which part broke."""
    if offline and online:
        raise typer.BadParameter("give --offline or --online, not both")
    found, refused = _loaded(folder)
    chosen = _chosen(found, refused, slugs or [])
    faults = sum(_offline(source) for source in chosen)
    if online:
        # One that is named is asked even before it is switched on: that is how it comes to be.
        faults += _online(tuple(source for source in chosen if source.on or source.slug in (slugs or [])))
    _finish(refused, faults)


def _loaded(folder: Path | None) -> tuple[tuple[Source, ...], tuple[BadInput, ...]]:
    from config.catalogue import load_sources
    from config.paths import SOURCES

    where = folder or SOURCES
    if not where.is_dir():
        typer.echo(f"{where}: is no folder; give one that holds <slug>/source.yml", err=True)
        raise typer.Exit(2)
    return load_sources(where)


def _chosen(found: tuple[Source, ...], refused: tuple[BadInput, ...], slugs: list[str]) -> tuple[Source, ...]:
    unknown = set(slugs) - {source.slug for source in found}
    if unknown:
        for error in refused:
            typer.echo(str(error), err=True)
        typer.echo(f"no such source: {', '.join(sorted(unknown))}; see `luwte sources list`", err=True)
        raise typer.Exit(2)
    return tuple(source for source in found if not slugs or source.slug in slugs)


def _offline(source: Source) -> int:
    from scanner.frozen import check_pages

    faults = check_pages(source)
    for fault in faults:
        typer.echo(f"{source.slug}\tBROKEN\t{fault.part}\t{fault.page}: {fault.what}")
    if not faults:
        typer.echo(f"{source.slug}\tok\t{len(source.pages)} pages")
    return len(faults)


def _online(chosen: tuple[Source, ...]) -> int:
    from config.settings import load_settings
    from gateway.http import Http

    settings = load_settings()
    with Http(
        user_agent=settings.user_agent,
        now=lambda: datetime.now(UTC),
        host_delay=settings.host_delay,
        allow_private_hosts=settings.allow_private_hosts,
    ) as fetch:
        return sum(_canaries(source, fetch) for source in chosen)


def _canaries(source: Source, fetch: Fetch) -> int:
    from scanner.health import check

    health = check(source, fetch)
    told = "healthy" if health.healthy else f"ILL\t{health.broken or 'canaries'}\t{health.reason}"
    typer.echo(f"{source.slug}\t{told}\tonline")
    return 0 if health.healthy else 1


def _finish(refused: tuple[BadInput, ...], faults: int) -> None:
    """2: a definition could not be understood; 1: one does not read what it says."""
    for error in refused:
        typer.echo(str(error), err=True)
    if refused:
        raise typer.Exit(2)
    if faults:
        raise typer.Exit(1)
