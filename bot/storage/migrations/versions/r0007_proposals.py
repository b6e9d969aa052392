"""Keep what moderators propose to each other as it was shown."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


_SQLITE = (
    """
    CREATE TRIGGER proposal_stays_as_shown BEFORE UPDATE ON proposal
    WHEN NEW.id IS NOT OLD.id
        OR NEW.guild_id IS NOT OLD.guild_id
        OR NEW.author_id IS NOT OLD.author_id
        OR NEW.about IS NOT OLD.about
        OR NEW.address IS NOT OLD.address
        OR NEW.parent IS NOT OLD.parent
        OR NEW.action IS NOT OLD.action
        OR NEW.body IS NOT OLD.body
        OR NEW.reason IS NOT OLD.reason
        OR NEW.at IS NOT OLD.at
    BEGIN SELECT RAISE(ABORT, 'a proposal may only be settled'); END
    """,
)

_POSTGRESQL = (
    """
    CREATE FUNCTION proposal_stays_as_shown() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (to_jsonb(NEW) - ARRAY['state', 'channel_id', 'message_id'])
            <> (to_jsonb(OLD) - ARRAY['state', 'channel_id', 'message_id'])
        THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'a proposal may only be settled';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER proposal_stays_as_shown BEFORE UPDATE ON proposal
    FOR EACH ROW EXECUTE FUNCTION proposal_stays_as_shown()
    """,
)

_TRIGGERS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
"""By dialect: each database has a language of its own for triggers."""


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "proposal",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.String(length=128), nullable=False),
        sa.Column("address", sa.String(length=80), nullable=False),
        sa.Column("parent", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("channel_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proposal_author_id"), "proposal", ["author_id"])
    op.create_index(op.f("ix_proposal_at"), "proposal", ["at"])
    for trigger in _TRIGGERS[op.get_bind().dialect.name]:
        op.execute(trigger)
