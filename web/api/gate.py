"""Who may ask what of the API: a token, and the scope that an operation needs."""

from __future__ import annotations

from datetime import datetime

from apiflask import HTTPTokenAuth
from flask import current_app, g

from storage.api_tokens import Token
from web.house import House

auth = HTTPTokenAuth(description="Made by an administrator of luwte, shown once, with scopes and an end.")


def house() -> House:
    found: House = current_app.extensions["luwte"]
    return found


def asker() -> Token:
    token: Token = g.token
    return token


def at() -> datetime:
    """The moment of this question."""
    moment: datetime = g.at
    return moment
