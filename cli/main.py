"""Where every command starts: registers them, and turns what is raised on purpose into one line and an exit code."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

import config
from cli import (
    admin,
    audit,
    deadline,
    demo,
    drill,
    evidence,
    health,
    match,
    matching,
    recipients,
    reply,
    report,
    run,
    scan,
    selfcheck,
    sources,
)
from domain.errors import BadInput, LuwteError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Finds where people with a public task are exposed, asks for removal, and proves it.",
)
app.command("match")(match.match)
app.command("scan")(scan.scan)
app.command("selfcheck")(selfcheck.selfcheck)
app.command("deadline")(deadline.deadline)
app.command("demo")(demo.demo)
app.command("drill")(drill.drill)
app.command("demo-service", hidden=True)(demo.serve)
app.command("run")(run.run)
app.command("web")(run.web)
app.command("worker")(run.worker)
app.command("clock")(run.clock)
app.command("health")(health.health)
app.command("backup")(admin.backup)
app.command("restore")(admin.restore)
app.add_typer(sources.app, name="sources")
app.add_typer(reply.app, name="reply")
app.add_typer(report.app, name="report")
app.add_typer(evidence.app, name="evidence")
app.add_typer(matching.app, name="matching")
app.add_typer(admin.db, name="db")
app.add_typer(admin.keys, name="keys")
app.add_typer(admin.user, name="user")
app.add_typer(audit.app, name="audit")
app.add_typer(recipients.app, name="recipients")


def main() -> None:
    """Exit code 2 for bad input, 1 for a failed job, with what to do on standard error."""
    if Path(config.__file__).parent.parent != Path(__file__).parent.parent:
        sys.exit(
            f"another package called 'config' stands before luwte's: {config.__file__}; start luwte from its own environment"
        )
    try:
        app()
    except BadInput as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except LuwteError as error:
        typer.echo(f"{type(error).__name__}: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
