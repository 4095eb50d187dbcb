"""the first key table

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
        "keys",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=16), nullable=False, comment="profile, case or service"),
        sa.Column("wrapped_by", sa.String(length=64), nullable=False, comment="name of the master key in the ring"),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False, comment="the data key, encrypted by that master key"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keys")),
    )


def downgrade() -> None:
    """There is nothing before the first schema."""
