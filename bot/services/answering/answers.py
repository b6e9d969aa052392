"""Answer questions from memory: four outcomes, one snapshot, no disk and no database."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from bot.kb.model.keys import Address, Key, Kind
from bot.kb.model.languages import ORIGINAL, same_language
from bot.search.index import Decision, Hit, Ranking, Reason
from bot.search.own import GuildLayer
from bot.search.values.semantic_scores import SemanticScores
from bot.services.answering.browsing import Freshness, examples, questions_by_topic
from bot.services.answering.choices import describe, green_card_categories, likeliest_first
from bot.services.answering.meaning import MEANING_LIMIT, Meaning, Sensing
from bot.services.answering.several import also, answered_apart, questions
from bot.services.content.answer import Answer, Link, count_answers
from bot.services.content.disputes import Disputes
from bot.services.content.outcomes import Choice, Closest, Found, Outcome, Unknown, WhichOne
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.ports.clock import Clock, today
from bot.services.servers.names import ServerNames
from bot.services.wages.answering import PayAnswers

DIRECT = "="
"""What a chosen suggestion begins with, to tell it from words that somebody typed."""

OFF_TOPIC = 0.1
"""Below this chance that the base has the answer, a question is about nothing that the base is for:
with the semantic model so are 14 of 35 about code and news, and none of 292 near the base's
subjects (`tests/golden/near-misses.toml`)."""


class Answers:
    """Answer questions and complete what is typed, always from the current snapshot."""

    def __init__(
        self,
        snapshots: SnapshotHolder,
        clock: Clock,
        meaning: Meaning | None = None,
        disputes: Disputes | None = None,
        pay: PayAnswers | None = None,
        limit: float | None = MEANING_LIMIT,
        names: ServerNames | None = None,
    ) -> None:
        """`limit` is how many seconds a question waits for its meaning; None is forever."""
        self._snapshots = snapshots
        self._clock = clock
        self._meaning = meaning
        self._disputes = disputes
        self._pay = pay
        self.sensing = Sensing(limit)
        self._names = names or ServerNames()

    async def ask(
        self, question: str, *, kind: Kind | None = None, guild: int | None = None
    ) -> Outcome:
        """Answer a question, or a chosen suggestion; a kind keeps to the entries of that kind.

        A server answers from its own entries too; without one, shared knowledge answers.
        """
        snapshot = self._snapshots.view(guild)
        direct = self._find_chosen(snapshot, question, kind)
        if direct is not None:
            return self._mark_outcome(direct, guild)
        if kind is None and self._pay and (result := self._pay.ask(question, guild=guild)):
            return self._mark_outcome(result, guild)
        whole = await self._rank(snapshot, question, kind, guild)
        parts = [await self._rank(snapshot, one, kind, guild) for one in questions(whole)]
        ranking = answered_apart(whole, parts)
        outcome = self._outcome(snapshot, question, ranking)
        beside = _choices(snapshot, also(ranking, parts))
        if isinstance(outcome, Found) and beside:
            outcome = replace(outcome, also=beside)
        return self._mark_outcome(replace(outcome, named_codes=whole.codes), guild)

    async def explain(self, question: str) -> Ranking:
        """Return the ranking that a question is answered from."""
        return await self._rank(self._snapshots.snapshot, question, None)

    def show(
        self, address: Address, *, guild: int | None = None, language: str | None = None
    ) -> Answer | None:
        """Compose the answer at an address, or None if the base no longer has it.

        In a language if it is translated; without one as it was written.
        """
        answer = self._compose(self._snapshots.view(guild), address, language)
        return self._mark_answer(answer, guild) if answer else None

    def translate(
        self, outcome: Outcome, language: str | None, *, guild: int | None = None
    ) -> Outcome:
        """Translate an outcome for its reader, as far as the base is translated."""
        if isinstance(outcome, Found) and outcome.pay and self._pay:
            return self._mark_outcome(self._pay.localize(outcome, guild=guild), guild)
        if language is None or same_language(language, ORIGINAL):
            return outcome
        match outcome:
            case Found(answer=answer):
                text = self.show(answer.address, guild=guild, language=language)
                also = self._titled(outcome.also, language, guild)
                alike = text is None or len(text.points) == len(answer.points)
                bullet = outcome.bullet if alike else None
                return replace(outcome, answer=text or answer, also=also, bullet=bullet)
            case WhichOne() | Closest():
                return replace(outcome, choices=self._titled(outcome.choices, language, guild))
            case Unknown():
                return outcome

    def introduce(self, outcome: Outcome, language: str, *, guild: int | None = None) -> Outcome:
        """Sort choices by likelihood, and add to each what it answers."""
        snapshot, day = self._snapshots.view(guild), today(self._clock)
        if isinstance(outcome, Found) and outcome.also:
            return replace(outcome, also=describe(snapshot, outcome.also, day, language))
        if not isinstance(outcome, WhichOne | Closest):
            return outcome
        choices = outcome.choices
        if isinstance(outcome, WhichOne) and not outcome.is_comparison:
            choices = likeliest_first(snapshot, outcome)
        return replace(outcome, choices=describe(snapshot, choices, day, language))

    def complete(
        self, typed: str, *, kind: Kind | None = None, guild: int | None = None
    ) -> tuple[Link, ...]:
        """Suggest entries for what is typed so far, best first, at most 25.

        Titles and names come first; if none begins so, the words are taken as a question.
        """
        snapshot = self._snapshots.view(guild)
        kinds = None if kind is None else (kind.value,)
        # An option for an entry has another one beside it for the part.
        result = snapshot.index.complete(typed, kinds=kinds, sections=kind is None)
        if result:
            return tuple(snapshot.links[item.entry, item.section] for item in result)
        ranking = search(snapshot, typed, kind)
        choices = _choices(snapshot, ranking.offered)
        return tuple(Link(choice.address, choice.title) for choice in choices)

    async def look_up(
        self, kind: Kind, name: str, part: str | None = None, *, guild: int | None = None
    ) -> Outcome:
        """Answer by the name of an entry and a part of it, both as chosen or as typed.

        A part that the entry does not have leaves its overview.
        """
        outcome = await self.ask(name, kind=kind, guild=guild)
        if kind is Kind.VISA and not isinstance(outcome, Found):
            choices = green_card_categories(self._snapshots.view(guild), name)
            outcome = WhichOne(name, choices, 1.0, choices) if choices else outcome
        if not part or not isinstance(outcome, Found):
            return outcome
        snapshot, key = self._snapshots.view(guild), outcome.answer.address.key
        for link in _parts(snapshot, key):
            if part.casefold() in (link.address.section, link.title.casefold()):
                return self._mark_outcome(
                    self._outcome_at(snapshot, link.address, f"{name} {part}"), guild
                )
        title = snapshot.library.entries[key].title
        narrowed = await self.ask(f"{title} {part}", kind=kind, guild=guild)
        same = isinstance(narrowed, Found) and narrowed.answer.address.key == key
        return (
            narrowed
            if same
            else self._mark_outcome(self._outcome_at(snapshot, Address(key), name), guild)
        )

    def parts(
        self, kind: Kind, name: str, typed: str, *, guild: int | None = None
    ) -> tuple[Link, ...]:
        """Suggest parts of the entry that a name leads to; of no entry, none."""
        snapshot = self._snapshots.view(guild)
        ranking = search(snapshot, name, kind)
        key = Key.parse(ranking.hits[0].entry) if ranking.hits else None
        if name.startswith(DIRECT):
            address = _address_in(name.removeprefix(DIRECT))
            key = address.key if address else None
        wanted = typed.casefold().strip()
        return tuple(link for link in _parts(snapshot, key) if wanted in link.title.casefold())

    def freshness(self, *, guild: int | None = None) -> Freshness:
        """Count the answers, and find the newest review."""
        entries = self._snapshots.view(guild).library.entries.values()
        return Freshness(
            answers=count_answers(entries),
            newest_review=max(entry.reviewed for entry in entries),
            last_change=self._snapshots.changes(guild).last_change_day if guild else None,
        )

    def examples(
        self, *, guild: int | None = None, language: str | None = None
    ) -> tuple[Link, ...]:
        """Pick a question to try of each of three kinds, in the words that people type.

        In another language than that of the base, what is translated, by its name there.
        """
        snapshot = self._snapshots.view(guild)
        if language is None or same_language(language, ORIGINAL):
            return examples(snapshot.library)
        translated = snapshot.composer.is_translated
        links = examples(snapshot.library, lambda address: translated(address, language))
        return self.localize(links, language, guild=guild)

    def localize(
        self, links: Iterable[Link], language: str, *, guild: int | None = None
    ) -> tuple[Link, ...]:
        """Translate the titles of answers, as far as the base is translated."""
        links, name = tuple(links), self._snapshots.view(guild).composer.title_of
        if same_language(language, ORIGINAL):
            return links
        return tuple(Link(one.address, name(one.address, language) or one.title) for one in links)

    def entries(self, kind: Kind | None = None, *, guild: int | None = None) -> tuple[Link, ...]:
        """List entries for browsing: featured ones first, then in the order of the files."""
        return self._snapshots.view(guild).topics[kind]

    def questions(
        self, *, guild: int | None = None, language: str = ORIGINAL
    ) -> Mapping[str, tuple[Link, ...]]:
        """List what people ask by topic, the fullest topic first."""
        topics = questions_by_topic(self._snapshots.view(guild).library)
        return {
            topic: self.localize(links, language, guild=guild) for topic, links in topics.items()
        }

    def _mark_outcome(self, outcome: Outcome, guild: int | None) -> Outcome:
        if not isinstance(outcome, Found):
            return outcome
        answer = self._mark_answer(outcome.answer, guild)
        return outcome if answer is outcome.answer else replace(outcome, answer=answer)

    def _titled(
        self, choices: Iterable[Choice], language: str, guild: int | None
    ) -> tuple[Choice, ...]:
        """Title choices in a language, as far as they are translated."""
        called = self._snapshots.view(guild).composer.title_of
        return tuple(
            replace(one, title=called(one.address, language) or one.title) for one in choices
        )

    def _mark_answer(self, answer: Answer, guild: int | None) -> Answer:
        """Mark an answer that is disputed in this server, or written by it."""
        disputed = self._disputes is not None and self._disputes.of(guild, answer.address)
        signed = self._names.sign(answer, guild)
        return replace(signed, disputed=True) if disputed else signed

    def _find_chosen(self, snapshot: Snapshot, question: str, kind: Kind | None) -> Outcome | None:
        """Find what was chosen from the suggestions; some clients send the title shown."""
        address = snapshot.composer.find_by_title(question)
        if question.startswith(DIRECT):
            address = _address_in(question.removeprefix(DIRECT))
        if address is None or kind not in (None, address.key.kind):
            return None
        return self._outcome_at(snapshot, address, question)

    def _compose(
        self, snapshot: Snapshot, address: Address, language: str | None = None
    ) -> Answer | None:
        return snapshot.composer.compose(address, today(self._clock), language)

    def _outcome_at(self, snapshot: Snapshot, address: Address, question: str) -> Outcome:
        answer = self._compose(snapshot, address)
        if answer is None:
            return Unknown(question)
        return Found(answer.title, answer, 1.0, (Choice(address, answer.title, 1.0),))

    async def _rank(
        self, snapshot: Snapshot, question: str, kind: Kind | None, guild: int | None = None
    ) -> Ranking:
        """Rank by words, and by meaning too if these do not decide."""
        ranking = search(snapshot, question, kind)
        exact = ranking.reason is Reason.EXACT and bool(ranking.codes)
        decided = ranking.decisive and (exact or not ranking.foreign)
        if self._meaning is None or decided:
            return ranking
        layer = snapshot.index.own
        own = GuildLayer(guild, layer) if guild is not None and layer is not None else None
        sense = await self.sensing.ask(partial(self._meaning.sense, own=own), ranking)
        if sense is None or (ranking.decisive and not sense.foreign):
            return ranking
        return search(snapshot, question, kind, sense)

    def _outcome(self, snapshot: Snapshot, question: str, ranking: Ranking) -> Outcome:
        considered = _choices(snapshot, ranking.hits)
        choices = _choices(snapshot, ranking.offered)
        match ranking.decision:
            case Decision.FOUND:
                answer = self._compose(snapshot, choices[0].address)
                assert answer is not None, "the index and the library are of one snapshot"
                about = f"{answer.title} {answer.summary}"
                bullet = snapshot.index.ranker.nearest_bullet(ranking, answer.points, about)
                return Found(question, answer, ranking.confidence, considered, bullet=bullet)
            case Decision.WHICH_ONE:
                compared = ranking.reason is Reason.COMPARED
                return WhichOne(question, choices, ranking.confidence, considered, compared)
            case Decision.CLOSEST:
                return Closest(question, choices, ranking.confidence, considered)
            case Decision.UNKNOWN:
                off_topic = is_off_topic(ranking)
                return Unknown(question, ranking.confidence, considered, is_off_topic=off_topic)


def search(
    snapshot: Snapshot, question: str, kind: Kind | None = None, sense: SemanticScores | None = None
) -> Ranking:
    """Rank by words, and by meaning if it is known: synchronous, in about a millisecond."""
    kinds = None if kind is None else (kind.value,)
    return snapshot.index.search(question, kinds=kinds, sense=sense)


def is_off_topic(ranking: Ranking) -> bool:
    """Return whether a question is about nothing that the base is for.

    Of other languages the chance says little, and who names a code is never far from the subject.
    """
    told = ranking.hits and not ranking.foreign and not ranking.codes
    return bool(told) and ranking.known < OFF_TOPIC


def _parts(snapshot: Snapshot, key: Key | None) -> tuple[Link, ...]:
    entry = snapshot.library.entries.get(key) if key else None
    if entry is None:
        return ()
    sections = entry.sections
    return tuple(Link(Address(entry.key, one.name), entry.vocabulary[one.name]) for one in sections)


def _choices(snapshot: Snapshot, hits: tuple[Hit, ...]) -> tuple[Choice, ...]:
    return tuple(_choice(snapshot, hit) for hit in hits)


def _choice(snapshot: Snapshot, hit: Hit) -> Choice:
    link = snapshot.links[hit.place]
    return Choice(link.address, link.title, hit.score)


def _address_in(text: str) -> Address | None:
    try:
        return Address.parse(text)
    except ValueError:
        return None
