"""Keep which servers allow invites to others in their own answers."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the column; no server allows them before it says so."""
    allowed: sa.Column[bool] = sa.Column(
        "allows_invites", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("guild_settings", allowed)
