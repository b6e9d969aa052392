"""Keep with a watch what was said, and whether its person takes direct messages."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the two columns."""
    op.add_column("watch", sa.Column("said", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "watch", sa.Column("closed", sa.Boolean(), nullable=False, server_default=sa.false())
    )
