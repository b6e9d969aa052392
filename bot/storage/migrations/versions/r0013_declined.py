"""Keep why a suggestion was declined until its author was told, and in which language to."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the columns; whoever proposed something before is told in English."""
    for column in (
        sa.Column("locale", sa.String(length=16)),
        sa.Column("quiet", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("declined", sa.Text()),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("due", sa.DateTime(timezone=True)),
    ):
        op.add_column("suggestion", column)
    op.create_index(op.f("ix_suggestion_due"), "suggestion", ["due"])
