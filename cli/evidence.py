"""`luwte evidence`: checks a bundle offline against keys and roots that its caller trusts; or says how to, without luwte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from domain.errors import BadInput

if TYPE_CHECKING:
    from evidence.verify import Verdict

USAGE = 3

app = typer.Typer(no_args_is_help=True, help="Evidence bundles: check them, with luwte or without.")


class _Strict(TyperCommand):
    """Ends in 3 where it was called wrongly: 1 and 2 are verdicts about the bundle."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            error.exit_code = USAGE
            raise


@app.command(cls=_Strict)
def verify(
    bundle: Annotated[Path, typer.Argument(help="The bundle, a ZIP file.")],
    keys: Annotated[Path, typer.Option(help="Directory with the trusted public keys (*.pem).")],
    tsa_roots: Annotated[Path, typer.Option(help="Directory with the trusted time-stamping roots (*.pem).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")] = False,
) -> None:
    """Check a bundle offline: exit 0 everything holds, 1 tampered, 2 cannot be verified, 3 usage."""
    from evidence import anchors as trusted
    from evidence.verify import verify as check

    try:
        anchors = trusted.load(keys, tsa_roots)
        raw = _read(bundle)
    except BadInput as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(USAGE) from error
    verdict = check(raw, anchors)
    typer.echo(json.dumps(as_document(verdict), ensure_ascii=False) if as_json else as_text(verdict))
    raise typer.Exit(verdict.exit_code)


@app.command("openssl-commands", cls=_Strict)
def openssl_commands(bundle: Annotated[Path, typer.Argument(help="The bundle, a ZIP file.")]) -> None:
    """Print the commands with which stock OpenSSL and sha256sum check this bundle, without luwte."""
    from evidence import commands, container

    try:
        lines = commands.of_bundle(container.read(_read(bundle)))
    except BadInput as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(USAGE) from error
    except ValueError as error:
        typer.echo(f"{bundle.name}: not an unchanged bundle; run `luwte evidence verify` to see why", err=True)
        raise typer.Exit(1) from error
    typer.echo("\n".join(lines))


@app.command()
def key() -> None:
    """Print the public key with which this service signs; publish it where a reader of a bundle can find it by another way."""
    from config.settings import load_settings
    from evidence import keys as signing
    from storage.vault import SIGNING_KEY
    from workers.services import vault_of

    typer.echo(signing.from_seed(vault_of(load_settings()).keys.get(SIGNING_KEY)).public_pem.decode(), nl=False)


def as_document(verdict: Verdict) -> dict[str, Any]:
    """The verdict as JSON: `fault` is null when everything holds; times are UTC."""
    from evidence import moments

    fault, whole = verdict.fault, verdict.manifest
    return {
        "exit": verdict.exit_code,
        "fault": {"kind": fault.kind, "where": fault.where, "nl": fault.dutch, "en": fault.english} if fault else None,
        "case": whole.case if whole else None,
        "exposure": whole.exposure if whole else None,
        "key_id": whole.key_id if whole else None,
        "created_at": moments.utc(whole.created_at) if whole else None,
        "stamped_at": moments.utc(verdict.stamped_at) if verdict.stamped_at else None,
        "captures": [
            {
                "capture": one.capture,
                "captured_at": moments.utc(one.captured_at),
                "stamped_at": moments.utc(one.stamped_at) if one.stamped_at else None,
            }
            for one in verdict.captures
        ],
        "flagged": list(verdict.flagged),
    }


def as_text(verdict: Verdict) -> str:
    """The verdict for a reader: Dutch first, then English."""
    from evidence import moments

    if verdict.fault:
        fault = verdict.fault
        return f"{fault.where}\nNL: {fault.dutch}\nEN: {fault.english}"
    lines = [
        "NL: Alles klopt: niets is veranderd sinds het is verzegeld.",
        "EN: Everything holds: nothing changed since sealing.",
    ]
    for one in verdict.captures:
        if one.stamped_at:
            lines.append(f"{one.capture}: {moments.amsterdam(one.captured_at)} / RFC 3161 {moments.amsterdam(one.stamped_at)}")
    lines += [
        f"{path}: NL: meer dan twee minuten van het tijdstempel / EN: more than two minutes from the time-stamp"
        for path in verdict.flagged
    ]
    return "\n".join(lines)


def _read(bundle: Path) -> bytes:
    try:
        return bundle.read_bytes()
    except OSError as error:
        raise BadInput(bundle.name, "cannot be read; name a bundle on this machine") from error
