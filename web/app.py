"""Puts the pages together: every directory under pages/ with a view.py is a page; adding one edits no other file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import Babel  # type: ignore[import-untyped]  # no stubs
from flask_wtf import CSRFProtect  # type: ignore[import-untyped]  # no stubs
from jinja2 import FileSystemLoader
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

from config.settings import Settings
from domain.ports import Now
from domain.recipient import Recipient
from domain.source import Source
from storage.cipher import blind_index
from storage.vault import TOKEN_KEY, Vault
from web import faults, headers, language, limits, links, tallies, texts, words
from web.access import Route, guarded, visiting
from web.api.app import create_api
from web.house import House, Notary

_HERE = Path(__file__).parent
_PAGES = _HERE / "pages"
_LARGEST_FORM, _LARGEST_UPLOAD = 1_000_000, 5_500_000  # bytes; only a portrait is a file


def create_app(
    vault: Vault,
    settings: Settings,
    now: Now,
    sources: tuple[Source, ...],
    recipients: tuple[Recipient, ...],
    notary: Notary | None = None,
) -> Flask:
    """The web application. Without a `notary` no evidence bundles can be downloaded from it."""
    house = House(vault, settings, now, sources, recipients, notary)
    app = Flask("web", static_folder=str(_HERE / "layout" / "static"), static_url_path="/static", template_folder=None)
    app.extensions["luwte"] = house
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = FileSystemLoader([_HERE / "layout", _PAGES])
    app.config.update(_configuration(house))
    tallies.count(app)  # before all that may refuse a request: what is refused took time as well
    CSRFProtect(app)
    Babel(
        app,
        default_locale=language.DEFAULT,
        default_timezone="Europe/Amsterdam",
        default_translation_directories=str(_HERE / "locale"),
        locale_selector=lambda: language.language(house),
    )
    headers.protect(app, https=house.https)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies)  # type: ignore[method-assign]  # Flask says to do so
    faults.register(app)
    api = create_api(house)
    app.extensions["luwte-api"] = api
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/api/v1": api})  # type: ignore[method-assign]  # as Flask advises
    routes = all_routes()
    _add(app, house, routes)
    app.jinja_env.filters.update(words.FILTERS | {"moment": texts.moment, "day": texts.day, "span": texts.span})
    app.context_processor(lambda: _for_layout(house, routes))
    return app


def all_routes() -> dict[str, Route]:
    """Every route that a page declares, by endpoint: the page's directory and the view's name."""
    found: dict[str, Route] = {}
    for page in sorted(path.parent.name for path in _PAGES.glob("*/view.py")):
        routes: tuple[Route, ...] = import_module(f"web.pages.{page}.view").ROUTES
        found |= {f"{page}.{route.view.__name__}": route for route in routes}
    return found


def _add(app: Flask, house: House, routes: dict[str, Route]) -> None:
    limiter = limits.limiter(app, house)
    for endpoint, route in routes.items():
        view = guarded(house, route)
        view.__name__ = endpoint
        app.add_url_rule(route.path, endpoint, limits.limited(limiter, route, view), methods=list(route.methods))


def _configuration(house: House) -> dict[str, Any]:
    prefix = "__Host-" if house.https else ""
    return {
        "SECRET_KEY": house.settings.secret_key.get_secret_value() or _own_secret(house.vault),
        "SESSION_COOKIE_NAME": f"{prefix}luwte-form",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": house.https,
        "MAX_CONTENT_LENGTH": _LARGEST_UPLOAD,
        "MAX_FORM_MEMORY_SIZE": _LARGEST_FORM,
    }


def _own_secret(vault: Vault) -> str:
    """Without a setting: out of the vault's own keys, so that it is the same in every process and after a restart."""
    with vault.begin() as db:
        return blind_index(db.keys.get(TOKEN_KEY), "form cookie")


def _for_layout(house: House, routes: dict[str, Route]) -> dict[str, Any]:
    visitor = visiting(house).visitor
    shown = [
        (route.rank, endpoint, route.menu)
        for endpoint, route in routes.items()
        if route.menu and visitor and route.admits(visitor)
    ]
    menu = [(endpoint, name) for _rank, endpoint, name in sorted(shown, key=lambda entry: entry[:2])]
    return {"visitor": visitor, "menu": menu, "settings": house.settings, "languages": language.LANGUAGES, "here": links.here()}
