"""Turn each failure into a sentence for the person and a line of the log for the operator.

Nothing else in the chat catches all exceptions, but for the connection, which outlives them.
"""

import secrets
from collections.abc import Awaitable, Callable
from typing import TypeVar

import discord
import structlog
from discord import app_commands

from bot.chat.sending.limits import CHOICE_NAME, CHOICES
from bot.chat.sending.outgoing import RESET, Content, NotSentError, OutOfReachError, post
from bot.chat.sending.replies import (
    ALREADY_ANSWERED,
    Interaction,
    in_time,
    is_done,
    note_done,
    send_text,
)
from bot.chat.sending.text import cut
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.ports.ledger import LedgerError, UnsureError

UNKNOWN_INTERACTION = 10062
"""Too late ("JSON Error Codes"): nobody waits."""

NOT_NOW = N_("Nothing can be saved right now. Answers go on; please try again in a few minutes.")

UNSURE = N_(
    "I cannot tell whether this was saved: the connection to the database broke. Please look "
    "before you do it again."
)

NOT_SHOWN = N_("Saved, but I could not show it. There is no need to do it again.")

OTHER_VERSION = N_("This button belongs to another version of Almanac. Ask again for a fresh one.")

NO_SUGGESTIONS = N_("No suggestions right now: type your question and send it")

T = TypeVar("T")

Say = Callable[[str], Awaitable[None]]

_log = structlog.get_logger(__name__)


class RefusedError(Exception):
    """What was asked for or typed is not accepted; the message says why and what to change."""


class OtherVersionError(Exception):
    """A control or a form that no version of ours made, or not this one."""


def parse_state(read: Callable[[str], T], text: str) -> T:
    """Read what a form of ours carries; raise `OtherVersionError` for anything else."""
    try:
        return read(text)
    except ValueError as error:
        raise OtherVersionError from error


async def reporting_errors(
    interaction: Interaction, work: Awaitable[None], what: str, say_why: Say | None = None
) -> None:
    """Await work that discord.py would let fail in silence; `say_why` may add to the sentence."""
    try:
        await in_time(interaction, work)
    except Exception as error:
        await report(interaction, error, what, say_why)


async def confirm(interaction: Interaction, show: Callable[[], Awaitable[object]]) -> None:
    """Show what was just saved. It stays saved whatever fails in that, so nothing is raised."""
    note_done(interaction)
    try:
        await show()
    except Exception as error:
        await report(interaction, error, "confirmation")


async def report(
    interaction: Interaction, error: BaseException, what: str, say_why: Say | None = None
) -> None:
    """Tell the person what happened, and the operator why, under the same code."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, discord.HTTPException) and error.code in (
        UNKNOWN_INTERACTION,
        ALREADY_ANSWERED,
    ):
        _log.info("reply.too_late", what=what, code=error.code)
        return

    async def say_plainly(sentence: str) -> None:
        await send_text(interaction, sentence)

    if is_done(interaction):
        # What Discord refuses is no fault of ours to be traced.
        trace = None if isinstance(error, (discord.HTTPException, *RESET)) else error
        _log.warning("done.not_shown", what=what, error=type(error).__name__, exc_info=trace)
        sentence, say_why = _(NOT_SHOWN), None
    else:
        sentence = explain(error, what)
    try:
        await (say_why or say_plainly)(sentence)
    except (discord.HTTPException, *RESET) as second:
        _log.warning("failed.silently", what=what, error=type(second).__name__)


async def guarded_message(message: discord.Message, work: Awaitable[None]) -> None:
    """Await the answer to a message, and say there what failed."""
    try:
        await work
    except OutOfReachError:
        # The bot may read here but not write; there is nobody to tell.
        _log.info("message.not_allowed", channel=message.channel.id)
    except Exception as error:
        sentence = explain(error, "message")
        try:
            await post(message.channel, Content(text=sentence))
        except NotSentError as second:
            _log.warning("failed.silently", what="message", code=second.code)


def explain(error: BaseException, what: str) -> str:
    """Log a failure, and return a sentence on what the person can do."""
    match error:
        case RefusedError():
            return str(error)
        case OtherVersionError():
            _log.info("control.other_version", what=what)
            return _(OTHER_VERSION)
        case UnsureError():
            _log.warning("unsure", what=what, error=str(error))
            return _(UNSURE)
        case LedgerError():
            _log.warning("unavailable", what=what, error=str(error))
            return _(NOT_NOW)
    code = error_code()
    _log.error("failed", what=what, code=code, exc_info=error)
    return apology(code)


def error_code() -> str:
    """Return a short code that a person can read out to an operator."""
    return secrets.token_hex(3)


def apology(code: str) -> str:
    """Write that something failed, and what to do next."""
    text = _(
        "That did not work, and it is not your fault. Please try again; if it happens again, "
        "tell a moderator the code {code}."
    )
    return text.format(code=code)


Suggest = Callable[[str], list[tuple[str, str]]]
"""Maps what is typed to names and values."""


def suggestions(typed: str, suggest: Suggest) -> list[app_commands.Choice[str]]:
    """Return choices that Discord accepts; if that fails, one that says so and keeps the text."""
    try:
        return [
            app_commands.Choice(name=cut(name, CHOICE_NAME), value=value)
            for name, value in suggest(typed)[:CHOICES]
            if len(value) <= CHOICE_NAME
        ]
    except Exception as error:
        _log.error("failed", what="autocomplete", code=error_code(), exc_info=error)
        text = cut(_(NO_SUGGESTIONS), CHOICE_NAME)
        return [app_commands.Choice(name=text, value=typed[:CHOICE_NAME] or text)]
