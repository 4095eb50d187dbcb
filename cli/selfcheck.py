"""`luwte selfcheck`: one employee, on their own machine, sees how findable they are; stores nothing unless asked."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from domain.errors import BadInput

if TYPE_CHECKING:
    from cli.self_check.looking import Looked
    from config.settings import Settings
    from domain.profile import Profile
    from domain.recipient import Recipient
    from domain.source import Source

_CONSENT = "Wilt u dat luwte nu in deze bronnen naar uzelf zoekt, en hun dit vertelt?"


def selfcheck(
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="FILE", help="Your identifiers, one JSON object; else you are asked.")
    ] = None,
    consent_confirmed: Annotated[
        bool, typer.Option("--consent-confirmed", help="You are the one who is looked for, and you agree.")
    ] = False,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Keep the outcome here, for you alone; else nothing is kept.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--source", metavar="SLUG", help="Only in this source; may be repeated.")
    ] = None,
    tell: Annotated[
        list[str] | None,
        typer.Option("--tell", metavar="SLUG", help="This source may hear what it does not know yet; may be repeated."),
    ] = None,
    demo: Annotated[
        Path | None, typer.Option("--demo", metavar="DIR", help="In the fictional world of the demo that runs in this home.")
    ] = None,
) -> None:
    """Look for yourself in the sources that are switched on: where you stand, what to do about it, and what is not known."""
    from cli.self_check.asking import from_file, from_questions

    screen = Console(highlight=False, soft_wrap=True)
    settings = _settings(demo)
    on, off = _sources(settings, only or [])
    person = from_file(profile) if profile else from_questions(_asked)
    _demand_consent(on, screen, confirmed=consent_confirmed)
    told = _told(on, tell or [], confirmed=consent_confirmed)
    looked = _looked(settings, demo, on, person, told, screen)
    _tell(looked, off, settings, screen)
    if save:
        _keep(looked, save)
    if not any(one.scan.healthy for one in looked):
        screen.print("Vandaag was geen enkele bron te vertrouwen.")
        raise typer.Exit(1)


def _asked(question: str) -> str:
    answer: str = typer.prompt(question, default="", show_default=False, err=True)
    return answer


def _settings(demo: Path | None) -> Settings:
    from config.settings import load_settings

    if demo is None:
        return load_settings()
    from cli.story.stage import settings_of

    try:
        return settings_of(demo)
    except FileNotFoundError:
        raise BadInput("--demo", "no demo runs in that home; start one with scripts/demo --keep --home DIR") from None


def _sources(settings: Settings, only: list[str]) -> tuple[list[Source], list[Source]]:
    """Those that are on, and those that are not yet."""
    from config.catalogue import load_sources
    from config.paths import SOURCES, installed
    from domain.source import SourceState

    found, refused = load_sources(SOURCES, *installed(settings.home))
    if refused:
        raise refused[0]
    known = [source for source in found if source.state is not SourceState.FICTIONAL or settings.fictional_sources]
    unknown = set(only) - {source.slug for source in known if source.on}
    if unknown:
        raise BadInput("--source", f"not switched on, or not known: {', '.join(sorted(unknown))}; see `luwte sources list`")
    on = [source for source in known if source.on and (not only or source.slug in only)]
    if not on:
        raise BadInput("sources", "none is switched on; see `luwte sources list`, and docs/adding-a-source.md for how one is")
    return on, [source for source in known if source.state is SourceState.UNVERIFIED]


def _demand_consent(on: list[Source], screen: Console, *, confirmed: bool) -> None:
    from cli.self_check.telling import disclosed

    refused = BadInput("consent", "was not given, so nothing was asked of anybody")
    if confirmed:
        return
    screen.print("Wat elke bron van u te horen krijgt:")
    for line in disclosed(on):
        screen.print(f"  {line}", markup=False)
    try:
        if not typer.confirm(_CONSENT, err=True):
            raise refused
    except typer.Abort:
        raise refused from None


def _told(on: list[Source], named: list[str], *, confirmed: bool) -> frozenset[str]:
    """The sources that may hear what they would learn: those that were named, and those to which one says yes."""
    learning = [source for source in on if source.learns]
    unknown = set(named) - {source.slug for source in learning}
    if unknown:
        raise BadInput("--tell", f"would learn nothing new, or is not asked: {', '.join(sorted(unknown))}; leave it out")
    return frozenset(source.slug for source in learning if source.slug in named or (not confirmed and _may_learn(source)))


def _may_learn(source: Source) -> bool:
    from cli.self_check.telling import KINDS

    kinds = ", ".join(KINDS[kind] for kind in source.learns)
    try:
        return typer.confirm(f"{source.name} kent uw {kinds} misschien nog niet. Mag zij dat horen?", err=True)
    except typer.Abort:
        return False


def _looked(
    settings: Settings, demo: Path | None, on: list[Source], person: Profile, told: frozenset[str], screen: Console
) -> list[Looked]:
    from cli.match import build_index
    from cli.self_check.looking import look_everywhere
    from cli.ways import ways
    from demo.names import resolver

    today = datetime.now(UTC).date()
    with ways(settings, on, resolver(demo) if demo else None) as to, screen.status("…") as status:
        found = look_everywhere(
            *(on, person, told, build_index([person]), to.to, to.http.robots_sitemaps, today),
            before=lambda source: status.update(source.name),
        )
        return list(found)


def _tell(looked: list[Looked], off: list[Source], settings: Settings, screen: Console) -> None:
    from cli.self_check.telling import findable, not_looked, places, untrusted

    screen.print(findable(looked), markup=False)
    for title, lines in [
        ("Waar, en wat u kunt doen", list(places(looked, _recipients(settings)))),
        ("Vandaag niet te vertrouwen: niet gevonden betekent hier niets", list(untrusted(looked))),
        ("Waar luwte niet heeft gekeken", list(not_looked(off))),
    ]:
        if lines:
            screen.print(f"\n{title}", markup=False)
        for line in lines:
            screen.print(f"  {line}", markup=False)


def _recipients(settings: Settings) -> dict[str, Recipient]:
    from config.catalogue import load_recipients
    from config.paths import RECIPIENTS

    return {one.slug: one for one in load_recipients(RECIPIENTS)[0] if settings.fictional_sources or not one.fictional}


def _keep(looked: list[Looked], file: Path) -> None:
    """For this person's eyes alone. Raises `BadInput` where it cannot be written."""
    from cli.match import line

    told = [
        {
            "source": one.source.slug,
            "verdict": one.scan.verdict.value,
            "reason": one.scan.reason.value if one.scan.reason else "",
            "ill": one.scan.ill.value if one.scan.ill else "",
            "found": [line(finding.place.url, finding) for finding in one.found],
        }
        for one in looked
    ]
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as opened:
            json.dump(told, opened, ensure_ascii=False, indent=1)
    except OSError as error:
        raise BadInput("--save", f"cannot be written: {error.strerror}") from None
