"""Evidence handed over at the end of the story, and for the police during it; checked as they would check it: offline."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cli.story.stage import Stage
from demo.visitor import Visitor
from evidence.bundle import build
from storage import dossiers, takedowns


def take_for_police(stage: Stage, sign_in: Callable[[], Visitor]) -> None:
    """The coordinator downloads the bundle of every place whose dossier was handed to the police, on the case's own page."""
    with stage.vault.begin() as db:
        handed = {one.exposure_id: one.profile_id for one in takedowns.all_of(db) if one.route == "police" and one.arrived}
    missing = {one: whose for one, whose in handed.items() if not _file(stage, f"police-{one}").exists()}
    coordinator = sign_in() if missing else None
    for exposure_id, profile_id in missing.items():
        assert coordinator is not None
        links = coordinator.get(f"/dossiers/{profile_id}").links("a.evidence")
        link = next(one for one in links if one.endswith(exposure_id))
        bundle = coordinator.submit(link, {"audience": "police"}, form="form#take").content
        _file(stage, f"police-{exposure_id}").write_bytes(bundle)


def police_verified(stage: Stage) -> int:
    """How many of the bundles that went to the police hold."""
    return _hold(stage, sorted((stage.home / "evidence").glob("police-*.zip")))


def verified(stage: Stage, exposure_ids: Sequence[str]) -> int:
    """Hand each exposure's evidence over as one file, and check it; returns how many hold."""
    return _hold(stage, [_handed_over(stage, exposure_id) for exposure_id in exposure_ids])


def _hold(stage: Stage, files: Sequence[Path]) -> int:
    """With `luwte evidence verify`, against keys and roots given by hand and nothing else."""
    trusted, roots = stage.home / "trusted-keys", stage.home / "tsa-roots"
    trusted.mkdir(exist_ok=True)
    (trusted / "luwte.pem").write_bytes(stage.services.signer.public_pem)
    verify = [sys.executable, "-m", "cli.main", "evidence", "verify", "--keys", str(trusted), "--tsa-roots", str(roots)]
    with ThreadPoolExecutor(2) as both_cores:
        codes = both_cores.map(lambda file: _exit_code([*verify, str(file)]), files)
        return sum(code == 0 for code in codes)


def _handed_over(stage: Stage, exposure_id: str) -> Path:
    services, now = stage.services, stage.calendar.now()
    with stage.vault.begin() as db:
        dossier = dossiers.gather(db, exposure_id, "coordinator", now)
    file = _file(stage, exposure_id)
    file.write_bytes(build(dossier, signer=services.signer, stamps=services.stamps, roots=services.roots, now=now))
    return file


def _file(stage: Stage, name: str) -> Path:
    file = stage.home / "evidence" / f"{name}.zip"
    file.parent.mkdir(exist_ok=True)
    return file


def _exit_code(command: Sequence[str]) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603 - our own command
