"""Decide whether a message is meant for the bot, and what it asks."""

import re

import discord

_MENTION = re.compile(r"<@[!&]?\d+>")


def is_direct(message: discord.Message) -> bool:
    """Return whether it was written in a direct message."""
    # Not `guild is None`: a server that discord.py does not know yet has no guild either.
    return isinstance(message.channel, discord.DMChannel)


def is_addressed(message: discord.Message, me: discord.ClientUser | None) -> bool:
    """Return whether it is a direct message, or mentions the bot or its own role."""
    return is_direct(message) or me in message.mentions or _names_my_role(message)


def is_withheld(message: discord.Message) -> bool:
    """Return whether Discord keeps its words back, as it does if only the bot's role is named."""
    return not message.content and not is_direct(message) and _names_my_role(message)


def read_question(message: discord.Message, me: discord.ClientUser | None) -> str | None:
    """Read what a message asks: its own words or, if it only mentions the bot, those it replies to.

    Empty if it asks nothing; None if it replies to words that Discord keeps back.
    """
    own = _without_mentions(message)
    referred = message.reference.resolved if message.reference else None
    if own or not isinstance(referred, discord.Message) or referred.author == me:
        return own
    return _without_mentions(referred) or None


def _without_mentions(message: discord.Message) -> str:
    return _MENTION.sub(" ", message.content).strip()


def _names_my_role(message: discord.Message) -> bool:
    role = message.guild.self_role if message.guild else None
    return role is not None and role in message.role_mentions
