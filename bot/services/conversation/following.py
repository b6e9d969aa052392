"""Follow-ups: questions that mean something only after the answer before them."""

import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.kb.model.entries import Entry, Level, Salary, Visa
from bot.kb.model.keys import Address, Kind
from bot.search.index import Decision
from bot.search.values.ranking import Hit, Ranking
from bot.services.answering.answers import DIRECT, Answers, search
from bot.services.answering.salaries import Salaries, SalaryQuery
from bot.services.content.answer import title
from bot.services.content.outcomes import Choice, Closest, Found, Outcome
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.conversation.smalltalk import smalltalk
from bot.services.ports.clock import Clock
from bot.services.wages.query import PayQuery

KEPT = timedelta(minutes=15)
"""How long somebody's last answer is remembered (`product.md`), in memory only."""

MOST_KEPT = 10_000
"""Places that are remembered at once, some 2 MB."""

Place = tuple[int, int]
"""A channel, and the person who was answered there or the message that holds the answer."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    """An answer in a place, and when it was given."""

    address: Address
    at: datetime
    pay: PayQuery | None = None
    """What was asked of the wage tables, if they answered."""


_LEAD = re.compile(
    r"^(?:(?:ok|okay|thanks|thank you|so|and|but|also|then|(?:the )?same|what about|how about)\b"
    r"[\s,.:–-]*)+(?:for\b\s*)?(?:the\b\s*)?",
    re.IGNORECASE,
)
"""What only a follow-up begins with."""

_POINTS_BACK = re.compile(r"\b(?:it|its|that one|this one|this visa|they|she|he)\b", re.IGNORECASE)
"""Words that stand for what was spoken of."""


class LastAnswers:
    """Remember for a quarter of an hour what was answered where, and to whom."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: OrderedDict[tuple[Place, bool], _Remembered] = OrderedDict()

    def remember(
        self, address: Address, *places: Place, public: bool, pay: PayQuery | None = None
    ) -> None:
        """Remember an answer in the place of the last one that was as public as this one."""
        for place in places:
            self._kept[place, public] = _Remembered(address, self._clock(), pay)
            self._kept.move_to_end((place, public))
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def find(self, *places: Place, public: bool) -> Address | None:
        """Return what was answered last at the first of the places that is remembered.

        What is said in public goes on only from what was said in public.
        """
        result = self._find(*places, public=public)
        return result.address if result else None

    def find_pay(self, *places: Place, public: bool) -> PayQuery | None:
        """Return what the answer that `find` returns had asked of the wage tables, if it did."""
        result = self._find(*places, public=public)
        return result.pay if result else None

    def _find(self, *places: Place, public: bool) -> _Remembered | None:
        for place in places:
            seen = ((place, True),) if public else ((place, True), (place, False))
            kept = [self._kept[one] for one in seen if one in self._kept]
            newest = max(kept, key=lambda one: one.at, default=None)
            if newest and self._clock() - newest.at <= KEPT:
                return newest
        return None

    def forget(self, person: int) -> None:
        """Forget what a person was answered, wherever that was."""
        for known in [known for known in self._kept if known[0][1] == person]:
            del self._kept[known]


class FollowUps:
    """Answer a question after another one: against the last entry, then alone."""

    def __init__(
        self, answers: Answers, salaries: Salaries, snapshots: SnapshotHolder, last: LastAnswers
    ) -> None:
        self.last = last
        self._answers = answers
        self._salaries = salaries
        self._snapshots = snapshots

    async def ask(
        self,
        question: str,
        last: Address | None,
        *,
        pay: PayQuery | None = None,
        guild: int | None = None,
    ) -> Outcome:
        """Answer a question; `last` is what was answered before it, if anything was.

        `pay` is what that asked of the wage tables.

        The codes of a question win. One that points back and names none is never answered with
        another visa than the last one.
        """
        snapshot = self._snapshots.view(guild)
        entry = snapshot.library.entries.get(last.key) if last else None
        if entry is None or last is None or smalltalk(question):
            return await self._answers.ask(question, guild=guild)
        rest = _LEAD.sub("", question)
        if pay and (result := self._salaries.follow(rest, pay, guild=guild)):
            return result
        ranking = search(snapshot, rest)
        if ranking.codes:
            return await self._of_another(question, rest, last, ranking, guild)
        back = rest != question or bool(_POINTS_BACK.search(question))
        alone = None if back else await self._answers.ask(question, guild=guild)
        if isinstance(alone, Found):
            return alone
        return (
            await self._within(snapshot, question, rest, entry, guild, sure=not back)
            or alone
            or _about(entry, await self._answers.ask(question, guild=guild))
        )

    async def _of_another(
        self, question: str, rest: str, last: Address, ranking: Ranking, guild: int | None
    ) -> Outcome:
        """Answer about what a question names; if it names no part, about the same part."""
        asks_a_part = set(ranking.terms) - set(_codes_of(ranking))
        if asks_a_part or rest == question or last.key.kind is not Kind.VISA:
            return await self._answers.ask(question, guild=guild)
        outcome = await self._answers.ask(rest, kind=Kind.VISA, guild=guild)
        if not isinstance(outcome, Found):
            return outcome
        key = outcome.answer.address.key
        same_part = self._answers.show(Address(key, last.section), guild=guild)
        answer = same_part or self._answers.show(Address(key), guild=guild)
        return replace(outcome, question=question, answer=answer) if answer else outcome

    async def _within(
        self,
        snapshot: Snapshot,
        question: str,
        rest: str,
        entry: Entry,
        guild: int | None,
        *,
        sure: bool,
    ) -> Outcome | None:
        """Look for the answer in an entry: the part that is meant, or pay elsewhere."""
        if isinstance(entry, Salary):
            query = self._pay(entry, rest.casefold().strip(" ?!."), guild)
            return await self._salaries.find(query, guild=guild) if query else None
        name = entry.code if isinstance(entry, Visa) else title(entry)
        ranking = search(snapshot, f"{name} {rest}")
        hit = _part_of(ranking, entry, sure=sure)
        if hit is None:
            return None
        answer = self._answers.show(Address(entry.key, hit.section), guild=guild)
        if answer is None:
            return None
        choice = Choice(answer.address, answer.title, hit.score)
        return Found(question, answer, hit.confidence, (choice,))

    def _pay(self, entry: Salary, words: str, guild: int | None) -> SalaryQuery | None:
        """Read a level or a place; what is not named stays as it was."""
        level = next((one for one in Level if one.value in words.split()), None)
        place = self._salaries.place_in(words, guild=guild)
        if level is None and place is None:
            return None
        return SalaryQuery(
            f"{DIRECT}{entry.role}" if entry.role else None,
            level or entry.level,
            place or entry.place,
        )


def _codes_of(ranking: Ranking) -> tuple[str, ...]:
    """List the terms of a question that are codes, as typed and as they are meant."""
    return tuple(term for term in ranking.terms if any(code in term for code in ranking.codes))


def _part_of(ranking: Ranking, entry: Entry, *, sure: bool) -> Hit | None:
    """Find the part of an entry that a question means; if it must be `sure`, the first hit."""
    if ranking.decision is Decision.FOUND:
        considered = ranking.offered[:1]
    else:
        considered = () if sure or ranking.decision is not Decision.WHICH_ONE else ranking.hits[:2]
    mine = [hit for hit in considered if hit.entry == str(entry.key) and hit.section]
    return mine[0] if mine else None


def _about(entry: Entry, outcome: Outcome) -> Outcome:
    """Offer what is found about another visa, instead of answering with it."""
    if isinstance(outcome, Found) and isinstance(entry, Visa):
        key = outcome.answer.address.key
        if key.kind is Kind.VISA and key != entry.key:
            result = Choice(outcome.answer.address, outcome.answer.title, outcome.confidence)
            last = Choice(Address(entry.key), title(entry), 0.0)
            return Closest(outcome.question, (result, last), 0.0)
    return outcome
