"""Administration: schema, keys, accounts, backups, the audit chain. No command here shows a profile."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from domain.errors import BadInput

if TYPE_CHECKING:
    from storage.vault import Vault

db = typer.Typer(no_args_is_help=True, help="The database's schema.")
keys = typer.Typer(no_args_is_help=True, help="The key ring.")
user = typer.Typer(no_args_is_help=True, help="Accounts of staff.")


def _vault() -> Vault:
    from config.settings import load_settings
    from workers.opening import vault_of

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


@keys.command("list")
def list_keys() -> None:
    """Each master key of the ring by its name, how many data keys it wraps, and whether it may go."""
    store = _vault().keys
    wraps, ring = store.wrapped(), store.ring
    for name, _key in ring.keys:
        words = "wraps new keys" if name == ring.newest else "rotate first" if name in wraps else "may go, but for old backups"
        typer.echo(f"{name:<16} {wraps.get(name, 0):>9} data keys  {words}")


@user.command()
def add(
    login: Annotated[str, typer.Argument(help="What this person signs in with, for instance a work e-mail address.")],
    role: Annotated[str, typer.Option(help="specialist, coordinator, legal, dpo or administrator")],
    pseudonym: Annotated[str, typer.Option(help="How this person is called in logs, for instance specialist-3.")],
    unit: Annotated[str, typer.Option(help="Team; direct colleagues may not judge.")] = "",
) -> None:
    """Make an account for a member of staff; asks for the password. Employees are invited on a page instead."""
    from domain.roles import Role
    from storage import accounts

    if role not in {each.value for each in Role} - {Role.EMPLOYEE.value}:
        raise BadInput("--role", "give specialist, coordinator, legal, dpo or administrator")
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    with _vault().begin() as db:
        accounts.create(db, login, password, Role(role), pseudonym, datetime.now(UTC), unit=unit)
    typer.echo("The account can sign in now.")


@user.command("list")
def list_users() -> None:
    """Each account of staff by its pseudonym: role, team, and whether it can sign in."""
    from storage import appointed

    with _vault().begin() as db:
        for one in appointed.listed(db):
            state = "closed" if one.disabled_at else "can sign in" if one.agreed_at else "waits for a second person"
            factor = "second factor" if one.has_factor else "no second factor"
            typer.echo(f"{one.account.pseudonym:<24} {one.account.role.value:<14} {one.account.unit:<20} {state}, {factor}")


@user.command()
def reset(pseudonym: Annotated[str, typer.Argument(help="As `luwte user list` and the logs call this person.")]) -> None:
    """Let somebody in again who lost password or second factor, where no second person is left who could agree; asks for the
    new password. The audit log says so. Otherwise another administrator does it on /beheer/accounts."""
    from storage import appointed

    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    with _vault().begin() as db:
        appointed.rescue(db, pseudonym, password, datetime.now(UTC))
    typer.echo("The account can sign in with this password; it sets up a second factor where its role needs one.")


def backup(file: Annotated[Path, typer.Argument(help="Where to write it; must not exist.")]) -> None:
    """Write the whole vault to one file, encrypted under the key ring; the data keys are not in it. The service may go on."""
    from storage import audit as log
    from storage import backup as copies

    vault = _vault()
    with vault.begin() as db:
        log.write(db, datetime.now(UTC), "operator", "backup")
    _whole(file, lambda out: copies.write(vault, out))


def restore(file: Annotated[Path, typer.Argument(help="A file that `luwte backup` wrote.")]) -> None:
    """Put a backup back into an empty vault; who was erased after it was made is erased again. A file of an older schema is
    brought to the newest."""
    from storage import audit as log
    from storage import backup as copies
    from storage import erasure

    vault, now = _vault(), datetime.now(UTC)
    with _opened(file) as raw:
        rows = copies.restore(vault, raw, str(file))
    with vault.begin() as db:
        log.write(db, now, "operator", "restored", detail=f"{rows} rows")
    erased = erasure.erase_keyless(vault, now)
    typer.echo(f"{rows} rows were put back; {erased} profiles that were erased since are erased again.")


@keys.command("backup")
def backup_keys(file: Annotated[Path, typer.Argument(help="Where to write it; must not exist.")]) -> None:
    """Write the data keys to one file, wrapped as they are, encrypted under the key ring. Keep only the newest such file, apart
    from the vault's: an older one brings back keys of people who were erased since."""
    from storage import backup as copies

    vault = _vault()
    _whole(file, lambda out: copies.write_keys(vault, out))


@keys.command("restore")
def restore_keys(file: Annotated[Path, typer.Argument(help="A file that `luwte keys backup` wrote.")]) -> None:
    """Put the data keys back into a new key store, before the vault is restored."""
    from storage import backup as copies

    with _opened(file) as raw:
        typer.echo(f"{copies.restore_keys(_vault(), raw, str(file))} data keys were put back.")


@db.command()
def digest() -> None:
    """One line for each table: rows, and a digest over them. Two vaults that hold the same say the same, on either database."""
    from storage import snapshot
    from storage.tables import metadata

    for one in snapshot.digests(_vault().engine, metadata):
        typer.echo(f"{one.digest}  {one.rows:>9}  {one.table}")


def _whole(file: Path, write: Callable[[BinaryIO], None]) -> None:
    """A file is there whole or not at all, and only its owner may read it."""
    partial = file.with_name(f".{file.name}.partial")
    if file.exists():
        raise BadInput(str(file), "exists already; name another file")
    try:
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
        partial.rename(file)
    except OSError as error:
        raise BadInput(str(file), f"cannot be written ({error.strerror}); is there a folder, and room in it?") from None
    finally:
        partial.unlink(missing_ok=True)


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError:
        raise BadInput(str(file), "cannot be read; name a file that luwte wrote") from None
