"""crawls that go on where they were

Revision ID: 0003
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "crawls",
        sa.Column("watch_id", sa.String(length=32), nullable=False),
        sa.Column(
            "under_way", sa.Boolean(), nullable=False, comment="whether it was begun and not ended: it goes on where it was"
        ),
        sa.Column(
            "weighed",
            sa.String(length=64),
            nullable=False,
            comment="digest of against whom its pages were read; empty: of several",
        ),
        sa.Column("asked", sa.Integer(), nullable=False, comment="pages asked for in this crawl"),
        sa.Column("found", sa.Integer(), nullable=False, comment="new findings in this crawl"),
        sa.Column("said", sa.JSON(), nullable=False, comment="what its pages said, each word once"),
        sa.ForeignKeyConstraint(["watch_id"], ["watches.id"], name=op.f("fk_crawls_watch_id")),
        sa.PrimaryKeyConstraint("watch_id", name=op.f("pk_crawls")),
    )
    op.create_table(
        "crawl_pages",
        sa.Column("watch_id", sa.String(length=32), nullable=False),
        sa.Column("place_index", sa.String(length=32), nullable=False, comment="HMAC of the address"),
        sa.Column("depth", sa.Integer(), nullable=False, comment="links from a start page; -1 for a sitemap"),
        sa.Column("state", sa.String(length=8), nullable=False, comment="waiting, done or gone, in this crawl"),
        sa.Column(
            "sealed",
            sa.LargeBinary(),
            nullable=False,
            comment="the address and what is remembered of it, under the watch's key",
        ),
        sa.ForeignKeyConstraint(["watch_id"], ["watches.id"], name=op.f("fk_crawl_pages_watch_id")),
        sa.PrimaryKeyConstraint("watch_id", "place_index", name=op.f("pk_crawl_pages")),
    )


def downgrade() -> None:
    op.drop_table("crawl_pages")
    op.drop_table("crawls")
