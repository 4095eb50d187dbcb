"""A person at a browser: keeps cookies, fills in the form that the page really has, and notices when the page says no."""

from __future__ import annotations

import http.cookiejar
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: How a page says that something went wrong.
COMPLAINTS = "[role=alert], .fout, .error, .errors"
#: On a busy machine a file of evidence takes a while to be made.
_SECONDS = 180.0
_NOT_TYPED = frozenset({"submit", "button", "image", "reset", "file"})

Values = Mapping[str, str | Sequence[str]]


class PageRefused(RuntimeError):
    """The page answered with an error code or with a complaint; tells the code, the path and the complaint."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it came back, after redirects; `content`: its bytes, for what is no page but a file."""

    url: str
    code: int
    markup: str
    content: bytes = field(default=b"", repr=False)

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.markup)

    @property
    def text(self) -> str:
        """The visible text, in one line."""
        body = self.tree.body
        return " ".join(body.text(separator=" ").split()) if body else ""

    def links(self, selector: str = "a[href]") -> tuple[str, ...]:
        """The absolute addresses of the links that the selector finds, in their order."""
        nodes = self.tree.css(selector)
        return tuple(urljoin(self.url, href) for node in nodes if (href := node.attributes.get("href")))


class Visitor:
    """One person with cookies of their own. Paths are relative to `base`, such as `http://127.0.0.1:8000`. `host`: which of
    the sites that live there is meant."""

    def __init__(self, base: str, *, host: str = "") -> None:
        self._base = base
        self._headers = {"Host": host} if host else {}
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        # no proxy from the environment: a visitor goes to loopback only
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)

    def get(self, path: str, *, expect: int = 200) -> Seen:
        """The page there. Raises `PageRefused` when the code is another than expected."""
        return _checked(self._fetch(urljoin(self._base, path), None), expect)

    def submit(self, path: str, fields: Values, *, form: str = "", expect: int = 200) -> Seen:
        """Loads the page, fills in its form and sends it, hidden fields included; gives the page that follows.

        `form` is a selector for when the page has more than one form that posts. Raises `PageRefused` when the page
        complains, and ValueError when the form has no such field.
        """
        page = self.get(path)
        found = _form(page, form)
        filled = _filled(found, fields)
        action = urljoin(page.url, found.attributes.get("action") or page.url)
        written = urlencode(filled, doseq=True)
        if (found.attributes.get("method") or "get").lower() == "post":
            return _checked(self._fetch(action, written.encode()), expect)
        return _checked(self._fetch(f"{action.partition('?')[0]}?{written}", None), expect)

    def _fetch(self, url: str, body: bytes | None) -> Seen:
        try:
            asked = urllib.request.Request(url, body, self._headers)  # noqa: S310 - a visitor goes to loopback only
            with self._opener.open(asked, timeout=_SECONDS) as answer:
                return _seen(answer.url, answer.status, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return _seen(refused.url, refused.code, refused.read())


def _seen(url: str, code: int, content: bytes) -> Seen:
    return Seen(url, code, content.decode("utf-8", "replace"), content)


def _checked(page: Seen, expect: int) -> Seen:
    complaints = "; ".join(" ".join(node.text(separator=" ").split()) for node in page.tree.css(COMPLAINTS))
    if page.code != expect or (expect == 200 and complaints):
        raise PageRefused(f"{page.code} at {page.path}: {complaints or page.text[:200]}")
    return page


def _form(page: Seen, selector: str) -> LexborNode:
    """The form meant: the selector's, else the first that posts in the main part, else the first that posts at all."""
    tries = (selector,) if selector else ("main form[method=post i]", "form[method=post i]", "main form", "form")
    for one in tries:
        if found := page.tree.css_first(one):
            return found
    raise PageRefused(f"{page.code} at {page.path}: there is no form to fill in")


def _filled(form: LexborNode, fields: Values) -> dict[str, str | Sequence[str]]:
    """What the form sends: what stood in it already, with the given fields over it."""
    names = {name for node in form.css("[name]") if (name := node.attributes.get("name"))}
    if unknown := sorted(set(fields) - names):
        raise ValueError(f"the form has no field {', '.join(unknown)}; it has {', '.join(sorted(names))}")
    standing: dict[str, str | Sequence[str]] = {}
    for node in form.css("input[name], textarea[name], select[name]"):
        name, value = node.attributes["name"], _value(node)
        if name and value is not None:
            standing[name] = value
    return standing | dict(fields)


def _value(node: LexborNode) -> str | None:
    """What a field sends when nobody touches it; None when it sends nothing."""
    if node.tag == "textarea":
        return node.text().removeprefix("\n")
    if node.tag == "select":
        chosen = node.css_first("option[selected]") or node.css_first("option")
        return None if chosen is None else (chosen.attributes.get("value") or "")
    kind = (node.attributes.get("type") or "text").lower()
    if kind in _NOT_TYPED or (kind in ("checkbox", "radio") and "checked" not in node.attributes):
        return None
    return node.attributes.get("value") or ("on" if kind == "checkbox" else "")
