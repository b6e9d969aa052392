"""Keep in which forums new posts are answered, and the tag of a solved one."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the two columns; no server has its posts answered before it chooses a forum."""
    forums = sa.Column("forums", sa.JSON(), nullable=False, server_default="[]")
    op.add_column("guild_settings", forums)
    op.add_column("guild_settings", sa.Column("solved_tag", sa.String(length=64)))
