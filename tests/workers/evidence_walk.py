"""A walk of chance through the life of evidence: authorities away, the disk full, a capture cut short, people who press on.

After each step two things must be true of the database as it stands: no takedown without a verified seal or two people's word,
and nothing called evidence that is not sealed whole.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import event, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from demo.authority import Authority
from domain.due import Action
from domain.errors import Conflict, Unclear, Unreachable
from domain.evidence import CustodyType
from domain.exposure import Exposure
from domain.mention import Capture
from domain.takedown import Event
from evidence import custody, keys, timestamp
from evidence.manifest import SealManifest, committed
from storage import captures, cases, custody_heads, rows, seals, tables
from storage.due import Taken
from storage.vault import new_id
from tests.workers.house import House
from workers import look, stamp
from workers.seals import sealed_capture

_INSERT = text(
    "INSERT INTO takedowns (id, reference, exposure_id, profile_id, case_id, route, recipient, author, state, sealed) "
    "VALUES (:id, :reference, :exposure, :profile, :case, 'dsa16', 'praatplein', 'specialist-1', 'draft', :sealed)"
)


class Walk:
    """One walk over one exposure after another; `counts` tells how often what happened."""

    def __init__(self, house: House, exposure: Exposure, seed: int, disk: Path | None = None) -> None:
        """`disk`: a small file system of its own, on which the vault stands, to be filled for real; without one a full disk is
        what the database is told."""
        self.chance = random.Random(seed)
        self.filler = disk / "filler" if disk else None
        self.second = Authority(house.now, name="Tweede Dienst")
        self.up = [True, True]
        roots = (*house.services.roots, *timestamp.load_roots(self.second.root_pem()))
        asks = (self._asking(0, house.authority), self._asking(1, self.second))
        self.house = replace(house, services=replace(house.services, stamps=asks, roots=roots))
        self.template, self.exposures = exposure, [exposure.id]
        self.counts: Counter[str] = Counter()
        self.full = False
        self.checked: set[str] = set()
        with house.vault.begin() as db:  # made before this walk, and stamped by an authority of another day
            self.before = set(db.connection.execute(select(tables.captures.c.id)).scalars())
        self.public = keys.load_public(house.services.signer.public_pem)
        event.listen(house.vault.engine, "before_cursor_execute", self._disk)

    def close(self) -> None:
        event.remove(self.house.vault.engine, "before_cursor_execute", self._disk)

    def step(self) -> None:
        ways: tuple[tuple[int, Callable[[], None]], ...] = (
            (3, self.authority_comes_or_goes),
            (3, self.disk_fills_or_empties),
            (8, self.capture),
            (4, self.capture_is_cut_short),
            (2, self.look),
            (4, self.ask_again),
            (2, self.stamp_the_logs),
            (8, self.press_on),
            (2, self.one_or_two_override),
            (2, self.another_exposure),
            (4, self.time_passes),
        )
        weights, steps = zip(*ways, strict=True)
        way = self.chance.choices(steps, weights)[0]
        try:
            way()
            self.counts[way.__name__] += 1
        except (DatabaseError, Unreachable, Conflict):
            self.counts[f"{way.__name__}, refused"] += 1

    def authority_comes_or_goes(self) -> None:
        self.up[self.chance.randrange(2)] = self.chance.random() < 0.5

    def disk_fills_or_empties(self) -> None:
        full = self.chance.random() < 0.3
        if self.filler is None:
            self.full = full
            return
        self.filler.unlink(missing_ok=True)
        if full:
            left = os.statvfs(self.filler.parent)
            with suppress(OSError):  # there is always a little less room than the file system says
                self.filler.write_bytes(b"\0" * (left.f_bavail * left.f_bsize))

    def browser_is_killed(self, visit: Callable[[], Capture]) -> None:
        """A real browser, of which every process dies in the middle of a visit or just after: what came is kept whole, or
        nothing is."""
        try:
            page = replace(visit(), fetched_at=self.house.now())  # the walk has a calendar of its own
        except Unreachable:
            self.counts["browser killed, no capture"] += 1
            return
        try:
            self.capture(page)
            self.counts["browser killed, captured before"] += 1
        except (DatabaseError, Unreachable, Conflict):
            self.counts["browser killed, captured and refused"] += 1

    def capture(self, page: Capture | None = None) -> None:
        """Seals, asks for stamps, and keeps: capture, seal and custody lines in one transaction, or nothing."""
        exposure_id, services = self.chance.choice(self.exposures), self.house.services
        made = sealed_capture(services, page or self._page(), self.template.place, "praatplein")
        with self.house.vault.begin() as db:
            captures.keep(db, self.template.case_id, made, self.house.now(), exposure_id=exposure_id)
            line = custody.following(
                CustodyType.CAPTURE_SEALED,
                actor="luwte",
                at=self.house.now(),
                capture=made.capture_id,
                seal=made.seal.digest,
            )
            cases.log(db, self.template.case_id, line)

    def capture_is_cut_short(self) -> None:
        """Whoever captures dies before the end of its transaction: at a place of chance."""
        left = self.chance.randrange(6)

        def killed(*_: object) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise OperationalError("killed", None, Exception("killed"))

        event.listen(self.house.vault.engine, "before_cursor_execute", killed)
        try:
            self.capture()
        finally:
            event.remove(self.house.vault.engine, "before_cursor_execute", killed)

    def look(self) -> None:
        """The real actor, on the first exposure."""
        taken = self._taken(Action.LOOK, self.template.id)
        look.act(self.house.services, taken)

    def ask_again(self) -> None:
        stamp.act(self.house.services, self._taken(Action.STAMP, stamp.TOKENS))

    def stamp_the_logs(self) -> None:
        stamp.act(self.house.services, self._taken(Action.STAMP, stamp.CUSTODY))

    def press_on(self) -> None:
        """Somebody writes a takedown by hand, or moves one on."""
        with self.house.vault.begin() as db:
            if self.chance.random() < 0.3:
                state = self.chance.choice(("ready", "sending", "sent", "withdrawn"))
                db.connection.execute(text("UPDATE takedowns SET state = :state"), {"state": state})
                return
            exposure_id, name = self.chance.choice(self.exposures), new_id()
            letter = db.lock(self.template.case_id, rows.texts_to_bytes("", ""), f"takedown:{name}")
            about = {"profile": self.template.profile_id, "case": self.template.case_id, "sealed": letter}
            db.connection.execute(_INSERT, {"id": name, "reference": name[:24], "exposure": exposure_id, **about})
            drafted = {"event": Event.DRAFTED.value, "at": self.house.now(), "by": "specialist-1", "facts": []}
            db.connection.execute(tables.steps.insert().values(takedown_id=name, **drafted))

    def one_or_two_override(self) -> None:
        exposure_id, by = self.chance.choice(self.exposures), f"coordinator-{self.chance.randrange(1, 3)}"
        with self.house.vault.begin() as db:
            if self.chance.random() < 0.7:
                seals.ask_override(db, exposure_id, by, self.house.now())
            else:
                seals.agree_override(db, exposure_id, by, self.house.now())

    def another_exposure(self) -> None:
        """A new one without any evidence yet."""
        with self.house.vault.begin() as db:
            row = db.connection.execute(select(tables.exposures).where(tables.exposures.c.id == self.template.id)).one()
            fresh = new_id()
            place = db.lock(self.template.case_id, rows.place_to_bytes(self.template.place), f"exposure:{fresh}")
            db.connection.execute(tables.exposures.insert().values({**row._mapping, "id": fresh, "sealed": place}))
        self.exposures = [self.template.id, *self.exposures[-6:], fresh]

    def time_passes(self) -> None:
        self.house.turn(minutes=self.chance.choice((1, 4, 11, 60, 700)))

    def wrong(self) -> list[str]:
        """What must never be true of the database as it stands; there is room for who reads it."""
        if self.filler is not None:
            self.filler.unlink(missing_ok=True)
        with self.house.vault.begin() as db:
            bare = text(
                "SELECT t.id FROM takedowns t WHERE NOT EXISTS (SELECT 1 FROM seals s WHERE s.exposure_id = t.exposure_id) AND "
                "NOT EXISTS (SELECT 1 FROM overrides o WHERE o.exposure_id = t.exposure_id AND o.second <> o.first)"
            )
            found = [f"takedown {row.id} without a seal" for row in db.connection.execute(bare)]
            kept = db.connection.execute(select(tables.captures.c.id, tables.captures.c.stamped)).all()
            sealed_rows = {row.capture_id: row for row in db.connection.execute(select(tables.seals))}
            for row in kept:
                key = f"{row.id} {row.stamped} {sealed_rows[row.id].tokens if row.id in sealed_rows else 0}"
                if row.id not in self.before and key not in self.checked:
                    found += self._half(captures.get(db, row.id), row, sealed_rows)
                    self.checked.add(key)
            found += [f"seal of {one} without its capture" for one in sealed_rows.keys() - {row.id for row in kept}]
            found += [f"log of {case}" for case, lines in custody_heads.logs(db).items() if not custody.holds(lines)]
        return found

    def _half(self, sealed: Any, row: Any, sealed_rows: dict[str, Any]) -> list[str]:
        """Whether what is kept as evidence is sealed whole, and stamped exactly where it says so."""
        manifest = SealManifest.decode(sealed.seal.manifest)
        files = {file.name: (committed(file.salt, file.content), len(file.content)) for file in sealed.originals}
        whole = keys.holds(self.public, sealed.seal.signature, sealed.seal.manifest) and files == dict(manifest.files)
        good = [
            isinstance(timestamp.judge(token.der, sealed.seal.signature, self.house.services.roots), timestamp.Token)
            for token in sealed.seal.tokens
        ]
        told = sealed_rows[row.id].tokens if row.id in sealed_rows else 0
        stamped = all(good) and len(good) == told and row.stamped is bool(good)
        return [f"capture {row.id} is not whole"] * (not whole) + [f"capture {row.id} says it is stamped"] * (not stamped)

    def _page(self) -> Capture:
        url, body = self.template.place.url, f"<p>{self.chance.random()}</p>".encode()
        return Capture(new_id(), url, url, self.house.now(), 200, (("Content-Type", "text/html"),), body)

    def _taken(self, action: Action, thing: str) -> Taken:
        try:
            return self.house.taken(action, thing)
        except StopIteration:  # whoever failed holds it until their lease ends
            raise Conflict("held") from None

    def _asking(self, number: int, authority: Authority) -> Callable[[bytes], bytes]:
        def ask(query: bytes) -> bytes:
            if not self.up[number]:
                raise Unreachable(Unclear.NETWORK, "as the walk has it")
            return authority.reply(query)

        return ask

    def _disk(self, connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if self.full and statement.startswith("INSERT INTO") and self.chance.random() < 0.5:
            raise OperationalError(statement[:20], None, Exception("database or disk is full"))
