"""What waits for moderators: what is asked of them, disputed, not answered or proposed."""

from bot.services.ports.handoffs import Handoff, HandoffStore
from bot.services.ports.records import CloseReason, Gap, Report, Suggestion
from bot.services.ports.stores import GapStore, ReportStore
from bot.services.ports.suggestions import SuggestionStore

Item = Handoff | Report | Gap | Suggestion

MOST_LISTED = 25
"""Of each kind that may be many, what one look goes through."""


class ModeratorInbox:
    """List what waits, and take out what is dealt with; every method raises `LedgerError`.

    A gap or a suggestion is named by a letter and its number: `g12`, `s3`.
    """

    def __init__(
        self,
        reports: ReportStore,
        gaps: GapStore,
        suggestions: SuggestionStore,
        handoffs: HandoffStore,
    ) -> None:
        self._reports = reports
        self._gaps = gaps
        self._suggestions = suggestions
        self._handoffs = handoffs

    async def waiting(self, guild: int) -> tuple[Item, ...]:
        """List what waits in a server: people who wait first, then what is believed to be wrong."""
        handoffs = await self._handoffs.open(guild, limit=MOST_LISTED)
        reports = await self._reports.open(guild)
        gaps = await self._gaps.open(guild, ready=True, limit=MOST_LISTED)
        suggestions = await self._suggestions.open(guild, limit=MOST_LISTED)
        disputed = sorted(reports, key=lambda report: not report.disputed)
        return (*handoffs, *disputed, *gaps, *suggestions)

    async def counts(self, guild: int) -> tuple[int, int, int, int]:
        """Count reports, gaps, suggestions and handoffs, as far as one look goes."""
        items = await self.waiting(guild)
        kinds = [type(item) for item in items]
        kinds_counted = (Report, Gap, Suggestion, Handoff)
        reports, gaps, suggestions, handoffs = map(kinds.count, kinds_counted)
        return reports, gaps, suggestions, handoffs

    async def note_seen(self, guild: int, item: Item) -> None:
        """Note that a moderator sees something; less of a report is stored from then on."""
        match item:
            case Gap():
                await self._gaps.show(guild, item.id)
            case Report(disputed=False):
                await self._reports.show(guild, item.address)

    async def find(self, guild: int, name: str) -> tuple[str, str] | None:
        """Find the question, and perhaps the answer, of a gap or a suggestion of a server."""
        kind, number = name[:1], int(name[1:])
        if kind == "g":
            gap = await self._gaps.find(guild, number)
            return (gap.text, "") if gap else None
        suggestion = await self._suggestions.find(guild, number)
        return (suggestion.question, suggestion.answer) if suggestion else None

    async def decline(self, guild: int, gap: int) -> bool:
        """Dismiss a gap without an answer; return False if somebody was quicker."""
        return await self._gaps.close(guild, gap, CloseReason.DECLINED) is not None

    async def suggest(self, suggestion: Suggestion, request: str) -> Suggestion:
        """Add a member's suggestion, once for each request."""
        return await self._suggestions.add(suggestion, request)

    async def withdraw(self, guild: int, number: int, person: int) -> bool:
        """Take a suggestion back for its author; False if it does not wait, or is another's."""
        found = await self._suggestions.find(guild, number)
        if found is None or found.author != person:
            return False
        return await self._suggestions.close(guild, number) is not None
