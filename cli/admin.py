"""Administration: schema, keys, accounts, backups, the audit chain. No command here shows a profile."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.errors import BadInput

if TYPE_CHECKING:
    from storage.vault import Vault

db = typer.Typer(no_args_is_help=True, help="The database's schema.")
keys = typer.Typer(no_args_is_help=True, help="The key ring.")
user = typer.Typer(no_args_is_help=True, help="Accounts of staff.")
audit = typer.Typer(no_args_is_help=True, help="The audit log.")
recipients = typer.Typer(no_args_is_help=True, help="Whom notices are addressed to.")


def _vault() -> Vault:
    from config.settings import load_settings
    from workers.services import vault_of

    return vault_of(load_settings())


@db.command()
def upgrade() -> None:
    """Bring the vault and the key store to the newest schema; the service does so too when it starts."""
    _vault()
    typer.echo("The schema is the newest.")


@keys.command()
def new(name: Annotated[str, typer.Argument(help="A name for the key, for instance the year.")]) -> None:
    """Print a new key for LUWTE_ENCRYPTION_KEYS; put it before the ones that are there, then `luwte keys rotate`."""
    from storage.cipher import new_key

    typer.echo(f"{name}:{base64.b64encode(new_key()).decode()}")


@keys.command()
def rotate() -> None:
    """Wrap every data key with the newest key of the ring. Keep the older ones as long as a backup made under them is kept."""
    typer.echo(f"{_vault().keys.rotate()} data keys were wrapped anew.")


@user.command()
def add(
    login: Annotated[str, typer.Argument(help="What this person signs in with, for instance a work e-mail address.")],
    role: Annotated[str, typer.Option(help="specialist, coordinator, dpo or administrator")],
    pseudonym: Annotated[str, typer.Option(help="How this person is called in logs, for instance specialist-3.")],
    unit: Annotated[str, typer.Option(help="Team; direct colleagues may not judge.")] = "",
) -> None:
    """Make an account for a member of staff; asks for the password. Employees are invited on a page instead."""
    from domain.roles import Role
    from storage import accounts

    if role not in {each.value for each in Role} - {Role.EMPLOYEE.value}:
        raise BadInput("--role", "give specialist, coordinator, dpo or administrator")
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    with _vault().begin() as db:
        accounts.create(db, login, password, Role(role), pseudonym, datetime.now(UTC), unit=unit)
    typer.echo("The account can sign in now.")


@audit.command()
def verify() -> None:
    """Check the chain of the audit log: exit 0 if it holds, 1 if a line was changed or taken out."""
    from storage import audit as log

    with _vault().begin() as db:
        log.chain(db)
        broken = log.verify(db)
    if broken is not None:
        typer.echo(f"Line {broken} is not as it was written.", err=True)
        raise typer.Exit(1)
    typer.echo("Every line is as it was written.")


@recipients.command("list")
def list_recipients() -> None:
    """The recipients that are known, one a line."""
    from config.catalogue import load_recipients
    from config.paths import RECIPIENTS

    found, refused = load_recipients(RECIPIENTS)
    for recipient in found:
        typer.echo(f"{recipient.slug}\t{recipient.kind}\t{recipient.country}\tverified {recipient.verified_on}")
    for wrong in refused:
        typer.echo(str(wrong), err=True)
    if refused:
        raise typer.Exit(2)


def backup(file: Annotated[Path, typer.Argument(help="Where to write it; must not exist.")]) -> None:
    """Write the whole vault to one file, encrypted under the key ring; the data keys are not in it."""
    from storage import backup as copies

    if file.exists():
        raise BadInput(str(file), "exists already; name another file")
    file.write_bytes(copies.write(_vault()))
    file.chmod(0o600)


def restore(file: Annotated[Path, typer.Argument(help="A file that `luwte backup` wrote.")]) -> None:
    """Put a backup back into an empty vault; who was erased after it was made is erased again."""
    from storage import backup as copies
    from storage import erasure

    try:
        raw = file.read_bytes()
    except OSError:
        raise BadInput(str(file), "cannot be read; name a file that `luwte backup` wrote") from None
    vault = _vault()
    rows = copies.restore(vault, raw, str(file))
    erased = erasure.erase_keyless(vault, datetime.now(UTC))
    typer.echo(f"{rows} rows were put back; {erased} profiles that were erased since are erased again.")
