"""Where an answer goes: the response to an interaction, or a message below another."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, Self

import discord
from discord import InteractionType, app_commands

from bot.chat.sending.outgoing import Content, delete, edit, post
from bot.chat.sending.references import Reference
from bot.chat.sending.replies import (
    Interaction,
    in_direct_message,
    is_own_card,
    replace_with,
    respond,
)
from bot.chat.ui.moderators import in_own_server

_WAYS = {InteractionType.component: "press", InteractionType.modal_submit: "form"}


class Destination(Protocol):
    """Where one answer goes, and what is to be noted of it."""

    @property
    def guild(self) -> int | None:
        """The server whose answers are shown."""

    @property
    def own_guild(self) -> int | None:
        """That server, if it has the bot: what is asked there is counted."""

    @property
    def person(self) -> int:
        """Who asked."""

    @property
    def only_reader(self) -> int | None:
        """The one person who sees it; None if everybody there does."""

    @property
    def channel(self) -> int | None:
        """The channel that it stands in."""

    @property
    def is_lasting(self) -> bool:
        """Whether the bot can reach its message later, through the channel."""

    @property
    def asked_through(self) -> str:
        """How it was asked for: the name of a command, or another word of our own."""

    async def send(self, content: Content) -> int | None:
        """Send it, and return the id of its message, if it has one of its own."""


@dataclass(frozen=True, slots=True)
class Response:
    """The response to an interaction, private or for everybody."""

    interaction: Interaction
    private: bool

    @property
    def guild(self) -> int | None:
        """The server that the interaction happened in."""
        return self.interaction.guild_id

    @property
    def own_guild(self) -> int | None:
        """That server; None if only a person brought the bot."""
        return self.interaction.guild_id if in_own_server(self.interaction) else None

    @property
    def person(self) -> int:
        """Who asked."""
        return self.interaction.user.id

    @property
    def only_reader(self) -> int | None:
        """The person, if nobody else can see it."""
        alone = self.private or in_direct_message(self.interaction)
        return self.interaction.user.id if alone else None

    @property
    def channel(self) -> int | None:
        """The channel that the interaction happened in."""
        return self.interaction.channel_id

    @property
    def is_lasting(self) -> bool:
        """Whether it is public in a channel that the bot can see."""
        visible = self.interaction.app_permissions.view_channel
        return not self.private and self.own_guild is not None and visible

    @property
    def asked_through(self) -> str:
        """The command, the menu of a message, a press or a form."""
        match self.interaction.command:
            case app_commands.Command() as command:
                return command.qualified_name
            case app_commands.ContextMenu():
                return "menu"
            case None:
                return _WAYS.get(self.interaction.type, "other")

    async def send(self, content: Content) -> int | None:
        """Respond to the interaction, privately or for everybody."""
        return await respond(self.interaction, content, private=self.private)


@dataclass(frozen=True, slots=True)
class InPlace(Response):
    """The card that was pressed, if it is the person's own; else a private response."""

    private: bool = True

    async def send(self, content: Content) -> int | None:
        """Replace the person's own card; below anybody else's, respond privately."""
        if not is_own_card(self.interaction):
            return await respond(self.interaction, content, private=True)
        return await replace_with(self.interaction, content)


@dataclass(frozen=True, slots=True)
class PreviousReply:
    """A message of the bot that answers somebody's message."""

    message: discord.PartialMessage
    is_text: bool
    """Whether it is plain text: a card cannot take the place of that, nor text that of a card."""


@dataclass(frozen=True, slots=True)
class Below:
    """A message of the bot below somebody's message, or in a direct message."""

    place: discord.abc.Messageable
    guild: int | None
    channel: int
    person: int
    reference: discord.MessageReference | None
    """The message that it refers to; None in a direct message."""
    previous: PreviousReply | None = None
    """What answered the message before it was edited, and gives its place."""
    note: Callable[[int, bool], None] | None = None
    """Is told which message of the bot stands there now, and whether it is plain text."""

    @classmethod
    def message(cls, message: discord.Message) -> Self:
        """Answer a message where it stands."""
        direct = isinstance(message.channel, discord.DMChannel)
        reference = None
        if not direct:
            reference = Reference.from_message(message, fail_if_not_exists=False)
        guild = message.guild.id if message.guild else None
        return cls(message.channel, guild, message.channel.id, message.author.id, reference)

    @classmethod
    def target(cls, interaction: Interaction, message: int) -> Self:
        """Answer below another message of the channel that an interaction happens in."""
        guild, channel = interaction.guild_id, interaction.channel_id or 0
        place = interaction.client.get_partial_messageable(channel, guild_id=guild)
        reference = Reference(message_id=message, channel_id=channel, fail_if_not_exists=False)
        return cls(place, guild, channel, interaction.user.id, reference)

    @property
    def own_guild(self) -> int | None:
        """The server: messages come only from those that have the bot."""
        return self.guild

    @property
    def only_reader(self) -> int | None:
        """The person, in a direct message."""
        return self.person if self.reference is None else None

    @property
    def is_lasting(self) -> bool:
        """Always: the bot itself wrote it."""
        return True

    @property
    def asked_through(self) -> str:
        """A direct message or a mention."""
        return "direct message" if self.reference is None else "mention"

    def without_reference(self) -> "Below":
        """Refer to no message: a short sentence needs none."""
        return replace(self, reference=None)

    async def send(self, content: Content) -> int | None:
        """Post it, or put it in the place of what stands.

        Raise `OutOfReachError` or `NotSentError`.
        """
        *first, last = content.messages()
        for one in first:
            await post(self.place, one, self.reference)
        is_text = bool(last.text)
        message = await self._put(last, is_text=is_text)
        if self.note is not None:
            self.note(message, is_text)
        return message

    async def _put(self, content: Content, *, is_text: bool) -> int:
        previous = self.previous
        if previous is not None and previous.is_text == is_text:
            await edit(previous.message, content)
            return previous.message.id
        if previous is not None:
            await delete(previous.message)
        return (await post(self.place, content, self.reference)).id
