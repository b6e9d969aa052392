"""What a change settles besides the entry: reports, gaps and suggestions that it answers."""

import asyncio
from collections.abc import Collection

from bot.kb.model.keys import Key
from bot.search.index import Decision
from bot.services.content.disputes import Disputes
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.listening.gaps import AnsweredGap, Gaps
from bot.services.ports.records import Suggestion
from bot.services.ports.stores import Stores

MOST_SUGGESTIONS = 100


class Resolution:
    """Close what changed entries answer."""

    def __init__(
        self, stores: Stores, snapshots: SnapshotHolder, disputes: Disputes, gaps: Gaps
    ) -> None:
        self._stores = stores
        self._snapshots = snapshots
        self._disputes = disputes
        self._gaps = gaps

    async def resolve(self, guild: int, keys: Collection[Key]) -> tuple[AnsweredGap, ...]:
        """Close what entries answer now; return the gaps whose askers must be notified.

        Raise `LedgerError`; what was closed until then stays closed.
        """
        for report in await self._stores.reports.open(guild):
            if report.address.key in keys:
                await self._disputes.settle(guild, report.address)
        view = self._snapshots.view(guild)
        waiting = await self._stores.suggestions.open(guild, limit=MOST_SUGGESTIONS)
        for suggestion in await asyncio.to_thread(_find_answered, waiting, view, keys):
            await self._stores.suggestions.close(guild, suggestion.id)
        return await self._gaps.close_answered(guild, keys)


def _find_answered(
    waiting: Collection[Suggestion], view: Snapshot, keys: Collection[Key]
) -> list[Suggestion]:
    result = []
    for suggestion in waiting:
        ranking = view.index.search(suggestion.question)
        if ranking.decision is Decision.FOUND and Key.parse(ranking.offered[0].entry) in keys:
            result.append(suggestion)
    return result
