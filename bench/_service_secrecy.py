"""Ten thousand people whose names and numbers can be told from all else, and every file that the service writes: none of it may
hold one of them in the clear."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from storage import backup
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.vault import Vault, open_vault
from tests.chaos import folk
from tests.chaos.town import Town, built_town, enrol
from tests.conftest import RING

_SCANS = 200
_PATIENCE = 600.0
#: How every telephone number of theirs begins, and the street in which they all live.
_ALIKE = ("+316200", "Proefstraat")


def secrecy(home: Path, people: int) -> dict[str, object]:
    """How many identifiers were found, and in what; what was searched, in megabytes. That the search itself finds what is there
    is shown on the same bytes with one identifier put in."""
    pattern = _pattern(people)
    with built_town(home, people=people, sources=2, letters=3, lease=60.0) as town:
        town.start("clock", "worker")
        town.round(_SCANS, letters=3)
        town.settle(_PATIENCE)
        found, sizes = Counter[str](), dict[str, int]()
        for name, written in _written(town):
            found[name], sizes[name] = _hits(pattern, written), len(written)
    small = home / "sqlite"
    small.mkdir()
    vault = open_vault(f"sqlite:///{small}/luwte.db", f"sqlite:///{small}/luwte-keys.db", KeyRing.parse(RING))
    upgrade(vault)
    enrol(vault, people, town.setting.known(), town.setting.now())
    for name, written in _files(small, vault):
        found[name], sizes[name] = _hits(pattern, written), len(written)
    vault.close()
    proof = b"\x00" * 999 + folk.family(people // 2).encode() + b"\x00" * 999
    return {
        "people": people,
        "found": sum(found.values()),
        "where": {name: hits for name, hits in found.items() if hits},
        "searched, megabytes": {name: round(size / 1e6, 1) for name, size in sizes.items()},
        "finds one that is put in": _hits(pattern, proof) == 1,
    }


def _written(town: Town) -> Iterator[tuple[str, bytes]]:
    """The files while everything runs; the mail server's own, which has the letters, is not ours."""
    assert town.postgres is not None
    assert town.broker is not None
    for name in ("vault", "keys"):
        yield f"PostgreSQL dump: {name}", town.postgres.dump(name)
    yield "backup", _backup(town.vault)
    data = town.postgres.home / "data"
    yield "write-ahead log", _all(data / "pg_wal")
    yield "database files", _all(data / "base")
    yield "PostgreSQL's log", (town.postgres.home / "server.log").read_bytes()
    yield "broker's files", _all(town.broker.home)
    yield "logs of luwte", b"".join((town.home / f"{what}.log").read_bytes() for what in ("clock", "worker"))


def _files(home: Path, vault: Vault) -> Iterator[tuple[str, bytes]]:
    for file in sorted(home.iterdir()):
        yield f"SQLite: {file.name}", file.read_bytes()
    yield "SQLite: backup", _backup(vault)


def _backup(vault: Vault) -> bytes:
    out = BytesIO()
    backup.write(vault, out)
    return out.getvalue()


def _all(folder: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def _hits(pattern: re.Pattern[bytes], written: bytes) -> int:
    return len(pattern.findall(written))


def _pattern(people: int) -> re.Pattern[bytes]:
    """Every family name, the street of all, and every telephone number; as it is, in hexadecimal (as a dump writes bytes), in
    UTF-16, and, for street and numbers, in base64. What begins alike is one branch: ten thousand would take an hour."""
    ways: list[Callable[[str], bytes]] = [str.encode, _hexadecimal, lambda word: word.encode("utf-16-le")]
    heads = []
    for way in ways:
        heads.append(b"".join(b"(?:%s)" % b"|".join(re.escape(way(one)) for one in syllables) for syllables in folk.SYLLABLES))
        heads += [re.escape(way(one)) for one in _ALIKE]
    heads += [re.escape(one) for word in _ALIKE for one in _base64(word)]
    pattern = re.compile(b"|".join(heads))
    wanted = [folk.family(number) for number in range(people)] + [folk.person(number, "").phones[0] for number in range(people)]
    assert all(pattern.search(way(word)) for way in ways for word in wanted)
    return pattern


def _hexadecimal(word: str) -> bytes:
    return word.encode().hex().encode()


def _base64(word: str) -> list[bytes]:
    """At each of the three places where it may begin; without the characters that its neighbours share."""
    coded = (base64.b64encode(b"\0" * shift + word.encode()) for shift in range(3))
    return [one[first:-4] for one, first in zip(coded, (0, 2, 3), strict=True)]
