"""tasks, chained steps, what is left of an exposure, and a witness to a grant

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column(
            "sealed",
            sa.LargeBinary(),
            nullable=False,
            comment="the address that was told by telephone, under the profile's key",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False, comment="captured, or why not; empty while it is tried"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_told_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told")),
    )
    op.create_index(op.f("ix_told_profile_id"), "told", ["profile_id"])
    op.create_table(
        "tasks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column(
            "thing",
            sa.String(length=32),
            nullable=False,
            comment="what it is about: a takedown, an exposure, a case, a profile",
        ),
        sa.Column("mark", sa.String(length=48), nullable=False, comment="tells one ring of a clock from the next"),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False, comment="one of the words that the page offers"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_tasks_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sa.UniqueConstraint("kind", "thing", "mark", name=op.f("uq_tasks_kind_thing_mark")),
    )
    op.create_index(op.f("ix_tasks_profile_id"), "tasks", ["profile_id"])
    op.create_index("ix_tasks_done_at_due_at", "tasks", ["done_at", "due_at"])
    op.add_column(
        "steps",
        sa.Column(
            "chain",
            sa.String(length=64),
            nullable=True,
            comment="SHA-256 over the step before of the same takedown and this one",
        ),
    )
    op.add_column(
        "exposures",
        sa.Column(
            "kind",
            sa.String(length=16),
            nullable=False,
            server_default="origin",
            comment="or what is left or copied of one",
        ),
    )
    op.add_column(
        "exposures",
        sa.Column("parent_id", sa.String(length=32), nullable=True, comment="the exposure that this is left or copied of"),
    )
    op.add_column(
        "exposures",
        sa.Column(
            "accepted_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="accepted as lawful: looked at once a year, not counted as open",
        ),
    )
    op.create_index(op.f("ix_exposures_parent_id"), "exposures", ["parent_id"])
    op.add_column(
        "grants",
        sa.Column(
            "witness", sa.LargeBinary(), nullable=True, comment="who listened in, and who took it down, under the profile's key"
        ),
    )


def downgrade() -> None:
    op.drop_column("grants", "witness")
    op.drop_index(op.f("ix_exposures_parent_id"), "exposures")
    for name in ("accepted_at", "parent_id", "kind"):
        op.drop_column("exposures", name)
    op.drop_column("steps", "chain")
    op.drop_table("tasks")
    op.drop_table("told")
