"""the queue by risk, the register of reports, who stands in for whom, and where a flare-up came from

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_QUEUE = "ix_findings_opinion_risk_score_id"


def upgrade() -> None:
    _the_queue()
    _the_register()
    _who_stands_in()
    op.add_column(
        "flare_ups",
        sa.Column(
            "uid_index",
            sa.String(length=64),
            comment="HMAC of the event's name in the calendar file that it came from",
        ),
    )
    op.create_index(op.f("ix_flare_ups_uid_index"), "flare_ups", ["uid_index"])


def downgrade() -> None:
    op.drop_index(op.f("ix_flare_ups_uid_index"), "flare_ups")
    for name, column in (("flare_ups", "uid_index"), ("cases", "deputy")):
        with op.batch_alter_table(name) as altered:
            altered.drop_column(column)
    op.drop_table("duties")
    op.drop_table("incidents")
    op.drop_index(_QUEUE, "findings")
    with op.batch_alter_table("findings") as table:
        table.drop_column("risk")
    op.create_index("ix_findings_opinion_score", "findings", ["opinion", "score"])


def _the_queue() -> None:
    op.drop_index("ix_findings_opinion_score", "findings")
    risk = sa.Column(
        "risk",
        sa.Integer(),
        nullable=False,
        server_default="-1",
        comment="what it gives away, as domain/risk.py ranks it; -1: not yet",
    )
    op.add_column("findings", risk)
    op.create_index(_QUEUE, "findings", ["opinion", "risk", "score", "id"])


def _the_register() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=24), nullable=False),
        sa.Column("at", moment, nullable=False, comment="when it was reported"),
        sa.Column("by", sa.String(length=32), nullable=False, comment="pseudonym of whoever reported; empty once erased"),
        sa.Column("nature", sa.String(length=16), nullable=False, comment="published, threat, suspicion …"),
        sa.Column(
            "about",
            sa.String(length=16),
            nullable=False,
            comment="whom it is about, seen from whoever reported; never who",
        ),
        sa.Column(
            "criminal", sa.String(length=8), nullable=False, comment="whether it seems to be a crime: yes, no or unknown"
        ),
        sa.Column("danger", sa.Boolean(), nullable=False, comment="whether somebody is in danger now"),
        sa.Column(
            "unit",
            sa.String(length=64),
            nullable=False,
            comment="team that it is about, if they said so; empty once erased",
        ),
        sa.Column(
            "happened_on",
            sa.String(length=10),
            nullable=False,
            server_default="",
            comment="the day, as YYYY-MM-DD, if they know",
        ),
        sa.Column("owner", sa.String(length=32), nullable=False, server_default="", comment="pseudonym of whoever took it"),
        sa.Column("taken_at", moment, comment="when somebody took it"),
        sa.Column("closed_at", moment, comment="when it was closed; the retention counts from here"),
        sa.Column("closing", sa.String(length=16), nullable=False, server_default="", comment="why it was closed"),
        sa.Column("case_id", sa.String(length=32), comment="the case as which it goes on"),
        sa.Column("sealed", sa.LargeBinary(), comment="their words, under a key of the report's own; empty once erased"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_incidents_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("reference", name=op.f("uq_incidents_reference")),
        comment="the organisation's own register of what was reported, also about people who are not enrolled",
    )
    op.create_index(op.f("ix_incidents_case_id"), "incidents", ["case_id"])
    op.create_index("ix_incidents_closed_at", "incidents", ["closed_at"])


def _who_stands_in() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column(
        "cases",
        sa.Column(
            "deputy",
            sa.String(length=32),
            nullable=False,
            server_default="",
            comment="pseudonym of who stands in for the owner",
        ),
    )
    op.create_table(
        "duties",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pseudonym", sa.String(length=32), nullable=False, comment="of the coordinator who has the desk"),
        sa.Column("since", moment, nullable=False, comment="from when"),
        sa.Column("until", moment, nullable=False, comment="until when (outside)"),
        sa.Column("by", sa.String(length=32), nullable=False, comment="pseudonym of whoever wrote it down"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
        comment="who has the desk when the owner of a case and their deputy are away",
    )
