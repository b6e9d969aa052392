"""Examine what the bot may do in a server: name what is missing, and where to fix it."""

from collections.abc import Iterator, Mapping
from typing import Any

import discord

from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.ports.records import GuildSettings

_NEEDED = {
    # Translators: a permission, as Discord names it in your language.
    "view_channel": N_("View Channel"),
    # Translators: a permission, as Discord names it in your language.
    "send_messages": N_("Send Messages"),
    # Translators: a permission, as Discord names it in your language.
    "read_message_history": N_("Read Message History"),
}

_NEEDED_IN_FORUMS = {
    "view_channel": _NEEDED["view_channel"],
    # Translators: a permission, as Discord names it in your language.
    "send_messages_in_threads": N_("Send Messages in Threads and Posts"),
    "read_message_history": _NEEDED["read_message_history"],
}

# Translators: a permission, as Discord names it in your language.
_NEEDED_FOR_TAGS = {"manage_threads": N_("Manage Threads and Posts")}

_NO_ANSWER_CHANNEL = N_("An answer channel is gone: choose another one above.")
_NO_FORUM = N_("A forum is gone: choose another one above.")
_NO_INBOX = N_("An inbox channel is gone: choose another one above.")


def findings(guild: discord.Guild, settings: GuildSettings) -> list[str]:
    """List what stops the bot from doing what the settings say, each with its fix.

    Without an inbox channel it works, and moderators should know what they miss.
    """
    result = [
        fault
        for number in settings.answer_channels
        for fault in _channel_faults(guild, number, _NO_ANSWER_CHANNEL)
    ]
    for number in settings.forums:
        result += _forum_faults(guild, number, settings.solved_tag)
    if settings.inbox_channel:
        result += _channel_faults(guild, settings.inbox_channel, _NO_INBOX)
        result += _inbox_faults(guild, settings.inbox_channel)
    elif settings.needs_approval:
        result.append(_("A second review needs an inbox channel: choose one above."))
    else:
        text = _("No inbox channel: moderators get no notice, and find what waits in /kb inbox.")
        result.append(text)
    if settings.moderator_role:
        result += _role_faults(guild, settings.moderator_role)
    return result


def _forum_faults(guild: discord.Guild, number: int, tag: str | None) -> Iterator[str]:
    needed = _NEEDED_IN_FORUMS | (_NEEDED_FOR_TAGS if tag else {})
    yield from _channel_faults(guild, number, _NO_FORUM, needed)
    forum = guild.get_channel(number)
    if tag and isinstance(forum, discord.ForumChannel):
        names = {one.name for one in forum.available_tags}
        if tag not in names:
            text = _("{channel} has no tag “{tag}”: add it there, or choose another tag above.")
            yield text.format(channel=forum.mention, tag=tag)


def _channel_faults(
    guild: discord.Guild, number: int, missing: str, needed: Mapping[str, str] = _NEEDED
) -> Iterator[str]:
    channel = guild.get_channel(number)
    if channel is None:
        yield _(missing)
        return
    allowed = channel.permissions_for(guild.me)
    for permission, name in needed.items():
        if not getattr(allowed, permission):
            text = _(
                "I lack **{permission}** in {channel}: open it, then Edit Channel › "
                "Permissions › add me, and allow {permission}."
            )
            yield text.format(permission=_(name), channel=channel.mention)


def _inbox_faults(guild: discord.Guild, number: int) -> Iterator[str]:
    channel = guild.get_channel(number)
    if channel and channel.permissions_for(guild.default_role).view_channel:
        text = _(
            "Everybody can read the inbox {channel}: open it, then Edit Channel › "
            "Permissions, and take {permission} from @everyone."
        )
        needed = _NEEDED["view_channel"]
        yield text.format(channel=channel.mention, permission=_(needed))


def _role_faults(guild: discord.Guild, number: int) -> Iterator[str]:
    role: Any = guild.get_role(number)
    if role is None:
        yield _("The moderator role is gone: choose another one above.")
    elif not role.permissions.manage_messages:
        text = _(
            "{role} sees /kb only once you allow it: Server Settings › Integrations › "
            "Almanac › /kb › add the role."
        )
        yield text.format(role=role.mention)
