"""How long things are kept that nothing rests on; the periods themselves stand in config/retention.yml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """After this long the content of a finding goes; the audit line stays."""

    dismissed_finding: timedelta
    unjudged_finding: timedelta
