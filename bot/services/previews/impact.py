"""Examine, before it is saved, what a change would do to the questions answered now."""

import asyncio
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from time import perf_counter

import structlog

from bot.kb.model.entries import Entry
from bot.kb.model.keys import Address
from bot.search.index import Decision, Ranking
from bot.services.background.lane import Lane
from bot.services.content.answer import Link, revision
from bot.services.content.documents import documents
from bot.services.content.snapshot import PendingView, Snapshot, SnapshotHolder
from bot.services.previews.affected import (
    Candidate,
    Edit,
    affected_in_entry,
    affected_questions,
    all_questions,
)
from bot.services.previews.questions import FREE, AskedQuestions, Golden, golden_questions

_log = structlog.get_logger(__name__)

_PAUSE = 4.0
"""Seconds of rest for each second of preparing."""


@dataclass(frozen=True, slots=True)
class TakenQuestion:
    """A question that would not find its answer anymore."""

    question: str
    answer: Link
    """What answers it now."""
    by: Link | None
    """What would be offered in its place, if anything."""


@dataclass(frozen=True, slots=True)
class SimilarPhrasing:
    """A phrasing that another answer has already."""

    phrasing: str
    answer: Link
    likeness: float
    """The probability that this is what is meant, between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many questions were asked again before time was up."""

    asked: int
    of: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change would take from other answers, and what would not find its own."""

    taken: tuple[TakenQuestion, ...] = ()
    similar: tuple[SimilarPhrasing, ...] = ()
    lost: tuple[str, ...] = ()
    """Phrasings of the changed entry that would not find it, or would not any more."""
    share: Share | None = None
    """How much of it is known; None if all is."""

    def __bool__(self) -> bool:
        """Return whether a moderator should look at it first."""
        return bool(self.taken or self.similar or self.lost)


class Examination:
    """Ask what a change does, question by question, so that others have their turn in between."""

    def __init__(
        self,
        questions: AskedQuestions,
        before: Snapshot,
        after: Snapshot,
        changed: Entry,
        edit: Edit | None = None,
    ) -> None:
        """`edit` is the comparison of both, if it was made before: of a visa it takes long."""
        self._asked = questions
        self._edit = edit or Edit.of(questions, before, after, changed)
        self._before = before
        self.after = after
        self._changed = changed
        self._find_taken: list[TakenQuestion] = []
        self._find_alike: list[SimilarPhrasing] = []
        self._lost: list[str] = []
        self._done = 0
        self._of: int | None = None

    @property
    def impact(self) -> Impact | None:
        """What is known by now; None if not even one question was asked of some that can change."""
        if self._of is None or (not self._done and self._of):
            return None
        share = Share(self._done, self._of) if self._done < self._of else None
        return Impact(tuple(self._find_taken), tuple(self._find_alike), tuple(self._lost), share)

    def steps(self, *, everything: bool = False) -> Generator[None, None, None]:
        """Yield after each question that is asked, which takes about a millisecond.

        What the entry itself is asked goes first, then what it takes most likely. `everything`
        asks the questions too whose ranking cannot change.
        """
        own, candidates = list[Golden](), list[Candidate]()
        for one in self._own(everything):
            if one:
                own.append(one)
            yield
        for candidate in self._candidates(everything):
            if candidate:
                candidates.append(candidate)
            yield
        candidates.sort(key=lambda one: -one.excess)
        self._of = len(own) + len(candidates)
        for one in own:
            yield from self._examine_own(one)
            self._done += 1
        for candidate in candidates:
            yield from self._examine(candidate)
            self._done += 1

    def _own(self, everything: bool) -> Iterable[Golden | None]:
        """List what the changed entry is asked that may not find it."""
        if everything:
            return golden_questions(self._changed)
        return affected_in_entry(self._asked, self._edit)

    def _examine_own(self, golden: Golden) -> Iterator[None]:
        if self._is_new(golden) and (like := self._like(golden)):
            self._find_alike.append(like)
        yield
        if self._loses(golden):
            self._lost.append(golden.question)
        yield

    def _is_new(self, one: Golden) -> bool:
        known = self._before.library.entries.get(self._changed.key)
        return known is None or one.question not in {
            other.question for other in golden_questions(known)
        }

    def _loses(self, golden: Golden) -> bool:
        if self._finds_after(golden.question, golden.address):
            return False
        known = self._before.library.entries.get(self._changed.key)
        if known is None or golden not in golden_questions(known):
            return True
        return self._finds_before(golden.question, golden.address)

    def _finds_before(self, question: str, address: Address) -> bool:
        return _finds(self._before.index.search(question), address, self._before)

    def _finds_after(self, question: str, address: Address) -> bool:
        return _finds(self.after.index.search(question), address, self.after)

    def _candidates(self, everything: bool) -> Iterator[Candidate | None]:
        if everything:
            return all_questions(self._before, self._changed)
        return affected_questions(self._asked, self._before, self.after, self._edit)

    def _examine(self, candidate: Candidate) -> Iterator[None]:
        question, address = candidate.golden.question, candidate.golden.address
        asked = [question] if candidate.exact else []
        if candidate.free:
            asked.append(FREE.format(question))
        for text in asked:
            then = self.after.index.search(text)
            yield
            if _finds(then, address, self.after):
                continue
            if self._finds_before(text, address):
                self._find_taken.append(self._takes(candidate.golden, then))
                yield
                return
            yield

    def _takes(self, golden: Golden, then: Ranking) -> TakenQuestion:
        """Return what is offered in the place of a question's own answer."""
        others = (self.after.links[hit.place] for hit in then.offered)
        by = next((link for link in others if link.address != golden.address), None)
        answer = self._before.links[str(golden.address.key), golden.address.section]
        return TakenQuestion(golden.question, answer, by)

    def _like(self, one: Golden) -> SimilarPhrasing | None:
        ranking = self._before.index.search(one.question)
        if ranking.decision is not Decision.FOUND:
            return None
        hit = ranking.offered[0]
        if hit.entry == str(self._changed.key):
            return None
        return SimilarPhrasing(one.question, self._before.links[hit.place], ranking.confidence)


def examine(questions: AskedQuestions, before: Snapshot, after: Snapshot, changed: Entry) -> Impact:
    """Examine a change at once, for callers that need not share the loop."""
    examination = Examination(questions, before, after, changed)
    for _ in examination.steps():
        pass
    result = examination.impact
    assert result is not None, "every question was asked"
    return result


class ImpactChecks:
    """Examine changes in the background of all other work."""

    def __init__(self, snapshots: SnapshotHolder, lane: Lane) -> None:
        self._snapshots = snapshots
        self._lane = lane
        self._asked = AskedQuestions(snapshots.snapshot)

    async def of(self, guild: int, changed: Entry) -> tuple[Snapshot, Impact | None]:
        """Preview a change of a server's entry, and say what it would do.

        If there was time for the likeliest questions alone, the impact says so; it is None if
        there was time for none.
        """
        start, questions = perf_counter(), self._asked_of(self._snapshots.snapshot)
        before, pending = self._snapshots.view(guild), self._snapshots.pending_view(guild)

        examination = await self._lane.apart(_begin(questions, before, pending, changed))
        try:
            await self._lane.run(examination.steps(), perf_counter() - start)
        except TimeoutError:
            _log.warning("impact.no_time", guild=guild, key=str(changed.key))
        return examination.after, examination.impact

    async def prepare(self) -> None:
        """Work out what every shared question tolerates, in a fifth of the time of one core.

        Else the first saves do it for the questions that they come near.
        """
        questions = self._asked_of(self._snapshots.snapshot)
        for entry in questions.shared.library.entries.values():
            if questions.is_known(entry):
                continue
            start = perf_counter()
            # Saves go first; what was worked out until then is kept.
            with suppress(TimeoutError):
                await self._lane.run(questions.work_out(entry))
            await asyncio.sleep(_PAUSE * (perf_counter() - start))

    def _asked_of(self, shared: Snapshot) -> AskedQuestions:
        if self._asked.shared is not shared:
            self._asked = AskedQuestions(shared)
        return self._asked


def _begin(
    questions: AskedQuestions, before: Snapshot, pending: PendingView, changed: Entry
) -> Generator[None, None, Examination]:
    """Build what a server would see, document by document, and compare."""
    after = preview_view(pending, [changed])
    yield
    yield from questions.index.layers.read(tuple(documents(after.library, [changed])))
    _ = after.index.ranker
    yield
    edit = yield from Edit.in_steps(questions, before, after, changed)
    return Examination(questions, before, after, changed, edit)


def preview_view(pending: PendingView, changed: Iterable[Entry]) -> Snapshot:
    """Build what a server would see, without showing it to anybody; its ranker is built at use."""
    own = pending.changes.read(pending.shared_snapshot.library)
    entries = {entry.key: entry for entry in changed}
    return pending.shared_snapshot.with_own_entries(
        replace(
            own,
            entries={**own.entries, **entries},
            revisions={**own.revisions, **{key: revision(one) for key, one in entries.items()}},
            days={**own.days, **{key: one.written or one.reviewed for key, one in entries.items()}},
            hidden=own.hidden - entries.keys(),
        )
    )


def _finds(ranking: Ranking, address: Address, snapshot: Snapshot) -> bool:
    if ranking.decision is not Decision.FOUND:
        return False
    hit = ranking.offered[0]
    return snapshot.links[hit.place].address == address
