"""One spelling for every address, so that a page is fetched once and a place is recognised again.

RFC 3986 §6 (case, ports, dot segments, percent-encoding), and without what only tells who came along: fragments, tracking
parameters and session ids. The order of parameters stays: to some sites it matters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|ref_src)\Z", re.IGNORECASE)
_SESSION = re.compile(r"(?:phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id)\Z", re.IGNORECASE)
_SESSION_VALUE = re.compile(r"[0-9a-f]{16,}\Z", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/;]*|/\([SAF]\([0-9a-z]{20,}\)(?:[SAF]\([0-9a-z]{20,}\))*\)(?=/)", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\]")
_ORIGIN = re.compile(r"https?://[^/?#\\]+")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})|%")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PORTS = {"http": 80, "https": 443}
_PATH_SAFE = "/%:@!$&'()*+,;=-._~"
_QUERY_SAFE = _PATH_SAFE + "?"
MAX_LENGTH = 2000


def canonical(url: str, base: str = "") -> str | None:
    """The one spelling of a web address, resolved against `base`; None for what is none (mailto:, broken, too long)."""
    url = url.strip()
    try:
        return _spelt(_joined(base, url).strip() if base else url)
    except ValueError:
        return None


def _joined(base: str, url: str) -> str:
    """What `urljoin` makes of it; the two commonest kinds without its labour."""
    if ";" in url or " " in url:  # of which `urljoin` drops what is empty
        return urljoin(base, url)
    if _ORIGIN.match(url):
        return url
    if url.startswith("/") and not url.startswith("//") and (origin := _ORIGIN.match(base)):
        return origin[0] + url
    return urljoin(base, url)


@lru_cache(maxsize=32_768)  # a site's pages all bear the same menu
def _spelt(url: str) -> str | None:
    """Raises `ValueError` for what cannot be split or has no such port."""
    parts = urlsplit(url)
    port = parts.port
    scheme = parts.scheme.lower()
    host = _host(parts)
    if scheme not in _PORTS or host is None or parts.username is not None:
        return None
    authority = host if port is None or port == _PORTS[scheme] else f"{host}:{port}"
    path = _without_dots(_SESSION_IN_PATH.sub("", _percent(parts.path, _PATH_SAFE)))
    query = "&".join(part for part in _percent(parts.query, _QUERY_SAFE).split("&") if _tells(part))
    spelt = f"{scheme}://{authority}{path}" + (f"?{query}" if query else "")
    return spelt if len(spelt) <= MAX_LENGTH else None


@lru_cache(maxsize=32_768)
def host_of(url: str) -> str:
    """Host and, where it is not the usual one, port; empty for what is no web address."""
    return urlsplit(canonical(url) or "").netloc


def on_host(url: str, host: str) -> str:
    """The same address at another host name."""
    return urlsplit(url)._replace(netloc=host).geturl()


def within(url: str, scope: tuple[str, ...]) -> bool:
    """Whether a canonical address lies under one of these prefixes."""
    return any(url.startswith(canonical(prefix) or prefix) for prefix in scope)


def _host(parts: SplitResult) -> str | None:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return None
    if ":" in host:
        host = f"[{host}]"
    return host if _HOST.fullmatch(host) else None


def _percent(text: str, safe: str) -> str:
    """Escapes what must be, unescapes what need not be, in capitals; a bare percent sign becomes %25."""

    def one(found: re.Match[str]) -> str:
        if not found[1]:
            return "%25"
        character = chr(int(found[1], 16))
        return character if character in _UNRESERVED else f"%{found[1].upper()}"

    return quote(_ESCAPED.sub(one, text), safe=safe, errors="replace")


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:] if path.startswith("/") else path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _tells(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    if _TRACKING.match(name) or _SESSION.match(name) or not parameter:
        return False
    return not (name.lower() in ("sid", "s") and _SESSION_VALUE.match(value))
