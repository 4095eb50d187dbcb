"""What to ask a source about this profile: only with what the employee gave, least revealing first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from domain.query import Query, QueryTemplate
from domain.source import Source

#: More questions than this about one person at one source tell more than they find.
MAX_QUERIES = 24

_FIELD = re.compile(r"\{([^{}]*)\}")
_NAME_FIELDS = frozenset({"surname", "prefix", "family", "called", "initials"})
_ADDRESS_FIELDS = frozenset({"city", "postcode", "number"})

Values = Mapping[str, str]


def queries(source: Source, profile: Profile) -> tuple[Query, ...]:
    """Every template that this profile can fill, with each of its names, addresses, phones and handles; none twice."""
    asked: dict[str, Query] = {}
    for template in sorted(source.queries, key=lambda each: each.revealing):
        for values in _fillings(template, profile):
            if not _taken_for_handle(source, values):
                continue
            query = filled(template, values)
            if query:
                asked.setdefault(query.url, query)
    return tuple(asked.values())[:MAX_QUERIES]


def _taken_for_handle(source: Source, values: Values) -> bool:
    pattern = source.account.pattern if source.account else ""
    return not pattern or re.search(pattern, values["handle"]) is not None


def canary_queries(source: Source, values: Iterable[tuple[str, str]]) -> tuple[Query, ...]:
    """The templates that a canary's values can fill."""
    given = dict(values)
    found = (filled(template, given) for template in source.queries)
    return tuple(query for query in found if query)


def filled(template: QueryTemplate, values: Values) -> Query | None:
    """The query with these values, percent-encoded; None if one is missing. An absent prefix is no missing value."""
    if any(not values.get(name) for name in template.fields if name != "prefix"):
        return None
    url = _FIELD.sub(lambda found: quote(values.get(found[1], ""), safe=""), template.url)
    return Query(url, template.discloses)


def _fillings(template: QueryTemplate, profile: Profile) -> Iterator[Values]:
    """Each combination of what the template uses; what it does not use does not multiply."""
    used = frozenset(template.fields)
    names: Iterable[Values] = _names(profile.name) if used & _NAME_FIELDS else ({},)
    for name in names:
        for address in _addresses(profile.addresses) if used & _ADDRESS_FIELDS else ({},):
            for phone in profile.phones if "phone" in used else ("",):
                for handle in profile.handles if "handle" in used else ("",):
                    for email in profile.emails if "email" in used else ("",):
                        told = {"phone": _national(phone), "handle": handle.removeprefix("@"), "email": email}
                        yield {**name, **address, **told}


def _names(name: Name) -> Iterator[Values]:
    first = {"called": name.called, "initials": name.initials}
    for family in (name.family, *((name.partner,) if name.partner else ())):
        yield {**first, **_family(family)}
    for double in list(name.families())[2:]:
        yield {**first, "family": double.replace(" - ", "-")}


def _family(family: FamilyName) -> Values:
    return {"surname": family.surname, "prefix": family.prefix, "family": str(family)}


def _addresses(addresses: tuple[Address, ...]) -> Iterator[Values]:
    for address in addresses:
        yield {"city": address.city, "postcode": address.postcode.replace(" ", ""), "number": address.number}


def _national(phone: str) -> str:
    """A Dutch number as Dutch directories list it; another country's as it was given."""
    bare = re.sub(r"[\s().-]", "", phone)
    return re.sub(r"(?:\+|00)31(?:0)?", "0", bare, count=1) if bare.startswith(("+31", "0031")) else bare
