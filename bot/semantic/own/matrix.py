"""The vectors of one server's own documents, and what a question means among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from bot.search.own import OwnLayer
from bot.search.values.semantic_scores import OwnScores, Place
from bot.semantic.learning import Matrix
from bot.semantic.model import DIMENSIONS
from bot.semantic.own.texts import KnownBase, OwnTexts

NEAREST, CENTRAL, USUAL, BEGIN = 8.0, 8.0, -13.0, 2.0
"""The logit of a document that nothing was learned of is the last of these, plus the others times
the cosines to its nearest text, to the middle of all, and to the middle of what the base is asked:
the more a question is one for the base, the nearer must be what takes it from there. Fitted as a
conditional logit, and moved until golden questions keep their first places as without own entries
(of 802 that words do not decide 752, not 759; of 1,962 for own entries 50 % are first, not 45 %
without the third number; `python -m tests.bench.own_entries`)."""

COMPARED = 256
"""Documents of a server whose texts are compared one by one, those with the nearest middle: for all
others the middle stands for the nearest text, which is hardly farther."""

FOREMOST = 64
"""Documents of a server that are looked at by meaning, best first."""

_LARGEST = 127

_AT_ONCE = 512
"""Rows that are unpacked at once: less than 1 MB, which stays near the processor."""


@dataclass(frozen=True, slots=True)
class PackedVectors:
    """Vectors in bytes with a scale each, by the keys of their texts; a cosine is off by .0005."""

    keys: Sequence[bytes]
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]

    @classmethod
    def pack(cls, keys: Sequence[bytes], vectors: Matrix) -> Self:
        """Pack vectors, one a row."""
        scales = np.maximum(np.abs(vectors).max(axis=1, initial=0.0), 1e-9) / _LARGEST
        rows = np.rint(vectors / scales[:, None]).astype(np.int8)
        return cls(keys, rows, scales.astype(np.float32))

    @classmethod
    def none(cls) -> Self:
        """Return no vectors."""
        return cls((), np.zeros((0, DIMENSIONS), np.int8), np.zeros(0, np.float32))

    def __add__(self, other: "PackedVectors") -> "PackedVectors":
        """Join two sets; of a text that is in both, the first one's vector stays."""
        return PackedVectors(
            (*self.keys, *other.keys),
            np.concatenate((self.rows, other.rows)),
            np.concatenate((self.scales, other.scales)),
        )

    def numbers(self) -> Mapping[bytes, int]:
        """Return the number of each text's row."""
        return {key: at for at, key in reversed(tuple(enumerate(self.keys)))}

    def only(self, numbers: Sequence[int]) -> "PackedVectors":
        """Return the rows with these numbers, in this order."""
        keys = tuple(self.keys[at] for at in numbers)
        return PackedVectors(keys, self.rows[numbers], self.scales[numbers])

    def only_rows(self, numbers: NDArray[np.intp]) -> "PackedVectors":
        """Return the rows with these numbers, without their keys."""
        return PackedVectors((), self.rows[numbers], self.scales[numbers])

    def cosines(self, vector: Matrix) -> Matrix:
        """Return the cosines between a vector and all of these."""
        result = np.empty(len(self.scales), np.float32)
        for start in range(0, len(result), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            # BLAS would share the product between threads, which take 15 ms to meet if all is busy.
            result[some] = np.einsum("ij,j->i", self.rows[some].astype(np.float32), vector)
        result *= self.scales
        return result


@dataclass(frozen=True, slots=True)
class OwnMatrix:
    """What a server's own documents are asked and called, one text a row; never changed."""

    layer: "ref[OwnLayer]"
    base: KnownBase
    """What it was built from, and over which base."""
    places: tuple[Place, ...]
    numbers: Mapping[Place, int]
    vectors: PackedVectors
    starts: NDArray[np.intp]
    """For each document the number of its first row, and at the end that of all rows."""
    middles: PackedVectors
    """For each document the middle of its texts, by what they count; without keys."""
    missing_texts: int
    """Texts of it that have no vector yet."""

    @classmethod
    def build(cls, layer: OwnLayer, texts: OwnTexts, known_vectors: PackedVectors) -> Self:
        """Build it from the texts whose vectors are known, some 3 µs for each."""
        numbers = known_vectors.numbers()
        with_vectors = texts.only([key in numbers for key in texts.keys])
        vectors = known_vectors.only([numbers[key] for key in with_vectors.keys])
        return cls(
            ref(layer),
            texts.base,
            with_vectors.places,
            {place: number for number, place in enumerate(with_vectors.places)},
            vectors,
            np.searchsorted(with_vectors.owners, np.arange(len(with_vectors.places) + 1)),
            PackedVectors.pack((), _middles(vectors, with_vectors)),
            len(texts.keys) - len(with_vectors.keys),
        )

    def is_of(self, layer: OwnLayer, base: KnownBase) -> bool:
        """Return whether it was built from what a server has now, over the present base."""
        return self.layer() is layer and self.base is base

    @property
    def size(self) -> int:
        """Its approximate size in memory, in bytes."""
        rows = len(self.vectors.keys) * (DIMENSIONS + _PER_ROW)
        return rows + len(self.places) * (DIMENSIONS + _PER_DOCUMENT)

    def scores(self, vector: Matrix, usual: float) -> OwnScores | None:
        """Return what a question with this vector means, in some milliseconds for 10,000 documents.

        `usual` says how near it is to the middle of what the base is asked.
        """
        if not self.places:
            return None
        central = self.middles.cosines(vector)
        nearest = central.copy()
        near = _best(central, COMPARED)
        nearest[near] = self._nearest(near, vector)
        logits = NEAREST * nearest + CENTRAL * central + (USUAL * usual + BEGIN)
        best = _best(logits, FOREMOST)
        return OwnScores(
            self.numbers,
            self.places,
            logits.tolist(),
            central.tolist(),
            nearest.tolist(),
            best[np.argsort(-logits[best], kind="stable")].tolist(),
        )

    def _nearest(self, documents: NDArray[np.intp], vector: Matrix) -> Matrix:
        """Return for each of some documents the cosine to its nearest text."""
        first, end = self.starts[documents], self.starts[documents + 1]
        rows = np.concatenate([np.arange(*ends) for ends in zip(first, end, strict=True)])
        cosines = self.vectors.only_rows(rows).cosines(vector)
        counts = end - first
        result: Matrix = np.maximum.reduceat(cosines, np.cumsum(counts) - counts)
        return result


_PER_ROW = 80
_PER_DOCUMENT = 250
"""Bytes beside the numbers of a row, for its key and scale, and of a document, for its place."""


def _middles(vectors: PackedVectors, with_vectors: OwnTexts) -> Matrix:
    sums = np.zeros((len(with_vectors.places), DIMENSIONS), np.float32)
    for start in range(0, len(vectors.scales), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        scales = (vectors.scales[some] * with_vectors.weights[some])[:, None]
        np.add.at(sums, with_vectors.owners[some], vectors.rows[some] * scales)
    result: Matrix = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return result


def _best(values: NDArray[np.floating], size: int) -> NDArray[np.intp]:
    """Return the numbers of the highest values, in no order; of all if they are not more."""
    if len(values) <= size:
        return np.arange(len(values))
    return np.argpartition(-values, size)[:size]
