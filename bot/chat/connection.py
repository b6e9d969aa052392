"""Stay connected to Discord: whatever is down is tried again, and only a refused token ends it."""

import asyncio
import random
from collections.abc import Callable

import aiohttp
import discord
import structlog

from bot.chat.client import AlmanacBot

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 300.0
"""Seconds between attempts. Discord allows 1,000 IDENTIFYs a day and resets the token of who
exceeds them ("Gateway", "Identifying"); a pause of 300 s means at most 288."""

_log = structlog.get_logger(__name__)

_DOWN = (
    aiohttp.ClientError,
    OSError,
    TimeoutError,
    discord.HTTPException,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
)


class TokenError(Exception):
    """Discord does not accept the token."""


class UnreachableError(Exception):
    """Discord cannot be reached; the message says how it failed."""


async def register(bot: AlmanacBot, token: str) -> int:
    """Register a bot's commands in one call, without connecting; return how many there are."""
    async with bot:
        try:
            await bot.login(token)
            return len(await bot.tree.sync())
        except discord.LoginFailure as error:
            raise TokenError from error
        except _DOWN as error:
            raise UnreachableError(str(error) or type(error).__name__) from error


async def stay_connected(make_bot: Callable[[], AlmanacBot], token: str) -> None:
    """Run bots, one after the other, until one is closed; raise `TokenError`."""
    attempt = 0
    while True:
        # A client whose login failed cannot be used again, so each attempt has its own.
        bot = make_bot()
        try:
            async with bot:
                await bot.start(token)
            return
        except discord.LoginFailure as error:
            raise TokenError from error
        except _DOWN as error:
            _log.warning("discord.unreachable", error=type(error).__name__, text=str(error))
        except Exception:
            # A client that fell over must not take the process with it: a new one may do better.
            _log.exception("discord.failed")
        _yield_to_shutdown()
        attempt = 1 if bot.was_ready else attempt + 1
        pause = pause_before(attempt)
        _log.info("discord.retry", attempt=attempt, seconds=pause)
        await asyncio.sleep(pause)


def _yield_to_shutdown() -> None:
    """Raise `CancelledError` if a client fell over while it was being closed for good.

    What fails then takes the place of the cancellation, and a bot that connects again instead
    would never stop.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


def pause_before(attempt: int) -> float:
    """Choose the seconds before an attempt: doubling, with jitter so that bots do not march."""
    longest = min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE)
    return round(random.uniform(longest / 2, longest), 2)
