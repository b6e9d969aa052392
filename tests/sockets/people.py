"""Who lives in the pretended server: members, moderators, an admin, and a stranger."""

from tests.support.discord.discord_shapes import CHANNEL, GUILD, Person, server_of

VIEW_AND_WRITE = 3072
MANAGE_MESSAGES, MANAGE_SERVER = 1 << 13, 1 << 5
INBOX, ELSEWHERE = "400000000000000014", "300000000000000013"
CURATORS = "700000000000000001"
"""A role without permissions of its own: /setup makes moderators of it."""

MODERATOR = VIEW_AND_WRITE | MANAGE_MESSAGES
STAFF = "700000000000000002"
"""A role that may manage messages."""
OWN_ROLE = "700000000000000003"
"""The role that Discord gave the bot."""

EVE = Person("200000000000000012", "eve")
MIA = Person("200000000000000022", "mia", MODERATOR, (STAFF,))
MAX = Person("200000000000000032", "max", MODERATOR, (STAFF,))
ADAM = Person("200000000000000042", "adam", MODERATOR | MANAGE_SERVER, (STAFF,))
CLEO = Person("200000000000000052", "cleo", roles=(CURATORS,))
OLGA = Person("200000000000000062", "olga", MODERATOR | MANAGE_SERVER, guild=ELSEWHERE)
"""A moderator and admin, of another server."""

SERVERS = [
    server_of(
        GUILD,
        {CHANNEL: "general", INBOX: "inbox"},
        {CURATORS: 0, STAFF: MODERATOR, OWN_ROLE: 0},
        OWN_ROLE,
    ),
    server_of(ELSEWHERE, {"400000000000000024": "general"}, {}),
]

PEOPLE = {one.id: one for one in (EVE, MIA, MAX, ADAM, CLEO)}
