"""Whether one loose file is one of a bundle's files, unchanged: for whoever was given a picture and the bundle apart."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from evidence.faults import Fault, FaultKind
from evidence.manifest import committed
from evidence.verify import Verdict


def find(verdict: Verdict, piece: bytes, name: str) -> Verdict:
    """The verdict of a bundle that holds, turned into a fault if this file is not in it."""
    if verdict.manifest is None:
        return verdict
    digest = hashlib.sha256(piece).hexdigest()
    if any(listed == digest for listed, _ in verdict.manifest.files.values()):
        return verdict
    return replace(verdict, fault=Fault(FaultKind.NOT_IN_IT, name))


def opens(verdict: Verdict, path: str, salt: str, piece: bytes) -> bool:
    """Whether this is the file that was withheld from the bundle at that path; the salt comes with the file."""
    return verdict.manifest is not None and verdict.manifest.withheld.get(path) == committed(salt, piece)
