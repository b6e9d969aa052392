"""The tables, in terms that SQLite and PostgreSQL share."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.schema.columns import (
    ABOUT_LENGTH,
    KEY_LENGTH,
    LOCALE_LENGTH,
    NAME_LENGTH,
    AddressText,
    Id,
    KeyText,
    Moment,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

faq_change = Table(
    "faq_change",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("key", KeyText, nullable=False),
    Column("parent", BigInteger, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("body", Text),
    Column("batch", String(NAME_LENGTH), nullable=False),
    Column("request", String(NAME_LENGTH), nullable=False),
    Column("actor_id", BigInteger, index=True),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("guild_id", "key", "parent"),
    UniqueConstraint("guild_id", "request", "key"),
    Index(None, "guild_id", "batch"),
    # A revision is never given twice, also after a server was forgotten.
    sqlite_autoincrement=True,
)

# Servers whose changes are being deleted: the ledger refuses every other deletion.
forgetting = Table(
    "forgetting",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
)

guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("answer_channels", JSON, nullable=False),
    Column("curator_role", BigInteger, key="moderator_role"),
    Column("inbox_channel", BigInteger),
    Column("time_zone", String(NAME_LENGTH), nullable=False),
    Column("second_look", Boolean, key="needs_approval", nullable=False),
    Column("forums", JSON, nullable=False, server_default="[]"),
    Column("solved_tag", String(NAME_LENGTH)),
    Column("allows_invites", Boolean, nullable=False, server_default=false()),
)

guild_left = Table(
    "guild_left",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("author_id", BigInteger, primary_key=True, autoincrement=False),
    Column("about", String(ABOUT_LENGTH), primary_key=True),
    Column("parent", BigInteger, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("at", Moment, nullable=False),
)

proposal = Table(
    "proposal",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("author_id", BigInteger, nullable=False, index=True),
    Column("about", String(ABOUT_LENGTH), nullable=False),
    Column("address", AddressText, nullable=False),
    Column("parent", BigInteger, nullable=False),
    Column("action", String(NAME_LENGTH), nullable=False),
    Column("body", Text),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    # A number on an old card must never come to stand for another proposal.
    sqlite_autoincrement=True,
)

gap = Table(
    "gap",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("alike", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("askings", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    Column("sent", Boolean, nullable=False),
    Column("shown", Boolean, nullable=False),
    Column("declined", Boolean, nullable=False),
    Column("secret", LargeBinary),
    Column("first", Moment, nullable=False, index=True),
    Column("last", Moment, nullable=False),
    UniqueConstraint("guild_id", "alike"),
    Index(None, "guild_id", "askings"),
    sqlite_autoincrement=True,
)

gap_person = Table(
    "gap_person",
    metadata,
    Column("gap_id", ForeignKey("gap.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
)

gap_waiter = Table(
    "gap_waiter",
    metadata,
    Column("gap_id", ForeignKey("gap.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("locale", String(LOCALE_LENGTH)),
)

# Who waited for an answer that is there now, until they are told.
wish = Table(
    "wish",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("address", AddressText, nullable=False),
    Column("locale", String(LOCALE_LENGTH)),
    Column("tries", Integer, nullable=False),
    Column("due", Moment, nullable=False, index=True),
    # A message is known again by its number, which must not come twice.
    sqlite_autoincrement=True,
)

# What is asked of moderators, until its asker was told the reply.
handoff = Table(
    "handoff",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("asker_id", BigInteger, nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("channel_id", BigInteger),
    Column("locale", String(LOCALE_LENGTH)),
    Column("request", String(NAME_LENGTH), nullable=False, unique=True),
    Column("at", Moment, nullable=False, index=True),
    Column("reply", Text),
    Column("tries", Integer, nullable=False),
    Column("due", Moment, index=True),
    # A number on an old card must never come to stand for another question.
    sqlite_autoincrement=True,
)

# Where what waits stands in inbox channels, until it is settled.
inbox_card = Table(
    "inbox_card",
    metadata,
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("kind", String(1), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("about", Text, nullable=False),
)

suggestion = Table(
    "suggestion",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("author_id", BigInteger, nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("request", String(NAME_LENGTH), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("locale", String(LOCALE_LENGTH)),
    # Whether its author wants to be told nothing.
    Column("quiet", Boolean, nullable=False, server_default=false()),
    # Why moderators declined it, until its author was told.
    Column("declined", Text),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("due", Moment, index=True),
    sqlite_autoincrement=True,
)

report = Table(
    "report",
    metadata,
    Column("id", Id, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("address", AddressText, nullable=False),
    Column("revision", String(NAME_LENGTH), nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("people", Integer, nullable=False),
    Column("curator", Boolean, key="moderator", nullable=False),
    Column("secret", LargeBinary),
    Column("first", Moment, nullable=False),
    UniqueConstraint("guild_id", "address"),
    sqlite_autoincrement=True,
)

report_person = Table(
    "report_person",
    metadata,
    Column("report_id", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
)

# What people say is right instead; the hash goes with those of `report_person`.
report_note = Table(
    "report_note",
    metadata,
    Column("id", Id, primary_key=True),
    Column("report_id", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("hash", LargeBinary),
    Column("text", Text, nullable=False),
    sqlite_autoincrement=True,
)

watch = Table(
    "watch",
    metadata,
    Column("id", Id, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("key", KeyText, nullable=False),
    Column("address", AddressText, nullable=False),
    Column("revision", String(NAME_LENGTH), nullable=False),
    Column("at", Moment, nullable=False),
    Column("said", Text, nullable=False, server_default=""),
    Column("closed", Boolean, nullable=False, server_default=false()),
    Column("locale", String(LOCALE_LENGTH)),
    # How often telling was tried in vain, and when it is tried again.
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("due", Moment),
    UniqueConstraint("user_id", "guild_id", "address"),
    Index(None, "guild_id", "key"),
)

board = Table(
    "board",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("shown", String(NAME_LENGTH), nullable=False),
)

preference = Table(
    "preference",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("plain", Boolean, nullable=False),
)

served = Table(
    "served",
    metadata,
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("key", KeyText, nullable=False),
    Column("address", AddressText, nullable=False),
    Column("revision", String(NAME_LENGTH), nullable=False),
    Column("at", Moment, nullable=False, index=True),
    # A correction that a restart interrupts goes on after it.
    Column("marked", Boolean, nullable=False, server_default=false()),
    Index(None, "guild_id", "key", "at"),
)

# What happened in a server by day; the key is empty if no entry is meant.
tally = Table(
    "tally",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    Column("counter", String(16), primary_key=True),
    Column("key", String(KEY_LENGTH), primary_key=True),
    Column("number", Integer, nullable=False),
)

# How often what processes hold in memory was changed, so that each reads what others changed;
# counted by triggers of PostgreSQL, and of no use where one process alone writes.
table_version = Table(
    "table_version",
    metadata,
    Column("name", String(NAME_LENGTH), primary_key=True),
    Column("number", BigInteger, nullable=False),
)

# Which process does the work that nobody asks for, by shard; -1 is what belongs to no server.
lease = Table(
    "lease",
    metadata,
    Column("shard", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
    Column("holder", String(NAME_LENGTH), nullable=False),
    Column("until", Moment, nullable=False),
)

# When a shard of each bucket identified itself last; Discord counts those of one together.
identify_turn = Table(
    "identify_turn",
    metadata,
    Column("bucket", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)

OF_PROCESSES = frozenset({table_version, lease, identify_turn})
"""What processes tell each other: no copy of what is kept needs it."""
