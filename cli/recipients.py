"""`luwte recipients`: whom notices can be addressed to, and contacts from a public database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.json_file import read_json
from domain.errors import BadInput
from domain.recipient import Recipient

app = typer.Typer(no_args_is_help=True, help="Whom notices are addressed to.")
#: So long before a key expires somebody is told.
_SOON = timedelta(days=30)
_SHOWN = 10


@app.command("list")
def list_recipients() -> None:
    """Print slug, kind, country, when it was verified, how it is reached, quality and name; one a line, separated by tabs."""
    from config.catalogue import load_recipients
    from config.paths import RECIPIENTS, installed_recipients
    from config.settings import load_settings

    found, refused = load_recipients(RECIPIENTS, *installed_recipients(load_settings().home))
    for one in found:
        verified = f"verified {one.verified_on} in {len(set(one.verified_by))}" if one.verified_on else "not verified"
        ways = "+".join(way for way, there in (("mail", one.email), ("form", one.form)) if there) or "by hand"
        typer.echo("\t".join((one.slug, one.kind, one.country, verified, ways, one.quality or "-", one.name)))
    for wrong in refused:
        typer.echo(str(wrong), err=True)
    if refused:
        raise typer.Exit(2)


@app.command("check")
def check_recipients() -> None:
    """Say what keeps a letter from each recipient: a definition that cannot be understood, a contact that was not verified in
    time, a key that has expired or is about to. Exit 0 if nothing does, 1 if anything does, 2 for a refused definition."""
    from config.catalogue import load_recipients
    from config.mail_keys import ends_at
    from config.paths import RECIPIENTS, installed_recipients
    from config.settings import load_settings

    settings = load_settings()
    found, refused = load_recipients(RECIPIENTS, *installed_recipients(settings.home))
    for wrong in refused:
        typer.echo(str(wrong), err=True)
    wanting = 0
    for one in found:
        if one.fictional and not settings.fictional_sources:
            continue
        for complaint in _complaints(one, ends_at(one), datetime.now(UTC)):
            typer.echo(f"{one.slug}\t{complaint}")
            wanting += 1
    typer.echo(f"{len(found)} read, {len(refused)} refused, {wanting} to mend", err=True)
    if refused or wanting:
        raise typer.Exit(2 if refused else 1)


def _complaints(one: Recipient, key_ends: datetime | None, now: datetime) -> Iterator[str]:
    from takedown.conditions import SOURCES_NEEDED, VERIFIED

    if not one.fictional and (one.verified_on is None or len(set(one.verified_by)) < SOURCES_NEEDED):
        yield "not verified in two sources: nothing leaves to it"
    elif not one.fictional and one.verified_on is not None and now.date() - one.verified_on > VERIFIED:
        yield f"verified on {one.verified_on}, more than {VERIFIED.days} days ago: nothing leaves to it"
    if key_ends is not None and key_ends - now < _SOON:
        yield f"the key for its mail {'expired' if key_ends <= now else 'expires'} on {key_ends:%Y-%m-%d}: get a new one"


@app.command("import")
def import_recipients(
    source: Annotated[
        Path, typer.Argument(metavar="FILE|DIR", help="datenanfragen.de's records: one file, or a folder of them.")
    ],
    folder: Annotated[
        Path | None, typer.Option("--dir", help="Where they go; default: the recipients folder of this installation.")
    ] = None,
) -> None:
    """Make an unverified recipient of every record that can be used; say how many cannot, and why."""
    from config.importers.dsr_contacts import LICENCE, read_contacts, shelve_contacts

    contacts = read_contacts(list(_records(source)))
    place = shelve_contacts(contacts, folder or _own())
    typer.echo(f"licence\t{LICENCE}")
    typer.echo(f"imported\t{len(contacts.definitions)}\t{place}")
    for quality, count in Counter(one["quality"] for one in contacts.definitions.values()).most_common():
        typer.echo(f"quality\t{count}\t{quality}")
    typer.echo(f"obsolete\t{len(contacts.obsolete)}\t{place / 'redirects.txt'}")
    for reason, count in Counter(reason for _, reason in contacts.refused).most_common():
        typer.echo(f"refused\t{count}\t{reason}")
    for where, reason in contacts.refused[:_SHOWN]:
        typer.echo(f"{where}: {reason}", err=True)
    if not contacts.definitions and not contacts.obsolete:
        typer.echo("nothing could be imported; see the reasons above", err=True)
        raise typer.Exit(1)
    typer.echo(
        "None of them is verified: nothing leaves to one before verified_on and two in verified_by are filled in.", err=True
    )


@app.command("lookup")
def lookup(
    domain: Annotated[str, typer.Argument(help="The registered name, such as gids.example.")],
    address: Annotated[
        list[str] | None, typer.Option("--address", help="An IP address of the site; several are allowed.")
    ] = None,
) -> None:
    """Ask the registries (RDAP) for the abuse contacts of a domain's registrar and of the hosts of these addresses."""
    from config.settings import load_settings
    from domain.errors import Unreachable
    from gateway.http import Http
    from workers.services import rdap_of

    settings = load_settings()
    with Http(
        user_agent=settings.user_agent,
        now=lambda: datetime.now(UTC),
        host_delay=settings.host_delay,
        allow_private_hosts=settings.allow_private_hosts,
    ) as fetch:
        rdap = rdap_of(settings, fetch)
        failed = 0
        asked = [("registrar", domain, rdap.registrar), *(("host", one, rdap.host) for one in address or ())]
        for role, value, ask in asked:
            try:
                found = ask(value)
            except Unreachable as error:
                typer.echo(f"{value}: {error}", err=True)
                failed += 1
                continue
            for one in found:
                typer.echo("\t".join((role, value, one.email, one.of, one.country, one.source)))
            if not found:
                typer.echo(f"{value}: no abuse contact is published", err=True)
    if failed:
        raise typer.Exit(1)


def _own() -> Path:
    from config.settings import load_settings

    return load_settings().home / "recipients"


def _records(source: Path) -> Iterator[tuple[str, Any]]:
    """Each record with where it stands: FILE:number, as people count."""
    if source.is_dir():
        files = sorted(source.rglob("*.json"))
        if not files:
            raise BadInput(str(source), "holds no .json file; give the folder with the records")
    else:
        files = [source]
    for file in files:
        parsed = _parsed(file)
        records = parsed if isinstance(parsed, list) else [parsed]
        yield from ((f"{file.name}:{number}", record) for number, record in enumerate(records, 1))


def _parsed(file: Path) -> Any:
    return read_json(
        file,
        too_large="is larger than the whole database; give its records",
        no_json="is no JSON; give the records as their makers publish them",
    )
