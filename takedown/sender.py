"""What our own mail server made of a message's sender, for the person who reads it; what others wrote there proves nothing."""

from __future__ import annotations

import re

from takedown.reading import Mail

_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]{1,12})", re.I)


def authenticated(mail: Mail, domain: str) -> tuple[tuple[str, str], ...]:
    """(method, result) as our own server wrote them (RFC 8601): only a header that names a server of `domain`, and of several
    the topmost, for a server removes or outranks what came from outside under its name."""
    for told in mail.headers("Authentication-Results"):
        server = told.split(";")[0].split()[0].lower() if told.split(";")[0].split() else ""
        if domain and (server == domain.lower() or server.endswith(f".{domain.lower()}")):
            found = {method.lower(): result.lower() for method, result in reversed(_RESULT.findall(told))}
            return tuple(sorted(found.items()))
    return ()
