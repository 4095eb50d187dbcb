"""the first tables

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column(
            "about", sa.String(length=32), nullable=False, comment="a profile's id: means nothing once the profile is erased"
        ),
        sa.Column("detail", sa.String(length=128), nullable=False),
        sa.Column(
            "chain",
            sa.String(length=64),
            nullable=True,
            comment="SHA-256 over the line before and this one; written in batches by the clock",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_table(
        "captures",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False, comment="the profile's key, after confirmation the case's"),
        sa.Column("exposure_id", sa.String(length=32), nullable=True, comment="whose evidence it is, once confirmed"),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, comment="the originals as captured, with their seal"),
        sa.Column("stamped", sa.Boolean(), nullable=False, comment="whether a trusted time stamp is part of the seal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
    )
    with op.batch_alter_table("captures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_captures_exposure_id"), ["exposure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_captures_key_id"), ["key_id"], unique=False)

    op.create_table(
        "diary",
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("thing", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease", sa.String(length=32), nullable=True, comment="who took it; a save under another lease is refused"),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "meanwhile",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="noted anew while somebody held it: due again then, whatever they settle",
        ),
        sa.Column(
            "failures", sa.Integer(), server_default="0", nullable=False, comment="in a row; each makes the next try later"
        ),
        sa.Column(
            "failure", sa.String(length=64), server_default="", nullable=False, comment="the newest one's kind, never its text"
        ),
        sa.PrimaryKeyConstraint("action", "thing", name=op.f("pk_diary")),
    )
    with op.batch_alter_table("diary", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_diary_at"), ["at"], unique=False)

    op.create_table(
        "profiles",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column(
            "sealed",
            sa.LargeBinary(),
            nullable=True,
            comment="the identity, under the profile's own key; empty until enrolled, and once erased",
        ),
        sa.Column("unit", sa.String(length=64), nullable=False, comment="team; direct colleagues may not judge"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="counts savings, so that an index knows it is behind"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profiles")),
    )
    op.create_table(
        "source_health",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("healthy", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("good_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_source_health")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("login_index", sa.String(length=64), nullable=False, comment="HMAC of the login name; the name is not kept"),
        sa.Column(
            "pseudonym", sa.String(length=32), nullable=False, comment="how this person is called in steps and audit lines"
        ),
        sa.Column("password_hash", sa.String(length=256), nullable=False, comment="argon2id"),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_accounts_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("login_index", name=op.f("uq_accounts_login_index")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_accounts_pseudonym")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("suspected_criminal", sa.Boolean(), nullable=False),
        sa.Column("police", sa.String(length=16), nullable=False, comment="what they said about acting"),
        sa.Column("threat", sa.Boolean(), nullable=False, comment="a threat to life or safety stands there as well"),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True, comment="police hold"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_cases_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "disclosures",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column(
            "kinds",
            sa.JSON(),
            nullable=False,
            comment="which kinds of identifier the query told the source, never their values",
        ),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_disclosures_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosures")),
    )
    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disclosures_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "findings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("capture_id", sa.String(length=32), nullable=False),
        sa.Column("place_index", sa.String(length=64), nullable=False, comment="HMAC of the place"),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("grade", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("opinion", sa.String(length=16), nullable=False, comment="repeats the last judgement: an index"),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, comment="place, signals and excerpt, under the profile's key"),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name=op.f("fk_findings_capture_id")),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_findings_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.UniqueConstraint("profile_id", "place_index", name=op.f("uq_findings_profile_id_place_index")),
    )
    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_findings_capture_id"), ["capture_id"], unique=False)
        batch_op.create_index("ix_findings_opinion_score", ["opinion", "score"], unique=False)
        batch_op.create_index(batch_op.f("ix_findings_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "flare_ups",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cadence_seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_flare_ups_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flare_ups")),
    )
    with op.batch_alter_table("flare_ups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_flare_ups_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "grants",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="consent or mandate"),
        sa.Column("routes", sa.JSON(), nullable=False, comment="for a mandate: the legal routes it covers"),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("how", sa.String(length=32), nullable=False, comment="page, telephone with witness …"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_grants_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
    )
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grants_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "invitations",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="HMAC of the token in the link"),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_invitations_profile_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_invitations")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "watches",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=True),
        sa.Column("cadence_seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_watches_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watches")),
        sa.UniqueConstraint("source", "profile_id", name=op.f("uq_watches_source_profile_id")),
    )
    with op.batch_alter_table("watches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watches_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "custody",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "line",
            sa.LargeBinary(),
            nullable=False,
            comment="one hash-chained line of the custody log: no names, URLs or content",
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_custody_case_id")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_custody_case_id_seq")),
    )
    with op.batch_alter_table("custody", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_custody_case_id"), ["case_id"], unique=False)

    op.create_table(
        "exposures",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("finding_id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, comment="the place, under the case's key"),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False, comment="repeats the fold of the sightings: an index"),
        sa.Column("reappearances", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_exposures_case_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name=op.f("fk_exposures_finding_id")),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_exposures_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exposures")),
    )
    with op.batch_alter_table("exposures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exposures_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_exposures_finding_id"), ["finding_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_exposures_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "judgements",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("finding_id", sa.String(length=32), nullable=False),
        sa.Column("opinion", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name=op.f("fk_judgements_finding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    with op.batch_alter_table("judgements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judgements_finding_id"), ["finding_id"], unique=False)

    op.create_table(
        "scans",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("watch_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False, comment="present, absent or unclear"),
        sa.Column("reason", sa.String(length=24), nullable=False, comment="why unclear"),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["watch_id"], ["watches.id"], name=op.f("fk_scans_watch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scans")),
    )
    with op.batch_alter_table("scans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scans_watch_id"), ["watch_id"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="HMAC of the cookie"),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_sessions_account_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_account_id"), ["account_id"], unique=False)

    op.create_table(
        "pages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("scan_id", sa.String(length=32), nullable=False),
        sa.Column("place_index", sa.String(length=64), nullable=False, comment="HMAC of the place"),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="HMAC of the body's digest: unchanged pages are recognised"
        ),
        sa.Column("verdict", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], name=op.f("fk_pages_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
    )
    with op.batch_alter_table("pages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pages_scan_id"), ["scan_id"], unique=False)

    op.create_table(
        "takedowns",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=24), nullable=False),
        sa.Column("exposure_id", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("route", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.Column("author", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False, comment="repeats the fold of the steps: an index"),
        sa.Column(
            "token",
            sa.String(length=64),
            nullable=True,
            comment="of the newest attempt; stands in its Reply-To and envelope sender",
        ),
        sa.Column("message_id", sa.String(length=128), nullable=True, comment="of the newest attempt, fixed before sending"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, comment="subject and text, under the case's key"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_takedowns_case_id")),
        sa.ForeignKeyConstraint(["exposure_id"], ["exposures.id"], name=op.f("fk_takedowns_exposure_id")),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_takedowns_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takedowns")),
        sa.UniqueConstraint("reference", name=op.f("uq_takedowns_reference")),
    )
    with op.batch_alter_table("takedowns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_takedowns_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_takedowns_exposure_id"), ["exposure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_takedowns_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_takedowns_profile_id"), ["profile_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_takedowns_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_takedowns_token"), ["token"], unique=False)

    op.create_table(
        "traces",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("exposure_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=24), nullable=False),
        sa.Column("scope", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["exposure_id"], ["exposures.id"], name=op.f("fk_traces_exposure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traces")),
    )
    with op.batch_alter_table("traces", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_traces_exposure_id"), ["exposure_id"], unique=False)

    op.create_table(
        "replies",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column(
            "uid_index", sa.String(length=64), nullable=False, comment="HMAC of the message's name in its mailbox: taken once"
        ),
        sa.Column("takedown_id", sa.String(length=32), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(length=24), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("wants_human", sa.Boolean(), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, comment="the message as received"),
        sa.ForeignKeyConstraint(["takedown_id"], ["takedowns.id"], name=op.f("fk_replies_takedown_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
        sa.UniqueConstraint("uid_index", name=op.f("uq_replies_uid_index")),
    )
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_replies_takedown_id"), ["takedown_id"], unique=False)

    op.create_table(
        "sightings",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("trace_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("control", sa.Boolean(), nullable=False),
        sa.Column("cold", sa.Boolean(), nullable=False),
        sa.Column("vantage", sa.String(length=128), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["trace_id"], ["traces.id"], name=op.f("fk_sightings_trace_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_sightings")),
    )
    with op.batch_alter_table("sightings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sightings_trace_id"), ["trace_id"], unique=False)

    op.create_table(
        "steps",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("takedown_id", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False, comment="what the event carries; never an exposed value"),
        sa.ForeignKeyConstraint(["takedown_id"], ["takedowns.id"], name=op.f("fk_steps_takedown_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_steps")),
    )
    with op.batch_alter_table("steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_steps_takedown_id"), ["takedown_id"], unique=False)


def downgrade() -> None:
    """There is nothing before the first schema."""
