"""Let several processes share a database: what changed, who does what, and whose turn it is."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_FUNCTION = """
    CREATE FUNCTION counts_up() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO table_version AS known (name, number) VALUES (TG_ARGV[0], 1)
        ON CONFLICT (name) DO UPDATE SET number = known.number + 1;
        PERFORM pg_notify('almanac_changes', '');
        RETURN NULL;
    END $$
"""

_TRIGGER = """
    CREATE TRIGGER {table}_counts_up AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION counts_up('{name}')
"""

_COUNTED = {"guild_settings": "settings", "report": "reports", "preference": "preferences"}
"""Tables that are read into memory at the start, and what `Stores.versions` calls them."""


def upgrade() -> None:
    """Add the tables; of SQLite no other process holds anything in memory."""
    op.create_table(
        "table_version",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_table_version")),
    )
    op.create_table(
        "lease",
        sa.Column("shard", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("shard", name=op.f("pk_lease")),
    )
    op.create_table(
        "identify_turn",
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_identify_turn")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_FUNCTION)
        for table, name in _COUNTED.items():
            op.execute(_TRIGGER.format(table=table, name=name))
