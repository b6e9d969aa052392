"""What Discord describes: people, servers, the bot itself, and the controls of a card."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

APPLICATION = "100000000000000001"
MEMBER = {"id": "200000000000000002", "username": "ana", "discriminator": "0", "avatar": None}
BOT = {"id": APPLICATION, "username": "almanac", "discriminator": "0", "avatar": None, "bot": True}
GUILD, CHANNEL, DM = "300000000000000003", "400000000000000004", "500000000000000005"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a server, with what Discord says they may do there."""

    id: str = MEMBER["id"] or ""
    name: str = "ana"
    permissions: int = 3072
    """View channels and send messages, unless there is more."""
    roles: tuple[str, ...] = ()
    guild: str = GUILD

    @property
    def user(self) -> dict[str, Any]:
        """Describe the person as Discord does."""
        return {"id": self.id, "username": self.name, "discriminator": "0", "avatar": None}


ANA = Person()


APPLICATION_OBJECT = {
    "id": APPLICATION,
    "name": "Almanac",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "flags": 0,
    "owner": MEMBER,
    "summary": "",
}


def server_of(
    guild: str, channels: dict[str, str], roles: dict[str, int], own: str | None = None
) -> dict[str, Any]:
    """Describe a server with text channels by id, roles by id with permissions, and the bot.

    `own` is the role that the bot got when it was added.
    """
    everyone = {guild: 3072}
    listed = [
        {
            "id": number,
            "name": f"role-{number}",
            "permissions": str(allowed),
            "position": at,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }
        | ({"managed": True, "tags": {"bot_id": APPLICATION}} if number == own else {})
        for at, (number, allowed) in enumerate((everyone | roles).items())
    ]
    texts: list[dict[str, Any]] = [
        {
            "id": number,
            "type": 0,
            "name": name,
            "position": at,
            "permission_overwrites": [],
            "nsfw": False,
            "parent_id": None,
            "topic": None,
            "flags": 0,
        }
        for at, (number, name) in enumerate(channels.items())
    ]
    return {
        "id": guild,
        "name": f"server {guild}",
        "owner_id": "900000000000000009",
        "roles": listed,
        "channels": texts,
        "members": [member_of(BOT)],
        "threads": [],
        "emojis": [],
        "stickers": [],
        "features": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "member_count": 3,
        "large": False,
        "unavailable": False,
        "joined_at": "2026-01-01T00:00:00+00:00",
        "preferred_locale": "en-US",
        "premium_tier": 0,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "system_channel_flags": 0,
        "icon": None,
        "afk_timeout": 300,
    }


def member_of(user: dict[str, Any]) -> dict[str, Any]:
    """Describe a member without roles."""
    joined = "2026-01-01T00:00:00+00:00"
    return {
        "user": user,
        "roles": [],
        "joined_at": joined,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def controls(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Find every control of a card."""
    if "custom_id" in part:
        yield part
    for inner in part.get("components", ()):
        yield from controls(inner)
