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
    bundle: Annotated[Path, typer.Argument(help="The bundle, a ZIP file; with --against-original a stamped slice.")],
    keys: Annotated[Path | None, typer.Option(help="Directory with the trusted public keys (*.pem).")] = None,
    tsa_roots: Annotated[Path | None, typer.Option(help="Directory with the trusted time-stamping roots (*.pem).")] = None,
    trust_list: Annotated[Path | None, typer.Option(help="A trusted list (ETSI XML): which authorities are qualified.")] = None,
    file: Annotated[Path | None, typer.Option(help="Also: is this file one of the bundle's, unchanged?")] = None,
    against_original: Annotated[Path | None, typer.Option(help="Compare a slice's pixels with this picture instead.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")] = False,
    explained: Annotated[bool, typer.Option("--explain", help="Say it in whole sentences.")] = False,
) -> None:
    """Check a bundle offline: exit 0 everything holds, 1 tampered, 2 cannot be verified, 3 usage."""
    from evidence import anchors as trusted
    from evidence import explain, single
    from evidence.verify import verify as check

    try:
        if against_original is not None:
            raise typer.Exit(_compare(against_original, bundle))
        if keys is None or tsa_roots is None:
            raise BadInput(
                "--keys, --tsa-roots", "name the directories with the keys and roots that you trust; both are needed"
            )
        anchors = trusted.load(keys, tsa_roots, trust_list)
        raw, piece = _read(bundle), _read(file) if file else None
    except BadInput as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(USAGE) from error
    verdict = check(raw, anchors)
    if piece is not None and verdict.fault is None:
        verdict = single.find(verdict, piece, file.name if file else "")
    text = explain.explain(verdict) if explained else as_text(verdict)
    typer.echo(json.dumps(as_document(verdict), ensure_ascii=False) if as_json else text)
    raise typer.Exit(verdict.exit_code)


def _compare(original: Path, piece: Path) -> int:
    """`verify --against-original full.png stamped-001.png`."""
    from evidence.against import compare

    cut = compare(_read(original), _read(piece))
    if cut is None:
        typer.echo("NL: De beeldpunten onder de band zijn niet die van het origineel.")
        typer.echo("EN: The pixels below the band are not those of the original.")
        return 1
    rows = f"{cut.top}-{cut.bottom}"
    typer.echo(f"NL: Onder de band van {cut.band} rijen staan precies de rijen {rows} van het origineel.")
    typer.echo(f"EN: Below the band of {cut.band} rows stand exactly the rows {rows} of the original.")
    return 0


@app.command(cls=_Strict)
def redact(
    picture: Annotated[Path, typer.Argument(help="A picture (PNG, JPEG or WebP).")],
    target: Annotated[Path, typer.Argument(help="Where to write the copy; must not exist.")],
    box: Annotated[list[str], typer.Option(help="left,top,width,height in pixels; may be given more than once.")],
) -> None:
    """Write a copy in which these boxes are black: new pixels, no metadata, no layers. The original stays as it is."""
    from evidence import redact as painting

    try:
        if target.exists():
            raise BadInput(target.name, "exists already; name another file")
        target.write_bytes(painting.redacted(_read(picture), painting.parse("\n".join(box))))
    except BadInput as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(USAGE) from error
    typer.echo(f"{target.name}: {len(box)} boxes are black. Look at it before you hand it over.")


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
    from workers.opening import vault_of

    typer.echo(signing.from_seed(vault_of(load_settings()).keys.get(SIGNING_KEY)).public_pem.decode(), nl=False)


@app.command("rotate-key")
def rotate_key() -> None:
    """Make a new signing key, vouched for by the old one; restart the service, publish `key` and `rotations` anew."""
    from config.settings import load_settings
    from evidence import keys as signing
    from evidence import rotation
    from storage import rotations
    from workers.opening import vault_of
    from workers.services import utc_now

    vault = vault_of(load_settings())
    rotations.rotate(vault, lambda old, new: rotation.rotate(signing.from_seed(old), signing.from_seed(new), utc_now()))
    typer.echo("A new key signs from the next start on. Publish `luwte evidence key` and `luwte evidence rotations` now.")


@app.command("rotations")
def list_rotations() -> None:
    """Print rotation.json: who trusts an older key of this service can put it beside that key and trust the newer ones."""
    from config.settings import load_settings
    from evidence import rotation
    from storage import rotations
    from workers.opening import vault_of

    with vault_of(load_settings()).begin() as db:
        kept = [rotation.Rotation(*one) for one in rotations.all_of(db)]
    typer.echo(rotation.encode(kept).decode(), nl=False)


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
        "tokens": [{"file": one.path, "at": moments.utc(one.at), "qualified": one.qualified.value} for one in verdict.tokens],
        "flagged": list(verdict.flagged),
        "unproven": list(verdict.unproven),
        "withheld": sorted(whole.withheld) if whole else [],
        "audience": whole.audience if whole else None,
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
