"""Say what a change would do to the questions that are answered now, before it is saved."""

import asyncio
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from time import perf_counter

import structlog

from bot.kb.model.entries import Entry
from bot.kb.model.keys import Address
from bot.search.index import Decision, Ranking
from bot.services.content.answer import Link, revision
from bot.services.content.snapshot import PendingView, Snapshot, SnapshotHolder
from bot.services.editing.affected import Candidate, Edit, affected, affected_within, all_questions
from bot.services.editing.asking import FREE, AskedQuestions, Golden, golden
from bot.services.editing.lane import Lane

_log = structlog.get_logger(__name__)

_PAUSE = 4.0
"""Seconds of rest for each second of preparing."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A question that would not find its answer anymore."""

    question: str
    answer: Link
    """What answers it now."""
    by: Link | None
    """What would be offered in its place, if anything."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A phrasing that another answer has already."""

    phrasing: str
    answer: Link
    likeness: float
    """The probability that this is what is meant, between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change would do."""

    taken: tuple[Taken, ...] = ()
    alike: tuple[Alike, ...] = ()
    lost: tuple[str, ...] = ()
    """Phrasings of the changed entry that would not find it, or would not any more."""

    def __bool__(self) -> bool:
        """Tell whether a moderator should look at it first."""
        return bool(self.taken or self.alike or self.lost)


class Examination:
    """Ask what a change does, question by question, so that others have their turn in between."""

    def __init__(
        self, asked: AskedQuestions, before: Snapshot, after: Snapshot, changed: Entry
    ) -> None:
        self._asked = asked
        self._edit = Edit.of(asked, before, after, changed)
        self._before = before
        self._after = after
        self._changed = changed

    def steps(self, *, everything: bool = False) -> Generator[None, None, Impact]:
        """Yield after each question, which takes about a millisecond; return what was found.

        `everything` asks the questions too whose ranking cannot change.
        """
        taken, alike, lost = [], [], []
        for candidate in self._candidates(everything):
            if candidate and (result := self._taken(candidate)):
                taken.append(result)
            yield
        for one in self._own(everything):
            if self._is_new(one) and (like := self._alike(one)):
                alike.append(like)
            if self._loses(one):
                lost.append(one.question)
            yield
        return Impact(tuple(taken), tuple(alike), tuple(lost))

    def _own(self, everything: bool) -> Iterable[Golden]:
        """List what the changed entry is asked that may not find it."""
        if everything:
            return golden(self._changed)
        return affected_within(self._edit)

    def _is_new(self, one: Golden) -> bool:
        known = self._before.library.entries.get(self._changed.key)
        return known is None or one.question not in {other.question for other in golden(known)}

    def _loses(self, one: Golden) -> bool:
        if _finds(self._after.index.search(one.question), one.address, self._after):
            return False
        known = self._before.library.entries.get(self._changed.key)
        if known is None or one not in golden(known):
            return True
        return _finds(self._before.index.search(one.question), one.address, self._before)

    def _candidates(self, everything: bool) -> Iterator[Candidate | None]:
        if everything:
            return all_questions(self._before, self._changed)
        return affected(self._asked, self._before, self._after, self._edit)

    def _taken(self, candidate: Candidate) -> Taken | None:
        before, after = self._before, self._after
        question, address = candidate.golden.question, candidate.golden.address
        asked = [question] if candidate.exact else []
        if candidate.free:
            asked.append(FREE.format(question))
        for text in asked:
            then = after.index.search(text)
            if _finds(then, address, after):
                continue
            if _finds(before.index.search(text), address, before):
                others = (after.links[hit.entry, hit.section] for hit in then.offered)
                by = next((link for link in others if link.address != address), None)
                return Taken(question, before.links[str(address.key), address.section], by)
        return None

    def _alike(self, one: Golden) -> Alike | None:
        ranking = self._before.index.search(one.question)
        if ranking.decision is not Decision.FOUND:
            return None
        hit = ranking.offered[0]
        if hit.entry == str(self._changed.key):
            return None
        return Alike(one.question, self._before.links[hit.entry, hit.section], ranking.confidence)


def impact(asked: AskedQuestions, before: Snapshot, after: Snapshot, changed: Entry) -> Impact:
    """Say at once what a change would do, for those who wait alone."""
    steps = Examination(asked, before, after, changed).steps()
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            result: Impact = ended.value
            return result


class ImpactChecks:
    """Say what a change would do, beside all other work."""

    def __init__(self, snapshots: SnapshotHolder, lane: Lane) -> None:
        self._snapshots = snapshots
        self._lane = lane
        self._asked = AskedQuestions(snapshots.snapshot)

    async def of(self, guild: int, changed: Entry) -> Impact | None:
        """Examine a change of a server's entry; None if there was no time for it."""
        before, pending = self._snapshots.view(guild), self._snapshots.pending_view(guild)
        after = await asyncio.to_thread(preview, pending, [changed])
        return await self.between(guild, before, after, changed)

    async def between(
        self, guild: int, before: Snapshot, after: Snapshot, changed: Entry
    ) -> Impact | None:
        """Examine what a preview would take from what a server sees; None if there was no time."""
        asked = self._asked_of(self._snapshots.snapshot)
        steps = Examination(asked, before, after, changed).steps()
        try:
            return await self._lane.run(steps)
        except TimeoutError:
            _log.warning("impact.no_time", guild=guild, key=str(changed.key))
            return None

    async def prepare(self) -> None:
        """Work out what every shared question tolerates, in a fifth of the time of one core.

        Else the first saves do it for the questions that they come near.
        """
        asked = self._asked_of(self._snapshots.snapshot)
        for entry in asked.shared.library.entries.values():
            if asked.known(entry):
                continue
            start = perf_counter()
            # Saves go first; what was worked out until then is kept.
            with suppress(TimeoutError):
                await self._lane.run(asked.work_out(entry))
            await asyncio.sleep(_PAUSE * (perf_counter() - start))

    def _asked_of(self, shared: Snapshot) -> AskedQuestions:
        if self._asked.shared is not shared:
            self._asked = AskedQuestions(shared)
        return self._asked


def preview(pending: PendingView, changed: Iterable[Entry]) -> Snapshot:
    """Build what a server would see, without showing it to anybody; use a thread."""
    own = pending.changes.read(pending.shared.library)
    entries = {entry.key: entry for entry in changed}
    view = pending.shared.covered(
        replace(
            own,
            entries={**own.entries, **entries},
            revisions={**own.revisions, **{key: revision(one) for key, one in entries.items()}},
            days={**own.days, **{key: one.written or one.reviewed for key, one in entries.items()}},
            hidden=own.hidden - entries.keys(),
        )
    )
    _ = view.index.ranker
    return view


def _finds(ranking: Ranking, address: Address, snapshot: Snapshot) -> bool:
    if ranking.decision is not Decision.FOUND:
        return False
    hit = ranking.offered[0]
    return snapshot.links[hit.entry, hit.section].address == address
