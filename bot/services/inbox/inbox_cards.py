"""Remember where cards of what waits stand, so that none keeps its buttons once it is settled."""

from collections.abc import AsyncGenerator
from dataclasses import replace

from bot.services.inbox.waiting import Item
from bot.services.ports.handoffs import Handoff
from bot.services.ports.inbox_cards import InboxCard, InboxCardStore, ItemKind
from bot.services.ports.records import Gap, Report, Suggestion
from bot.services.ports.retrying import MOST_DUE


class InboxCards:
    """Keep track of the cards in inbox channels; every method raises `LedgerError`."""

    def __init__(self, store: InboxCardStore) -> None:
        self._store = store

    async def posted(self, channel: int, message: int, item: Item) -> None:
        """Remember where something that waits was posted."""
        kind, about = _described(item)
        await self._store.keep(InboxCard(item.guild, channel, message, kind, item.id, about))

    async def also(self, card: InboxCard, channel: int, message: int) -> None:
        """Remember another message with buttons of what a card shows."""
        await self._store.keep(replace(card, channel=channel, message=message))

    async def find(self, channel: int, message: int) -> InboxCard | None:
        """Find what the card in a message shows."""
        return await self._store.find(channel, message)

    async def due(self) -> AsyncGenerator[InboxCard, None]:
        """Yield the cards whose matter is settled: answered, declined, taken back or too old."""
        for card in await self._store.settled(limit=MOST_DUE):
            yield card

    async def begin(self, card: InboxCard) -> bool:
        """Return whether a card still has its buttons: a press may have replaced it meanwhile."""
        return await self._store.find(card.channel, card.message) is not None

    async def forget(self, channel: int, message: int) -> None:
        """Forget a card that lost its buttons or is out of reach."""
        await self._store.forget(channel, message)


def _described(item: Item) -> tuple[ItemKind, str]:
    match item:
        case Handoff():
            return ItemKind.HANDOFF, ""
        case Report():
            return ItemKind.REPORT, str(item.address)
        case Gap():
            return ItemKind.GAP, item.text
        case Suggestion():
            return ItemKind.SUGGESTION, ""
