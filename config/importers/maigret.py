"""maigret's list: a status, or strings of which one is there or is not; some sites take theirs from an engine."""

from __future__ import annotations

import re
from typing import Any

from config.importers.shelf import Imported, Refused, host_in, slug_of, understood

_NAME = "maigret"
_CITES = "https://github.com/soxoj/maigret"
#: Parts of an entry by which it asks as we do not.
_ASKS_OTHERWISE = {
    "requestPayload": "asks by POST",
    "headers": "asks with headers of its own",
    "activation": "needs a token that is got by pretending to be a browser",
    "protection": "is known to keep machines out, and nothing is evaded",
    "disabled": "is switched off in the list itself",
}


def read(content: Any) -> Imported:
    """`content`: data.json as parsed, or its `sites` alone. Raises `Refused` for what is neither."""
    if not isinstance(content, dict):
        raise Refused("this is not maigret's list")
    sites, engines = content.get("sites", content), content.get("engines", {})
    if not isinstance(sites, dict) or not all(isinstance(site, dict) for site in sites.values()):
        raise Refused("this is not maigret's list")
    definitions: dict[str, dict[str, Any]] = {}
    refused: list[tuple[str, str]] = []
    for name, site in sites.items():
        try:
            slug = f"mg-{slug_of(name, {known.removeprefix('mg-'): {} for known in definitions})}"
            definitions[slug] = _definition(slug, name, _whole(site, engines))
        except Refused as error:
            refused.append((name, str(error)))
    return Imported(_NAME, "MIT License", f"Copyright: the authors of maigret\nSource: {_CITES}", definitions, tuple(refused))


def _whole(site: dict[str, Any], engines: Any) -> dict[str, Any]:
    """The entry with what its engine says for it."""
    engine = site.get("engine")
    if engine is None:
        return site
    shared = engines.get(str(engine)) if isinstance(engines, dict) else None
    if not isinstance(shared, dict) or not isinstance(shared.get("site"), dict):
        raise Refused("rests on an engine that the file does not hold")
    return {**shared["site"], **site}


def _definition(slug: str, name: str, site: dict[str, Any]) -> dict[str, Any]:
    for part, reason in _ASKS_OTHERWISE.items():
        if site.get(part):
            raise Refused(reason)
    page = _address(site, site.get("url"))
    asked = _address(site, site["urlProbe"]) if site.get("urlProbe") else page
    present, absent = _marks(site)
    account: dict[str, Any] = {"url": asked, "present": present, "absent": absent}
    if "source" not in present:
        account["names"] = True  # a status alone is not believed
    if asked != page:
        account["page"] = page
    if site.get("regexCheck"):
        account["pattern"] = _pattern(site["regexCheck"])
    claimed, unclaimed = site.get("usernameClaimed"), site.get("usernameUnclaimed")
    if not claimed or not unclaimed:
        raise Refused("no account is named that is known to exist, or none that does not: there are no canaries")
    definition = {
        **{"slug": slug, "name": name[:200], "kind": "account", "version": 1, "state": "unverified", "language": "en"},
        **{"hosts": [host_in(asked)], "account": account},
        "canaries": {"present": {"handle": str(claimed)}, "absent": {"handle": str(unclaimed)}},
        "origin": {"by": "maigret", "licence": "MIT", "cites": [_CITES]},
    }
    errors = _signs(site, "errors")
    if errors:
        definition["blocked"] = [{"source": errors}]
    understood(definition)
    return definition


def _address(site: dict[str, Any], url: Any) -> str:
    if not isinstance(url, str) or "{username}" not in url:
        raise Refused("has no handle in its address")
    whole = str(url)
    for part in ("urlMain", "urlSubpath"):
        whole = whole.replace(f"{{{part}}}", str(site.get(part, "")))
    return whole.replace("{username}", "{handle}")


def _marks(site: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    # the list spells it so
    kind, there, gone = site.get("checkType"), _signs(site, "presenseStrs"), _signs(site, "absenceStrs")
    if kind == "status_code":
        return {"status": 200}, {"status": 404}
    if kind != "message":
        raise Refused("tells the two apart by where it sends us" if kind == "response_url" else "has no check that we know")
    if not gone:
        raise Refused("has no sign of its own that there is no account")
    present: dict[str, Any] = {"status": 200}
    return ({**present, "source": there} if there else present), {"source": gone}


def _signs(site: dict[str, Any], name: str) -> list[str]:
    given = site.get(name)
    return [str(sign) for sign in given if str(sign).strip()] if isinstance(given, list | dict) else []


def _pattern(pattern: Any) -> str:
    try:
        re.compile(str(pattern))
    except re.error:
        raise Refused("its pattern for handles is no regular expression") from None
    return str(pattern)
