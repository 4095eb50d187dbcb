"""flare-ups that are led up to, followed, called off, and come back

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NEW = ("lead_seconds", "tail_seconds", "yearly", "cancelled_at")


def upgrade() -> None:
    with op.batch_alter_table("flare_ups") as table:
        table.alter_column(
            "cadence_seconds",
            existing_type=sa.Integer(),
            existing_nullable=False,
            comment="how often the sources are asked in the period itself",
        )
        table.add_column(
            sa.Column("lead_seconds", sa.Integer(), nullable=False, server_default="0", comment="how long it is led up to")
        )
        table.add_column(
            sa.Column("tail_seconds", sa.Integer(), nullable=False, server_default="0", comment="and how long it is followed")
        )
        table.add_column(
            sa.Column(
                "yearly",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="comes back on the same days every year",
            )
        )
        table.add_column(
            sa.Column(
                "cancelled_at",
                sa.DateTime(timezone=True),
                comment="asks for nothing from then on; kept, so that coverage can be told",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("flare_ups") as table:
        for name in _NEW:
            table.drop_column(name)
