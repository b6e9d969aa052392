"""The ledger, and what is kept beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SQLITE = (
    """
    CREATE TRIGGER faq_change_only_grows BEFORE UPDATE ON faq_change
    WHEN NEW.actor_id IS NOT NULL
        OR NEW.id IS NOT OLD.id
        OR NEW.guild_id IS NOT OLD.guild_id
        OR NEW.key IS NOT OLD.key
        OR NEW.parent IS NOT OLD.parent
        OR NEW.kind IS NOT OLD.kind
        OR NEW.body IS NOT OLD.body
        OR NEW.batch IS NOT OLD.batch
        OR NEW.request IS NOT OLD.request
        OR NEW.reason IS NOT OLD.reason
        OR NEW.at IS NOT OLD.at
    BEGIN SELECT RAISE(ABORT, 'a change may only lose its actor'); END
    """,
    """
    CREATE TRIGGER faq_change_stays BEFORE DELETE ON faq_change
    WHEN NOT EXISTS (SELECT 1 FROM forgetting WHERE guild_id = OLD.guild_id)
    BEGIN SELECT RAISE(ABORT, 'a change may only go with its server'); END
    """,
)

_POSTGRESQL = (
    """
    CREATE FUNCTION faq_change_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.actor_id IS NOT NULL OR (to_jsonb(NEW) - 'actor_id') <> (to_jsonb(OLD) - 'actor_id')
        THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'a change may only lose its actor';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER faq_change_only_grows BEFORE UPDATE ON faq_change
    FOR EACH ROW EXECUTE FUNCTION faq_change_only_grows()
    """,
    """
    CREATE FUNCTION faq_change_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' OR NOT EXISTS (
            SELECT 1 FROM forgetting WHERE guild_id = OLD.guild_id
        ) THEN
            RAISE integrity_constraint_violation
            USING MESSAGE = 'a change may only go with its server';
        END IF;
        RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER faq_change_stays BEFORE DELETE ON faq_change
    FOR EACH ROW EXECUTE FUNCTION faq_change_stays()
    """,
    """
    CREATE TRIGGER faq_change_stays_whole BEFORE TRUNCATE ON faq_change
    FOR EACH STATEMENT EXECUTE FUNCTION faq_change_stays()
    """,
    # Ids are drawn before COMMIT: without taking turns, who reads what came after the newest id
    # could miss a smaller one that is committed later. The numbers are those of
    # `storage/engine/postgres.py`.
    """
    CREATE FUNCTION faq_change_takes_turns() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(1634495841, 1);
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER faq_change_takes_turns BEFORE INSERT ON faq_change
    FOR EACH STATEMENT EXECUTE FUNCTION faq_change_takes_turns()
    """,
    # Other processes need not wait until they look by themselves.
    """
    CREATE FUNCTION faq_change_rings() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('almanac_changes', '');
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER faq_change_rings AFTER INSERT ON faq_change
    FOR EACH STATEMENT EXECUTE FUNCTION faq_change_rings()
    """,
)

_TRIGGERS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
"""By dialect: each database has a language of its own for triggers."""


def upgrade() -> None:
    """Make every table."""
    _ledger()
    _guilds()
    _gaps()
    _members()
    _counts()
    for trigger in _TRIGGERS[op.get_bind().dialect.name]:
        op.execute(trigger)


def _ledger() -> None:
    op.create_table(
        "faq_change",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(55), nullable=False),
        sa.Column("parent", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("body", sa.Text()),
        sa.Column("batch", sa.String(length=64), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("actor_id", sa.BigInteger()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq_change")),
        sa.UniqueConstraint(
            "guild_id", "key", "parent", name=op.f("uq_faq_change_guild_id_key_parent")
        ),
        sa.UniqueConstraint(
            "guild_id", "request", "key", name=op.f("uq_faq_change_guild_id_request_key")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_faq_change_actor_id"), "faq_change", ["actor_id"], unique=False)
    op.create_index(
        op.f("ix_faq_change_guild_id_batch"), "faq_change", ["guild_id", "batch"], unique=False
    )
    op.create_table(
        "forgetting",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_forgetting")),
    )


def _guilds() -> None:
    op.create_table(
        "guild_settings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answer_channels", sa.JSON(), nullable=False),
        sa.Column("curator_role", sa.BigInteger()),
        sa.Column("inbox_channel", sa.BigInteger()),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("second_look", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_guild_settings")),
    )
    op.create_table(
        "guild_left",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_guild_left")),
    )
    op.create_table(
        "draft",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.BigInteger(), autoincrement=False, nullable=False),
        # SQLite, which holds nobody to a length, was told 64 before there was PostgreSQL.
        sa.Column("about", sa.String(length=128), nullable=False),
        sa.Column("parent", sa.BigInteger(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "author_id", "about", name=op.f("pk_draft")),
    )


def _gaps() -> None:
    op.create_table(
        "gap",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("alike", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("askings", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("secret", sa.LargeBinary()),
        sa.Column("first", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
        sa.UniqueConstraint("guild_id", "alike", name=op.f("uq_gap_guild_id_alike")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_gap_first"), "gap", ["first"], unique=False)
    op.create_index(op.f("ix_gap_guild_id_askings"), "gap", ["guild_id", "askings"], unique=False)
    op.create_table(
        "gap_person",
        sa.Column("gap_id", _ID, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gap_id"], ["gap.id"], name=op.f("fk_gap_person_gap_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("gap_id", "hash", name=op.f("pk_gap_person")),
    )
    op.create_table(
        "gap_waiter",
        sa.Column("gap_id", _ID, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["gap_id"], ["gap.id"], name=op.f("fk_gap_waiter_gap_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("gap_id", "user_id", name=op.f("pk_gap_waiter")),
    )
    op.create_index(op.f("ix_gap_waiter_user_id"), "gap_waiter", ["user_id"], unique=False)


def _members() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("request", name=op.f("uq_suggestion_request")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_suggestion_author_id"), "suggestion", ["author_id"], unique=False)
    op.create_index(op.f("ix_suggestion_guild_id"), "suggestion", ["guild_id"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(80), nullable=False),
        sa.Column("revision", sa.String(length=64), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("curator", sa.Boolean(), nullable=False),
        sa.Column("secret", sa.LargeBinary()),
        sa.Column("first", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("guild_id", "address", name=op.f("uq_report_guild_id_address")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "report_person",
        sa.Column("report_id", _ID, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name=op.f("fk_report_person_report_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "hash", name=op.f("pk_report_person")),
    )
    op.create_table(
        "watch",
        sa.Column("id", _ID, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(55), nullable=False),
        sa.Column("address", sa.String(80), nullable=False),
        sa.Column("revision", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch")),
        sa.UniqueConstraint(
            "user_id", "guild_id", "address", name=op.f("uq_watch_user_id_guild_id_address")
        ),
    )
    op.create_index(op.f("ix_watch_guild_id_key"), "watch", ["guild_id", "key"], unique=False)


def _counts() -> None:
    op.create_table(
        "served",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(55), nullable=False),
        sa.Column("address", sa.String(80), nullable=False),
        sa.Column("revision", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", "message_id", name=op.f("pk_served")),
    )
    op.create_index(op.f("ix_served_at"), "served", ["at"], unique=False)
    op.create_index(
        op.f("ix_served_guild_id_key_at"), "served", ["guild_id", "key", "at"], unique=False
    )
    op.create_table(
        "tally",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counter", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=55), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "day", "counter", "key", name=op.f("pk_tally")),
    )
