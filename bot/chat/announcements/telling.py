"""Notify people of what they wait for: a few each minute, and nobody twice at once."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Generic, Protocol, TypeVar

import discord
import structlog
from discord.ext import commands, tasks

from bot.chat.sending.outgoing import NotSentError, OutOfReachError
from bot.locale.i18n import gettext as _
from bot.services.background.isolation import Isolation
from bot.services.ports.clock import system_clock
from bot.services.servers.leases import Leases

MOST_AT_ONCE = 30
"""Messages of one look: a burst of them is what Discord takes for spam, and thousands may watch one
answer."""


class OfServer(Protocol):
    """A notification that came of something in a server."""

    @property
    def guild(self) -> int:
        """The server."""
        ...


class ToPerson(OfServer, Protocol):
    """A notification for one person."""

    @property
    def tries(self) -> int:
        """How many times it was tried before."""
        ...


T = TypeVar("T", bound=OfServer)
P = TypeVar("P", bound=ToPerson)

_log = structlog.get_logger(__name__)


class Outbox(Protocol[T]):
    """Notifications that have not been sent yet."""

    def due(self) -> AsyncGenerator[T, None]:
        """Yield the notifications that are due, as far as somebody goes on reading them."""
        ...

    async def begin(self, one: T, /) -> bool:
        """Note that it is about to be told; False if that is for nobody, or for others to do."""
        ...


class PersonOutbox(Outbox[P], Protocol[P]):
    """Notifications for people, each told once."""

    async def end(self, one: P, /) -> None:
        """Note that somebody was told, or that nobody needs to try again."""
        ...


class TellingCog(commands.Cog, Generic[T]):
    """Look for due notifications each minute and on request; a subclass sends one of them."""

    def __init__(
        self, outbox: Outbox[T], leases: Leases, client: discord.Client, event: str
    ) -> None:
        """`event` is how lines of the log about it begin."""
        self._outbox = outbox
        self._leases = leases
        self._client = client
        self._event = event
        self._isolation = Isolation(event, system_clock)
        self._one_round = asyncio.Lock()
        self._running: set[asyncio.Task[None]] = set()

    async def cog_load(self) -> None:
        """Begin to look for whom to tell."""
        self._each_minute.start()

    async def cog_unload(self) -> None:
        """Stop looking."""
        self._each_minute.cancel()

    def tell_soon(self) -> None:
        """Start a round now, in the background."""
        task = asyncio.create_task(self.tell_due())
        # The loop keeps no strong reference to a task; one that is collected never ends.
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def tell_due(self) -> None:
        """Send the notifications that are due, some at a time: the next minute continues."""
        number = 0
        with self._isolation.attempt("round"):
            async with self._one_round, aclosing(self._outbox.due()) as due:
                async for one in due:
                    number += await self._try(one)
                    if number >= MOST_AT_ONCE:
                        return

    async def _try(self, one: T) -> bool:
        """Send one notification; False if that is for another process, or for nobody anymore."""
        if not (self._leases.hold(one.guild) and await self._outbox.begin(one)):
            return False
        await self._tell(one)
        return True

    async def _tell(self, one: T) -> None:
        """Send one notification; raise `LedgerError` if it cannot be recorded as sent."""
        raise NotImplementedError

    @tasks.loop(minutes=1)
    async def _each_minute(self) -> None:
        await self.tell_due()

    @_each_minute.before_loop
    async def _wait_until_ready(self) -> None:
        await self._client.wait_until_ready()


class PersonTellingCog(TellingCog[P]):
    """Tell people, each once, and try again if Discord fails; a subclass sends one notification."""

    def __init__(
        self, outbox: PersonOutbox[P], leases: Leases, client: discord.Client, event: str
    ) -> None:
        """`event` is how lines of the log about it begin."""
        self._people = outbox
        super().__init__(outbox, leases, client, event)

    async def _tell(self, one: P) -> None:
        try:
            await self._send(one)
        except OutOfReachError as error:
            _log.info(f"{self._event}.out_of_reach", code=error.code)
            await self._give_up(one)
        except NotSentError as error:
            _log.warning(f"{self._event}.failed", code=error.code, tries=one.tries + 1)
        else:
            await self._people.end(one)

    async def _send(self, one: P) -> None:
        """Send one notification; raise `OutOfReachError` or `NotSentError`."""
        raise NotImplementedError

    async def _give_up(self, one: P) -> None:
        """Note that somebody can never be told: their direct messages are closed, or they left."""
        await self._people.end(one)


def server_name(server: discord.Guild | None) -> str:
    """Name a server to somebody who may no longer be in it."""
    return server.name if server else _("a server that we no longer share")
