"""What came of the story: counted from luwte's database and checked against how each place should have ended."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from cli.story.stage import Stage
from demo.people import EMPLOYEES
from domain.exposure import Outcome
from evidence.bundle import build
from storage import dossiers, outcome
from storage.outcome import Walk

#: How each place should end; the town of Lindestad was written so.
EXPECTED = {
    "adressengids": Outcome.GONE,
    "nummerzoeker": Outcome.GONE,  # after it came back and was asked again
    "buurtbode": Outcome.GONE,
    "gemeente-lindestad": Outcome.GONE,
    "praatplein": Outcome.STILL_VISIBLE,  # the host says that it was removed
    "kiekjes": Outcome.STILL_VISIBLE,  # refused
    "bedrijvenindex": Outcome.UNCLEAR,  # a new layout proves nothing
}


@dataclass(frozen=True, slots=True)
class StoryOutcome:
    """The contract's document. `gone`, `still_visible` and `unclear` add up to `exposures`; the others count events."""

    employees: int
    sources: int
    pages_fetched: int
    findings: int
    dismissed: int
    exposures: int
    gone: int
    still_visible: int
    unclear: int
    notices_sent: int
    receipts: int
    claims: int
    refusals: int
    false_claims_caught: int
    reappeared: int
    refused_without_consent: int
    withdrawn_and_erased: int
    evidence_bundles_verified: int
    seconds: float
    walk: tuple[dict[str, object], ...]


def outcome_of(stage: Stage, *, seconds: float) -> StoryOutcome:
    with stage.vault.begin() as db:
        totals = outcome.totals(db)
    return StoryOutcome(
        employees=totals.employees,
        sources=len(stage.services.sources),
        pages_fetched=totals.pages,
        findings=totals.findings,
        dismissed=totals.dismissed,
        exposures=totals.exposures,
        gone=totals.gone,
        still_visible=totals.still_visible,
        unclear=totals.unclear,
        notices_sent=totals.notices_sent,
        receipts=totals.receipts,
        claims=totals.claims,
        refusals=totals.refusals,
        false_claims_caught=totals.false_claims_caught,
        reappeared=totals.reappeared,
        refused_without_consent=totals.refused_without_consent,
        withdrawn_and_erased=totals.erased,
        evidence_bundles_verified=_verified(stage, [walk.exposure for walk in totals.walks]),
        seconds=seconds,
        walk=tuple(_told(walk) for walk in totals.walks),
    )


def wrong(found: StoryOutcome) -> list[str]:
    """What did not end as it should, in sentences; empty when all is well."""
    ended = {str(walk["source"]): str(walk["ended"]) for walk in found.walk}
    complaints = [
        f"{source} should end as {expected.value}, but is {ended.get(source, 'not there')}"
        for source, expected in EXPECTED.items()
        if ended.get(source) != expected.value
    ]
    checks = {
        "each place is exposed once": found.exposures == len(EXPECTED),
        "the final states add up": found.gone + found.still_visible + found.unclear == found.exposures,
        "the false claim was caught": found.false_claims_caught == 1,
        "what came back was noticed": found.reappeared == 1,
        "the refusal was kept": found.refusals == 1,
        "the namesakes were dismissed": found.dismissed >= 2,
        "who did not consent was not looked up": found.refused_without_consent == 1,
        "who withdrew is erased": found.withdrawn_and_erased == sum(one.withdraws for one in EMPLOYEES),
        "every bundle holds": found.evidence_bundles_verified == found.exposures,
    }
    return complaints + [f"not so: {what}" for what, holds in checks.items() if not holds]


def report(found: StoryOutcome, console: Console) -> None:
    """The tables at the end."""
    places = Table("place", "ended as", "what was said and done", title="Every exposure, from the database")
    for walk in found.walk:
        steps = walk["steps"]
        assert isinstance(steps, list)
        places.add_row(str(walk["source"]), str(walk["ended"]), ", ".join(steps))
    console.print(places)
    counts = Table("", "", title="In all", show_header=False)
    for name in found.__slots__:
        if name != "walk":
            counts.add_row(name.replace("_", " "), str(getattr(found, name)))
    console.print(counts)


def _told(walk: Walk) -> dict[str, object]:
    return {"exposure": walk.exposure, "source": walk.source, "ended": walk.outcome.value, "steps": list(walk.steps)}


def _verified(stage: Stage, exposure_ids: Sequence[str]) -> int:
    """Hand each exposure's evidence over as one file, and check it as the police would: with `luwte evidence verify`,
    offline, against keys and roots given by hand. Returns how many hold."""
    trusted, roots = stage.home / "trusted-keys", stage.home / "tsa-roots"
    trusted.mkdir(exist_ok=True)
    (trusted / "luwte.pem").write_bytes(stage.services.signer.public_pem)
    verify = [sys.executable, "-m", "cli.main", "evidence", "verify", "--keys", str(trusted), "--tsa-roots", str(roots)]
    files = [_handed_over(stage, exposure_id) for exposure_id in exposure_ids]
    with ThreadPoolExecutor(2) as both_cores:
        codes = both_cores.map(lambda file: _exit_code([*verify, str(file)]), files)
        return sum(code == 0 for code in codes)


def _handed_over(stage: Stage, exposure_id: str) -> Path:
    services, now = stage.services, stage.calendar.now()
    with stage.vault.begin() as db:
        dossier = dossiers.gather(db, exposure_id, "coordinator", now)
    file = stage.home / "evidence" / f"{exposure_id}.zip"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(build(dossier, signer=services.signer, stamp=services.stamps[0], roots=services.roots, now=now))
    return file


def _exit_code(command: Sequence[str]) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603 - our own command
