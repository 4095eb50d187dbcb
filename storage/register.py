"""What each table is kept for, of whom, how long and for whose eyes: the record from which docs/dpia.md is made.

How long: a period of config/retention.yml between braces stands for its number of days. Who adds a table adds its line here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Column

from storage.tables import key_metadata, metadata

_EMPLOYEE, _STRANGERS, _STAFF, _NOBODY = "employees", "employees; whoever stands on the same page", "staff", "nobody"
_WITH = "until the employee withdraws or leaves"
_CASE = (
    "until {evidence} days after the case has gone quiet ({evidence_reported} and a person's word where a crime is suspected)"
)
_EITHER = f"{_WITH}, or {_CASE.removeprefix('until ')}"
_GOOD = "for good: it answers for what was done; after erasure its ids name nobody"


@dataclass(frozen=True, slots=True)
class Kept:
    """`whose`: of whom these are personal data; `until`: how long; `seen`: by which roles, beside the operator's access to the
    database itself."""

    why: str
    whose: str
    until: str
    seen: str


_SELF, _REVIEW, _DESK, _OFFICER, _NONE = (
    *("the employee", "specialists of another team", "specialist, coordinator", "data protection officer", "no page"),
)

TABLES: Mapping[str, Kept] = {
    # who is protected
    "profiles": Kept("who is looked for: only what the employee gave", _EMPLOYEE, _WITH, f"{_SELF}; {_REVIEW}: what matched"),
    "grants": Kept("consent and mandates: without them nothing is opened", _EMPLOYEE, _WITH, f"{_SELF}; gates"),
    "invitations": Kept("a link by which one person enrols", _EMPLOYEE, _WITH, "coordinator, once"),
    "permissions": Kept("what each source may learn of the employee", _EMPLOYEE, _WITH, _SELF),
    "disclosures": Kept("what each source was told", _EMPLOYEE, _WITH, _SELF),
    "proofs": Kept("that a telephone or mail address is the employee's own", _EMPLOYEE, _WITH, _SELF),
    "messages": Kept(
        "messages on their way to the employee", _EMPLOYEE, "content until it has left; the rest with the profile", _NONE
    ),
    "relatives": Kept("housemates whom somebody looks after, with their own consent", "employees and relatives", _WITH, _SELF),
    "staff": Kept("who still works here, by a staff list", _EMPLOYEE, _WITH, "coordinator"),
    "closures": Kept("proposals to close the account of who left", _EMPLOYEE, _WITH, "coordinator"),
    "pauses": Kept("the employee wants to be left alone for a while", _EMPLOYEE, _WITH, _SELF),
    "checklist": Kept("what the employee did to be found less", _EMPLOYEE, _WITH, _SELF),
    "self_checks": Kept("the employee asked to be looked for now", _EMPLOYEE, _WITH, _SELF),
    "portraits": Kept(
        "to find pictures again, by a consent of its own", f"{_EMPLOYEE} (biometric comparison: no)", _WITH, _SELF
    ),
    "likenesses": Kept("pictures that look like a portrait", _STRANGERS, _WITH, _REVIEW),
    "told": Kept("an address that was told by telephone, before its capture", _EMPLOYEE, _WITH, _DESK),
    "people_changes": Kept("tells workers whose identity changed", _EMPLOYEE, "days; or until erasure", _NONE),
    # looking
    "watches": Kept("which source is looked at, how often", _EMPLOYEE, _WITH, f"{_SELF}; coordinator"),
    "flare_ups": Kept("periods in which exposure is likely to grow", _EMPLOYEE, _WITH, f"{_SELF}; coordinator"),
    "scans": Kept(
        "what was looked at, and what could not be", _EMPLOYEE, f"{_WITH}; of sites: no end is set", f"{_SELF}; coordinator"
    ),
    "pages": Kept("recognises a page that did not change; keyed digests", _NOBODY, "with its scan", _NONE),
    "crawls": Kept("where the crawl of a site stands", _NOBODY, "until it has ended", _NONE),
    "crawl_pages": Kept(
        "spares a site questions; addresses may name people",
        "whoever an address names",
        "a month at most; until anybody enrols or leaves",
        _NONE,
    ),
    "host_turns": Kept("hosts are asked one question at a time; keyed digests", _NOBODY, "a day", _NONE),
    "findings": Kept(
        "we think that it is about them",
        _STRANGERS,
        "{dismissed_finding} days when dismissed, {unjudged_finding} when nobody judged; else with its exposure",
        _REVIEW,
    ),
    "captures": Kept(
        "the page as served: evidence",
        _STRANGERS,
        f"with its finding; once confirmed {_CASE}",
        f"{_REVIEW}; coordinator in a bundle",
    ),
    "judgements": Kept("a person said whether it is about them", "employees; staff by pseudonym", "with its finding", _REVIEW),
    "calibrations": Kept("what scores turned out to be worth", _NOBODY, "for good: counts", "operator"),
    # what was confirmed
    "cases": Kept(
        "one person's exposures together", _EMPLOYEE, f"{_GOOD}; its content {_EITHER.removeprefix('until ')}", _DESK
    ),
    "exposures": Kept("it is about them, at one place", _EMPLOYEE, _EITHER, f"{_SELF}; {_DESK}"),
    "traces": Kept("which kinds of data stand there", _EMPLOYEE, _EITHER, f"{_SELF}; {_DESK}"),
    "sightings": Kept("each look: still there or not", _EMPLOYEE, _EITHER, f"{_SELF}; {_DESK}"),
    "takedowns": Kept("requests for removal and their letters", _EMPLOYEE, _EITHER, f"{_SELF}; {_DESK}"),
    "steps": Kept("the history of a request", "employees; staff by pseudonym", _EITHER, _DESK),
    "replies": Kept(
        "what came in by mail",
        "employees; whoever wrote",
        f"{_EITHER}; the words of what belongs to no request and waits for nobody: {{dismissed_finding}} days",
        "specialists",
    ),
    "decisions": Kept("what was decided about the police, talks, the media", _EMPLOYEE, _EITHER, "coordinator"),
    "redactions": Kept("what is painted over in a picture", _STRANGERS, _EITHER, _REVIEW),
    "tasks": Kept("what people owe, and by when", "employees; staff by pseudonym", _WITH, _DESK),
    "seals": Kept("proves that a capture was not changed; digests", _NOBODY, _GOOD, _NONE),
    "overrides": Kept("two people acted without a time stamp", _STAFF, _EITHER, "coordinator"),
    "custody": Kept("who did what with evidence", _STAFF, _GOOD, "coordinator"),
    "custody_heads": Kept("shows that no custody log was cut off; digests", _NOBODY, _GOOD, _NONE),
    "incidents": Kept(
        "what was reported to the organisation",
        "employees; whoever the words are about",
        "words: {incident} days after it was closed, or with its case; a line that names nobody stays",
        "coordinator; whoever reported",
    ),
    "duties": Kept("which coordinator has the desk", _STAFF, "{incident} days after it was over", "coordinator"),
    # the house itself
    "accounts": Kept(
        "who may sign in; a login is kept as a keyed digest",
        _STAFF,
        "an employee's: with the profile; staff's: disabled, not deleted",
        "administrator",
    ),
    "account_links": Kept("a link by which staff sets a password", _STAFF, "14 days at most", _NONE),
    "recovery_codes": Kept("stand in for a second factor; keyed digests", _STAFF, "until used, or made anew", _NONE),
    "sessions": Kept("who is signed in", "employees, staff", "hours; a day at most after the last visit", "its owner"),
    "attempts": Kept("slows down who tries passwords; keyed digests", "whoever tries", "minutes to hours", _NONE),
    "api_tokens": Kept("which system may ask what", _NOBODY, "until revoked; then kept as revoked", "administrator"),
    "webhooks": Kept(
        "which system is told that something happened", _NOBODY, "until stopped; then kept as stopped", "administrator"
    ),
    "deliveries": Kept("what such a system was told: an id", _EMPLOYEE, "with what it is about", "administrator"),
    "experiences": Kept("how recipients answered elsewhere: counts", _NOBODY, "until replaced", "coordinator"),
    "rotations": Kept("the signing keys after one another; public", _NOBODY, _GOOD, _NONE),
    "source_health": Kept("whether a source can be read", _NOBODY, "always the newest", "coordinator, administrator"),
    "diary": Kept("what must happen next, by ids", _EMPLOYEE, "until done; struck at withdrawal", "operator: counts"),
    "pulses": Kept("which processes live", _NOBODY, "a day after they died", "operator"),
    "parts": Kept("whether broker and mail are well", _NOBODY, "always the newest", "operator"),
    "audit": Kept(
        "who opened what, for which purpose",
        "employees by id; staff by pseudonym",
        _GOOD,
        f"{_OFFICER}; the employee: lines about them",
    ),
    "keys": Kept(
        "the data keys, wrapped: destroying one is erasing", _NOBODY, "until destroyed, with the profile or the case", _NONE
    ),
}

#: What the usual columns hold, where a table has nothing to add.
_PLAIN = {
    "id": "a random number",
    "at": "when",
    "by": "who, by pseudonym",
    "seq": "a number, in order",
    "source": "which source, by its name in the catalogue",
    "unit": "team",
    "reason": "one of luwte's words for why",
    "verdict": "present, absent or unclear",
    "kind": "which kind, one of luwte's words",
    "outcome": "what came of it, one of luwte's words",
}


@dataclass(frozen=True, slots=True)
class Described:
    """One table with its record. `columns`: name, and what it holds."""

    name: str
    where: str
    kept: Kept
    columns: tuple[tuple[str, str], ...]


def described() -> Iterator[Described]:
    """Every table, in the order of the record."""
    known = {table.name: (table, where) for data, where in _DATABASES for table in data.tables.values()}
    for name, kept in TABLES.items():
        table, where = known[name]
        yield Described(name, where, kept, tuple((column.name, _holds(column)) for column in table.columns))


def _holds(column: Column[object]) -> str:
    if column.comment:
        return column.comment
    foreign = next(iter(column.foreign_keys), None)
    return f"which one of `{foreign.column.table.name}`" if foreign else _PLAIN.get(column.name, column.name.replace("_", " "))


_DATABASES = ((metadata, "vault"), (key_metadata, "key store"))
