"""what employees do themselves: self-checks, proofs, pauses, relatives; and staff lists

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(length=32), nullable=False)


def _profile() -> sa.Column[str]:
    return sa.Column("profile_id", sa.String(length=32), nullable=False)


def _keys(table: str, *primary: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f(f"fk_{table}_profile_id")),
        sa.PrimaryKeyConstraint(*primary, name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.create_table(
        "self_checks",
        _id(),
        _profile(),
        sa.Column("asked_at", _MOMENT, nullable=False, comment="when the employee asked to be looked for at once"),
        *_keys("self_checks", "id"),
    )
    op.create_table(
        "checklist",
        _profile(),
        sa.Column(
            "step", sa.String(length=32), nullable=False, comment="name of a step that the employee says they have taken"
        ),
        sa.Column("done_at", _MOMENT, nullable=False),
        *_keys("checklist", "profile_id", "step"),
    )
    op.create_table(
        "proofs",
        _id(),
        _profile(),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="phone or email"),
        sa.Column("value_index", sa.String(length=64), nullable=False, comment="HMAC of the detail that is to be proven"),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="HMAC of the token or code that was sent"),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False, comment="wrong codes: after five it is void"),
        sa.Column("ended_at", _MOMENT, nullable=True, comment="proven, void or overtaken by a newer one"),
        *_keys("proofs", "id"),
    )
    op.create_table(
        "messages",
        _id(),
        _profile(),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="invitation, mail-link or phone-code"),
        sa.Column(
            "sealed",
            sa.LargeBinary(),
            nullable=True,
            comment="to whom and what, under the profile's key; empty as soon as it has left, or cannot",
        ),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False, comment="sent or refused; empty while it waits"),
        sa.Column("ended_at", _MOMENT, nullable=True),
        *_keys("messages", "id"),
    )
    op.create_table(
        "pauses",
        _id(),
        _profile(),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=True, comment="when it ends by itself, if the employee said so"),
        sa.Column("ended_at", _MOMENT, nullable=True, comment="when the employee ended it"),
        *_keys("pauses", "id"),
    )
    op.create_table(
        "relatives",
        _id(),
        _profile(),
        sa.Column("relative_id", sa.String(length=32), nullable=False, comment="the relative's own profile"),
        sa.Column("minor", sa.Boolean(), nullable=False, comment="whether somebody who holds custody consents for them"),
        sa.Column("declared_at", _MOMENT, nullable=True, comment="when that was declared"),
        sa.Column("made_at", _MOMENT, nullable=False),
        *_keys("relatives", "id"),
        sa.ForeignKeyConstraint(["relative_id"], ["profiles.id"], name=op.f("fk_relatives_relative_id")),
        sa.UniqueConstraint("relative_id", name=op.f("uq_relatives_relative_id")),
    )
    op.create_table(
        "staff",
        _profile(),
        sa.Column(
            "number_index",
            sa.String(length=64),
            nullable=False,
            comment="HMAC of the number in the staff list; the number is not kept",
        ),
        sa.Column("listed_at", _MOMENT, nullable=False, comment="when it last stood in a staff list"),
        *_keys("staff", "profile_id"),
        sa.UniqueConstraint("number_index", name=op.f("uq_staff_number_index")),
    )
    op.create_table(
        "closures",
        _id(),
        _profile(),
        sa.Column("proposed_at", _MOMENT, nullable=False, comment="when a staff list no longer had this employee"),
        sa.Column("by", sa.String(length=32), nullable=False, comment="who gave that list"),
        sa.Column("decided_at", _MOMENT, nullable=True),
        sa.Column("decided_by", sa.String(length=32), server_default="", nullable=False),
        sa.Column(
            "outcome",
            sa.String(length=16),
            server_default="",
            nullable=False,
            comment="kept; what was closed is erased, and this with it",
        ),
        *_keys("closures", "id"),
    )
    for table in ("self_checks", "proofs", "messages", "pauses", "relatives", "closures"):
        op.create_index(op.f(f"ix_{table}_profile_id"), table, ["profile_id"])


def downgrade() -> None:
    for table in ("closures", "staff", "relatives", "pauses", "messages", "proofs", "checklist", "self_checks"):
        op.drop_table(table)
