"""Every table, one file. A column's comment says what it holds and why; a column called `sealed` is ciphertext.

Two databases: the vault, and apart from it the keys (`key_tables`), so that destroying a key also empties every backup of
the vault.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)
key_metadata = MetaData(naming_convention=NAMING)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _of(table: str, *, nullable: bool = False) -> Column[str]:
    one = {"watches": "watch"}.get(table, table.removesuffix("s"))
    return Column(f"{one}_id", String(32), ForeignKey(f"{table}.id"), nullable=nullable, index=True)


keys = Table(
    "keys",
    key_metadata,
    _id(),
    Column("owner", String(16), nullable=False, comment="profile, case or service"),
    Column("wrapped_by", String(64), nullable=False, comment="name of the master key in the ring"),
    Column("wrapped", LargeBinary, nullable=False, comment="the data key, encrypted by that master key"),
)

profiles = Table(
    "profiles",
    metadata,
    _id(),
    Column("sealed", LargeBinary, comment="the identity, under the profile's own key; empty until enrolled, and once erased"),
    Column("unit", String(64), nullable=False, default="", comment="team; direct colleagues may not judge"),
    Column("revision", Integer, nullable=False, default=0, comment="counts savings, so that an index knows it is behind"),
    Column("created_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)
invitations = Table(
    "invitations",
    metadata,
    Column("digest", String(64), primary_key=True, comment="HMAC of the token in the link"),
    _of("profiles"),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)
grants = Table(
    "grants",
    metadata,
    _id(),
    _of("profiles"),
    Column("kind", String(16), nullable=False, comment="consent or mandate"),
    Column("routes", JSON, nullable=False, comment="for a mandate: the legal routes it covers"),
    Column("given_at", Moment, nullable=False),
    Column("until", Moment),
    Column("withdrawn_at", Moment),
    Column("how", String(32), nullable=False, comment="page, telephone with witness …"),
)
accounts = Table(
    "accounts",
    metadata,
    _id(),
    Column("login_index", String(64), nullable=False, unique=True, comment="HMAC of the login name; the name is not kept"),
    Column("pseudonym", String(32), nullable=False, unique=True, comment="how this person is called in steps and audit lines"),
    Column("password_hash", String(256), nullable=False, comment="argon2id"),
    Column("role", String(16), nullable=False),
    Column("unit", String(64), nullable=False, default=""),
    _of("profiles", nullable=True),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
)
sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True, comment="HMAC of the cookie"),
    _of("accounts"),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)
watches = Table(
    "watches",
    metadata,
    _id(),
    Column("source", String(64), nullable=False),
    _of("profiles", nullable=True),
    Column("cadence_seconds", Integer, nullable=False),
    UniqueConstraint("source", "profile_id"),
)
flare_ups = Table(
    "flare_ups",
    metadata,
    _id(),
    _of("profiles"),
    Column("kind", String(16), nullable=False),
    Column("starts", Moment, nullable=False),
    Column("ends", Moment, nullable=False),
    Column("cadence_seconds", Integer, nullable=False),
)
scans = Table(
    "scans",
    metadata,
    _id(),
    _of("watches"),
    Column("at", Moment, nullable=False),
    Column("verdict", String(16), nullable=False, comment="present, absent or unclear"),
    Column("reason", String(24), nullable=False, default="", comment="why unclear"),
    Column("source_version", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("findings", Integer, nullable=False),
)
pages = Table(
    "pages",
    metadata,
    _id(),
    _of("scans"),
    Column("place_index", String(64), nullable=False, comment="HMAC of the place"),
    Column("digest", String(64), nullable=False, comment="HMAC of the body's digest: unchanged pages are recognised"),
    Column("verdict", String(24), nullable=False),
)
disclosures = Table(
    "disclosures",
    metadata,
    _id(),
    _of("profiles"),
    Column("source", String(64), nullable=False),
    Column("kinds", JSON, nullable=False, comment="which kinds of identifier the query told the source, never their values"),
    Column("purpose", String(16), nullable=False),
    Column("at", Moment, nullable=False),
)
crawls = Table(
    "crawls",
    metadata,
    Column("watch_id", String(32), ForeignKey("watches.id"), primary_key=True),
    Column("under_way", Boolean, nullable=False, comment="whether it was begun and not ended: it goes on where it was"),
    Column("weighed", String(64), nullable=False, comment="digest of against whom its pages were read; empty: of several"),
    Column("asked", Integer, nullable=False, comment="pages asked for in this crawl"),
    Column("found", Integer, nullable=False, comment="new findings in this crawl"),
    Column("said", JSON, nullable=False, comment="what its pages said, each word once"),
)
crawl_pages = Table(
    "crawl_pages",
    metadata,
    Column("watch_id", String(32), ForeignKey("watches.id"), primary_key=True),
    Column("place_index", String(32), primary_key=True, comment="HMAC of the address"),
    Column("depth", Integer, nullable=False, comment="links from a start page; -1 for a sitemap"),
    Column("state", String(8), nullable=False, comment="waiting, done or gone, in this crawl"),
    Column("sealed", LargeBinary, nullable=False, comment="the address and what is remembered of it, under the watch's key"),
)
captures = Table(
    "captures",
    metadata,
    _id(),
    Column("key_id", String(32), nullable=False, index=True, comment="the profile's key, after confirmation the case's"),
    Column("exposure_id", String(32), index=True, comment="whose evidence it is, once confirmed"),
    Column("fetched_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="the originals as captured, with their seal"),
    Column("stamped", Boolean, nullable=False, default=False, comment="whether a trusted time stamp is part of the seal"),
)
findings = Table(
    "findings",
    metadata,
    _id(),
    _of("profiles"),
    _of("captures"),
    Column("place_index", String(64), nullable=False, comment="HMAC of the place"),
    Column("source", String(64), nullable=False),
    Column("grade", String(16), nullable=False),
    Column("score", Float, nullable=False),
    Column("opinion", String(16), nullable=False, default="", comment="repeats the last judgement: an index"),
    Column("found_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="place, signals and excerpt, under the profile's key"),
    UniqueConstraint("profile_id", "place_index"),
    Index("ix_findings_opinion_score", "opinion", "score"),
)
judgements = Table(
    "judgements",
    metadata,
    _id(),
    _of("findings"),
    Column("opinion", String(16), nullable=False),
    Column("by", String(32), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", String(64), nullable=False, default=""),
)
calibrations = Table(
    "calibrations",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True, comment="the highest is in force; none is ever changed"),
    Column("made_at", Moment, nullable=False),
    Column("by", String(32), nullable=False),
    Column("points", JSON, nullable=False, comment="(score, share) at fixed scores; none: scores are taken at their word"),
    Column("confirmed", Integer, nullable=False, comment="how many confirmed findings it was learned from"),
    Column("dismissed", Integer, nullable=False),
    Column("error_before", Float, nullable=False, comment="expected error of the scores themselves"),
    Column("error_after", Float, nullable=False, comment="and of the map, on findings that it was not learned from"),
)
cases = Table(
    "cases",
    metadata,
    _id(),
    _of("profiles"),
    Column("opened_at", Moment, nullable=False),
    Column("owner", String(32), nullable=False),
    Column("suspected_criminal", Boolean, nullable=False, default=False),
    Column("police", String(16), nullable=False, default="not-asked", comment="what they said about acting"),
    Column("threat", Boolean, nullable=False, default=False, comment="a threat to life or safety stands there as well"),
    Column("held_at", Moment, comment="police hold"),
)
exposures = Table(
    "exposures",
    metadata,
    _id(),
    _of("profiles"),
    _of("cases"),
    _of("findings"),
    Column("source", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="the place, under the case's key"),
    Column("found_at", Moment, nullable=False),
    Column("confirmed_at", Moment, nullable=False),
    Column("outcome", String(16), nullable=False, comment="repeats the fold of the sightings: an index"),
    Column("reappearances", Integer, nullable=False, default=0),
)
traces = Table(
    "traces",
    metadata,
    _id(),
    _of("exposures"),
    Column("category", String(24), nullable=False),
    Column("scope", String(24), nullable=False),
)
sightings = Table(
    "sightings",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    _of("traces"),
    Column("at", Moment, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("reason", String(24), nullable=False, default=""),
    Column("control", Boolean, nullable=False),
    Column("cold", Boolean, nullable=False),
    Column("vantage", String(128), nullable=False),
    Column("status", Integer, nullable=False),
    Column("digest", String(64), nullable=False, default=""),
)
takedowns = Table(
    "takedowns",
    metadata,
    _id(),
    Column("reference", String(24), nullable=False, unique=True),
    _of("exposures"),
    _of("profiles"),
    _of("cases"),
    Column("route", String(32), nullable=False),
    Column("recipient", String(64), nullable=False),
    Column("author", String(32), nullable=False),
    Column("state", String(24), nullable=False, index=True, comment="repeats the fold of the steps: an index"),
    Column("token", String(64), index=True, comment="of the newest attempt; stands in its Reply-To and envelope sender"),
    Column("message_id", String(128), index=True, comment="of the newest attempt, fixed before sending"),
    Column("sealed", LargeBinary, nullable=False, comment="subject and text, under the case's key"),
)
steps = Table(
    "steps",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    _of("takedowns"),
    Column("event", String(24), nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", String(32), nullable=False),
    Column("facts", JSON, nullable=False, comment="what the event carries; never an exposed value"),
)
replies = Table(
    "replies",
    metadata,
    _id(),
    Column(
        "uid_index", String(64), nullable=False, unique=True, comment="HMAC of the message's name in its mailbox: taken once"
    ),
    _of("takedowns", nullable=True),
    Column("received_at", Moment, nullable=False),
    Column("event", String(24), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("wants_human", Boolean, nullable=False),
    Column("key_id", String(32), nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="the message as received"),
)
custody = Table(
    "custody",
    metadata,
    _of("cases"),
    Column("seq", Integer, nullable=False),
    Column("line", LargeBinary, nullable=False, comment="one hash-chained line of the custody log: no names, URLs or content"),
    UniqueConstraint("case_id", "seq"),
)
source_health = Table(
    "source_health",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("healthy", Boolean, nullable=False),
    Column("reason", String(24), nullable=False, default=""),
    Column("checked_at", Moment, nullable=False),
    Column("good_at", Moment),
)
diary = Table(
    "diary",
    metadata,
    Column("action", String(16), primary_key=True),
    Column("thing", String(64), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("lease", String(32), comment="who took it; a save under another lease is refused"),
    Column("leased_until", Moment),
    Column("meanwhile", Moment, comment="noted anew while somebody held it: due again then, whatever they settle"),
    Column(
        "failures", Integer, nullable=False, default=0, server_default="0", comment="in a row; each makes the next try later"
    ),
    Column(
        "failure", String(64), nullable=False, default="", server_default="", comment="the newest one's kind, never its text"
    ),
)
audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("by", String(32), nullable=False),
    Column("action", String(32), nullable=False),
    Column("purpose", String(16), nullable=False, default=""),
    Column("about", String(32), nullable=False, default="", comment="a profile's id: means nothing once the profile is erased"),
    Column("detail", String(128), nullable=False, default=""),
    Column("chain", String(64), comment="SHA-256 over the line before and this one; written in batches by the clock"),
)
