"""Answer questions from memory: four outcomes, one snapshot, no disk and no database."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import structlog

from bot.kb.keys import Address, Key, Kind
from bot.search.index import Decision, Hit, Index, Ranking, Reason
from bot.services.answer import Answer, Link
from bot.services.browsing import examples, questions_by_topic
from bot.services.clock import Clock, today
from bot.services.outcomes import Choice, Closest, Found, Outcome, Unknown, WhichOne
from bot.services.snapshot import Keeper, Snapshot

MEANING_LIMIT = 0.1
"""Seconds that the semantic stage may take: a person notices a delay from about 0.1 s
(Miller 1968; Nielsen 1993)."""

DIRECT = "="
"""What a chosen suggestion begins with, to tell it from words that somebody typed."""

_log = structlog.get_logger(__name__)


class Meaning(Protocol):
    """The optional semantic stage: a slower, second look at an undecided ranking."""

    def rerank(self, index: Index, ranking: Ranking) -> Ranking:
        """Rank again by meaning; runs in a thread."""
        ...


@dataclass(frozen=True, slots=True)
class Freshness:
    """How much there is, and how new."""

    entries: int
    answers: int
    """Entries and their sections, each of which answers by itself."""
    within_review: float
    """The share of entries whose next check is still to come, between 0 and 1."""
    newest_review: date


class Answers:
    """Answer questions and complete what is typed, always from the keeper's snapshot."""

    def __init__(self, keeper: Keeper, clock: Clock, meaning: Meaning | None = None) -> None:
        """Take the keeper of the snapshot, the time, and the semantic stage if there is one."""
        self._keeper = keeper
        self._clock = clock
        self._meaning = meaning

    async def ask(self, question: str, *, kind: Kind | None = None) -> Outcome:
        """Answer a question, or a chosen suggestion; a kind keeps to the entries of that kind."""
        snapshot = self._keeper.snapshot
        direct = self._chosen(question, kind)
        if direct is not None:
            return direct
        ranking = search(snapshot, question, kind)
        if self._meaning is not None and not ranking.decisive:
            ranking = await self._reranked(self._meaning, snapshot.index, ranking)
        return self._outcome(snapshot, question, ranking)

    def show(self, address: Address) -> Answer | None:
        """Compose the answer at an address, or None where the base no longer has it."""
        return self._keeper.snapshot.composer.compose(address, today(self._clock))

    def complete(self, typed: str, *, kind: Kind | None = None) -> tuple[Link, ...]:
        """Suggest entries for what is typed so far, best first, at most 25.

        Titles and names come first; where none begins so, the words are taken as a question.
        """
        snapshot = self._keeper.snapshot
        kinds = None if kind is None else (kind.value,)
        # An option for an entry has another one beside it for the part.
        found = snapshot.index.complete(typed, kinds=kinds, sections=kind is None)
        if found:
            return tuple(snapshot.links[item.entry, item.section] for item in found)
        ranking = search(snapshot, typed, kind)
        choices = _choices(snapshot, ranking.offered)
        return tuple(Link(choice.address, choice.title) for choice in choices)

    async def look_up(self, kind: Kind, name: str, part: str | None = None) -> Outcome:
        """Answer by the name of an entry and a part of it, both as chosen or as typed.

        A part that the entry does not have leaves its overview.
        """
        outcome = await self.ask(name, kind=kind)
        if not part or not isinstance(outcome, Found):
            return outcome
        key = outcome.answer.address.key
        for link in self._parts(key):
            if part.casefold() in (link.address.section, link.title.casefold()):
                return self._at(link.address, f"{name} {part}")
        entry = self._keeper.snapshot.library.entries[key]
        narrowed = await self.ask(f"{entry.title} {part}", kind=kind)
        same = isinstance(narrowed, Found) and narrowed.answer.address.key == key
        return narrowed if same else self._at(Address(key), name)

    def parts(self, kind: Kind, name: str, typed: str) -> tuple[Link, ...]:
        """Suggest parts of the entry that a name leads to; of no entry, none."""
        ranking = search(self._keeper.snapshot, name, kind)
        key = Key.parse(ranking.hits[0].entry) if ranking.hits else None
        if name.startswith(DIRECT):
            address = _address_in(name.removeprefix(DIRECT))
            key = address.key if address else None
        wanted = typed.casefold().strip()
        return tuple(link for link in self._parts(key) if wanted in link.title.casefold())

    def freshness(self) -> Freshness:
        """Count the entries, how many are within their review, and find the newest one."""
        entries = self._keeper.snapshot.library.entries.values()
        day = today(self._clock)
        return Freshness(
            entries=len(entries),
            answers=sum(1 + len(entry.sections) for entry in entries),
            within_review=sum(day <= entry.next_review for entry in entries) / len(entries),
            newest_review=max(entry.reviewed for entry in entries),
        )

    def examples(self) -> tuple[Link, ...]:
        """Pick a question to try of each of three kinds, in the words that people type."""
        return examples(self._keeper.snapshot.library)

    def entries(self, kind: Kind | None = None) -> tuple[Link, ...]:
        """List entries for browsing: featured ones first, then in the order of the files."""
        return self._keeper.snapshot.topics[kind]

    def questions(self) -> Mapping[str, tuple[Link, ...]]:
        """List what people ask by topic, the fullest topic first."""
        return questions_by_topic(self._keeper.snapshot.library)

    def _chosen(self, question: str, kind: Kind | None) -> Outcome | None:
        """Find what was chosen from the suggestions; some clients send the title shown."""
        address = self._keeper.snapshot.composer.titled(question)
        if question.startswith(DIRECT):
            address = _address_in(question.removeprefix(DIRECT))
        if address is None or kind not in (None, address.key.kind):
            return None
        return self._at(address, question)

    def _at(self, address: Address, question: str) -> Outcome:
        answer = self.show(address)
        if answer is None:
            return Unknown(question)
        return Found(answer.title, answer, 1.0, (Choice(address, answer.title, 1.0),))

    def _parts(self, key: Key | None) -> tuple[Link, ...]:
        entry = self._keeper.snapshot.library.entries.get(key) if key else None
        if entry is None:
            return ()
        sections = entry.sections
        return tuple(
            Link(Address(entry.key, one.name), entry.vocabulary[one.name]) for one in sections
        )

    async def _reranked(self, meaning: Meaning, index: Index, ranking: Ranking) -> Ranking:
        """Ask the semantic stage; whatever goes wrong there, the words still answer."""
        try:
            async with asyncio.timeout(MEANING_LIMIT):
                return await asyncio.to_thread(meaning.rerank, index, ranking)
        except TimeoutError:
            _log.warning("meaning.slow", limit=MEANING_LIMIT)
        return ranking

    def _outcome(self, snapshot: Snapshot, question: str, ranking: Ranking) -> Outcome:
        considered = _choices(snapshot, ranking.hits)
        offered = _choices(snapshot, ranking.offered)
        match ranking.decision:
            case Decision.FOUND:
                answer = snapshot.composer.compose(offered[0].address, today(self._clock))
                assert answer is not None, "the index and the library are of one snapshot"
                return Found(question, answer, ranking.confidence, considered)
            case Decision.WHICH_ONE:
                compared = ranking.reason is Reason.COMPARED
                return WhichOne(question, offered, ranking.confidence, considered, compared)
            case Decision.CLOSEST:
                return Closest(question, offered, ranking.confidence, considered)
            case Decision.UNKNOWN:
                return Unknown(question, ranking.confidence, considered)


def search(snapshot: Snapshot, question: str, kind: Kind | None = None) -> Ranking:
    """Rank by words: plain, synchronous, well under a millisecond."""
    return snapshot.index.search(question, kinds=None if kind is None else (kind.value,))


def _choices(snapshot: Snapshot, hits: tuple[Hit, ...]) -> tuple[Choice, ...]:
    return tuple(_choice(snapshot, hit) for hit in hits)


def _choice(snapshot: Snapshot, hit: Hit) -> Choice:
    link = snapshot.links[hit.entry, hit.section]
    return Choice(link.address, link.title, hit.score)


def _address_in(text: str) -> Address | None:
    try:
        return Address.parse(text)
    except ValueError:
        return None
