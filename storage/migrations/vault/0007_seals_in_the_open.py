"""seals that the database asks for, overrides by two, redactions, custody heads, rotations, portraits, cases that were erased

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _seals()
    _custody()
    _portraits()
    with op.batch_alter_table("cases") as batch:
        batch.alter_column("profile_id", existing_type=sa.String(length=32), nullable=True)
        batch.add_column(
            sa.Column("erased_at", sa.DateTime(timezone=True), comment="its key is destroyed; the custody log stays")
        )
        batch.add_column(
            sa.Column(
                "erased_ground",
                sa.String(length=32),
                nullable=False,
                server_default="",
                comment="withdrawal, retention …",
            )
        )
    # What was kept before bears its seal inside: a capture that was stamped was verified when the token came in.
    op.execute(
        "INSERT INTO seals (capture_id, exposure_id, digest, tokens, verified_at) "
        "SELECT id, exposure_id, '', 1, fetched_at FROM captures WHERE stamped"
    )


def _seals() -> None:
    op.create_table(
        "seals",
        sa.Column("capture_id", sa.String(length=32), nullable=False, comment="outlives the capture: the custody log names it"),
        sa.Column("exposure_id", sa.String(length=32), comment="whose evidence it is: without a row here no takedown exists"),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="of the seal's manifest, whose commitments are salted"
        ),
        sa.Column("tokens", sa.Integer(), nullable=False, comment="how many authorities stamped it"),
        sa.Column(
            "verified_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when a token was checked against our own roots; no token, no row",
        ),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("pk_seals")),
    )
    op.create_index(op.f("ix_seals_exposure_id"), "seals", ["exposure_id"])
    op.create_table(
        "overrides",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("exposure_id", sa.String(length=32), nullable=False),
        sa.Column("first", sa.String(length=32), nullable=False, comment="who asked to act without a time stamp"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second", sa.String(length=32), comment="who agreed; never the same person"),
        sa.Column("agreed_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("second IS NULL OR second <> first", name=op.f("ck_overrides_two_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overrides")),
    )
    op.create_index(op.f("ix_overrides_exposure_id"), "overrides", ["exposure_id"])
    op.create_table(
        "redactions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("capture_id", sa.String(length=32), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False, comment="the case's key"),
        sa.Column("by", sa.String(length=32), nullable=False, comment="who approved the boxes"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, comment="which picture, and the boxes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redactions")),
    )
    op.create_index(op.f("ix_redactions_capture_id"), "redactions", ["capture_id"])


def _custody() -> None:
    op.create_table(
        "custody_heads",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "document", sa.LargeBinary(), nullable=False, comment="how long each case's log was that day, and its last digest"
        ),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("token", sa.LargeBinary(), comment="of an authority; none where all were away that day"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_custody_heads")),
    )
    op.create_table(
        "rotations",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column(
            "statement", sa.LargeBinary(), nullable=False, comment="a new signing key, signed by the one before it; public"
        ),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_rotations")),
    )


def _portraits() -> None:
    op.create_table(
        "portraits",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "sealed",
            sa.LargeBinary(),
            nullable=False,
            comment="the picture and its perceptual hashes, under the profile's key",
        ),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_portraits_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portraits")),
    )
    op.create_index(op.f("ix_portraits_profile_id"), "portraits", ["profile_id"])
    op.create_table(
        "likenesses",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("portrait_id", sa.String(length=32), nullable=False),
        sa.Column("place_index", sa.String(length=64), nullable=False, comment="HMAC of place and picture: suggested once"),
        sa.Column("method", sa.String(length=8), nullable=False, comment="pdq or sift"),
        sa.Column("strength", sa.Integer(), nullable=False, comment="bits that differ, or points that agree"),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "opinion",
            sa.String(length=16),
            nullable=False,
            server_default="",
            comment="a person's word; empty: not yet seen",
        ),
        sa.Column("by", sa.String(length=32), nullable=False, server_default=""),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, comment="where it was seen, under the profile's key"),
        sa.ForeignKeyConstraint(["portrait_id"], ["portraits.id"], name=op.f("fk_likenesses_portrait_id")),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_likenesses_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likenesses")),
        sa.UniqueConstraint("profile_id", "place_index", name=op.f("uq_likenesses_profile_id_place_index")),
    )
    op.create_index(op.f("ix_likenesses_profile_id"), "likenesses", ["profile_id"])
    op.create_index(op.f("ix_likenesses_portrait_id"), "likenesses", ["portrait_id"])


def downgrade() -> None:
    for table in ("likenesses", "portraits", "rotations", "custody_heads", "redactions", "overrides", "seals"):
        op.drop_table(table)
    with op.batch_alter_table("cases") as batch:
        batch.drop_column("erased_at")
        batch.drop_column("erased_ground")
