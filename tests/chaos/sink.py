"""A mail server in a process of its own, with one port for each manner of answering; it writes down every letter it took."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from email import message_from_bytes
from functools import partial
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

#: How a server may answer to the last dot.
MANNERS = ("takes", "later-then-takes", "never", "takes-and-drops", "drops", "slow")
TAKES = frozenset({"takes", "later-then-takes", "takes-and-drops", "slow"})
_SLOW = 0.05


class Hand:
    """The hooks that aiosmtpd calls for one manner."""

    def __init__(self, manner: str, ledger: Path) -> None:
        self.manner, self.ledger = manner, ledger
        self.asked: Counter[str] = Counter()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        name = str(message_from_bytes(envelope.content)["Message-ID"])
        if self.manner == "never":
            return "550 5.7.1 not here"
        if self.manner == "later-then-takes" and not self._asked_before(name):
            return "450 4.7.0 not now"
        if self.manner == "slow":
            await asyncio.sleep(_SLOW)
        if self.manner in TAKES:
            with self.ledger.open("a", encoding="utf-8") as written:
                written.write(json.dumps({"manner": self.manner, "letter": name}) + "\n")
        if self.manner.endswith("drops"):
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "250 2.0.0 taken"

    def _asked_before(self, name: str) -> bool:
        """Every second time, so that it also says "not now" to the next run of the same letter."""
        self.asked[name] += 1
        return self.asked[name] % 2 == 0


async def main(home: Path) -> None:
    loop = asyncio.get_running_loop()
    ports = {}
    for manner in MANNERS:
        make = partial(SMTP, Hand(manner, home / "ledger.jsonl"), hostname="mx.example", loop=loop)
        server = await loop.create_server(make, "127.0.0.1", 0)
        ports[manner] = server.sockets[0].getsockname()[1]
    sys.stdout.write(json.dumps(ports) + "\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)  # until whoever started us ends


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
