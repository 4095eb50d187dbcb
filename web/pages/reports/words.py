"""What the columns of a report are called."""

from __future__ import annotations

from typing import Any

from web.texts import later

HEADS: dict[str, Any] = {
    "sent": later("sent"),
    "receipts": later("receipt"),
    "decisions": later("decision"),
    "refusals": later("refused"),
    "gone": later("proven gone"),
    "unattributed": later("gone without us"),
    "false_claims": later("false claim"),
    "reappeared": later("came back"),
    "lapsed": later("term lapsed"),
    "bounced": later("undelivered"),
}
STAGES: dict[str, Any] = {
    "receipt": later("days to receipt"),
    "decided": later("days to decision"),
    "gone": later("days to proven gone"),
}
