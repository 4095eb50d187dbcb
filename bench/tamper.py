"""Every way to tamper with a bundle that the tests know, and bits turned anywhere: how many go unnoticed. And how long a bundle
of 100 MB takes to verify, in a process of its own, and how much memory.

    python -m bench.tamper [BITS]
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from domain.evidence import Original, Sealed
from evidence import seal, timestamp
from evidence.verify import verify
from tests.evidence import test_insiders, test_strangers
from tests.evidence.conftest import Forger, World

_BITS = 10_000
_LARGE = 100_000_000
#: The command itself, which says at its end what it took; the most memory as the kernel counted it since this program began.
_VERIFY = """
import json, sys, time
from cli.evidence import app
started = time.process_time()
try:
    app()
finally:
    peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    told = {"cpu_seconds": round(time.process_time() - started, 2), "most_memory_mb": int(peak) // 1024}
    print(json.dumps(told), file=sys.stderr)
"""


def _bundle(large: int = 0) -> tuple[World, bytes]:
    world = World()
    first = world.sealed()
    if large:
        files = (*first.originals, Original("full.png", os.urandom(large)))
        made = seal.seal_files("c-0001", files, captured_at=world.at, signer=world.signer, now=world.at)
        first = Sealed(made.capture_id, made.originals, timestamp.stamped(made.seal, world.authority.reply, world.roots))
    second = world.sealed(world.capture("c-0002", b"%PDF-1.7 \x00\xff", "application/pdf"))
    world.pass_time(days=40)
    return world, world.build(world.dossier(first, second))


def _without(name: str, forger: Forger) -> bytes:
    return forger.packed(without=(name,), sums=name != "SHA256SUMS")


def _emptied(name: str, forger: Forger) -> bytes:
    return forger.packed({name: b""}, sums=name != "SHA256SUMS")


def structural() -> dict[str, Any]:
    """Each mutation of strangers and insiders, and each file changed, removed and emptied."""
    world, raw = _bundle()
    at, signer, tried, unnoticed = world.at, world.signer, 0, []
    ways = {name: way for name, way in test_strangers.MUTATIONS.items()}
    ways |= {f"insider {name}": way for name, (way, _) in test_insiders.MUTATIONS.items()}
    for name in test_strangers.FILES:
        ways[f"removed {name}"] = partial(_without, name)
        ways[f"emptied {name}"] = partial(_emptied, name)
    for name, way in ways.items():
        world.at, world.signer = at, signer
        changed, tried = way(Forger(world, raw)), tried + 1
        if verify(changed, world.anchors).exit_code == 0:
            unnoticed.append(name)
    return {"mutations": tried, "unnoticed": unnoticed}


def bits(number: int) -> dict[str, Any]:
    world, raw = _bundle()
    chance, unnoticed = random.Random(20270203), 0
    for bit in chance.sample(range(len(raw) * 8), number):
        unnoticed += verify(test_strangers.turned(raw, bit), world.anchors).exit_code == 0
    return {"bytes": len(raw), "turned": number, "unnoticed": unnoticed}


def large() -> dict[str, Any]:
    """`luwte evidence verify` on 100 MB, without a network where this machine lets us."""
    world, raw = _bundle(_LARGE)
    with tempfile.TemporaryDirectory() as here:
        for name, content in {"k/k.pem": world.signer.public_pem, "r/r.pem": world.authority.root_pem(), "b.zip": raw}.items():
            (Path(here) / name).parent.mkdir(exist_ok=True)
            (Path(here) / name).write_bytes(content)
        isolated = ["unshare", "-rn"] if subprocess.run(["unshare", "-rn", "true"], check=False).returncode == 0 else []
        command = [sys.executable, "-c", _VERIFY, "verify", f"{here}/b.zip", "--keys", f"{here}/k"]
        began = time.perf_counter()
        done = subprocess.run([*isolated, *command, "--tsa-roots", f"{here}/r"], capture_output=True, check=False)
        seconds = time.perf_counter() - began
    told = json.loads(done.stderr.decode().splitlines()[-1])
    return {
        "bytes": len(raw),
        "exit": done.returncode,
        "seconds_with_start": round(seconds, 2),
        **told,
        "without_network": bool(isolated),
    }


def measure(number: int = _BITS) -> dict[str, Any]:
    return {"structural": structural(), "bits": bits(number), "large": large()}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else _BITS), indent=1))
