"""Slows down whoever tries passwords or links: only attempts that fail count, by address and by what was tried."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from web.access import Route, View


def limiter(app: Flask) -> Limiter:
    """Counts in the memory of this process: a restart forgets, which costs an attacker nothing worth having."""
    return Limiter(get_remote_address, app=app, storage_uri="memory://", headers_enabled=False)


def limited(by: Limiter, route: Route, view: View) -> View:
    """The same view, refused with 429 after too many failures."""
    for number, tries in enumerate(route.tries):
        key = _address_and_login if number == 0 else get_remote_address
        view = by.limit(tries, key_func=key, methods=["POST"], deduct_when=_failed)(view)
    return view


def _address_and_login() -> str:
    login = request.form.get("login", "").strip().lower()
    return f"{get_remote_address()}:{hashlib.sha256(login.encode()).hexdigest()}"


def _failed(response: Response) -> bool:
    return response.status_code >= 400
