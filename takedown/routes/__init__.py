"""Every legal route, found by listing this directory: a route is a directory with its `rule.py` and its letters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from domain.errors import BadInput
from takedown.route import Route

HERE = Path(__file__).parent


@cache
def all_routes() -> Mapping[str, Route]:
    """Slug to route, in alphabetical order. Raises `BadInput` for a directory whose rule says something else."""
    slugs = sorted(rule.parent.name for rule in HERE.glob("*/rule.py"))
    return MappingProxyType({slug: _read(slug) for slug in slugs})


def route_of(slug: str) -> Route:
    """Raises `BadInput` for a slug that no directory has."""
    routes = all_routes()
    if slug not in routes:
        raise BadInput("route", f"not known; choose one of {', '.join(routes)}")
    return routes[slug]


def _read(slug: str) -> Route:
    route = getattr(import_module(f"{__name__}.{slug}.rule"), "ROUTE", None)
    if not isinstance(route, Route) or route.slug != slug:
        raise BadInput(f"takedown/routes/{slug}/rule.py", "must define ROUTE, whose slug is the name of the directory")
    return route
