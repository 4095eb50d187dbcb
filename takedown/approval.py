"""What a person releases: exactly this text, by its digest."""

from __future__ import annotations

import hashlib


def approval(subject: str, text: str) -> str:
    """SHA-256 in hex of subject and text. One character changed, and the release approves nothing."""
    return hashlib.sha256(f"{len(subject)}\n{subject}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
