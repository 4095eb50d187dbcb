"""How the mail server treats the next message to an address, as a test wrote in `smtp-manners.json`.

    {"privacy@adressengids.example": {"drop": true}}

drop        the message is kept, then the line goes dead before the answer; with "lost": true it is not even kept
refuse      an SMTP reply code, 4xx or 5xx, given after the text; nothing is kept
hang        seconds between keeping the message and answering

An entry serves one message and is then taken out of the file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

MANNERS_FILE = "smtp-manners.json"


@dataclass(frozen=True, slots=True)
class SmtpManner:
    drop: bool = False
    lost: bool = False
    refuse: int = 0
    hang: float = 0.0


POLITE = SmtpManner()


def take(home: Path, address: str) -> SmtpManner:
    """The manner for this message; raises TypeError for a word that is not in the list above."""
    path = home / MANNERS_FILE
    if not path.exists():
        return POLITE
    written = json.loads(path.read_text("utf-8"))
    found = written.pop(address.lower(), None)
    if found is None:
        return POLITE
    drafted = path.with_suffix(".draft")
    drafted.write_text(json.dumps(written), "utf-8")
    drafted.replace(path)
    return SmtpManner(**found)
