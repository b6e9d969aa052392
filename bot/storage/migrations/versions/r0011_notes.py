"""Keep what people say is right instead with their reports."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the table."""
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
