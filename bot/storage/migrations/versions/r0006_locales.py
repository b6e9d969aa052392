"""Keep in which language somebody wants to be told; who wished before is told in English."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the two columns."""
    for table in ("watch", "gap_waiter"):
        op.add_column(table, sa.Column("locale", sa.String(length=16)))
