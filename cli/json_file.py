"""A JSON file that somebody else made, for commands that import from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from domain.errors import BadInput

#: Bytes; the largest of the files that are imported has six million.
_LARGEST = 50_000_000


def read_json(file: Path, *, too_large: str, no_json: str) -> Any:
    """What stands in it. Raises `BadInput` for a file that cannot be read; the two texts say what to give instead."""
    try:
        with file.open("rb") as opened:
            body = opened.read(_LARGEST + 1)
        if len(body) > _LARGEST:
            raise BadInput(str(file), too_large)
        return json.loads(body)
    except OSError as error:
        raise BadInput(str(file), f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise BadInput(str(file), no_json) from None
