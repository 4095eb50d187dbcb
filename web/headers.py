"""What every answer tells the browser: run nothing foreign, keep nothing, show it in no frame, tell no other site."""

from __future__ import annotations

from flask import Flask, Response, request

_ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_A_YEAR = "max-age=31536000"


def protect(app: Flask, *, https: bool) -> None:
    """Puts these headers on every answer of this application, error pages included."""

    def add(response: Response) -> Response:
        response.headers.update(_ALWAYS)
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
        if https:
            response.headers["Strict-Transport-Security"] = _A_YEAR
        return response

    app.after_request(add)
