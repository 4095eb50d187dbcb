"""Where to report a weakness (RFC 9116), and until when that is true."""

from __future__ import annotations

from datetime import timedelta

from flask.typing import ResponseReturnValue

from web.access import EVERYBODY, Route, Visit

#: Renewed with every visit: a service that is not run any more stops promising within this.
_TRUE_FOR = timedelta(days=30)
_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


def security_txt(visit: Visit) -> ResponseReturnValue:
    settings = visit.house.settings
    contact = settings.security_contact or f"mailto:{settings.role_address}"
    expires = (visit.at + _TRUE_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {contact}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: nl, en"]
    if settings.public_url:
        lines.append(f"Canonical: {settings.public_url.rstrip('/')}/.well-known/security.txt")
    if settings.security_policy:
        lines.append(f"Policy: {settings.security_policy}")
    return "\n".join(lines) + "\n", 200, _PLAIN


ROUTES = (Route("/.well-known/security.txt", security_txt, EVERYBODY),)
