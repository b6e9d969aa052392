"""Remember where public answers stand, without who asked, so that they can be corrected."""

from collections.abc import Collection
from datetime import timedelta

from bot.kb.model.keys import Address, Key
from bot.services.content.answer import Answer
from bot.services.conversation.ttl_cache import TTLCache
from bot.services.ports.clock import Clock
from bot.services.ports.records import PublishedAnswer
from bot.services.ports.stores import PublishedAnswerStore

STILL_SEEN = timedelta(hours=1)
"""How long the newest answer of a channel is pointed to instead of being given again."""

MOST_CHANNELS = 10_000
"""Channels whose newest answer is remembered, in memory only: some 3 MB."""

_Standing = tuple[int, Address, str]
"""A message, and the address and revision of the answer in it."""


class PublishedAnswers:
    """Remember public answers, and which of them are to be corrected."""

    def __init__(self, store: PublishedAnswerStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._newest = TTLCache[int, _Standing](MOST_CHANNELS, STILL_SEEN, clock)

    def remember(
        self, answer: Answer, guild: int | None, channel: int | None, message: int | None
    ) -> None:
        """Remember an answer in a channel of a server; elsewhere it cannot be edited later."""
        if guild is None or channel is None or message is None:
            return
        published = PublishedAnswer(
            guild, channel, message, answer.address, answer.revision, self._clock()
        )
        self._store.remember(published)
        self._newest.put(channel, (message, answer.address, answer.revision))

    async def mark(self, guild: int, keys: Collection[Key]) -> None:
        """Mark the answers of some entries to be corrected; raise `LedgerError`."""
        await self._store.mark(guild, keys)

    async def to_correct(self) -> tuple[int, ...]:
        """List the servers where something is to be corrected; raise `LedgerError`."""
        return await self._store.to_correct()

    async def list_marked(self, guild: int, *, limit: int) -> tuple[PublishedAnswer, ...]:
        """List what is to be corrected in a server, newest first; raise `LedgerError`."""
        return await self._store.list_marked(guild, limit=limit)

    async def mark_corrected(self, published: PublishedAnswer) -> None:
        """Note what stands there now; raise `LedgerError`."""
        await self._store.mark_corrected(published)

    async def forget(self, published: PublishedAnswer) -> None:
        """Forget a message that is gone or out of reach; raise `LedgerError`."""
        await self._store.forget(published.channel, published.message)

    async def forget_message(self, channel: int, message: int) -> None:
        """Forget a message that the bot deleted, whatever stood there; raise `LedgerError`."""
        newest = self._newest.find(channel)
        if newest and newest.value[0] == message:
            self._newest.pop(channel)
        await self._store.forget(channel, message)

    def find_repeated(self, answer: Answer, channel: int | None) -> int | None:
        """Find the message with the newest answer of a channel, if it is the same."""
        newest = self._newest.find(channel or 0)
        if newest is None:
            return None
        message, *shown = newest.value
        return message if shown == [answer.address, answer.revision] else None
