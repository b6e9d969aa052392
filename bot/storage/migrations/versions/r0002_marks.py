"""Which public answers are still to be corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Mark none."""
    op.add_column(
        "served", sa.Column("marked", sa.Boolean(), nullable=False, server_default=sa.false())
    )
