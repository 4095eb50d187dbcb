"""what a message says is taken once; other organisations' experience with recipients

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("replies") as batch:
        batch.add_column(
            sa.Column(
                "content_index",
                sa.String(length=64),
                nullable=True,
                comment="HMAC of what it says: taken once, however often it is sent",
            )
        )
        batch.create_unique_constraint(op.f("uq_replies_content_index"), ["content_index"])
    op.create_table(
        "experiences",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation", sa.String(length=128), nullable=False, comment="whose; a newer one replaces the older"),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column(
            "document", sa.JSON(), nullable=False, comment="their statistics as checked: counts per recipient, nobody's data"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experiences")),
        sa.UniqueConstraint("organisation", name=op.f("uq_experiences_organisation")),
    )


def downgrade() -> None:
    op.drop_table("experiences")
    with op.batch_alter_table("replies") as batch:
        batch.drop_constraint(op.f("uq_replies_content_index"), type_="unique")
        batch.drop_column("content_index")
