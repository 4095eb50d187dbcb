"""kill -9 at every step of sending, against a mail server that takes, refuses, drops and dawdles; counts what was sent twice
and what was lost: `python -m tests.chaos.sending [--times 1000] [--seed 1]`. About a quarter of an hour for a thousand."""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from domain.states import State
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.vault import open_vault
from tests.chaos import killed
from tests.chaos.killed import Became
from tests.chaos.sink import MANNERS
from tests.conftest import RING
from tests.workers import cases
from tests.workers.house import built
from workers.crowd import Crowd

_ROOT = Path(__file__).parent.parent.parent
#: One kill in so many comes from outside, at any moment; the others at a step that is chosen.
_FROM_OUTSIDE = 5
_LONGEST = 0.12


@dataclass
class Tally:
    """`twice` and `lost` say in words what went wrong; both must stay empty."""

    kills: int = 0
    places: set[killed.Step] = field(default_factory=set)
    steps: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    twice: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def judge(self, manner: str, where: str, became: Became, taken: int) -> None:
        """`taken`: how often the server has this letter now."""
        self.kills += 1
        self.ended[f"{manner}: {became.state}, taken {taken}"] += 1
        told = f"{manner}, killed at {where}: {became.state}, taken {taken} times"
        if taken > 1:
            self.twice.append(told)
        if became.due or became.state in {State.SENDING, State.READY, State.GATED}:
            self.lost.append(f"{told}, still on its way")
        if taken == 1 and became.state not in {State.SENT, State.SEND_UNKNOWN}:
            self.lost.append(f"{told}, and we do not know that they have it")
        if taken == 0 and became.state is State.SENT:
            self.lost.append(f"{told}, and we think that they have it")
        if became.state in {State.SEND_UNKNOWN, State.BOUNCED} and not became.asked_of_a_person:
            self.lost.append(f"{told}, and nobody is asked")


@contextmanager
def post(home: Path) -> Iterator[dict[str, str]]:
    """The mail server; gives the URL for each manner."""
    command = [sys.executable, "-m", "tests.chaos.sink", str(home)]
    process = subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdin is not None
    ports = json.loads(process.stdout.readline())
    try:
        yield {manner: f"smtp://127.0.0.1:{port}" for manner, port in ports.items()}
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


def prepared(home: Path, crowd: Crowd) -> Path:
    """A vault in which one letter was released and is due to leave."""
    (home / "letter").mkdir()
    vault = open_vault(f"sqlite:///{home}/letter/vault.db", f"sqlite:///{home}/letter/keys.db", KeyRing.parse(RING))
    upgrade(vault)
    cases.released(built(vault, crowd))
    vault.close()
    return home / "letter"


def run(home: Path, letter: Path, crowd: Crowd, times: int, seed: int) -> Tally:
    """So many kills. The steps are gone through in an order that the seed shuffles, each once before any comes twice."""
    dice, tally, ledger = random.Random(seed), Tally(), home / "ledger.jsonl"
    with post(home) as urls:
        steps = {manner: killed.steps_of(letter, crowd, urls[manner]) for manner in MANNERS}
        first = {manner: _first_of_each(found) for manner, found in steps.items()}
        tally.steps = len({step for found in steps.values() for step in found})
        queues = {manner: dice.sample(places, len(places)) for manner, places in first.items()}
        for number in range(times):
            manner = MANNERS[number % len(MANNERS)]
            before, run_home = _taken(ledger), home / "run"
            shutil.rmtree(run_home, ignore_errors=True)
            shutil.copytree(letter, run_home)
            if number % _FROM_OUTSIDE == 0:
                seconds = dice.uniform(0, _LONGEST)
                killed.kill_after(run_home, crowd, urls[manner], seconds)
                where = f"{seconds:.3f} s"
            else:
                queues[manner] = queues[manner] or dice.sample(first[manner], len(first[manner]))
                place = queues[manner].pop()
                killed.kill_at(run_home, crowd, urls[manner], place)
                step = steps[manner][place]
                tally.places.add(step)
                where = f"{Path(step[0]).name}:{step[1]}"
            became = killed.recovered(run_home, crowd, urls[manner])
            tally.judge(manner, where, became, _taken(ledger) - before)
    return tally


def _first_of_each(steps: list[killed.Step]) -> list[int]:
    """The number of the first time that each distinct step is run."""
    found: dict[killed.Step, int] = {}
    for number, step in enumerate(steps):
        found.setdefault(step, number)
    return list(found.values())


def _taken(ledger: Path) -> int:
    return len(ledger.read_text(encoding="utf-8").splitlines()) if ledger.exists() else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.sending", description=__doc__)
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, crowd = Path(folder), Crowd()
        tally = run(home, prepared(home, crowd), crowd, given.times, given.seed)
    told = {
        "seed": given.seed,
        "kills": tally.kills,
        "distinct steps": len(tally.places),
        "of": tally.steps,
        "ended": dict(sorted(tally.ended.items())),
        "sent twice": tally.twice,
        "lost": tally.lost,
    }
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return 1 if tally.twice or tally.lost else 0


if __name__ == "__main__":
    sys.exit(main())
