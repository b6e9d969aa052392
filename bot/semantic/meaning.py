"""The semantic stage: learn a base, then say of a question which documents it means."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

from bot.search.own import GuildLayer
from bot.search.values.documents import Document, Lexicon
from bot.search.values.semantic_scores import SemanticScores
from bot.semantic.arrays import ArrayFile
from bot.semantic.learned import FILE, Example, LearnedBase, Shelf, key_of, list_examples
from bot.semantic.model import Encoder, ModelError
from bot.semantic.own.meaning import OwnMeaning
from bot.semantic.spelling import Spelling
from bot.semantic.vectors import Vectors

MOST_CELLS = 60_000_000
"""Phrasings times documents that are learned: more takes minutes."""

MANY = 5_000
"""Texts never read before from which a base is first learned without what strangers type: it then
has its meaning within seconds, and the whole of it a minute later."""


class Meaning:
    """Learns bases and reads questions with one model."""

    def __init__(
        self,
        encoder: Encoder,
        folders: Sequence[Path] = (),
        *,
        centered: bool = False,
        own: OwnMeaning | None = None,
    ) -> None:
        """Store vectors and what was learned in the first folder; look for them in all.

        `centered` is for a model whose vectors all lie near each other: their middle is taken off.
        `own` reads servers' own entries beside the base.
        """
        self._encoder = encoder
        self._vectors = Vectors(encoder, folders)
        self._centered = centered
        self._own = own
        self._shelf = Shelf(ArrayFile(folders, f"{FILE}-centered" if centered else FILE))
        self._learned: tuple[LearnedBase, Spelling] | None = None

    @property
    def ready(self) -> bool:
        """Whether it has learned a base."""
        return self._learned is not None

    def learn(self, documents: Sequence[Document], lexicon: Lexicon, stopping: Event) -> None:
        """Learn a base, in seconds; until then questions are read with the last one learned.

        Raise `ModelError` if there is too much of it, `StoppedError` if it is to stop.
        """
        if not documents:
            return
        spelling = self._spelling(lexicon)
        if self._own is not None:
            self._own.adopt_base(documents, spelling)
        examples = list(list_examples(documents, spelling))
        if len(examples) * len(documents) > MOST_CELLS:
            raise ModelError(
                "too-large",
                f"{len(examples)} phrasings of {len(documents)} parts are too many to learn.",
            )
        places = [(one.entry, one.section) for one in documents]
        key = key_of(self._encoder.name, places, examples)
        learned = self._shelf.find(key, places, examples)
        if learned is None:
            texts = {one.text for one in examples}
            if any(one.typed for one in documents) and self._vectors.missing(texts) > MANY:
                careful = [replace(one, typed=()) for one in documents]
                some = list(list_examples(careful, spelling))
                self._learned = self._learn(careful, some, stopping, others=True), spelling
            learned = self._learn(documents, examples, stopping)
            self._shelf.keep(key, learned)
        self._learned = learned, spelling

    def _spelling(self, lexicon: Lexicon) -> Spelling:
        """Write abbreviations out, but not for a model of many languages."""
        # English words would stand among others there.
        return Spelling(Lexicon() if self._centered else lexicon)

    def count_unread(self, documents: Sequence[Document], lexicon: Lexicon) -> int:
        """Count the texts of a base that were never read: each takes some 10 ms to learn."""
        examples = list_examples(documents, self._spelling(lexicon))
        return self._vectors.missing({example.text for example in examples})

    def sense(self, question: str, own: GuildLayer | None = None) -> SemanticScores | None:
        """Return what a question means; None until something is learned, or if nothing is read.

        With what a server has for itself, also among its own documents.
        """
        if self._learned is None:
            return None
        learned, spelling = self._learned
        vector = self._encoder.encode(spelling.spell(question))
        if not vector.any():
            return None
        result = learned.sense(vector)
        if own is None or self._own is None:
            return result
        return replace(result, own=self._own.scores(vector, result.usual, own))

    def _learn(
        self,
        documents: Sequence[Document],
        examples: Sequence[Example],
        stopping: Event,
        *,
        others: bool = False,
    ) -> LearnedBase:
        texts = list(dict.fromkeys(example.text for example in examples))
        row = {text: at for at, text in enumerate(texts)}
        vectors = self._vectors.of(texts, stopping, others=others)
        rows = vectors[[row[example.text] for example in examples]]
        places = [(example.entry, example.section) for example in documents]
        return LearnedBase.of(places, examples, rows, stopping, centered=self._centered)
