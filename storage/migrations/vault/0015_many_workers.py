"""the diary's queues and messages on their way, turns at hosts that all workers share, and who changed among the people

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_QUEUES = {
    "interactive": ("look", "capture", "deliver"),
    "mail": ("send", "receive", "ask", "remind", "tell", "hook"),
    "reports": ("purge", "stamp"),
}


def upgrade() -> None:
    _diary()
    op.create_table(
        "host_turns",
        sa.Column("host", sa.String(length=64), nullable=False, comment="keyed digest of its name: a host may name a person"),
        sa.Column("began_at", sa.DateTime(timezone=True), comment="when the newest question went out, by the database's clock"),
        sa.Column("asker", sa.String(length=32), comment="whose question is on its way now"),
        sa.Column("asker_until", sa.DateTime(timezone=True), comment="who has not come back by then has died"),
        sa.Column("quiet_until", sa.DateTime(timezone=True), comment="the host asked to be left alone until then"),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_host_turns")),
    )
    op.create_table(
        "people_changes",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False, comment="in the order of the commits"),
        sa.Column(
            "mark", sa.String(length=32), nullable=False, comment="random: a vault that was put back has another history"
        ),
        sa.Column(
            "profile_id",
            sa.String(length=32),
            nullable=False,
            comment="whose identity or grants changed; empty: whoever it was",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_people_changes")),
    )


def _diary() -> None:
    op.drop_index("ix_diary_at", table_name="diary")
    op.add_column(
        "diary",
        sa.Column(
            "queue",
            sa.String(length=16),
            nullable=False,
            server_default="crawl",
            comment="in which queue it waits for its actor",
        ),
    )
    op.add_column(
        "diary",
        sa.Column(
            "begun",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="an actor is at it; a line that is held and not begun is a message on its way",
        ),
    )
    diary = sa.table("diary", sa.column("queue"), sa.column("action"), sa.column("lease"), sa.column("begun"))
    for queue, actions in _QUEUES.items():
        op.execute(sa.update(diary).where(diary.c.action.in_(actions)).values(queue=queue))
    free, held = sa.text("lease IS NULL"), sa.text("lease IS NOT NULL")
    op.create_index("ix_diary_free", "diary", ["queue", "at"], sqlite_where=free, postgresql_where=free)
    op.create_index("ix_diary_held", "diary", ["leased_until"], sqlite_where=held, postgresql_where=held)
    if op.get_bind().dialect.name == "postgresql":
        # Its lines change all day: what died is to be swept up long before a fifth of ten million has.
        op.execute("ALTER TABLE diary SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0)")


def downgrade() -> None:
    op.drop_table("people_changes")
    op.drop_table("host_turns")
    op.drop_index("ix_diary_held", table_name="diary")
    op.drop_index("ix_diary_free", table_name="diary")
    op.drop_column("diary", "begun")
    op.drop_column("diary", "queue")
    op.create_index("ix_diary_at", "diary", ["at"])
