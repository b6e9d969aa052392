"""Asking with the sentence model, which is loaded once per process, and without it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from threading import Event

import numpy as np
from numpy.typing import NDArray

from bot.search.index import Ranking, Searcher
from bot.search.searcher import MOST_HITS
from bot.search.values.documents import Document, Lexicon
from bot.semantic.meaning import Meaning
from bot.semantic.model import Encoder, Model, find_model

MODES = ("words", "meaning")
"""How a question is asked: by words alone, or by meaning too, as by default."""


class RememberingEncoder:
    """The model, which reads each text once: small bases are learned again and again."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self._encode = cache(encoder.encode)
        self.pieces = encoder.pieces

    def encode(self, text: str) -> NDArray[np.float32]:
        return self._encode(text)

    def encode_all(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._encode(text) for text in texts])


class CountingEncoder:
    """An encoder that counts how often it was given each text."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.pieces = encoder.pieces
        self.read: Counter[str] = Counter()

    def encode(self, text: str) -> NDArray[np.float32]:
        self.read[text] += 1
        return self._encoder.encode(text)

    def encode_all(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.read.update(texts)
        return self._encoder.encode_all(texts)


@cache
def shared_encoder() -> Encoder:
    """Load the model."""
    return RememberingEncoder(Model(find_model(None)))


def learned(documents: Sequence[Document], lexicon: Lexicon) -> Meaning:
    """Learn a base, as the semantic stage does at start."""
    meaning = Meaning(shared_encoder())
    meaning.learn(documents, lexicon, Event())
    return meaning


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks as the bot does: by words, and by meaning where these do not decide."""

    searcher: Searcher
    meaning: Meaning | None

    def __call__(
        self, question: str, *, limit: int = MOST_HITS, kinds: Sequence[str] | None = None
    ) -> Ranking:
        """Rank documents for a question."""
        ranking = self.searcher.search(question, limit=limit, kinds=kinds)
        if self.meaning is None or ranking.decisive:
            return ranking
        sense = ranking.sensed(self.meaning.sense)
        return self.searcher.search(question, limit=limit, kinds=kinds, sense=sense)
