"""what each employee allows each source to learn

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "permissions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column(
            "kinds",
            sa.JSON(),
            nullable=False,
            comment="which kinds of identifier this source may learn; none: not any more",
        ),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False, comment="the newest line of a source counts"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_permissions_profile_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permissions")),
    )
    op.create_index(op.f("ix_permissions_profile_id"), "permissions", ["profile_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_permissions_profile_id"), table_name="permissions")
    op.drop_table("permissions")
