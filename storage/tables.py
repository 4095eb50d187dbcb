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
    CheckConstraint,
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
    false,
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
    Column("witness", LargeBinary, comment="who listened in, and who took it down, under the profile's key"),
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
    Column("proposed_by", String(32), nullable=False, server_default="", comment="who made it, or gave it new credentials"),
    Column("agreed_at", Moment, comment="when a second person agreed; empty: it waits, and opens nothing"),
    Column("subject_index", String(64), unique=True, comment="HMAC of the sign-in provider's issuer and subject"),
    Column("factor", LargeBinary, comment="secret of the second factor (TOTP), under the service's key"),
    Column("factor_at", Moment, comment="when a first code proved that it works; empty: it is being set up"),
    Column("factor_step", Integer, nullable=False, server_default="0", comment="time step of the last code: used once"),
    Column(
        "language",
        String(8),
        nullable=False,
        server_default="",
        comment="chosen by its owner; empty: nothing was",
    ),
)
sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True, comment="HMAC of the cookie"),
    _of("accounts"),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("stage", String(8), nullable=False, server_default="whole", comment="whole, or what is still asked: code, set-up"),
    Column("agent", String(64), nullable=False, server_default="", comment="kind of browser, so that its owner knows it again"),
)
recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("digest", String(64), primary_key=True, comment="HMAC of the code, which stands in for a second factor once"),
    _of("accounts"),
)
account_links = Table(
    "account_links",
    metadata,
    Column("digest", String(64), primary_key=True, comment="HMAC of the link with which somebody of staff sets a password"),
    _of("accounts"),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)
attempts = Table(
    "attempts",
    metadata,
    Column("key", String(64), primary_key=True, comment="HMAC of what was tried and from where"),
    Column("number", Integer, nullable=False, comment="how often it failed"),
    Column("until", Moment, nullable=False, comment="when that is forgotten"),
)
api_tokens = Table(
    "api_tokens",
    metadata,
    _id(),
    Column("digest", String(64), nullable=False, unique=True, comment="HMAC of the token, which is shown once"),
    Column("name", String(64), nullable=False, comment="which system has it"),
    Column("scopes", JSON, nullable=False),
    Column("created_by", String(32), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("used_on", Moment, comment="the last day on which it was used"),
)
webhooks = Table(
    "webhooks",
    metadata,
    _id(),
    Column("name", String(64), nullable=False, comment="which system listens"),
    Column("sealed", LargeBinary, nullable=False, comment="its address and the secret that signs, under the service's key"),
    Column("events", JSON, nullable=False),
    Column("created_by", String(32), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("stopped_at", Moment),
)
deliveries = Table(
    "deliveries",
    metadata,
    _id(),
    _of("webhooks"),
    Column("event", String(32), nullable=False),
    Column("thing", String(32), nullable=False, comment="the id of what it is about, and nothing of it"),
    Column("at", Moment, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("ended_at", Moment, comment="when it was taken, or given up"),
    Column("outcome", String(16), nullable=False, server_default="", comment="taken, given-up, or why the last try failed"),
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
    Column("cadence_seconds", Integer, nullable=False, comment="how often the sources are asked in the period itself"),
    Column("lead_seconds", Integer, nullable=False, server_default="0", comment="how long it is led up to"),
    Column("tail_seconds", Integer, nullable=False, server_default="0", comment="and how long it is followed"),
    Column("yearly", Boolean, nullable=False, server_default=false(), comment="comes back on the same days every year"),
    Column("cancelled_at", Moment, comment="asks for nothing from then on; kept, so that coverage can be told"),
    Column("uid_index", String(64), index=True, comment="HMAC of the event's name in the calendar file that it came from"),
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
permissions = Table(
    "permissions",
    metadata,
    _id(),
    _of("profiles"),
    Column("source", String(64), nullable=False),
    Column("kinds", JSON, nullable=False, comment="which kinds of identifier this source may learn; none: not any more"),
    Column("given_at", Moment, nullable=False, comment="the newest line of a source counts"),
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
    Column("pictured", String(16), nullable=False, server_default="off", comment="whether there is a picture, or why not"),
)
seals = Table(
    "seals",
    metadata,
    Column("capture_id", String(32), primary_key=True, comment="outlives the capture: the custody log names it"),
    Column("exposure_id", String(32), index=True, comment="whose evidence it is: without a row here no takedown exists"),
    Column("digest", String(64), nullable=False, comment="of the seal's manifest, whose commitments are salted"),
    Column("tokens", Integer, nullable=False, comment="how many authorities stamped it"),
    Column("verified_at", Moment, nullable=False, comment="when a token was checked against our own roots; no token, no row"),
)
overrides = Table(
    "overrides",
    metadata,
    _id(),
    Column("exposure_id", String(32), nullable=False, index=True),
    Column("first", String(32), nullable=False, comment="who asked to act without a time stamp"),
    Column("asked_at", Moment, nullable=False),
    Column("second", String(32), comment="who agreed; never the same person"),
    Column("agreed_at", Moment),
    CheckConstraint("second IS NULL OR second <> first", name="ck_overrides_two_people"),
)
redactions = Table(
    "redactions",
    metadata,
    _id(),
    Column("capture_id", String(32), nullable=False, index=True),
    Column("key_id", String(32), nullable=False, comment="the case's key"),
    Column("by", String(32), nullable=False, comment="who approved the boxes"),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="which picture, and the boxes"),
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
    Column(
        "risk",
        Integer,
        nullable=False,
        server_default="-1",
        comment="what it gives away, as domain/risk.py ranks it; -1: not yet",
    ),
    Index("ix_findings_opinion_risk_score_id", "opinion", "risk", "score", "id"),
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
    _of("profiles", nullable=True),
    Column("opened_at", Moment, nullable=False),
    Column("owner", String(32), nullable=False),
    Column("deputy", String(32), nullable=False, server_default="", comment="pseudonym of who stands in for the owner"),
    Column("suspected_criminal", Boolean, nullable=False, default=False),
    Column("police", String(16), nullable=False, default="not-asked", comment="what they said about acting"),
    Column("threat", Boolean, nullable=False, default=False, comment="a threat to life or safety stands there as well"),
    Column("held_at", Moment, comment="police hold"),
    Column("erased_at", Moment, comment="its key is destroyed; the custody log stays"),
    Column("erased_ground", String(32), nullable=False, default="", server_default="", comment="withdrawal, retention …"),
    Column("kept_until", Moment, comment="a person's word that its evidence is needed until then"),
    Column("kept_for", String(16), nullable=False, default="", server_default="", comment="and why: claim, report, flare-up …"),
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
    Column(
        "kind",
        String(16),
        nullable=False,
        default="origin",
        server_default="origin",
        comment="or what is left or copied of one",
    ),
    Column("parent_id", String(32), index=True, comment="the exposure that this is left or copied of"),
    Column("accepted_at", Moment, comment="accepted as lawful: looked at once a year, not counted as open"),
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
    Column("chain", String(64), comment="SHA-256 over the step before of the same takedown and this one"),
)
replies = Table(
    "replies",
    metadata,
    _id(),
    Column(
        "uid_index", String(64), nullable=False, unique=True, comment="HMAC of the message's name in its mailbox: taken once"
    ),
    Column("content_index", String(64), unique=True, comment="HMAC of what it says: taken once, however often it is sent"),
    _of("takedowns", nullable=True),
    Column("received_at", Moment, nullable=False),
    Column("event", String(24), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("wants_human", Boolean, nullable=False),
    Column("key_id", String(32), nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="the message as received"),
)
told = Table(
    "told",
    metadata,
    _id(),
    _of("profiles"),
    Column("sealed", LargeBinary, nullable=False, comment="the address that was told by telephone, under the profile's key"),
    Column("at", Moment, nullable=False),
    Column("by", String(32), nullable=False),
    Column("outcome", String(16), nullable=False, default="", comment="captured, or why not; empty while it is tried"),
)
tasks = Table(
    "tasks",
    metadata,
    _id(),
    Column("kind", String(24), nullable=False),
    Column("thing", String(32), nullable=False, comment="what it is about: a takedown, an exposure, a case, a profile"),
    Column("mark", String(48), nullable=False, default="", comment="tells one ring of a clock from the next"),
    _of("profiles"),
    Column("opened_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("done_by", String(32), nullable=False, default=""),
    Column("outcome", String(64), nullable=False, default="", comment="one of the words that the page offers"),
    UniqueConstraint("kind", "thing", "mark"),
    Index("ix_tasks_done_at_due_at", "done_at", "due_at"),
)
experiences = Table(
    "experiences",
    metadata,
    _id(),
    Column("organisation", String(128), nullable=False, unique=True, comment="whose; a newer one replaces the older"),
    Column("imported_at", Moment, nullable=False),
    Column("by", String(32), nullable=False),
    Column("document", JSON, nullable=False, comment="their statistics as checked: counts per recipient, nobody's data"),
)
decisions = Table(
    "decisions",
    metadata,
    _id(),
    _of("cases"),
    Column("matter", String(16), nullable=False, comment="talks with the offender, the police, the media"),
    Column("choice", String(24), nullable=False),
    Column("with_employee", Boolean, nullable=False, comment="whether it was talked over with the employee"),
    Column("by", String(32), nullable=False),
    Column("at", Moment, nullable=False),
)
self_checks = Table(
    "self_checks",
    metadata,
    _id(),
    _of("profiles"),
    Column("asked_at", Moment, nullable=False, comment="when the employee asked to be looked for at once"),
)
checklist = Table(
    "checklist",
    metadata,
    Column("profile_id", String(32), ForeignKey("profiles.id"), primary_key=True),
    Column("step", String(32), primary_key=True, comment="name of a step that the employee says they have taken"),
    Column("done_at", Moment, nullable=False),
)
proofs = Table(
    "proofs",
    metadata,
    _id(),
    _of("profiles"),
    Column("kind", String(16), nullable=False, comment="phone or email"),
    Column("value_index", String(64), nullable=False, comment="HMAC of the detail that is to be proven"),
    Column("digest", String(64), nullable=False, comment="HMAC of the token or code that was sent"),
    Column("asked_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("tries", Integer, nullable=False, default=0, server_default="0", comment="wrong codes: after five it is void"),
    Column("ended_at", Moment, comment="proven, void or overtaken by a newer one"),
)
messages = Table(
    "messages",
    metadata,
    _id(),
    _of("profiles"),
    Column("kind", String(16), nullable=False, comment="invitation, mail-link or phone-code"),
    Column("sealed", LargeBinary, comment="to whom and what, under the profile's key; empty as soon as it has left, or cannot"),
    Column("at", Moment, nullable=False),
    Column("outcome", String(16), nullable=False, default="", comment="sent or refused; empty while it waits"),
    Column("ended_at", Moment),
)
pauses = Table(
    "pauses",
    metadata,
    _id(),
    _of("profiles"),
    Column("since", Moment, nullable=False),
    Column("until", Moment, comment="when it ends by itself, if the employee said so"),
    Column("ended_at", Moment, comment="when the employee ended it"),
)
relatives = Table(
    "relatives",
    metadata,
    _id(),
    _of("profiles"),
    Column(
        "relative_id", String(32), ForeignKey("profiles.id"), nullable=False, unique=True, comment="the relative's own profile"
    ),
    Column("minor", Boolean, nullable=False, comment="whether somebody who holds custody consents for them"),
    Column("declared_at", Moment, comment="when that was declared"),
    Column("made_at", Moment, nullable=False),
)
staff = Table(
    "staff",
    metadata,
    Column("profile_id", String(32), ForeignKey("profiles.id"), primary_key=True),
    Column(
        "number_index",
        String(64),
        nullable=False,
        unique=True,
        comment="HMAC of the number in the staff list; the number is not kept",
    ),
    Column("listed_at", Moment, nullable=False, comment="when it last stood in a staff list"),
)
closures = Table(
    "closures",
    metadata,
    _id(),
    _of("profiles"),
    Column("proposed_at", Moment, nullable=False, comment="when a staff list no longer had this employee"),
    Column("by", String(32), nullable=False, comment="who gave that list"),
    Column("decided_at", Moment),
    Column("decided_by", String(32), nullable=False, default="", server_default=""),
    Column(
        "outcome",
        String(16),
        nullable=False,
        default="",
        server_default="",
        comment="kept; what was closed is erased, and this with it",
    ),
)
incidents = Table(
    "incidents",
    metadata,
    _id(),
    Column("reference", String(24), nullable=False, unique=True),
    Column("at", Moment, nullable=False, comment="when it was reported"),
    Column("by", String(32), nullable=False, comment="pseudonym of whoever reported; empty once erased"),
    Column("nature", String(16), nullable=False, comment="published, threat, suspicion …"),
    Column("about", String(16), nullable=False, comment="whom it is about, seen from whoever reported; never who"),
    Column("criminal", String(8), nullable=False, comment="whether it seems to be a crime: yes, no or unknown"),
    Column("danger", Boolean, nullable=False, comment="whether somebody is in danger now"),
    Column("unit", String(64), nullable=False, comment="team that it is about, if they said so; empty once erased"),
    Column("happened_on", String(10), nullable=False, server_default="", comment="the day, as YYYY-MM-DD, if they know"),
    Column("owner", String(32), nullable=False, server_default="", comment="pseudonym of whoever took it"),
    Column("taken_at", Moment, comment="when somebody took it"),
    Column("closed_at", Moment, comment="when it was closed; the retention counts from here"),
    Column("closing", String(16), nullable=False, server_default="", comment="why it was closed"),
    Column("case_id", String(32), ForeignKey("cases.id"), index=True, comment="the case as which it goes on"),
    Column("sealed", LargeBinary, comment="their words, under a key of the report's own; empty once erased"),
    Index("ix_incidents_closed_at", "closed_at"),
    comment="the organisation's own register of what was reported, also about people who are not enrolled",
)
duties = Table(
    "duties",
    metadata,
    _id(),
    Column("pseudonym", String(32), nullable=False, comment="of the coordinator who has the desk"),
    Column("since", Moment, nullable=False, comment="from when"),
    Column("until", Moment, nullable=False, comment="until when (outside)"),
    Column("by", String(32), nullable=False, comment="pseudonym of whoever wrote it down"),
    comment="who has the desk when the owner of a case and their deputy are away",
)
custody = Table(
    "custody",
    metadata,
    _of("cases"),
    Column("seq", Integer, nullable=False),
    Column("line", LargeBinary, nullable=False, comment="one hash-chained line of the custody log: no names, URLs or content"),
    UniqueConstraint("case_id", "seq"),
)
custody_heads = Table(
    "custody_heads",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("document", LargeBinary, nullable=False, comment="how long each case's log was that day, and its last digest"),
    Column("signature", LargeBinary, nullable=False),
    Column("token", LargeBinary, comment="of an authority; none where all were away that day"),
)
rotations = Table(
    "rotations",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("statement", LargeBinary, nullable=False, comment="a new signing key, signed by the one before it; public"),
    Column("signature", LargeBinary, nullable=False),
)
portraits = Table(
    "portraits",
    metadata,
    _id(),
    _of("profiles"),
    Column("added_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="the picture and its perceptual hashes, under the profile's key"),
)
likenesses = Table(
    "likenesses",
    metadata,
    _id(),
    _of("profiles"),
    _of("portraits"),
    Column("place_index", String(64), nullable=False, comment="HMAC of place and picture: suggested once"),
    Column("method", String(8), nullable=False, comment="pdq or sift"),
    Column("strength", Integer, nullable=False, comment="bits that differ, or points that agree"),
    Column("found_at", Moment, nullable=False),
    Column(
        "opinion", String(16), nullable=False, default="", server_default="", comment="a person's word; empty: not yet seen"
    ),
    Column("by", String(32), nullable=False, default="", server_default=""),
    Column("sealed", LargeBinary, nullable=False, comment="where it was seen, under the profile's key"),
    UniqueConstraint("profile_id", "place_index"),
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
    Column("at", Moment, nullable=False),
    Column("queue", String(16), nullable=False, server_default="crawl", comment="in which queue it waits for its actor"),
    Column("lease", String(32), comment="who took it; a save under another lease is refused"),
    Column("leased_until", Moment),
    Column(
        "begun",
        Boolean,
        nullable=False,
        default=False,
        server_default=false(),
        comment="an actor is at it; a line that is held and not begun is a message on its way",
    ),
    Column("meanwhile", Moment, comment="noted anew while somebody held it: due again then, whatever they settle"),
    Column(
        "failures", Integer, nullable=False, default=0, server_default="0", comment="in a row; each makes the next try later"
    ),
    Column(
        "failure", String(64), nullable=False, default="", server_default="", comment="the newest one's kind, never its text"
    ),
)
pulses = Table(
    "pulses",
    metadata,
    Column("id", String(32), primary_key=True, comment="made anew at each start of a process"),
    Column("organ", String(8), nullable=False, comment="web, clock or worker"),
    Column("version", String(32), nullable=False, comment="of the luwte that this process runs"),
    Column("queues", JSON, nullable=False, comment="for a worker: those that it takes from"),
    Column("started_at", Moment, nullable=False, comment="when the process started"),
    Column("at", Moment, nullable=False, comment="when it was last alive; a clock: last turned"),
    Column("index_at", Moment, comment="when its index was compared with the grants"),
    comment="one line for each process of the service that lives",
)
parts = Table(
    "parts",
    metadata,
    Column("part", String(16), primary_key=True, comment="broker, mail-out …"),
    Column("condition", String(8), nullable=False, comment="up, down, or off where no setting asks for it"),
    Column("why", String(64), nullable=False, comment="in words of ours; no address, no text of an error"),
    Column("at", Moment, nullable=False, comment="when it was checked"),
    comment="what those that have the way to a part last said of it",
)
# What is free and what is held are asked for apart: of ten million lines a claim touches only those that it takes.
_free, _held = diary.c.lease.is_(None), diary.c.lease.is_not(None)
Index("ix_diary_free", diary.c.queue, diary.c.at, sqlite_where=_free, postgresql_where=_free)
Index("ix_diary_held", diary.c.leased_until, sqlite_where=_held, postgresql_where=_held)
host_turns = Table(
    "host_turns",
    metadata,
    Column("host", String(64), primary_key=True, comment="keyed digest of its name: a host may name a person"),
    Column("began_at", Moment, comment="when the newest question went out, by the database's clock"),
    Column("asker", String(32), comment="whose question is on its way now"),
    Column("asker_until", Moment, comment="who has not come back by then has died"),
    Column("quiet_until", Moment, comment="the host asked to be left alone until then"),
)
people_changes = Table(
    "people_changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="in the order of the commits"),
    Column("mark", String(32), nullable=False, comment="random: a vault that was put back has another history"),
    Column("profile_id", String(32), nullable=False, comment="whose identity or grants changed; empty: whoever it was"),
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
# The database itself refuses a takedown without a seal (storage/guards.py): a restored backup must put the seals back first.
takedowns.add_is_dependent_on(seals)
takedowns.add_is_dependent_on(overrides)
