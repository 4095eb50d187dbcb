"""How long every custody log was on a day, and its last digest: stamped daily, so that not even whoever runs the database
can cut the end off a log, or a whole log out, without its showing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.evidence import CustodyLine
from evidence import canonical, custody, moments

FORMAT = "luwte-custody-heads/1"
_HEX64 = re.compile(r"[0-9a-f]{64}")


def document(logs: Mapping[str, Sequence[CustodyLine]], at: datetime, audit: tuple[int, str] | None = None) -> bytes:
    """Canonical JSON over all cases' logs, to be signed and stamped. `audit`: number and link of the newest line of the audit
    log, which is anchored along with them."""
    heads = {case: [len(lines), custody.head(lines)] for case, lines in logs.items()}
    anchored = {"audit": list(audit)} if audit else {}
    return canonical.encode({"format": FORMAT, "at": moments.utc(at), "cases": heads, **anchored})


def audit_of(told: bytes) -> tuple[int, str] | None:
    """What a document anchors of the audit log; None for one from before it did. Raises ValueError."""
    entry = canonical.decode_mapping(told).get("audit")
    if entry is None:
        return None
    if not (isinstance(entry, list) and len(entry) == 2 and type(entry[0]) is int and _HEX64.fullmatch(str(entry[1]))):
        raise ValueError("not a head of the audit log")
    return entry[0], str(entry[1])


def broken(logs: Mapping[str, Sequence[CustodyLine]], told: bytes | None) -> tuple[str, ...]:
    """The cases whose log is no unbroken chain, or does not go on from where `told`, an earlier document, saw it."""
    bad = {case for case, lines in logs.items() if not custody.holds(lines)}
    for case, (length, head) in _heads(told).items() if told else ():
        if custody.head(logs.get(case, ())[:length]) != head or len(logs.get(case, ())) < length:
            bad.add(case)
    return tuple(sorted(bad))


def _heads(told: bytes) -> dict[str, tuple[int, str]]:
    """Raises ValueError for what `document` did not write."""
    given = canonical.decode_mapping(told)
    cases = given.get("cases")
    if given.get("format") != FORMAT or not isinstance(cases, dict):
        raise ValueError("not a list of custody heads")
    found = {}
    for case, entry in cases.items():
        if not (isinstance(entry, list) and len(entry) == 2 and type(entry[0]) is int and _HEX64.fullmatch(str(entry[1]))):
            raise ValueError("not a list of custody heads")
        found[case] = (entry[0], str(entry[1]))
    return found
