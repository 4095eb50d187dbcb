"""The audit log: is it as it was written, where does it stand, and a copy of it without content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.errors import BadInput

if TYPE_CHECKING:
    from config.settings import Settings
    from storage.audit import Head
    from storage.vault import Db

app = typer.Typer(no_args_is_help=True, help="The audit log.")
Heads = Annotated[
    list[str] | None, typer.Option("--head", metavar="NUMBER:LINK", help="Where the log stood at some time, as it was printed.")
]


@app.command()
def verify(head: Heads = None) -> None:
    """Check the chains of the audit log and of the steps of every request, and that the audit goes on from where an authority
    stamped it last, and from each --head: exit 0 if they hold, 1 if a line was changed, taken out or cut off."""
    from config.settings import load_settings
    from storage import audit as log
    from storage import chains
    from workers.opening import vault_of

    known, settings = _heads(head), load_settings()
    with vault_of(settings).begin() as db:
        log.chain(db)
        stamped = _stamped(db, settings)
        wrong = [f"Line {broken} is not as it was written."] if (broken := log.verify(db)) is not None else []
        if (moved := chains.broken(db)) is not None:
            wrong.append(f"The steps of request {moved} are not as they were written.")
        for one in (*known, *([stamped] if stamped else [])):
            if not log.goes_on_from(db, one):
                wrong.append(f"The log does not go on from line {one.seq}: it was changed, or its end was cut off.")
        newest = log.head(db)
    for line in wrong:
        typer.echo(line, err=True)
    if wrong:
        raise typer.Exit(1)
    anchored = f"anchored by a time stamp at line {stamped.seq}" if stamped else "not anchored by any time stamp"
    typer.echo(f"Every line is as it was written; {anchored}. The log stands at {newest}")


@app.command()
def head() -> None:
    """Print where the log stands. On paper, or in another system, it shows later whether the end was cut off."""
    from config.settings import load_settings
    from storage import audit as log
    from workers.opening import vault_of

    vault = vault_of(load_settings())
    with vault.begin() as db:
        log.chain(db)
    with vault.begin() as db:
        typer.echo(str(log.head(db)))


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to write it; must not exist.")],
    kind: Annotated[str, typer.Option("--format", help="jsonl or csv")] = "jsonl",
) -> None:
    """Write every line of the log to a file: when, who, what, for which purpose, about which id. No line holds content."""
    from config.settings import load_settings
    from storage import audit as log
    from storage import audit_file
    from workers.opening import vault_of

    if kind not in {"jsonl", "csv"}:
        raise BadInput("--format", "give jsonl or csv")
    vault = vault_of(load_settings())
    with vault.begin() as db:
        log.chain(db)
    try:
        with file.open("x", encoding="utf-8", newline="") as out, vault.begin() as db:
            number, newest = audit_file.write(db, out, kind), log.head(db)
    except FileExistsError:
        raise BadInput(str(file), "exists already; name another file") from None
    except OSError as error:
        raise BadInput(str(file), f"cannot be written ({error.strerror})") from None
    typer.echo(f"{number} lines; the log stands at {newest}")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A file that `luwte audit export` wrote.")],
    head: Heads = None,
) -> None:
    """Check an exported log without luwte's database: exit 0 if its chain holds and goes through each --head."""
    from storage import audit_file

    try:
        with file.open(encoding="utf-8", newline="") as opened:
            wrong = audit_file.verify(audit_file.read(opened, str(file)), _heads(head))
    except (OSError, UnicodeDecodeError):
        raise BadInput(str(file), "cannot be read; name a file that `luwte audit export` wrote") from None
    if wrong:
        typer.echo(f"{file}: {wrong}", err=True)
        raise typer.Exit(1)
    typer.echo(f"{file}: every line is as it was written.")


def _heads(given: list[str] | None) -> list[Head]:
    from storage.audit import Head

    try:
        return [Head.parse(one) for one in given or ()]
    except ValueError as error:
        raise BadInput("--head", str(error)) from None


def _stamped(db: Db, settings: Settings) -> Head | None:
    """Where the newest document that an authority stamped says that the log stood."""
    from evidence import timestamp
    from storage import custody_heads
    from workers import heads

    document, token = custody_heads.newest(db) or (b"", None)
    if token is None or settings.tsa_roots is None:
        return None
    roots = timestamp.load_roots(settings.tsa_roots.read_bytes())
    holds = isinstance(timestamp.judge(token, document, roots), timestamp.Token)
    return heads.anchor(document) if holds else None
