"""The API under ten thousand questions that nobody would think of: schemathesis on a filled vault, right and wrong ones.

A fault is an answer of 500 or above, or one that is not as the OpenAPI document says.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench._asked import attack, filled

_CASES = 10_000


def measure() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="luwte-bench-") as folder:
        now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        app, token, known = filled(Path(folder), now, now + timedelta(days=1))
        began = time.perf_counter()
        asked = attack(app, token, known, _CASES)
        spent = time.perf_counter() - began
    statuses = Counter(asked.statuses)
    return {
        "cases": asked.cases,
        "operations": len(asked.operations),
        "server_errors": sum(number for status, number in statuses.items() if status >= 500),
        "faults": asked.faults,
        "answers": {str(status): number for status, number in sorted(statuses.items())},
        "seconds": round(spent, 1),
    }
