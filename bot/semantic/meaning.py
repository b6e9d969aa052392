"""The semantic stage: learn a base, then say of a question which documents it means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Event

import numpy as np
from numpy.typing import NDArray

from bot.search.values.documents import Document, Lexicon
from bot.search.values.semantic_scores import Place, SemanticScores
from bot.semantic.learning import learn
from bot.semantic.model import Encoder, ModelError
from bot.semantic.spelling import Spelling
from bot.semantic.vectors import Vectors

MOST_CELLS = 9_000_000
"""Phrasings times documents that are learned: learning more takes over 100 MB and a minute."""

ASKED = 1.0
NAMED = 0.5
TOLD = 0.3
"""What a phrasing, a name and the first sentence of an answer count."""


@dataclass(frozen=True, slots=True)
class _Example:
    document: int
    text: str
    weight: float


class Learned:
    """What was learned of a base; never changed."""

    def __init__(
        self,
        places: Sequence[Place],
        examples: Sequence[_Example],
        rows: NDArray[np.float32],
        spelling: Spelling,
    ) -> None:
        self.spelling = spelling
        self._places = tuple(places)
        self._numbers = {place: number for number, place in enumerate(places)}
        owners = [one.document for one in examples]
        self._directions = learn(rows, owners, [one.weight for one in examples], len(places))
        asked = [at for at, one in enumerate(examples) if one.weight == ASKED] or range(len(rows))
        self._middles = _middles(rows, np.array(owners), len(places))
        self._usual = _unit(rows[list(asked)].mean(axis=0))

    def sense(self, vector: NDArray[np.float32]) -> SemanticScores:
        """Say what a question with this vector means."""
        logits = vector @ self._directions
        return SemanticScores(
            self._numbers,
            self._places,
            logits.tolist(),
            (self._middles @ vector).tolist(),
            float(self._usual @ vector),
            np.argsort(-logits, kind="stable").tolist(),
        )


class Meaning:
    """Learns bases and reads questions with one model."""

    def __init__(self, encoder: Encoder, vectors: Vectors) -> None:
        self._encoder = encoder
        self._vectors = vectors
        self._learned: Learned | None = None

    def learn(self, documents: Sequence[Document], lexicon: Lexicon, stopping: Event) -> None:
        """Learn a base, in seconds; until then questions are read with the last one learned.

        Raise `ModelError` if there is too much of it, `StoppedError` if it is to stop.
        """
        examples = list(_examples(documents))
        if len(examples) * len(documents) > MOST_CELLS:
            raise ModelError(
                "too-large",
                f"{len(examples)} phrasings of {len(documents)} parts are too many to learn.",
            )
        if documents:
            spelling = Spelling(lexicon)
            spelled = [spelling.spell(one.text) for one in examples]
            texts = list(dict.fromkeys(spelled))
            row = {text: at for at, text in enumerate(texts)}
            rows = self._vectors.of(texts, stopping)[[row[text] for text in spelled]]
            places = [(one.entry, one.section) for one in documents]
            self._learned = Learned(places, examples, rows, spelling)

    def sense(self, question: str) -> SemanticScores | None:
        """Say what a question means; None while nothing is learned or can be read."""
        learned = self._learned
        if learned is None:
            return None
        vector = self._encoder.encode(learned.spelling.spell(question))
        return learned.sense(vector) if vector.any() else None


def _examples(documents: Sequence[Document]) -> Iterator[_Example]:
    """Yield what each document is asked and called, and how its answer begins."""
    for number, one in enumerate(documents):
        called = (one.title,) if one.section is not None else (one.title, *one.names)
        told = one.body.splitlines()[:1]
        weighted = dict.fromkeys(told, TOLD)
        weighted |= dict.fromkeys(called, NAMED)
        weighted |= dict.fromkeys(one.phrasings, ASKED)
        for text, weight in weighted.items():
            yield _Example(number, text, weight)


def _middles(rows: NDArray[np.float32], owners: NDArray[np.int_], size: int) -> NDArray[np.float32]:
    sums = np.zeros((size, rows.shape[1]), np.float32)
    np.add.at(sums, owners, rows)
    return _unit(sums)


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    result: NDArray[np.float32] = rows / np.maximum(lengths, 1e-9)
    return result
