"""What was learned of a base: for each document the direction of its questions, kept on disk."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import median
from threading import Event
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.values.documents import Document
from bot.search.values.semantic_scores import Place, SemanticScores
from bot.semantic.arrays import ArrayFile
from bot.semantic.learning import STRENGTH, Matrix, Rows, learn
from bot.semantic.spelling import Spelling

FILE = "learned"

ASKED = 1.0
NAMED = 0.5
TOLD = 0.3
"""What a phrasing, a name and the first sentence of an answer count."""

MOST_ASKED = 12.0
"""What all phrasings of a document count together at most: however many strangers' phrasings one
has, it is no likelier for it. Fewer count one each."""

_FORM = 4
"""The number of this way of learning: what another one left on disk is not read."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a document is asked or called by, as spelled for the model."""

    document: int
    text: str
    weight: float
    is_question: bool


def list_examples(documents: Sequence[Document], spelling: Spelling) -> Iterator[Example]:
    """Yield what each document is asked and called, and how its answer begins."""
    for number, one in enumerate(documents):
        questions = {*one.phrasings, *one.typed}
        for text, weight in weigh_texts(one).items():
            yield Example(number, spelling.spell(text), weight, text in questions)


def weigh_texts(document: Document, *, opening: bool = True) -> dict[str, float]:
    """Return what a document is asked and called, and what each text counts.

    With `opening`, also how its answer begins.
    """
    names = document.names if document.section is None else ()
    questions = dict.fromkeys((*document.phrasings, *document.typed))
    begins = document.body.splitlines()[:1] if opening else []
    share = ASKED * min(1.0, MOST_ASKED / len(questions)) if questions else ASKED
    weighted = dict.fromkeys(begins, TOLD) | dict.fromkeys((document.title, *names), NAMED)
    return weighted | dict.fromkeys(questions, share)


@dataclass(frozen=True, slots=True)
class LearnedBase:
    """What was learned of a base; never changed."""

    places: tuple[Place, ...]
    directions: Matrix
    """By what direction of a question each document is told from others, one a column."""
    middles: Matrix
    """The middle of all that each document is asked and called, one a row."""
    usual: Matrix
    """The middle of all that the base is asked."""
    well_asked: bool
    """Whether half of the documents have `MOST_ASKED` phrasings and more."""
    center: Matrix
    """What is taken off each vector first: zeros, or the middle of all vectors if a model's all lie
    near each other."""

    @classmethod
    def of(
        cls,
        places: Sequence[Place],
        examples: Sequence[Example],
        rows: Rows,
        stopping: Event,
        *,
        centered: bool = False,
    ) -> Self:
        """Learn from examples and their vectors, one a row; takes seconds.

        Raise `StoppedError` if it is to stop before it is done.
        """
        center = rows.mean(axis=0, dtype=np.float32)
        if centered:
            rows = _unit(rows.astype(np.float32) - center)
        else:
            center = np.zeros_like(center)
        owners = np.array([one.document for one in examples])
        weights = [one.weight for one in examples]
        questions = [at for at, one in enumerate(examples) if one.is_question] or range(
            len(examples)
        )
        return cls(
            tuple(places),
            learn(rows, owners.tolist(), weights, len(places), stopping),
            _middles(rows, owners, len(places)),
            _unit(rows[list(questions)].mean(axis=0, dtype=np.float32)),
            _is_well_asked(examples),
            center,
        )

    def sense(self, vector: Matrix) -> SemanticScores:
        """Return what a question with this vector means."""
        if self.center.any():
            vector = _unit(vector - self.center)
        logits = vector @ self.directions
        return SemanticScores(
            {place: number for number, place in enumerate(self.places)},
            self.places,
            logits.tolist(),
            (self.middles @ vector).tolist(),
            float(self.usual @ vector),
            np.argsort(-logits, kind="stable").tolist(),
            self.well_asked,
        )


class Shelf:
    """Keeps what was learned last, so that the next start need not learn it again."""

    def __init__(self, file: ArrayFile) -> None:
        self._file = file

    def find(
        self, key: bytes, places: Sequence[Place], examples: Sequence[Example]
    ) -> LearnedBase | None:
        """Find what was learned of examples under their key; None if that is not there."""
        for arrays in self._file.read():
            try:
                if arrays["key"].tobytes() == key:
                    return LearnedBase(
                        tuple(places),
                        arrays["directions"].astype(np.float32),
                        arrays["middles"].astype(np.float32),
                        arrays["usual"].astype(np.float32),
                        _is_well_asked(examples),
                        arrays["center"].astype(np.float32),
                    )
            except (KeyError, ValueError):
                continue
        return None

    def keep(self, key: bytes, learned: LearnedBase) -> None:
        """Store what was learned, replacing what was stored before."""
        self._file.write(
            {
                "key": np.frombuffer(key, np.uint8),
                "directions": learned.directions,
                "middles": learned.middles,
                "usual": learned.usual,
                "center": learned.center,
            }
        )


def key_of(encoder: str, places: Iterable[Place], examples: Iterable[Example]) -> bytes:
    """Derive what tells a base, as learned with an encoder, from all others."""
    result = sha256(f"{_FORM} {encoder} {STRENGTH}".encode())
    for place in places:
        result.update(f"\n{place}".encode())
    for example in examples:
        text = f"\n{example.document} {example.weight:.6f} {example.is_question} {example.text}"
        result.update(text.encode(errors="surrogatepass"))
    return result.digest()


def _is_well_asked(examples: Sequence[Example]) -> bool:
    counts = Counter(example.document for example in examples if example.is_question)
    return bool(counts) and median(counts.values()) >= MOST_ASKED


def _middles(rows: Rows, owners: NDArray[np.int_], size: int) -> Matrix:
    sums = np.zeros((size, rows.shape[1]), np.float32)
    np.add.at(sums, owners, rows)
    return _unit(sums)


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    result: Matrix = rows / np.maximum(lengths, 1e-9)
    return result
