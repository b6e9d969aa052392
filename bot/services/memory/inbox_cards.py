"""Cards of inbox channels in memory."""

from bot.services.memory.gaps import MemoryGaps
from bot.services.memory.handoffs import MemoryHandoffs
from bot.services.memory.small import MemoryReports
from bot.services.memory.suggestions import MemorySuggestions
from bot.services.ports.inbox_cards import InboxCard, ItemKind


class MemoryInboxCards:
    """Cards by their message, and what they show."""

    def __init__(
        self,
        gaps: MemoryGaps,
        suggestions: MemorySuggestions,
        handoffs: MemoryHandoffs,
        reports: MemoryReports,
    ) -> None:
        self._gaps = gaps
        self._suggestions = suggestions
        self._handoffs = handoffs
        self._reports = reports
        self._cards: dict[tuple[int, int], InboxCard] = {}

    async def keep(self, card: InboxCard) -> None:
        """Remember a card."""
        self._cards[card.channel, card.message] = card

    async def find(self, channel: int, message: int) -> InboxCard | None:
        """Find a card."""
        return self._cards.get((channel, message))

    async def settled(self, *, limit: int) -> tuple[InboxCard, ...]:
        """List the cards of what waits no more."""
        cards = sorted(self._cards.values(), key=lambda card: card.message)
        return tuple([card for card in cards if not await self._waits(card)][:limit])

    async def forget(self, channel: int, message: int) -> None:
        """Forget a card."""
        self._cards.pop((channel, message), None)

    def forget_guild(self, guild: int) -> None:
        """Forget the cards of a server."""
        self._cards = {place: card for place, card in self._cards.items() if card.guild != guild}

    async def _waits(self, card: InboxCard) -> bool:
        match card.kind:
            case ItemKind.GAP:
                return await self._gaps.find(card.guild, card.number) is not None
            case ItemKind.SUGGESTION:
                return await self._suggestions.find(card.guild, card.number) is not None
            case ItemKind.HANDOFF:
                return await self._handoffs.find(card.guild, card.number) is not None
            case ItemKind.REPORT:
                reports = await self._reports.open(card.guild)
                return any(report.id == card.number for report in reports)
