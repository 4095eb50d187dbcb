"""`luwte scan`: goes through the organisation's own sites and tells who of the enrolled stands where; stores nothing."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import urlsplit

import typer
from rich.console import Console

from cli.match import Format, build_index, line, print_table
from cli.profiles_file import read_profiles
from domain.errors import BadInput, Unclear, Unreachable
from domain.finding import Finding
from domain.mention import Capture, Place, Remembered
from matchers import Index, Page, find, read_page
from scanner.crawl import Crawled, Standing, crawl
from scanner.documents import document, is_document
from scanner.page import check_size, is_html
from scanner.urls import canonical, host_of

if TYPE_CHECKING:
    from config.settings import Settings
    from gateway.http import Http

_CONSENT: Final = "Have all people in this file agreed to be looked for, on these sites?"


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
    consent_confirmed: Annotated[bool, typer.Option("--consent-confirmed", help="All people in the file have agreed.")] = False,
) -> None:
    """Crawl the organisation's own sites politely and match, in memory. Only hosts named in LUWTE_OWN_HOSTS."""
    from config.settings import load_settings

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        settings = load_settings()
        start = tuple(_own(url, settings.own_hosts) for url in urls)
        index = _enrolled(profiles, errors)
        _demand_consent(consent_confirmed)
        told = Told()
        _print(_found(start, max_pages, index, weak, settings, told, errors), output)
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


def _enrolled(profiles: Path, errors: Console) -> Index:
    people, refusals = read_profiles(profiles)
    for refusal in refusals:
        errors.print(str(refusal), markup=False)
    if not people:
        raise BadInput(str(profiles), "holds no profile that can be used; give one JSON object a line")
    return build_index(people)


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
    start: tuple[str, ...], max_pages: int, index: Index, weak: bool, settings: Settings, told: Told, errors: Console
) -> Iterator[tuple[str, Finding]]:
    from gateway.http import Http

    with (
        Http(
            user_agent=settings.user_agent,
            now=lambda: datetime.now(UTC),
            host_delay=settings.host_delay,
            allow_private_hosts=settings.allow_private_hosts,
        ) as http,
        _progress(errors) as progress,
    ):
        for url, got in _crawled(start, max_pages, http, progress):
            for finding in _matched(url, got, index, weak, told, errors):
                yield url, finding


def _crawled(start: tuple[str, ...], max_pages: int, http: Http, progress: Callable[[Standing], None]) -> Iterator[Crawled]:
    scope = tuple(dict.fromkeys(prefix for url in start for prefix in _whole_site(url)))
    return crawl(start, http, scope=scope, max_pages=max_pages, sitemaps=http.robots_sitemaps, progress=progress)


def _whole_site(url: str) -> tuple[str, ...]:
    """By http and https, unless a port of its own says that it is the one."""
    parts = urlsplit(url)
    return (f"{parts.scheme}://{parts.netloc}/",) if parts.port else (f"http://{parts.netloc}/", f"https://{parts.netloc}/")


def _matched(
    url: str, got: Capture | Remembered | Unreachable, index: Index, weak: bool, told: Told, errors: Console
) -> tuple[Finding, ...]:
    if isinstance(got, Remembered):  # nothing is: this command keeps no memory
        return ()
    if isinstance(got, Unreachable):
        told.refusals[got.reason] += 1
        errors.print(f"{url}: passed over: {_advice(got)}", markup=False)
        return ()
    if got.status != 200:
        told.counted[f"answered {got.status}"] += 1
        return ()
    if not is_html(got) and not is_document(got):
        told.counted["no text"] += 1
        return ()
    try:
        page = _page(got)
    except (BadInput, Unreachable) as error:
        told.counted["unreadable"] += 1
        errors.print(f"{url}: passed over: {error.what if isinstance(error, BadInput) else error}", markup=False)
        return ()
    told.counted["matched"] += 1
    return find(index, page, Place(url), weak=weak, today=got.fetched_at.date())


def _page(got: Capture) -> Page:
    """Raises `BadInput` or `Unreachable` for what cannot be read."""
    if is_document(got):
        return read_page(document(got).html, "text/html")
    check_size(got.body)
    return read_page(got.body, got.media_type or "text/html", got.header("content-type"))


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
