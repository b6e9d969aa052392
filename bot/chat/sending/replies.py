"""Answer an interaction: a card, a sentence, a form, or later.

Nothing else in the chat responds to interactions; what is sent without one goes through
`outgoing.py`, and what fails is turned into a sentence by `failures.py`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace as replace_fields
from typing import Any, TypeVar

import discord
import structlog
from discord import ui

from bot.chat.sending.outgoing import RESET, Content, attempt
from bot.locale.i18n import gettext as _

Interaction = discord.Interaction[Any]

DEFER_AFTER = 1.5
"""Seconds of work after which Discord is told that a reply comes later: it gives up after three
("Receiving and Responding")."""

ALREADY_ANSWERED = 40060
"""Answered twice ("JSON Error Codes")."""

_ANSWERED, _DONE, _PLAIN = "answered", "done", "plain"
"""What is noted on an interaction: Discord has a response; something was saved; its person reads
plain text."""

T = TypeVar("T")

_log = structlog.get_logger(__name__)


async def reply(interaction: Interaction, view: ui.LayoutView, *, private: bool) -> int | None:
    """Answer an interaction with a card; return the message's id."""
    return await respond(interaction, Content(view), private=private)


async def respond(interaction: Interaction, content: Content, *, private: bool) -> int | None:
    """Answer an interaction, or add to the answer that it already has; return the message's id.

    Who wants it gets what nobody else sees as plain text, in as many messages as it takes.
    """
    if (private or in_direct_message(interaction)) and wants_plain(interaction):
        *first, content = replace_fields(content, plain=True).messages()
        for message in first:
            await _respond(interaction, message, private=private)
    return await _respond(interaction, content, private=private)


async def _respond(interaction: Interaction, content: Content, *, private: bool) -> int | None:
    if is_answered(interaction):
        added = await attempt(
            lambda: interaction.followup.send(
                **content.send_arguments(), ephemeral=private, wait=True
            )
        )
        return int(added.id)
    sent = await _first(
        interaction,
        lambda: interaction.response.send_message(**content.send_arguments(), ephemeral=private),
    )
    if sent is None:
        return (await interaction.original_response()).id
    return sent.message_id


async def send_text(interaction: Interaction, sentence: str) -> None:
    """Send one sentence that only the person sees."""
    await respond(interaction, Content(text=sentence), private=True)


async def replace(interaction: Interaction, view: ui.LayoutView) -> None:
    """Replace the pressed message with a new card."""
    await replace_with(interaction, Content(view))


async def replace_with(interaction: Interaction, content: Content) -> int | None:
    """Replace the pressed message, its text and files included.

    Return the id of the message if it is a new one.

    Nothing takes the place of one's own plain text: programs that read aloud tell of what is new,
    never of what was edited. A card cannot become text, either.
    """
    pressed = interaction.message
    is_text = pressed is not None and bool(pressed.content)
    if is_own_card(interaction) and (is_text or wants_plain(interaction)):
        return await respond(interaction, content, private=not in_direct_message(interaction))
    if is_answered(interaction):
        await attempt(lambda: interaction.edit_original_response(**content.edit_arguments()))
    else:
        await _first(
            interaction, lambda: interaction.response.edit_message(**content.edit_arguments())
        )
    return None


async def open_form(interaction: Interaction, modal: ui.Modal) -> None:
    """Open a form: at once or not at all, since a form cannot follow a deferral."""
    await _first(interaction, lambda: interaction.response.send_modal(modal))


async def defer(interaction: Interaction) -> None:
    """Defer a private reply, which takes longer than Discord's three seconds."""
    if not is_answered(interaction):
        await _first(interaction, lambda: interaction.response.defer(ephemeral=True, thinking=True))


async def acknowledge(interaction: Interaction) -> None:
    """Acknowledge a press; the card stays until something replaces it."""
    if not is_answered(interaction):
        await _first(interaction, lambda: interaction.response.defer())


async def in_time(interaction: Interaction, work: Awaitable[T]) -> T:
    """Await work; if it takes long, tell Discord before it gives up that a reply comes later."""
    working = asyncio.ensure_future(work)
    done, _pending = await asyncio.wait({working}, timeout=DEFER_AFTER)
    if not done:
        try:
            await defer(interaction)
        except (discord.HTTPException, *RESET) as error:
            # The work is done all the same: only nobody may be there to be told.
            _log.warning("reply.not_announced", error=type(error).__name__)
        except discord.InteractionResponded:
            # It was answered in that very moment.
            pass
    return await working


def is_answered(interaction: Interaction) -> bool:
    """Return whether Discord has a response, even if only a later error told us so."""
    return interaction.response.is_done() or _ANSWERED in interaction.extras


def note_plain(interaction: Interaction) -> None:
    """Note that the person of an interaction reads plain text in the place of cards."""
    interaction.extras[_PLAIN] = True


def wants_plain(interaction: Interaction) -> bool:
    """Return whether the person of an interaction reads plain text in the place of cards."""
    return _PLAIN in interaction.extras


def note_done(interaction: Interaction) -> None:
    """Note that what was asked for is done: no failure from here on may say that it is not."""
    interaction.extras[_DONE] = True


def is_done(interaction: Interaction) -> bool:
    """Return whether what was asked for is done, whatever failed since."""
    return _DONE in interaction.extras


def in_direct_message(interaction: Interaction) -> bool:
    """Return whether this is the person's own conversation with the bot."""
    return interaction.context.dm_channel


def is_own_card(interaction: Interaction) -> bool:
    """Return whether the pressed card is the person's own, so that another may take its place."""
    private = interaction.message is not None and interaction.message.flags.ephemeral
    return private or in_direct_message(interaction)


async def replace_own(interaction: Interaction, view: ui.LayoutView) -> None:
    """Show a card in the place of the person's own, or privately under somebody else's."""
    if is_own_card(interaction):
        await replace(interaction, view)
    else:
        await reply(interaction, view, private=True)


async def may_write(interaction: Interaction) -> bool:
    """Return whether the person may post here themselves; if not, say so."""
    if interaction.guild_id and not interaction.permissions.send_messages:
        await send_text(interaction, _("You can't post here, so only you can see this."))
        return False
    return True


async def _first(interaction: Interaction, send: Callable[[], Awaitable[T]]) -> T | None:
    """Send the first response; None if one that seemed lost had arrived after all."""
    try:
        return await send()
    except RESET as error:
        _log.info("reply.reset", error=type(error).__name__)
    try:
        return await send()
    except discord.HTTPException as error:
        if error.code != ALREADY_ANSWERED:
            raise
        interaction.extras[_ANSWERED] = True
        return None
