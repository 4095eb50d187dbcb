"""Runs the benchmarks named, or all of them, and prints one JSON document: `python -m bench [NAME…]`."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

_HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    known = sorted(file.stem for file in _HERE.glob("*.py") if not file.stem.startswith("_"))
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.stderr.write(f"there is no benchmark {', '.join(unknown)}; there is {', '.join(known)}\n")
        return 2
    found = {name: importlib.import_module(f"bench.{name}").measure() for name in names or known}
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
