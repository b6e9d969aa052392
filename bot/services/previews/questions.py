"""The questions that entries must answer, read once and spelled in numbers."""

from collections import OrderedDict
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass

from bot.kb.model.entries import Entry, Faq
from bot.kb.model.keys import Address
from bot.search.impact.question_numbers import NumberedQuestion, NumberedQuestions, QuestionNumbers
from bot.search.impact.tolerance import Tolerance, measure_tolerance
from bot.search.index import Index
from bot.search.text.lexer import Lexer
from bot.services.background.lane import finish
from bot.services.content.documents import documents
from bot.services.content.snapshot import Snapshot

FREE = "{} please"
"""How people ask what is also a phrasing, in words that are not: word for word a phrasing always
wins, so only this shows which way a question leans."""

_MOST_OWN = 4096
"""Entries of servers whose questions are kept as numbers, at 0.2 KB a question."""


@dataclass(frozen=True, slots=True)
class Golden:
    """A question that an entry must answer."""

    address: Address
    question: str


def golden_questions(entry: Entry) -> Iterator[Golden]:
    """List what an entry must answer: its question, its names and its phrasings."""
    question = (entry.question,) if isinstance(entry, Faq) else ()
    for text in dict.fromkeys((*question, *entry.aliases, *entry.asks)):
        yield Golden(Address(entry.key), text)
    for section in entry.sections:
        yield from (Golden(Address(entry.key, section.name), text) for text in section.asks)


class AskedQuestions:
    """The questions of all entries over one shared base, each spelled in numbers once."""

    def __init__(self, shared: Snapshot) -> None:
        """Nothing is read until it is wanted."""
        assert isinstance(shared.index, Index), "what servers see lies over shared knowledge alone"
        self.shared = shared
        self.index = shared.index
        self.numbered = QuestionNumbers(shared.index.base_index)
        self._shared: dict[int, NumberedQuestions] = {}
        self._own: OrderedDict[int, tuple[Entry, NumberedQuestions]] = OrderedDict()

    def of(self, entry: Entry) -> NumberedQuestions:
        """Return an entry's questions in the order of `golden_questions`; 50 µs each, once."""
        finish(self.read(entry))
        # By its identity: the key of an entry takes longer to hash than many a question to pass.
        known = self._shared.get(id(entry))
        if known is None:
            self._own.move_to_end(id(entry))
            known = self._own[id(entry)][1]
        return known

    def read(self, entry: Entry) -> Generator[None, None, None]:
        """Read an entry's questions, one at each step; none if that was done before."""
        if self.is_read(entry):
            return
        texts = (FREE.format(golden.question) for golden in golden_questions(entry))
        lexer = self.lexer(entry)
        if not self.is_own(entry):
            result = yield from self.numbered.spell(texts, lexer)
            self._shared.setdefault(id(entry), result)
            return
        result = yield from self.numbered.spell(texts, lexer, self._covered(entry, lexer))
        self._own.setdefault(id(entry), (entry, result))
        if len(self._own) > _MOST_OWN:
            self._own.popitem(last=False)

    def spell(self, texts: Iterable[str], entry: Entry) -> frozenset[bytes]:
        """Spell texts as the questions of an entry are, in the bytes of their numbers.

        What holds a word that no question has is left out.
        """
        lexer = self.lexer(entry)
        found = (self.numbered.find(FREE.format(text), lexer) for text in texts)
        return frozenset(one.tobytes() for one in found if one is not None)

    def is_read(self, entry: Entry) -> bool:
        """Return whether the questions of an entry have been read."""
        return id(entry) in self._shared or id(entry) in self._own

    def lexer(self, entry: Entry) -> Lexer:
        """Read what an entry is asked."""
        if not self.is_own(entry):
            return self.numbered.lexer
        return self.index.layers.lexer(documents(self.shared.library, [entry]))

    def tolerance(self, entry: Entry, at: int, golden: Golden, view: Snapshot) -> Tolerance:
        """Return what a question in freer words leaves to others; takes 0.5 ms once."""
        index = view.index if self.is_own(entry) else self.index
        place = str(entry.key), golden.address.section

        def find() -> Tolerance:
            return measure_tolerance(index.ranker, FREE.format(golden.question), place)

        return self.of(entry).tolerance(at, find)

    def is_known(self, entry: Entry) -> bool:
        """Return whether it is known of all questions of a shared entry what they tolerate."""
        questions = self._shared.get(id(entry))
        return questions is not None and questions.complete

    def work_out(self, entry: Entry) -> Generator[None, None, None]:
        """Work out what the questions of a shared entry tolerate, one at each step."""
        yield from self.read(entry)
        for at, golden in enumerate(golden_questions(entry)):
            self.tolerance(entry, at, golden, self.shared)
            yield

    def is_own(self, entry: Entry) -> bool:
        """Return whether some server wrote an entry, so that it is none of the shared ones."""
        if id(entry) in self._shared:
            return False
        return self.shared.library.entries.get(entry.key) is not entry

    def _covered(self, entry: Entry, lexer: Lexer) -> Callable[[str], NumberedQuestion | None]:
        """Look up the questions that an own entry has of the shared one which it covers.

        They are spelled the same unless the own one has codes that the base does not have.
        """
        shared = self.shared.library.entries.get(entry.key)
        known = self._shared.get(id(shared))
        if shared is None or known is None or lexer.codes is not self.index.base_index.codes:
            return lambda _text: None
        places = {FREE.format(one.question): at for at, one in enumerate(golden_questions(shared))}
        return lambda text: known.question(places[text]) if text in places else None
