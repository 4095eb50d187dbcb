"""evidence that a person keeps longer than the rule does

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    until = "a person's word that its evidence is needed until then"
    op.add_column("cases", sa.Column("kept_until", sa.DateTime(timezone=True), nullable=True, comment=until))
    why = "and why: claim, report, flare-up …"
    op.add_column("cases", sa.Column("kept_for", sa.String(length=16), nullable=False, server_default="", comment=why))


def downgrade() -> None:
    op.drop_column("cases", "kept_for")
    op.drop_column("cases", "kept_until")
