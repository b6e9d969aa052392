"""Send what nobody waits for: what Discord did not take may be tried later, or never."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiohttp
import discord
from discord import ui

from bot.chat.replies import NO_PINGS

T = TypeVar("T")


class NotSentError(Exception):
    """Discord did not take it; it may another time."""

    def __init__(self, code: int = 0) -> None:
        """Keep Discord's code; 0 if it did not answer at all."""
        super().__init__(f"code {code}")
        self.code = code


class OutOfReachError(NotSentError):
    """It is gone, closed (50007) or not allowed: never to be tried again."""


async def delivered(send: Callable[[], Awaitable[T]]) -> T:
    """Send, or raise `OutOfReachError` or `NotSentError`."""
    try:
        return await send()
    except (discord.Forbidden, discord.NotFound) as error:
        raise OutOfReachError(error.code) from error
    except discord.HTTPException as error:
        raise NotSentError(error.code) from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise NotSentError from error


async def tell(client: Any, person: int, view: ui.LayoutView, nonce: str) -> None:
    """Write to a person; by the nonce Discord knows a second try of what did arrive."""
    user = await delivered(lambda: client.fetch_user(person))
    await delivered(lambda: user.send(view=view, allowed_mentions=NO_PINGS, nonce=nonce))
