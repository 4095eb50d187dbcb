"""Puts the API together: an application of its own beside the pages, without cookies, sessions or forms.

It knows employees by number alone, and has no way to open a profile: no scope could give it one. Who asks must have been told
the number by somebody who may see it.
"""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from math import ceil
from typing import Any

from apiflask import APIFlask
from apiflask.exceptions import HTTPError
from flask import Response, g, request

from domain.errors import LuwteError, NotPermitted
from storage import api_tokens, attempts
from storage.api_tokens import Token
from web import headers
from web.api.gate import auth
from web.api.gate import house as of_this_application
from web.api.shapes import Problem
from web.faults import CODES
from web.house import House

#: The parts, in the order in which the documentation shows them; each adds its own routes.
PARTS = ("profiles", "findings", "takedowns", "flare_ups", "reports")
_LARGEST = 16_000  # bytes
_WINDOW = timedelta(minutes=1)
_PROBLEM = "application/problem+json"
_ABOUT = (
    "What an organisation's other systems may ask luwte. Employees are numbers here: no name, address or found text comes in "
    "or out. An administrator makes the tokens, with scopes and an end. Lists are pages: `next` goes into `after`."
)


def create_api(house: House) -> APIFlask:
    """The application that is served under `/api/v1`."""
    api = APIFlask("web.api", title="luwte", version="1", docs_path=None, static_folder=None)  # type: ignore[arg-type]  # Flask takes None
    api.extensions["luwte"] = house
    api.config.update(
        DESCRIPTION=_ABOUT,
        SERVERS=[{"url": "/api/v1"}],
        MAX_CONTENT_LENGTH=_LARGEST,
        VALIDATION_ERROR_SCHEMA=Problem,
        HTTP_ERROR_SCHEMA=Problem,
        AUTO_404_RESPONSE=False,
        INFO={"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}},
        JSON_SORT_KEYS=False,
    )
    auth.verify_token(_whose)
    auth.get_user_roles(lambda token: sorted(permit.value for permit in token.permits))
    auth.error_handler(lambda status: _answer(status, "Unauthorized" if status == 401 else "Forbidden", _ASKED[status], {}))
    api.error_processor(lambda error: _answer(error.status_code, str(error.message), _where(error), error.headers))
    api.register_error_handler(LuwteError, _ours)
    api.register_error_handler(500, lambda _error: _answer(500, "Internal Server Error", "Nothing has been changed.", {}))
    for part in PARTS:
        import_module(f"web.api.{part}").add(api)
    api.spec_processor(_finish)
    headers.protect(api, https=house.https)
    api.after_request(_conditional)
    return api


_ASKED = {
    401: "Send a token that holds: Authorization: Bearer luwte_…",
    403: "This token has not the scope for it.",
}


def _whose(token: str) -> Token | None:
    """By the house of the application that was asked: what checks tokens is one for all of a process."""
    if not token or not token.isascii():
        return None
    house = of_this_application()
    g.at = house.now()
    with house.vault.begin() as db:
        g.token = api_tokens.known(db, token, g.at)
        found: Token | None = g.token
        most = house.settings.api_per_minute
        asked = attempts.failed(db, f"api:{found.id}", _WINDOW, g.at) if found and most else 0
        again = attempts.until(db, f"api:{found.id}", g.at) if found and asked > most else g.at
    if asked > most:
        wait = max(1, ceil((again - g.at).total_seconds()))
        raise HTTPError(429, "This token asked too often; wait.", headers={"Retry-After": str(wait)})
    return found


def _answer(status: int, title: str, detail: str, more: Any) -> Any:
    """RFC 9457. What was sent is never repeated."""
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    extra = {name: value for name, value in dict(more or {}).items() if name.lower() != "content-type"}
    if status == 401:
        extra["WWW-Authenticate"] = "Bearer"
    return told, status, {**extra, "Content-Type": _PROBLEM}


def _where(error: HTTPError) -> str:
    """Which field cannot be used, and why, in words of the validator; not what stood there."""
    where = [
        f"{part}.{field}: {' '.join(map(str, said)) if isinstance(said, list) else 'cannot be used'}"
        for part, fields in (error.detail or {}).items()
        if isinstance(fields, dict)
        for field, said in fields.items()
        if str(field).replace("_", "").isalnum() and len(str(field)) <= 40
    ]
    return "; ".join(sorted(where)[:10]) or str(error.message)


def _ours(error: LuwteError) -> Any:
    code = next((code for kind, code in CODES.items() if isinstance(error, kind)), 500)
    detail = "No consent of this employee covers this." if isinstance(error, NotPermitted) else str(error)
    return _answer(code, type(error).__name__, detail, {})


def _conditional(response: Response) -> Response:
    """An entity tag for what was read, and 304 for whoever has it already."""
    if request.method == "GET" and response.status_code == 200 and not response.is_streamed:
        response.add_etag()
        response.headers["Cache-Control"] = "private, no-cache"
        response.make_conditional(request)
    return response


def _finish(spec: Any) -> Any:
    """Errors are problem+json; every operation may find that the token, the method or the request will not do."""
    for operations in spec["paths"].values():
        for operation in operations.values():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            if "401" in operation["responses"]:
                often = {**operation["responses"]["401"], "description": "This token asked too often; see Retry-After"}
                operation["responses"]["429"] = often
            for status, response in operation["responses"].items():
                if status >= "400" and "content" in response:
                    response["content"] = {_PROBLEM: next(iter(response["content"].values()))}
    return spec
