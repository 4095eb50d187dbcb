"""Slows down whoever tries passwords or links: only attempts that fail count, by address and by what was tried.

They are counted in the vault, as keyed digests: so the limits hold for all processes together, a restart forgets nothing,
and no address of a visitor is kept.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.storage import Storage

from domain.ports import Now
from storage import attempts
from storage.vault import Vault
from web.access import Route, View
from web.house import House


class InTheVault(Storage):
    """What `limits` asks of a storage, for its fixed windows."""

    STORAGE_SCHEME = ["luwte"]  # noqa: RUF012 - as the base class has it

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._vault: Vault = options["vault"]
        self._now: Now = options["now"]

    @property
    def base_exceptions(self) -> type[Exception]:
        return Exception

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        with self._vault.begin() as db:
            return attempts.failed(db, key, timedelta(seconds=expiry), self._now(), amount)

    def get(self, key: str) -> int:
        with self._vault.begin() as db:
            return attempts.number(db, key, self._now())

    def get_expiry(self, key: str) -> float:
        with self._vault.begin() as db:
            return attempts.until(db, key, self._now()).timestamp()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with self._vault.begin() as db:
            attempts.sweep(db, None)
        return None

    def clear(self, key: str) -> None:
        with self._vault.begin() as db:
            attempts.forget(db, key)


def limiter(app: Flask, house: House) -> Limiter:
    options: dict[str, Any] = {"vault": house.vault, "now": house.now}
    return Limiter(get_remote_address, app=app, storage_uri="luwte://", storage_options=options, headers_enabled=False)


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
