"""which processes live, and what the parts that they reach are like

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pulses",
        sa.Column("id", sa.String(length=32), nullable=False, comment="made anew at each start of a process"),
        sa.Column("organ", sa.String(length=8), nullable=False, comment="web, clock or worker"),
        sa.Column("version", sa.String(length=32), nullable=False, comment="of the luwte that this process runs"),
        sa.Column("queues", sa.JSON(), nullable=False, comment="for a worker: those that it takes from"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False, comment="when the process started"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when it was last alive; a clock: last turned"),
        sa.Column("index_at", sa.DateTime(timezone=True), nullable=True, comment="when its index was compared with the grants"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulses")),
        comment="one line for each process of the service that lives",
    )
    op.create_table(
        "parts",
        sa.Column("part", sa.String(length=16), nullable=False, comment="broker, mail-out …"),
        sa.Column("condition", sa.String(length=8), nullable=False, comment="up, down, or off where no setting asks for it"),
        sa.Column("why", sa.String(length=64), nullable=False, comment="in words of ours; no address, no text of an error"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when it was checked"),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_parts")),
        comment="what those that have the way to a part last said of it",
    )


def downgrade() -> None:
    op.drop_table("parts")
    op.drop_table("pulses")
