"""what reviewed findings tell of scores

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calibrations",
        sa.Column(
            "seq", sa.Integer(), autoincrement=True, nullable=False, comment="the highest is in force; none is ever changed"
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column(
            "points",
            sa.JSON(),
            nullable=False,
            comment="(score, share) at fixed scores; none: scores are taken at their word",
        ),
        sa.Column("confirmed", sa.Integer(), nullable=False, comment="how many confirmed findings it was learned from"),
        sa.Column("dismissed", sa.Integer(), nullable=False),
        sa.Column("error_before", sa.Float(), nullable=False, comment="expected error of the scores themselves"),
        sa.Column(
            "error_after", sa.Float(), nullable=False, comment="and of the map, on findings that it was not learned from"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_calibrations")),
    )


def downgrade() -> None:
    op.drop_table("calibrations")
