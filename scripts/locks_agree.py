"""Fails when uv.lock and the exported requirements files name different versions or hashes."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def locked() -> dict[tuple[str, str], set[str]]:
    """(name, version) and the hashes of its files, as uv.lock has them."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    return {
        (package["name"], package["version"]): {
            file["hash"] for file in [*package.get("wheels", []), package.get("sdist", {})] if file
        }
        for package in packages
        if "registry" in package["source"]
    }


def exported(name: str) -> dict[tuple[str, str], set[str]]:
    """The same, as a requirements file has them."""
    found: dict[tuple[str, str], set[str]] = {}
    current: set[str] = set()
    for line in (ROOT / name).read_text().splitlines():
        if pinned := re.match(r"([a-z0-9._-]+)(?:\[[^]]*])?==([^ ;\\]+)", line):
            current = found.setdefault((pinned[1], pinned[2]), set())
        current |= set(re.findall(r"--hash=(sha256:[0-9a-f]{64})", line))
    return found


def main() -> int:
    lock = locked()
    wrong = [
        f"{name}: {package} {version}"
        for name in ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
        for (package, version), hashes in exported(name).items()
        if lock.get((package, version)) != hashes
    ]
    if wrong:
        sys.stderr.write("uv.lock and the requirements files differ; run scripts/lock\n" + "\n".join(wrong) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
