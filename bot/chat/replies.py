"""Send what was drawn, and turn every failure into a sentence for one and a line for the other.

Nothing else in the program sends to Discord, and nothing else catches all exceptions.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from io import BytesIO
from typing import Any, TypeVar

import discord
import structlog
from discord import app_commands, ui

from bot.chat.limits import CHOICE_NAME, CHOICES
from bot.chat.text import cut
from bot.locale.speech import N_
from bot.locale.speech import gettext as _
from bot.services.illustrations import Illustration
from bot.services.ledger import LedgerUnavailable

Interaction = discord.Interaction[Any]

T = TypeVar("T")

PICTURE = "figures.png"
"""The name of an attached picture, by which a card shows it."""

NO_PINGS = discord.AllowedMentions.none()

DEFER_AFTER = 1.5
"""Seconds of work after which Discord is told that a reply comes later: it gives up after three
("Receiving and Responding")."""

UNKNOWN_INTERACTION, ALREADY_ANSWERED = 10062, 40060
"""Too late, or answered twice after a repeated event ("JSON Error Codes"): nobody waits."""

NOT_NOW = N_("Nothing can be saved right now. Answers go on; please try again in a few minutes.")

NO_SUGGESTIONS = N_("No suggestions right now: type your question and send it")

_log = structlog.get_logger(__name__)


def files(illustration: Illustration | None) -> Sequence[discord.File]:
    """List what must be sent with a card that shows the illustration."""
    if illustration is None or illustration.picture is None:
        return ()
    picture = illustration.picture
    return (discord.File(BytesIO(picture.png), PICTURE, description=picture.alt),)


async def reply(
    interaction: Interaction,
    view: ui.LayoutView | ui.View,
    *,
    private: bool,
    beside: Illustration | None = None,
    text: str | None = None,
) -> int | None:
    """Answer an interaction, or add to the answer that it already has; return the message's id.

    Only a view that is no layout goes with plain text.
    """
    said: dict[str, Any] = {"content": text} if text else {}
    if interaction.response.is_done():
        added: Any = await interaction.followup.send(
            **said,
            view=view,
            files=files(beside),
            ephemeral=private,
            allowed_mentions=NO_PINGS,
            wait=True,
        )
        return int(added.id)
    sent = await interaction.response.send_message(
        **said, view=view, files=files(beside), ephemeral=private, allowed_mentions=NO_PINGS
    )
    return sent.message_id


async def replace(
    interaction: Interaction, view: ui.LayoutView, beside: Illustration | None = None
) -> None:
    """Put a new card, with its own picture or none, in the place of what was pressed.

    Where a reply was announced meanwhile, the card is that reply.
    """
    if interaction.response.is_done():
        await reply(interaction, view, private=True, beside=beside)
        return
    # What was pressed may be words with a file, and a card cannot stand beside words.
    await interaction.response.edit_message(
        content=None, view=view, attachments=files(beside), allowed_mentions=NO_PINGS
    )


async def later(interaction: Interaction) -> None:
    """Tell Discord that a private answer comes later than in three seconds."""
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=True, thinking=True)


async def in_time(interaction: Interaction, work: Awaitable[T]) -> T:
    """Await work; where it takes long, tell Discord before it gives up that a reply comes later."""
    working = asyncio.ensure_future(work)
    done, _pending = await asyncio.wait({working}, timeout=DEFER_AFTER)
    if not done:
        try:
            await later(interaction)
        except discord.HTTPException as error:
            # The work is done all the same: only nobody may be there to be told.
            _log.warning("reply.not_announced", code=error.code)
        except discord.InteractionResponded:
            # It was answered in that very moment.
            pass
    return await working


async def say(interaction: Interaction, sentence: str) -> None:
    """Say one sentence to the person alone."""
    if interaction.response.is_done():
        await interaction.followup.send(sentence, ephemeral=True, allowed_mentions=NO_PINGS)
    else:
        await interaction.response.send_message(sentence, ephemeral=True, allowed_mentions=NO_PINGS)


def in_direct_message(interaction: Interaction) -> bool:
    """Tell whether this is the person's own conversation with the bot."""
    return interaction.context.dm_channel


def is_own(interaction: Interaction) -> bool:
    """Tell whether the pressed card is the person's own, so that another may take its place."""
    private = interaction.message is not None and interaction.message.flags.ephemeral
    return private or in_direct_message(interaction)


async def may_write(interaction: Interaction) -> bool:
    """Tell whether the person may post here themselves; where not, say so."""
    if interaction.guild_id and not interaction.permissions.send_messages:
        await say(interaction, _("You may not write in this channel, so it stays between us."))
        return False
    return True


async def report(interaction: Interaction, error: BaseException, what: str) -> None:
    """Tell the person what happened, and the operator why, under the same code."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, discord.HTTPException) and error.code in (
        UNKNOWN_INTERACTION,
        ALREADY_ANSWERED,
    ):
        _log.info("reply.too_late", what=what, code=error.code)
        return
    if isinstance(error, LedgerUnavailable):
        _log.warning("unavailable", what=what, error=str(error))
        await say(interaction, _(NOT_NOW))
        return
    code = error_code()
    _log.error("failed", what=what, code=code, exc_info=error)
    try:
        await say(interaction, apology(code))
    except discord.HTTPException as second:
        _log.warning("failed.silently", code=code, status=second.status)


def error_code() -> str:
    """Make a short code that a person can read out to an operator."""
    return secrets.token_hex(3)


def apology(code: str) -> str:
    """Say that something failed, and what to do next."""
    said = _(
        "That did not work, and it is not your fault. Please try again; if it happens again, "
        "tell a moderator the code {code}."
    )
    return said.format(code=code)


async def guarded(interaction: Interaction, work: Awaitable[None], what: str) -> None:
    """Await work that discord.py would let fail in silence."""
    try:
        await in_time(interaction, work)
    except Exception as error:
        await report(interaction, error, what)


Suggest = Callable[[str], list[tuple[str, str]]]
"""Maps what is typed to names and values."""


def suggestions(typed: str, suggest: Suggest) -> list[app_commands.Choice[str]]:
    """Make choices that Discord takes; where that fails, one that says so and keeps the text."""
    try:
        return [
            app_commands.Choice(name=cut(name, CHOICE_NAME), value=value)
            for name, value in suggest(typed)[:CHOICES]
            if len(value) <= CHOICE_NAME
        ]
    except Exception as error:
        _log.error("failed", what="autocomplete", code=error_code(), exc_info=error)
        said = cut(_(NO_SUGGESTIONS), CHOICE_NAME)
        return [app_commands.Choice(name=said, value=typed[:CHOICE_NAME] or said)]
