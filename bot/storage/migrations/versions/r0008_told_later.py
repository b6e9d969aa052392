"""Remember who is still to be told, and when that is tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add two columns to the watches, and the table of wishes that have an answer."""
    op.add_column("watch", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("watch", sa.Column("due", sa.DateTime(timezone=True)))
    op.create_table(
        "wish",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=80), nullable=False),
        sa.Column("locale", sa.String(length=16)),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_wish_user_id"), "wish", ["user_id"])
    op.create_index(op.f("ix_wish_due"), "wish", ["due"])
