"""The contact database of datenanfragen.de (CC0): where companies and authorities want requests about personal data.

A contact that was imported is not verified: nothing leaves to it before somebody looked it up in two sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from config.importers.countries import EEA, code_of
from config.importers.shelf import Refused
from config.marked_yaml import Marked
from config.recipient_definition import recipient_from
from domain.errors import BadInput

NAME = "dsr"
LICENCE = "CC0 1.0; https://github.com/datenanfragen/data"
_SLUG = re.compile(r"[a-z0-9-]{1,58}")
_EMAIL = re.compile(r"[^@\s<>,;:]+@[A-Za-z0-9.-]+")
#: Those with whom an objection against direct marketing makes sense.
_TRADERS = frozenset({"addresses", "ads"})


@dataclass(frozen=True, slots=True)
class Contacts:
    """What a database came to: definitions by slug; of what is obsolete, the slug that took its place, or why there is none;
    and (number in its file, reason) of what was refused."""

    definitions: dict[str, dict[str, Any]] = field(repr=False)
    obsolete: dict[str, str] = field(repr=False)
    refused: tuple[tuple[str, str], ...]


def read_contacts(records: Iterable[tuple[str, Any]]) -> Contacts:
    """`records`: each with where it stands. A second record of the same slug is refused."""
    definitions: dict[str, dict[str, Any]] = {}
    obsolete: dict[str, str] = {}
    refused: list[tuple[str, str]] = []
    for where, record in records:
        try:
            slug = _slug(record)
            if slug in definitions or slug in obsolete:
                raise Refused("its slug is there already")
            if record.get("quality") == "obsolete":
                obsolete[slug] = _successor(record)
            else:
                definitions[slug] = _definition(slug, record)
        except Refused as error:
            refused.append((where, str(error)))
    return Contacts(definitions, obsolete, tuple(refused))


def shelve_contacts(contacts: Contacts, folder: Path) -> Path:
    """Write each to `folder/dsr/<slug>.yml`, what is obsolete to `redirects.txt`, the licence beside them. A definition that
    somebody verified since is left as it is."""
    place = folder / NAME
    place.mkdir(parents=True, exist_ok=True)
    (place / "LICENCE.txt").write_text(f"{LICENCE}\n", encoding="utf-8")
    lines = (f"{slug}\t{target}" for slug, target in sorted(contacts.obsolete.items()))
    (place / "redirects.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    for slug, definition in contacts.definitions.items():
        file = place / f"{slug}.yml"
        if not _touched(file):
            file.write_text(yaml.safe_dump(definition, allow_unicode=True, sort_keys=False, width=128), encoding="utf-8")
    return place


def _touched(file: Path) -> bool:
    """Whether somebody verified it since it was imported."""
    if not file.exists():
        return False
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    return bool(isinstance(content, dict) and content.get("verified_by"))


def _slug(record: Any) -> str:
    if not isinstance(record, dict) or not isinstance(record.get("slug"), str) or not isinstance(record.get("name"), str):
        raise Refused("it has no slug or no name")
    plain = re.sub(r"-+", "-", record["slug"]).strip("-")
    if not plain or not _SLUG.fullmatch(plain):
        raise Refused("its slug cannot be used")
    return f"{NAME}-{plain}"


def _successor(record: dict[str, Any]) -> str:
    target = record.get("redirect-to")
    return (
        f"{NAME}-{target}"
        if isinstance(target, str) and _SLUG.fullmatch(target)
        else f"none: {record.get('reason', 'not said')}"
    )


def _definition(slug: str, record: dict[str, Any]) -> dict[str, Any]:
    country = code_of(str(record.get("address", "")))
    if not country:
        raise Refused("the country of its address is not known")
    definition = {
        **{"slug": slug, "name": record["name"][:200], "kind": _kind(record), "country": country},
        "language": record.get("request-language") or record.get("complaint-language") or ("nl" if country == "NL" else "en"),
        "hosts": _hosts(record),
        **_ways(record),
        **{"verified_on": None, "verified_by": [], "outside_eea": country not in EEA},
        **({"procedures": ["marketing"]} if _TRADERS & set(record.get("categories", ())) else {}),
        "quality": f"{record.get('quality', 'not said')} (datenanfragen.de)"[:60],
        "sources": [str(source)[:500] for source in record.get("sources", ()) if source],
    }
    try:
        recipient_from(Marked(Path("imported"), definition, {(): 1}))
    except BadInput:
        raise Refused("the definition made of it is not understood") from None
    return definition


def _kind(record: dict[str, Any]) -> str:
    if "complaint-language" in record:
        return "data-authority"
    return "public-body" if "public body" in record.get("categories", ()) else "controller"


def _hosts(record: dict[str, Any]) -> list[str]:
    host = (urlsplit(str(record.get("web", ""))).hostname or "").lower()
    return [host] if re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", host) else []


def _ways(record: dict[str, Any]) -> dict[str, Any]:
    """Its address, its form, or both; without either nobody can be asked."""
    email, form = str(record.get("email", "")), str(record.get("webform", ""))
    ways: dict[str, Any] = {}
    if _EMAIL.fullmatch(email):
        ways["email"] = email
    if form.startswith(("http://", "https://")) and not re.search(r'[\s<>"]', form):
        ways["form"] = {"url": form}
    if not ways:
        raise Refused("it has neither a mail address nor a form")
    return ways
