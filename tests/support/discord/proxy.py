"""Stand between a bot and its database server, and break the connection at a given moment."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from pydantic import SecretStr
from sqlalchemy import make_url


@dataclass
class Proxy:
    """Passes on what is said, until it is told otherwise."""

    host: str
    port: int
    cut_at: bytes | None = None
    """Break the connection over which this is said next; all after it as long as it is away."""
    passed_on: bool = True
    """Whether the server still hears what is said at that moment."""
    away: bool = False
    """Whether nobody gets a connection."""
    stays_away: bool = False
    """Whether nobody gets one after the next break."""
    silent: bool = False
    """Whether what is said is lost on the way, as if the server's machine were gone."""
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    bots: set[asyncio.StreamWriter] = field(default_factory=set)
    """What is open to the bot."""

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        if self.away:
            writer.close()
            return
        behind, server = await asyncio.open_connection(self.host, self.port)
        there = asyncio.create_task(self._pass_on(reader, server))
        back = asyncio.create_task(_copy(behind, writer))
        self.tasks |= {there, back}
        self.bots.add(writer)
        await asyncio.wait({there, back}, return_when=asyncio.FIRST_COMPLETED)
        for one in (writer, server):
            one.close()
        await asyncio.wait({there, back})
        self.tasks -= {there, back}
        self.bots.discard(writer)

    async def _pass_on(self, reader: asyncio.StreamReader, server: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(1 << 16):
                if self.cut_at is not None and self.cut_at in data:
                    self.cut_at, self.away = None, self.stays_away
                    if self.passed_on:
                        server.write(data)
                        await server.drain()
                    for one in self.bots if self.away else ():
                        one.transport.abort()
                    return
                if not self.silent:
                    server.write(data)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(1 << 16):
            writer.write(data)


@asynccontextmanager
async def proxied(address: SecretStr) -> AsyncIterator[tuple[SecretStr, Proxy]]:
    """Make another address of a database, and what stands behind it."""
    url = make_url(address.get_secret_value())
    proxy = Proxy(url.host or "", url.port or 5432)
    serving = await asyncio.start_server(proxy.meet, "127.0.0.1", 0)
    port = serving.sockets[0].getsockname()[1]
    # What is encrypted cannot be looked at.
    plain = url.set(host="127.0.0.1", port=port, query={**url.query, "sslmode": "disable"})
    try:
        yield SecretStr(plain.render_as_string(hide_password=False)), proxy
    finally:
        serving.close()
        if proxy.tasks:
            for one in proxy.tasks:
                one.cancel()
            await asyncio.wait(proxy.tasks)
