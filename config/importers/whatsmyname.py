"""WhatsMyName's list: a code and a string for an account that exists, and for one that does not."""

from __future__ import annotations

from typing import Any

from config.importers.shelf import NOBODY, Imported, Refused, host_in, slug_of, understood

_NAME = "whatsmyname"
_CITES = "https://github.com/WebBreacher/WhatsMyName"
_GONE = (404, 410)


def read(content: Any) -> Imported:
    """`content`: the list as parsed. Raises `Refused` for what is no such list."""
    if not isinstance(content, dict) or not isinstance(content.get("sites"), list):
        raise Refused("this is not the WhatsMyName list: it has no `sites`")
    licence = " ".join(str(line) for line in content.get("license", ())) or "CC BY-SA 4.0"
    authors = ", ".join(str(author) for author in content.get("authors", ()))
    definitions: dict[str, dict[str, Any]] = {}
    refused: list[tuple[str, str]] = []
    for site in content["sites"]:
        name = str(site.get("name", "?")) if isinstance(site, dict) else "?"
        try:
            slug = f"wmn-{slug_of(name, {known.removeprefix('wmn-'): {} for known in definitions})}"
            definitions[slug] = _definition(slug, site)
        except Refused as error:
            refused.append((name, str(error)))
    return Imported(_NAME, licence, f"Authors: {authors}\nSource: {_CITES}", definitions, tuple(refused))


def _definition(slug: str, site: Any) -> dict[str, Any]:
    if not isinstance(site, dict) or not isinstance(site.get("uri_check"), str):
        raise Refused("the entry has no address")
    _expressible(site)
    asked = str(site["uri_check"]).replace("{account}", "{handle}")
    account: dict[str, Any] = {"url": asked, "present": _mark(_code(site, "e_code"), site["e_string"])}
    account["absent"] = _mark(_code(site, "m_code"), site.get("m_string"))
    if site.get("uri_pretty"):
        account["page"] = str(site["uri_pretty"]).replace("{account}", "{handle}")
    known = site.get("known")
    if not isinstance(known, list) or not known:
        raise Refused("no account is named that is known to exist: there is no claimed canary")
    definition = {
        **{
            "slug": slug,
            "name": str(site.get("name")),
            "kind": "account",
            "version": 1,
            "state": "unverified",
            "language": "en",
        },
        **{"hosts": [host_in(asked)], "account": account},
        "canaries": {"present": {"handle": str(known[0])}, "absent": {"handle": NOBODY}},
        "origin": {"by": "WhatsMyName", "licence": "CC BY-SA 4.0", "cites": [_CITES]},
    }
    understood(definition)
    return definition


def _expressible(site: dict[str, Any]) -> None:
    """What we do not do, and what says too little to be believed, in that order; the first reason counts."""
    reasons = {
        "asks by POST": "post_body" in site,
        "asks with headers of its own": "headers" in site,
        "is known to keep machines out, and nothing is evaded": bool(site.get("protection")),
        "rewrites the handle": "strip_bad_char" in site,
        "is marked as not valid any more": site.get("valid") is False,
        "has no handle in its address": "{account}" not in site["uri_check"],
        "says that there is no account by sending us elsewhere": 300 <= _code(site, "m_code") < 400,
        "shows an account by sending us elsewhere, or by an error": not 200 <= _code(site, "e_code") < 300,
        "has no sign of an account but a status": not site.get("e_string"),
        "says that there is no account with a status that means that we are kept out": _code(site, "m_code") in (401, 403, 429)
        or _code(site, "m_code") >= 500,
        "has no sign of its own that there is no account": not site.get("m_string") and _code(site, "m_code") not in _GONE,
    }
    for reason, holds in reasons.items():
        if holds:
            raise Refused(reason)


def _code(site: dict[str, Any], name: str) -> int:
    code = site.get(name)
    return code if isinstance(code, int) else 0


def _mark(code: int, sign: Any) -> dict[str, Any]:
    """An error code that stands for the absence needs no words beside it; a page that was served does."""
    mark: dict[str, Any] = {"status": code}
    if sign:
        mark["source"] = [str(sign)]
    return mark
