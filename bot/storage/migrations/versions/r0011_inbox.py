"""Let the inbox show what is right, follow its cards and say no; let servers allow invites."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the tables and columns.

    Cards that were posted before keep their buttons; whoever proposed something before is told in
    English; no server allows invites before it says so.
    """
    _add_notes()
    _add_cards()
    _add_declined()
    _add_invites()


def _add_notes() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "report_note",
        sa.Column("id", number, nullable=False),
        sa.Column("report_id", number, nullable=False),
        sa.Column("hash", sa.LargeBinary()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name=op.f("fk_report_note_report_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_note")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_report_note_report_id"), "report_note", ["report_id"])


def _add_cards() -> None:
    op.create_table(
        "inbox_card",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", "message_id", name=op.f("pk_inbox_card")),
    )
    op.create_index(op.f("ix_inbox_card_guild_id"), "inbox_card", ["guild_id"])


def _add_declined() -> None:
    for column in (
        sa.Column("locale", sa.String(length=16)),
        sa.Column("quiet", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("declined", sa.Text()),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("due", sa.DateTime(timezone=True)),
    ):
        op.add_column("suggestion", column)
    op.create_index(op.f("ix_suggestion_due"), "suggestion", ["due"])


def _add_invites() -> None:
    allowed: sa.Column[bool] = sa.Column(
        "allows_invites", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("guild_settings", allowed)
