"""`luwte matching`: what specialists judged decides what a score is worth; learns it, shows it, and takes it back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.reviews import counted, tell, too_few

if TYPE_CHECKING:
    from storage.vault import Db

app = typer.Typer(no_args_is_help=True, help="What scores are worth, by reviewed findings.")

_BY: Final = "administrator"

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.command()
def calibrate(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be in force, and keep nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Learn from the reviewed findings how often each score is right; from the next scan that decides the grades."""
    from config.paths import RETENTION
    from config.retention import load_retention
    from matchers import expected_error, fit, unseen_error
    from storage import calibrations

    now = datetime.now(UTC)
    since = now - load_retention(RETENTION).dismissed_finding
    with _open() as db:
        reviewed = calibrations.reviewed(db, since)
        told: dict[str, Any] = {"since": since.date().isoformat(), **counted(reviewed), "kept": False}
        if why := too_few(told):
            _stop(told, as_json, why)
        cases = [(one.score, one.confirmed) for one in reviewed]
        before, after, learned = expected_error(cases), unseen_error(cases), fit(cases).plain()
        told |= {"error_before": before, "error_after": after, **learned}
        if after > before:
            _stop(told, as_json, "The map is further off than the scores themselves: they stay in force as they are.")
        if not dry_run:
            made = calibrations.Kept(now, _BY, learned, told["confirmed"], told["dismissed"], before, after)
            calibrations.keep(db, made)
            told["kept"] = True
    tell(told, as_json)


@app.command()
def show(as_json: AsJson = False) -> None:
    """Print the calibration in force."""
    from storage import calibrations

    with _open() as db:
        kept = calibrations.latest(db)
    if kept is None or not kept.plain["points"]:
        typer.echo(json.dumps({"points": []}) if as_json else "None: every score is taken at its word.")
        return
    told = {
        "made_at": kept.made_at.isoformat(timespec="seconds"),
        "by": kept.by,
        "reviewed": kept.confirmed + kept.dismissed,
        "confirmed": kept.confirmed,
        "dismissed": kept.dismissed,
        "error_before": kept.error_before,
        "error_after": kept.error_after,
        **kept.plain,
    }
    tell(told, as_json)


@app.command()
def reset() -> None:
    """Take every score at its word again, from the next scan; what was in force stays on record."""
    from matchers import Calibration
    from storage import calibrations

    with _open() as db:
        calibrations.keep(db, calibrations.Kept(datetime.now(UTC), _BY, Calibration().plain(), 0, 0, 0.0, 0.0))
    typer.echo("From the next scan every score is taken at its word.")


@app.command()
def forms(as_json: AsJson = False) -> None:
    """Count how confirmed findings showed each kind of evidence: what the m weights in matching.yml claim."""
    from config.matching import load_weights_mapping
    from domain.profile import Purpose
    from matchers import Weights, shown_forms
    from storage import audit, findings, profiles

    weights, now = Weights.of(load_weights_mapping()), datetime.now(UTC)
    with _open() as db:
        confirmed = [filed.finding for filed in findings.confirmed(db, profiles.permitted(db, Purpose.REVIEW, now))]
        audit.write(db, now, _BY, "forms counted", purpose=Purpose.REVIEW.value, detail=f"{len(confirmed)} findings")
    counts = shown_forms(confirmed, weights)
    if as_json:
        typer.echo(json.dumps({"confirmed": len(confirmed), "forms": counts}))
        return
    typer.echo(f"Confirmed findings: {len(confirmed)}; a kind is counted where it would be a finding without it.")
    for kind, of_kind in sorted(counts.items()):
        total = sum(of_kind.values())
        for form, count in sorted(of_kind.items(), key=lambda one: (-one[1], one[0])):
            typer.echo(f"{kind}\t{form}\t{count} of {total}\t{count / total:.2f}")


@contextmanager
def _open() -> Iterator[Db]:
    from config.settings import load_settings
    from workers.opening import vault_of

    vault = vault_of(load_settings())
    try:
        with vault.begin() as db:
            yield db
    finally:
        vault.close()


def _stop(told: dict[str, Any], as_json: bool, why: str) -> None:
    tell(told, as_json)
    typer.echo(why, err=True)
    raise typer.Exit(1)
