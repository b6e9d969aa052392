"""Follow-ups: questions that mean something only after the answer before them."""

from dataclasses import dataclass, replace

from bot.kb.model.entries import Entry, Level, Salary, Visa, title
from bot.kb.model.keys import Address, Key, Kind
from bot.search.values.ranking import Ranking
from bot.services.answering.answers import DIRECT, Answers, search
from bot.services.answering.salaries import Salaries, SalaryQuery
from bot.services.content.outcomes import Choice, Closest, Found, Outcome, WhichOne
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.conversation.last_answers import LastAnswers, Turn
from bot.services.conversation.pointing import (
    LEAD,
    begins_as_follow_up,
    points_back,
    read_choice,
    read_choice_within,
    read_correction,
)
from bot.services.conversation.smalltalk import smalltalk

OWN_TOPIC = 0.9
"""The confidence from which a question without a word that points back is taken by itself."""

LEAST = 0.25
"""The confidence below which a part of the last entry is not what is meant."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What a question is asked after."""

    snapshot: Snapshot
    turn: Turn
    entry: Entry
    address: Address
    guild: int | None

    @property
    def subject(self) -> str:
        """What the last answer is about, as one names it in a question."""
        return self.entry.code if isinstance(self.entry, Visa) else title(self.entry)

    def is_near(self, address: Address) -> bool:
        """Return whether an answer belongs to the last topic."""
        if address.key == self.entry.key:
            return True
        if address.key.kind is Kind.VISA and isinstance(self.entry, Visa):
            return _family(self.entry.key) == _family(address.key)
        if address.key in self.entry.related:
            return True
        other = self.snapshot.library.entries.get(address.key)
        return other is not None and self.entry.key in other.related


class FollowUps:
    """Answer a question after another one: against the last topic, or alone."""

    def __init__(
        self, answers: Answers, salaries: Salaries, snapshots: SnapshotHolder, last: LastAnswers
    ) -> None:
        self.last = last
        self.answers = answers
        self._salaries = salaries
        self._snapshots = snapshots

    async def ask(self, question: str, last: Turn | None, *, guild: int | None = None) -> Outcome:
        """Answer a question; `last` is what came of the one before it, if there was one.

        The codes of a question win. One that points back and names none is never answered with
        another visa than the last one.
        """
        if last is None or smalltalk(question):
            return await self.answers.ask(question, guild=guild)
        outcome = await self._answer_after(question, last, guild)
        return outcome if outcome.named_codes else replace(outcome, named_codes=last.named_codes)

    async def _answer_after(self, question: str, last: Turn, guild: int | None) -> Outcome:
        snapshot = self._snapshots.view(guild)
        if (picked := self._answer_choice(question, last, guild)) is not None:
            return picked
        question = self._spell_out(snapshot, question, last)
        entry = snapshot.library.entries.get(last.address.key) if last.address else None
        if entry is None or last.address is None:
            return await self.answers.ask(question, guild=guild)
        context = _Context(snapshot, last, entry, last.address, guild)
        correction = read_correction(question)
        rest = LEAD.sub("", correction if correction is not None else question)
        if last.pay and (outcome := self._salaries.follow(rest, last.pay, guild=guild)):
            return outcome
        if isinstance(entry, Salary) and (paid := await self._answer_pay(entry, rest, guild)):
            return paid
        ranking = search(snapshot, rest)
        if ranking.codes:
            return await self._answer_of_another(
                context, question, rest, ranking, correction is not None
            )
        return await self._continue(context, question, rest)

    def _answer_choice(self, question: str, last: Turn, guild: int | None) -> Outcome | None:
        """Answer a choice among what was offered."""
        at = read_choice(question)
        if at is None or not -len(last.choices) <= at < len(last.choices):
            return None
        answer = self.answers.show(last.choices[at], guild=guild)
        if answer is None:
            return None
        return Found(question, answer, 1.0, (Choice(answer.address, answer.title, 1.0),))

    def _spell_out(self, snapshot: Snapshot, question: str, last: Turn) -> str:
        """Replace a choice with the name of what is chosen: `cost of the second one`."""
        within = read_choice_within(question)
        if within is None:
            return question
        at, before, after = within
        names = last.named_codes if len(last.named_codes) > 1 else _names(snapshot, last.choices)
        if not -len(names) <= at < len(names):
            return question
        return f"{before}{names[at]}{after}"

    async def _answer_of_another(
        self, context: _Context, question: str, rest: str, ranking: Ranking, correcting: bool
    ) -> Outcome:
        """Answer about what a question names; if it names no part, about the same part."""
        last, guild = context.address, context.guild
        asks_a_part = set(ranking.terms) - set(_codes_of(ranking))
        bare = not asks_a_part and (rest != question or correcting)
        if bare and last.key.kind is Kind.VISA:
            return await self._answer_same_part(question, rest, last, guild)
        alone = await self.answers.ask(rest if bare else question, guild=guild)
        if bare and last.key.kind is Kind.FAQ:
            within = await self._find_within(context, question, rest)
            return within or alone
        back = points_back(question)
        visa = isinstance(alone, Found) and alone.answer.address.key.kind is Kind.VISA
        if not back or visa or (isinstance(alone, Found) and alone.confidence >= OWN_TOPIC):
            return alone
        if (within := await self._find_within(context, question, rest)) is not None:
            return within
        return alone if isinstance(alone, Found) else self._show_again(context, question) or alone

    async def _answer_same_part(
        self, question: str, rest: str, last: Address, guild: int | None
    ) -> Outcome:
        outcome = await self.answers.ask(rest, kind=Kind.VISA, guild=guild)
        if not isinstance(outcome, Found):
            return outcome
        key = outcome.answer.address.key
        same_part = self.answers.show(Address(key, last.section), guild=guild)
        answer = same_part or self.answers.show(Address(key), guild=guild)
        return replace(outcome, question=question, answer=answer) if answer else outcome

    async def _continue(self, context: _Context, question: str, rest: str) -> Outcome:
        """Answer what names nothing itself: within the last topic, or alone."""
        alone = await self.answers.ask(question, guild=context.guild)
        back = points_back(question)
        if isinstance(alone, Found):
            near = context.is_near(alone.answer.address)
            if near or _stands_alone(alone, back=back):
                return alone
        within = await self._find_within(context, question, rest)
        if within is not None and within.answer.address != context.address:
            return within
        if isinstance(alone, Found) and (not back or alone.answer.address.key.kind is Kind.FAQ):
            return alone
        again = within or (self._show_again(context, question) if back else None)
        return again or _about(context.entry, alone)

    async def _find_within(self, context: _Context, question: str, rest: str) -> Found | None:
        """Look for the answer in the last topic: a part of its entry, or an entry beside it."""
        related: Found | None = None
        for subject in filter(
            None, dict.fromkeys((context.subject, " ".join(context.turn.named_codes)))
        ):
            outcome = await self.answers.ask(f"{subject} {rest}", guild=context.guild)
            one = self._keep_if_related(context, question, outcome)
            if one is not None and one.answer.address != context.address:
                return one
            related = related or one
        return related

    def _keep_if_related(self, context: _Context, question: str, outcome: Outcome) -> Found | None:
        """Return what of an outcome continues the last answer; None if nothing does."""
        match outcome:
            case Found(answer=answer):
                places = [answer.address]
            case Closest(choices=choices, confidence=sure) if sure >= LEAST:
                places = [one.address for one in choices if one.address.section]
                places = [one for one in places if one.key == context.entry.key]
            case WhichOne(candidates=considered):
                places = [one.address for one in considered[:2]]
            case _:
                places = []
        mine = [one for one in places if _belongs(context, one)]
        answer_there = self.answers.show(mine[0], guild=context.guild) if mine else None
        if answer_there is None:
            return None
        choice = Choice(answer_there.address, answer_there.title, outcome.confidence)
        return Found(question, answer_there, outcome.confidence, (choice,))

    def _show_again(self, context: _Context, question: str) -> Outcome | None:
        """Show the last answer once more: what is asked of it stands there, or nowhere."""
        if context.entry.key.kind is not Kind.FAQ:
            return None
        answer = self.answers.show(context.address, guild=context.guild)
        if answer is None:
            return None
        return Found(question, answer, 0.5, (Choice(answer.address, answer.title, 0.5),))

    async def _answer_pay(self, entry: Salary, rest: str, guild: int | None) -> Outcome | None:
        """Answer pay at another level or place; what is not named stays as it was."""
        words = rest.casefold().strip(" ?!.")
        level = next((one for one in Level if one.value in words.split()), None)
        place = self._salaries.place_in(words.removeprefix("in "), guild=guild)
        if level is None and place is None:
            return None
        role = f"{DIRECT}{entry.role}" if entry.role else None
        query = SalaryQuery(role, level or entry.level, place or entry.place)
        return await self._salaries.find(query, guild=guild)


def _codes_of(ranking: Ranking) -> tuple[str, ...]:
    """List the terms of a question that are codes, as typed and as they are meant."""
    return tuple(term for term in ranking.terms if any(code in term for code in ranking.codes))


def _belongs(context: _Context, place: Address) -> bool:
    """Return whether an answer found with the last subject in the question goes on from it."""
    if place.key == context.entry.key:
        return place.section is not None or not isinstance(context.entry, Visa)
    return context.is_near(place) or place.key.kind is Kind.FAQ


def _stands_alone(alone: Found, *, back: bool) -> bool:
    """Return whether a question has a topic of its own."""
    if alone.confidence < OWN_TOPIC:
        return False
    return not back or (
        begins_as_follow_up(alone.question) and alone.answer.address.key.kind is not Kind.VISA
    )


def _names(snapshot: Snapshot, choices: tuple[Address, ...]) -> tuple[str, ...]:
    """Name what was offered as one asks for it."""
    entries = (snapshot.library.entries.get(address.key) for address in choices)
    return tuple(
        "" if entry is None else entry.code if isinstance(entry, Visa) else title(entry)
        for entry in entries
    )


def _family(key: Key) -> str:
    """Return the letter and number that related visas share: `l-1b` and `l-2` do not."""
    return key.slug[:3]


def _about(entry: Entry, outcome: Outcome) -> Outcome:
    """Offer what is found about another visa, instead of answering with it."""
    if isinstance(outcome, Found) and isinstance(entry, Visa):
        key = outcome.answer.address.key
        if key.kind is Kind.VISA and key != entry.key:
            choice = Choice(outcome.answer.address, outcome.answer.title, outcome.confidence)
            last = Choice(Address(entry.key), title(entry), 0.0)
            return Closest(outcome.question, (choice, last), 0.0)
    return outcome
