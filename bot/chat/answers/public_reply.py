"""Pass an answer on to somebody: below their message if that is possible, else with its link."""

from collections.abc import Awaitable, Callable
from enum import Enum

import discord

from bot.chat.answers.delivery import Delivery, Occasion
from bot.chat.answers.open_answer import GONE
from bot.chat.answers.places import Below
from bot.chat.cards.small_print import sharing_note
from bot.chat.sending.failures import confirm
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import Content, OutOfReachError
from bot.chat.sending.references import link_to
from bot.chat.sending.replies import Interaction, defer, in_direct_message, send_text
from bot.chat.ui.actions import OPEN_FOR, REPLY_TO, Handler
from bot.chat.ui.moderators import in_own_server
from bot.kb.model.keys import Address
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.content.answer import Answer
from bot.services.content.outcomes import Found
from bot.services.conversation.presenting import Presenter

NOT_PUBLIC = N_("Only you can see this: you or I can't post in this channel.")
TAKEN = N_("That can't be posted here. Only you can see the answer above.")


class PublicReplyMode(Enum):
    """How an answer to somebody's message becomes public."""

    BELOW = "below"
    """As a message of the bot that refers to theirs."""
    WITH_LINK = "with link"
    """As the public response to a press, which may not refer to a message, but link to it."""
    PRIVATE = "private"
    """Not at all."""


def public_reply_mode(interaction: Interaction) -> PublicReplyMode:
    """Decide by who is there and who may do what; Discord tells of both with every interaction."""
    if in_direct_message(interaction):
        return PublicReplyMode.PRIVATE
    if interaction.guild_id is None:
        return PublicReplyMode.WITH_LINK
    person, me = interaction.permissions, interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    write = "send_messages_in_threads" if in_thread else "send_messages"
    if not getattr(person, write):
        return PublicReplyMode.PRIVATE
    if not in_own_server(interaction):
        # If external apps are barred, Discord shows what they answer to nobody else.
        return PublicReplyMode.WITH_LINK if person.use_external_apps else PublicReplyMode.PRIVATE
    if me.view_channel and getattr(me, write) and me.read_message_history:
        return PublicReplyMode.BELOW
    return PublicReplyMode.WITH_LINK


async def reply_publicly(
    interaction: Interaction,
    target: int,
    result: Answer | Found,
    delivery: Delivery,
    post: Callable[[], Awaitable[int | None]],
) -> None:
    """Pass a result on to whoever wrote a message, in the way that is possible.

    `post` puts it below the message, and returns the number of what was sent; it raises
    `OutOfReachError` if Discord forbids that after all.
    """
    how = public_reply_mode(interaction)
    if how is PublicReplyMode.PRIVATE:
        await send_text(interaction, _(NOT_PUBLIC))
    elif how is PublicReplyMode.BELOW:
        await defer(interaction)
        await _post_below(interaction, post)
    else:
        link = link_to(interaction.guild_id, interaction.channel_id, target)
        await delivery.share(interaction, result, link)


async def _post_below(interaction: Interaction, post: Callable[[], Awaitable[int | None]]) -> None:
    try:
        sent = await post()
    except OutOfReachError:
        await send_text(interaction, _(TAKEN))
        return
    link = link_to(interaction.guild_id, interaction.channel_id, sent or 0)
    await confirm(
        interaction, lambda: send_text(interaction, _("Posted: {link}").format(link=link))
    )


class PublicReplyActions:
    """Answer presses below an answer that somebody picked for another person's message."""

    def __init__(self, presenter: Presenter, delivery: Delivery, languages: Languages) -> None:
        self._presenter = presenter
        self._delivery = delivery
        self._languages = languages

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Open a choice privately, and reply with it; for everybody."""
        return (OPEN_FOR.handled_by(self._open), REPLY_TO.handled_by(self._reply))

    async def _open(self, interaction: Interaction, state: tuple[int, Address]) -> None:
        target, address = state
        answer = self._presenter.answer(address, guild=interaction.guild_id)
        if answer is None:
            await send_text(interaction, _(GONE))
            return
        result = Found(answer.title, answer, 1.0)
        offered = target if public_reply_mode(interaction) is not PublicReplyMode.PRIVATE else None
        await self._delivery.answer(
            interaction, result, "only me", reply_target=offered, occasion=Occasion.OPENED
        )

    async def _reply(self, interaction: Interaction, state: tuple[int, Address]) -> None:
        target, address = state
        answer = self._presenter.answer(address, guild=interaction.guild_id)
        if answer is None:
            await send_text(interaction, _(GONE))
            return
        await reply_publicly(
            interaction,
            target,
            answer,
            self._delivery,
            lambda: self._post(interaction, target, answer),
        )

    async def _post(self, interaction: Interaction, target: int, answer: Answer) -> int | None:
        """Post the answer as a reply, or point to the newest one if it is the same."""
        earlier = self._delivery.link_to_same_answer(interaction, answer)
        if earlier:
            pointer = Content(text=self._pointer(interaction, earlier))
            return await Below.target(interaction, target).send(pointer)
        return await self._delivery.reply_to(interaction, target, answer)

    def _pointer(self, interaction: Interaction, earlier: str) -> str:
        """Point everybody to where the answer stands."""
        with self._languages.using_language_of_all(interaction):
            text = _("The answer is above: {link}").format(link=earlier)
            return f"{text}\n-# {sharing_note(interaction.user.display_name)}"
