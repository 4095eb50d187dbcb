"""`luwte scan`: goes through the organisation's own sites and tells who of the enrolled stands where; stores nothing."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import urlsplit

import typer
from rich.console import Console

from cli.match import Format, line, print_table
from cli.profiles_file import read_profiles
from cli.weighing import Weighed, Weighing
from domain.errors import BadInput, Unclear, Unreachable
from domain.finding import Finding
from domain.profile import Profile
from scanner.crawl import Crawled, Standing, crawl
from scanner.urls import canonical, host_of

if TYPE_CHECKING:
    from cli.ways import Ways
    from config.settings import Settings

_CONSENT: Final = "Have all people in this file agreed to be looked for, on these sites?"


@dataclass(frozen=True, slots=True)
class How:
    """How the sites are gone through."""

    max_pages: int
    images: bool = False
    browser: bool = False
    weak: bool = False


@dataclass(slots=True)
class Told:
    """What became of the pages, for the closing line."""

    counted: Counter[str] = field(default_factory=Counter)
    refusals: Counter[Unclear] = field(default_factory=Counter)


def scan(
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Where to begin, on sites of the organisation itself.")],
    profiles: Annotated[Path, typer.Option("--profiles", metavar="FILE", help="Profiles, one JSON object a line.")],
    max_pages: Annotated[
        int, typer.Option("--max-pages", min=1, metavar="N", help="Ask for no more addresses than this.")
    ] = 5000,
    output: Annotated[Format, typer.Option("--format", help="One JSON object a line, or a table to read.")] = Format.JSONL,
    weak: Annotated[bool, typer.Option("--weak", help="Also mentions of a full name alone.")] = False,
    images: Annotated[
        bool, typer.Option("--images", help="Also ask for pictures, and read what they tell of themselves.")
    ] = False,
    browser: Annotated[bool, typer.Option("--browser", help="Visit pages with a browser: they show nothing without.")] = False,
    consent_confirmed: Annotated[bool, typer.Option("--consent-confirmed", help="All people in the file have agreed.")] = False,
) -> None:
    """Crawl the organisation's own sites politely and match, in memory. Only hosts named in LUWTE_OWN_HOSTS."""
    from config.settings import load_settings

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        settings = load_settings()
        start = tuple(_own(url, settings.own_hosts) for url in urls)
        people = _enrolled(profiles, errors)
        _demand_consent(consent_confirmed)
        told = Told()
        how = How(max_pages, images, browser, weak)
        _print(_found(start, how, people, settings, told, errors), output)
        _close(told, errors)
    except BadInput as error:
        errors.print(str(error), markup=False)
        raise typer.Exit(2) from error


def _own(url: str, own_hosts: frozenset[str]) -> str:
    """The address if it lies on an own site; luwte does not look for people on other people's sites from a command line."""
    spelt = canonical(url)
    if spelt is None:
        raise BadInput("URL", "is no web address; begin with http:// or https://")
    if {host_of(spelt), urlsplit(spelt).hostname} & own_hosts:
        return spelt
    raise BadInput("URL", f"{host_of(spelt)} is not one of the organisation's own sites; if it is, name it in LUWTE_OWN_HOSTS")


def _enrolled(profiles: Path, errors: Console) -> tuple[Profile, ...]:
    people, refusals = read_profiles(profiles)
    for refusal in refusals:
        errors.print(str(refusal), markup=False)
    if not people:
        raise BadInput(str(profiles), "holds no profile that can be used; give one JSON object a line")
    return tuple(people)


def _demand_consent(confirmed: bool) -> None:
    refused = BadInput("consent", "is not confirmed, so nobody is looked for; ask them first, then give --consent-confirmed")
    if confirmed:
        return
    try:
        if not typer.confirm(_CONSENT, err=True):
            raise refused
    except typer.Abort:
        raise refused from None


def _found(
    start: tuple[str, ...], how: How, people: tuple[Profile, ...], settings: Settings, told: Told, errors: Console
) -> Iterator[tuple[str, Finding]]:
    from cli.ways import ways

    with Weighing(people, weak=how.weak) as weighing, ways(settings) as to, _progress(errors) as progress:
        for got, weighed in weighing.through(_crawled(start, how, to, progress)):
            for finding in _told(got, weighed, told, errors):
                yield got[0], finding


def _crawled(start: tuple[str, ...], how: How, to: Ways, progress: Callable[[Standing], None]) -> Iterator[Crawled]:
    scope = tuple(dict.fromkeys(prefix for url in start for prefix in _whole_site(url)))
    return crawl(
        start,
        to.by_browser if how.browser else to.http,
        scope=scope,
        max_pages=how.max_pages,
        sitemaps=to.http.robots_sitemaps,
        progress=progress,
        images=how.images,
    )


def _whole_site(url: str) -> tuple[str, ...]:
    """By http and https, unless a port of its own says that it is the one."""
    parts = urlsplit(url)
    return (f"{parts.scheme}://{parts.netloc}/",) if parts.port else (f"http://{parts.netloc}/", f"https://{parts.netloc}/")


def _told(got: Crawled, weighed: Weighed | None, told: Told, errors: Console) -> tuple[Finding, ...]:
    """Counts what became of the page, and says aloud which was passed over."""
    url, had = got
    if isinstance(had, Unreachable):
        told.refusals[had.reason] += 1
        errors.print(f"{url}: passed over: {_advice(had)}", markup=False)
    if weighed is None:  # not had; nothing is remembered: this command keeps no memory
        return ()
    told.counted[weighed.word] += 1
    if weighed.unread:
        errors.print(f"{url}: passed over: {weighed.unread}", markup=False)
    return weighed.found


def _advice(error: Unreachable) -> str:
    if error.reason is Unclear.INWARD:
        return "it lies inside the organisation's own network; if that is meant, name the host in LUWTE_ALLOW_PRIVATE_HOSTS"
    return str(error)


@contextmanager
def _progress(errors: Console) -> Iterator[Callable[[Standing], None]]:
    """A line on the terminal that moves; nothing where nobody watches."""
    with errors.status("asking") if errors.is_terminal else nullcontext() as status:

        def tell(standing: Standing) -> None:
            if status:
                status.update(f"{standing.fetched} pages, {standing.waiting} waiting, {standing.refused} not to be had")

        yield tell


def _print(found: Iterator[tuple[str, Finding]], output: Format) -> None:
    if output is Format.TABLE:
        print_table(found, Console())
        return
    for page, finding in found:
        sys.stdout.write(json.dumps(line(page, finding), ensure_ascii=False) + "\n")


def _close(told: Told, errors: Console) -> None:
    """What was looked at, and what was not; exit code 1 if nothing was."""
    counts = [f"{number} {what}" for what, number in sorted(told.counted.items())]
    counts += [f"{number} not had ({reason})" for reason, number in sorted(told.refusals.items())]
    errors.print(f"pages: {', '.join(counts) or 'none'}", markup=False)
    if not told.counted:
        errors.print("no page could be had; see the reasons above", markup=False)
        raise typer.Exit(1)
