"""the language that somebody chose is kept with their account

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "accounts",
        sa.Column(
            "language",
            sa.String(length=8),
            server_default="",
            nullable=False,
            comment="chosen by its owner; empty: nothing was",
        ),
    )


def downgrade() -> None:
    op.drop_column("accounts", "language")
