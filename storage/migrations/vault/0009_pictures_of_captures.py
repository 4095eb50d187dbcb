"""captures say whether they come with a picture

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "captures",
        sa.Column(
            "pictured",
            sa.String(length=16),
            nullable=False,
            server_default="off",
            comment="whether there is a picture, or why not",
        ),
    )
