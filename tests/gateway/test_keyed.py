"""The key of an API goes to its own host alone, and not into what is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from gateway.keyed import KeyedHttp

KEY = "sleutel-7j4kq"
PAGE = (200, {"Content-Type": "text/html"}, b"elders")


def keyed(host: str) -> KeyedHttp:
    return KeyedHttp(
        keys={host: (("X-Sleutel", KEY),)},
        user_agent="luwte-test/1",
        now=lambda: datetime.now(UTC),
        host_delay=0,
        allow_private_hosts=frozenset({"127.0.0.1", "localhost"}),
        resolve=lambda name, port: [("127.0.0.1", port)],
    )


def sent(site: Any, path: str) -> list[dict[str, str]]:
    return [{name.lower(): value for name, value in headers.items()} for asked, headers in site.asked if asked == path]


def test_a_key_goes_to_its_host_and_not_along_with_a_redirect(web: Any) -> None:
    elsewhere = web({"/": PAGE})
    site = web({"/api": PAGE, "/weg": (302, {"Location": f"http://127.0.0.1:{elsewhere.port}/"}, b"")})
    with keyed(f"127.0.0.1:{site.port}") as http:
        capture = http(f"http://127.0.0.1:{site.port}/api")
        http(f"http://127.0.0.1:{site.port}/weg")
    assert [headers["x-sleutel"] for headers in sent(site, "/api")] == [KEY]
    assert len(sent(elsewhere, "/")) == 1
    assert not any(KEY in str(headers) for _, headers in elsewhere.asked)
    assert KEY not in f"{capture!r}{capture.headers}{capture.requested_url}"


def test_a_host_without_a_key_gets_none(web: Any) -> None:
    site = web({"/api": PAGE})
    with keyed("anders.example") as http:
        http(f"http://127.0.0.1:{site.port}/api")
    assert not any(KEY in str(headers) for _, headers in site.asked)
