"""Addresses of our own pages as they stand in a mail or are read out."""

from __future__ import annotations

from flask import request, url_for

from web.access import Visit


def absolute(visit: Visit, endpoint: str, **values: str) -> str:
    """Under the public address where a setting names it, else under that of this visit."""
    public = visit.house.settings.public_url.rstrip("/")
    if public:
        return public + url_for(endpoint, **values)  # type: ignore[arg-type]  # flask types its own options alone
    return url_for(endpoint, _external=True, **values)


def here() -> str:
    """The page that is open, as it can be asked for again; empty where it cannot."""
    asked = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    if not asked:
        return ""
    return request.full_path.removesuffix("?") if request.method == "GET" else request.path
