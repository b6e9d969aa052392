"""Questions that the base does not answer: masked, grouped by the engine, closed by an answer."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.kb.model.keys import Address, Key
from bot.kb.model.text import PHRASE_LIMIT
from bot.search.index import Decision
from bot.search.text.likeness import subject_terms
from bot.services.answering.compare import Comparison
from bot.services.content.answer import Link
from bot.services.content.outcomes import Choice, Closest, Outcome, Unknown
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.listening.rephrasing import Rephrasings
from bot.services.masking.mask import mask
from bot.services.ports.clock import Clock
from bot.services.ports.records import Asking, Gap, GrantedWish
from bot.services.ports.retrying import StoredOutbox
from bot.services.ports.stores import GapStore

MOST_NEAR = 3

LEAST_NEAR = 0.25
"""Nothing less likely is offered to moderators as the same, as it is not to who asks.
Moderators can still name any answer themselves."""

MOST_CLOSED = 500
"""Open gaps that are looked at after a change: those whose answer helps most people."""

MOST_KNOWN = 50_000
"""Who asked what, so that one person counts once: about four megabytes."""


@dataclass(frozen=True, slots=True)
class AnsweredGap:
    """A gap that has an answer now."""

    gap: Gap
    address: Address


class Gaps(StoredOutbox[GrantedWish]):
    """Count what is not answered, close what is, and tell who waited for it."""

    def __init__(self, store: GapStore, snapshots: SnapshotHolder, clock: Clock) -> None:
        super().__init__(store, clock)
        self._store = store
        self._snapshots = snapshots
        self._stirred: set[int] = set()
        self._rephrasings = Rephrasings(clock)
        self._known: dict[int, None] = {}
        """Who asked what, as hashes of this process that name neither."""

    def record(self, outcome: Outcome, guild: int | None, person: int) -> None:
        """Count a miss or an unsure answer; in a direct message nobody could see to it."""
        if guild is not None and isinstance(outcome, Unknown | Closest) and outcome.question:
            self._count(outcome.question, guild, person)

    def record_missing(self, comparison: Comparison, guild: int, person: int) -> None:
        """Count what a comparison looked for in vain."""
        for question in comparison.missing:
            self._count(question, guild, person)

    def _count(self, question: str, guild: int, person: int) -> None:
        asking = self.as_asking(question, guild, person)
        self._store.count(replace(asking, again=self._is_known(asking)))
        self._rephrasings.miss(guild, person, asking.group)
        self.mark_changed(guild)

    def record_found(self, address: Address, guild: int, person: int) -> None:
        """Note what somebody found, in case they just asked it in vain in other words."""
        self._rephrasings.hit(guild, person, address)

    def found_after(self, gap: Gap) -> tuple[Link, ...]:
        """List what people found right after they had asked a question in vain."""
        view = self._snapshots.view(gap.guild)
        shown = {link.address: link for link in view.links.values()}
        found = self._rephrasings.of(gap.guild, gap.group)
        return tuple(shown[address] for address in found if address in shown)[:MOST_NEAR]

    def forget(self, person: int) -> None:
        """Forget what is remembered of somebody's questions in memory."""
        self._rephrasings.forget(person)

    def _is_known(self, asking: Asking) -> bool:
        """Return whether somebody is known to have asked this, and remember that they did."""
        known = hash((asking.guild, asking.group, asking.person))
        before = known in self._known
        # Who asks again goes to the end of those to be forgotten.
        self._known.pop(known, None)
        self._known[known] = None
        if len(self._known) > MOST_KNOWN:
            del self._known[next(iter(self._known))]
        return before

    def mark_changed(self, guild: int) -> None:
        """Note that a server may have something new to show its moderators."""
        self._stirred.add(guild)

    def pop_changed(self) -> frozenset[int]:
        """Name the servers that may have something new, each once."""
        guilds = frozenset(self._stirred)
        self._stirred.clear()
        return guilds

    def as_asking(self, question: str, guild: int, person: int) -> Asking:
        """Mask a question, and name the group of all its wordings."""
        text = " ".join(mask(question).split())[:PHRASE_LIMIT]
        # Shared knowledge groups for all servers alike, so that a change regroups nothing.
        ranking = self._snapshots.snapshot.index.search(text)
        group = " ".join(sorted(subject_terms(ranking.terms))) or ranking.question
        return Asking(guild, group, text, person, self._clock())

    async def send(self, question: str, guild: int, person: int) -> Gap:
        """Show a question to the moderators, because its asker wants it."""
        return await self._store.send(self.as_asking(question, guild, person))

    async def wait(self, question: str, guild: int, person: int, locale: str | None = None) -> Gap:
        """Remember who wants to be told of an answer, and in which language."""
        return await self._store.wait(self.as_asking(question, guild, person), locale)

    async def close_answered(self, guild: int, keys: Collection[Key]) -> tuple[AnsweredGap, ...]:
        """Close the gaps that changed entries answer; who waits is to be told from then on."""
        gaps = await self._store.open(guild, ready=False, limit=MOST_CLOSED)
        view = self._snapshots.view(guild)
        answered: list[AnsweredGap] = []
        for gap, address in await asyncio.to_thread(_find_answered, gaps, view, keys):
            if await self._store.grant(guild, gap.id, address, self._clock()):
                answered.append(AnsweredGap(gap, address))
        return tuple(answered)

    async def unseen(self, guild: int, *, limit: int) -> tuple[Gap, ...]:
        """List what came often and no moderator has seen; what its asker sent was shown at once."""
        gaps = await self._store.open(guild, ready=True, limit=limit)
        return tuple(gap for gap in gaps if not gap.shown and not gap.sent)

    async def show(self, guild: int, gap: int) -> None:
        """Note that moderators have seen a question."""
        await self._store.show(guild, gap)

    async def leave(self, person: int) -> int:
        """Forget that a person waits for answers, and count for how many."""
        return await self._store.leave(person)

    def nearest(self, text: str, guild: int) -> tuple[Choice, ...]:
        """List the answers nearest to a question, each with how likely it is meant."""
        view = self._snapshots.view(guild)
        result = view.index.search(text).hits[:MOST_NEAR]
        hits = [hit for hit in result if hit.confidence >= LEAST_NEAR]
        links = [view.links[hit.place] for hit in hits]
        pairs = zip(links, hits, strict=True)
        return tuple(Choice(link.address, link.title, hit.confidence) for link, hit in pairs)


def _find_answered(
    gaps: Collection[Gap], view: Snapshot, keys: Collection[Key]
) -> list[tuple[Gap, Address]]:
    """Find the gaps that some entries answer; hundreds take a tenth of a second: use a thread."""
    result = []
    for gap in gaps:
        ranking = view.index.search(gap.text)
        if ranking.decision is Decision.FOUND:
            hit = ranking.offered[0]
            address = view.links[hit.place].address
            result += [(gap, address)] if address.key in keys else []
    return result
