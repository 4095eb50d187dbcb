"""`luwte report`: what became of requests for removal, and experience with recipients, to share and from others."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.errors import BadInput

if TYPE_CHECKING:
    from takedown.reports.lines import Line
    from workers.services import Services

app = typer.Typer(help="Reports; none names anybody.", no_args_is_help=True)
FORMATS = ("table", "csv", "json", "pdf")
LARGEST = 20_000_000  # bytes of a document that is imported


@app.callback()
def report() -> None:
    """Reports; none names anybody."""


@app.command()
def takedowns(
    case: Annotated[str, typer.Option(help="Only this case, by its id or the beginning of it.")] = "",
    recipient: Annotated[str, typer.Option(help="Only requests to this recipient, by its slug.")] = "",
    since: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Sent on this day or later.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Sent on this day or earlier.")] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, json or pdf.")] = "table",
    out: Annotated[Path | None, typer.Option(help="Where to write it; pdf needs it.")] = None,
    share: Annotated[
        bool, typer.Option("--share", help="Counts alone, without small ones: for who is not entitled to more.")
    ] = False,
) -> None:
    """What became of requests: sent, receipt, decision, proven gone, and how fast."""
    from takedown.reports import files

    if form not in FORMATS:
        raise BadInput("--format", f"is not known; choose {', '.join(FORMATS)}")
    if share and form != "json":
        raise BadInput("--share", "goes with --format json")
    if form == "pdf" and out is None:
        raise BadInput("--out", "say where the PDF is to be written")
    services = _services()
    lines, now = _lines(services, case, recipient, since, until), services.now()
    if form == "pdf":
        _write(out, _pdf(services, lines, now))
    elif form == "csv":
        _write(out, files.to_csv(lines))
    elif form == "json":
        _write(out, (files.to_shared_json(lines, now) if share else files.to_json(lines, now)) + "\n")
    else:
        _write(out, files.to_table(lines, now) + "\n")
    services.close()


@app.command()
def recipients(
    export: Annotated[Path | None, typer.Option("--export", help="Write our own experience there, to share.")] = None,
    bring: Annotated[Path | None, typer.Option("--import", help="Keep another organisation's, from this file.")] = None,
) -> None:
    """Experience with recipients, without anybody's data: to share, from others, or (without an option) what there is."""
    services = _services()
    if bring is not None:
        typer.echo(_import(services, bring))
    if export is not None:
        _export(services, export)
    if bring is None and export is None:
        from takedown.reports import files

        _write(None, files.to_table(_lines(services, "", "", None, None), services.now()) + "\n")
    services.close()


def _export(services: Services, file: Path) -> None:
    from takedown.reports import experience, files

    now, organisation = services.now(), services.settings.organisation
    own = experience.experiences(_lines(services, "", "", None, None), organisation, now)
    document = experience.to_document(own, organisation, now.date())
    _write(file, files.as_document(document))
    left_out = len(own) - len(document["recipients"])
    typer.echo(f"{len(document['recipients'])} recipients; {left_out} left out: too few requests to say anything.", err=True)


def _import(services: Services, file: Path) -> str:
    from storage import experiences
    from takedown.reports.experience import from_document

    document = _document(file)
    organisation, found = from_document(document, str(file))
    if organisation == services.settings.organisation:
        raise BadInput(str(file), "is our own; import what another organisation exported")
    with services.vault.begin() as db:
        experiences.keep(db, organisation, document, "command line", services.now())
    return f"{organisation}: {len(found)} recipients. They stand under Ervaring on the pages."


def _document(file: Path) -> dict[str, object]:
    try:
        if file.stat().st_size > LARGEST:
            raise BadInput(str(file), f"is larger than {LARGEST} bytes; it is no such document")
        document = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(
            str(file), f"cannot be read ({error.strerror}); name a file that `luwte report recipients` made"
        ) from None
    except (ValueError, RecursionError):
        raise BadInput(str(file), "is no JSON; name a file that `luwte report recipients --export` made") from None
    return document if isinstance(document, dict) else {}


def _lines(services: Services, case: str, recipient: str, since: datetime | None, until: datetime | None) -> list[Line]:
    from storage import reports
    from takedown.reports.lines import lines_of
    from takedown.reports.summary import within

    with services.vault.begin() as db:
        told = reports.told(db, recipient=recipient)
    found = [line for takedown, empty in told for line in lines_of(takedown, empty) if line.case.startswith(case)]
    if (case or recipient) and not found:
        typer.echo("There are no requests for this case or recipient; `luwte recipients list` names recipients.", err=True)
    return within(found, _begin(since), _begin(until + timedelta(days=1)) if until else None)


def _begin(day: datetime | None) -> datetime | None:
    return datetime.combine(day.date(), time(), tzinfo=UTC) if day else None


def _pdf(services: Services, lines: list[Line], now: datetime) -> bytes:
    from web.app import create_app
    from web.pages.reports.paper import to_pdf

    sources = tuple(services.sources.values())
    pages = create_app(services.vault, services.settings, services.now, sources, services.recipients)
    with pages.test_request_context():
        return to_pdf(lines, now)


def _write(file: Path | None, content: str | bytes) -> None:
    if file is None:
        sys.stdout.write(content if isinstance(content, str) else content.decode())
        return
    try:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise BadInput(str(file), f"cannot be written ({error.strerror}); name another file") from None


def _services() -> Services:
    from config.settings import load_settings
    from workers.services import build

    return build(load_settings())
