"""The organisation's sign-in provider, by Authlib: the one place from which the web goes out, and only to that provider.

Authorization code with PKCE; state and nonce are checked by Authlib, the issuer here. What a claim means is a setting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]  # no stubs
from authlib.integrations.flask_client import OAuth  # type: ignore[import-untyped]  # no stubs
from flask import Flask, current_app
from joserfc.errors import JoseError

from config.settings import Settings
from domain.roles import Role

#: What can go wrong on the way to the provider and back: its refusal, a token that does not hold, the line.
TROUBLE = (AuthlibBaseError, JoseError, OSError, ValueError, RuntimeError, KeyError)
_NAME = "provider"
_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """Who somebody is, by the provider's word."""

    issuer: str
    subject: str
    role: Role | None
    unit: str | None


def of(settings: Settings) -> Any:
    """The provider as Authlib knows it; its metadata are fetched at the first visit."""
    app: Flask = current_app
    known = app.extensions.get("luwte-provider")
    if known is None:
        oauth = OAuth(app)
        oauth.register(
            _NAME,
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret.get_secret_value() or None,
            server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid", "code_challenge_method": "S256", "default_timeout": _SECONDS},
        )
        known = app.extensions["luwte-provider"] = oauth.create_client(_NAME)
    return known


def come_back(settings: Settings) -> Shown:
    """The code that the browser brought, changed for a token and read. Raises one of `TROUBLE`."""
    provider = of(settings)
    told = provider.authorize_access_token().get("userinfo")
    issuer = provider.load_server_metadata().get("issuer", "")
    if not told or not told.get("sub"):
        raise ValueError("the provider did not say who this is")
    if issuer.rstrip("/") != settings.oidc_issuer.rstrip("/"):
        raise ValueError("the provider gives itself another name than LUWTE_OIDC_ISSUER")
    said = _values(told, settings.oidc_role_claim)
    role = next((role for value, role in settings.oidc_roles if value in said), None)
    unit = " ".join(_values(told, settings.oidc_unit_claim))[:64] if settings.oidc_unit_claim else None
    return Shown(issuer, str(told["sub"]), role, unit)


def _values(claims: Any, path: str) -> tuple[str, ...]:
    """What stands at a claim, or inside one (`realm_access.roles`): one text or a list of them."""
    found: Any = claims
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    if isinstance(found, str):
        return (found,)
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()
