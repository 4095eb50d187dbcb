"""What the API can be asked, as a page of our own: no script and nothing of anybody else's."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from web.access import EVERYBODY, Route, Visit


def show(visit: Visit) -> ResponseReturnValue:
    """Written from the same OpenAPI document that machines read at /api/v1/openapi.json."""
    api = current_app.extensions["luwte-api"]
    if "luwte-spec" not in api.extensions:
        with api.app_context():
            api.extensions["luwte-spec"] = api.spec
    spec = api.extensions["luwte-spec"]
    operations = [
        {"method": method.upper(), "path": f"/api/v1{path}", **operation}
        for path, methods in spec["paths"].items()
        for method, operation in methods.items()
        if isinstance(operation, dict) and "responses" in operation
    ]
    shapes = {name: shape for name, shape in spec["components"]["schemas"].items() if "properties" in shape}
    return render_template("api_docs/api_docs.html", spec=spec, operations=operations, shapes=shapes, kind=_kind)


def _kind(field: dict[str, Any]) -> str:
    """What stands in a field, in a few words."""
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    kind = field.get("type", "")
    told = "/".join(kind) if isinstance(kind, list) else str(kind)
    if "items" in field:
        told = f"{told} of {_kind(field['items'])}"
    if "enum" in field:
        return f"{told}: {', '.join(map(repr, field['enum']))}"
    return f"{told} ({field['format']})" if "format" in field else told


ROUTES = (Route("/api", show, EVERYBODY),)
