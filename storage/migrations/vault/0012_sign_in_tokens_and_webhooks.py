"""second factors, sessions that can be told apart, tokens of the API, webhooks

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _accounts()
    _sign_in()
    _tokens()
    _webhooks()


def _accounts() -> None:
    with op.batch_alter_table("accounts") as accounts:
        accounts.add_column(
            sa.Column(
                "proposed_by",
                sa.String(length=32),
                nullable=False,
                server_default="",
                comment="who made it, or gave it new credentials",
            )
        )
        accounts.add_column(
            sa.Column("agreed_at", _MOMENT, comment="when a second person agreed; empty: it waits, and opens nothing")
        )
        accounts.add_column(
            sa.Column("subject_index", sa.String(length=64), comment="HMAC of the sign-in provider's issuer and subject")
        )
        accounts.add_column(
            sa.Column("factor", sa.LargeBinary(), comment="secret of the second factor (TOTP), under the service's key")
        )
        accounts.add_column(
            sa.Column("factor_at", _MOMENT, comment="when a first code proved that it works; empty: it is being set up")
        )
        accounts.add_column(
            sa.Column(
                "factor_step", sa.Integer(), nullable=False, server_default="0", comment="time step of the last code: used once"
            )
        )
        accounts.create_unique_constraint(op.f("uq_accounts_subject_index"), ["subject_index"])
    # whoever could sign in until now goes on
    op.execute("UPDATE accounts SET agreed_at = created_at")
    with op.batch_alter_table("sessions") as sessions:
        sessions.add_column(
            sa.Column(
                "stage",
                sa.String(length=8),
                nullable=False,
                server_default="whole",
                comment="whole, or what is still asked: code, set-up",
            )
        )
        sessions.add_column(
            sa.Column(
                "agent",
                sa.String(length=64),
                nullable=False,
                server_default="",
                comment="kind of browser, so that its owner knows it again",
            )
        )


def _sign_in() -> None:
    op.create_table(
        "recovery_codes",
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="HMAC of the code, which stands in for a second factor once"
        ),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_recovery_codes_account_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_account_id"), "recovery_codes", ["account_id"])
    op.create_table(
        "account_links",
        sa.Column(
            "digest",
            sa.String(length=64),
            nullable=False,
            comment="HMAC of the link with which somebody of staff sets a password",
        ),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_account_links_account_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_account_links")),
    )
    op.create_index(op.f("ix_account_links_account_id"), "account_links", ["account_id"])
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(length=64), nullable=False, comment="HMAC of what was tried and from where"),
        sa.Column("number", sa.Integer(), nullable=False, comment="how often it failed"),
        sa.Column("until", _MOMENT, nullable=False, comment="when that is forgotten"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )


def _tokens() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="HMAC of the token, which is shown once"),
        sa.Column("name", sa.String(length=64), nullable=False, comment="which system has it"),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT),
        sa.Column("used_on", _MOMENT, comment="the last day on which it was used"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_tokens_digest")),
    )


def _webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False, comment="which system listens"),
        sa.Column(
            "sealed", sa.LargeBinary(), nullable=False, comment="its address and the secret that signs, under the service's key"
        ),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("stopped_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("webhook_id", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("thing", sa.String(length=32), nullable=False, comment="the id of what it is about, and nothing of it"),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("ended_at", _MOMENT, comment="when it was taken, or given up"),
        sa.Column(
            "outcome",
            sa.String(length=16),
            nullable=False,
            server_default="",
            comment="taken, given-up, or why the last try failed",
        ),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhooks.id"], name=op.f("fk_deliveries_webhook_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index(op.f("ix_deliveries_webhook_id"), "deliveries", ["webhook_id"])


def downgrade() -> None:
    for name in ("deliveries", "webhooks", "api_tokens", "attempts", "account_links", "recovery_codes"):
        op.drop_table(name)
    with op.batch_alter_table("sessions") as sessions:
        for column in ("agent", "stage"):
            sessions.drop_column(column)
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_constraint(op.f("uq_accounts_subject_index"), type_="unique")
        for column in ("factor_step", "factor_at", "factor", "subject_index", "agreed_at", "proposed_by"):
            accounts.drop_column(column)
