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

FOREMOST = 64
"""Documents of a server that are looked at by meaning, best first."""

_LARGEST = 127

_AT_ONCE = 4096
"""Rows that are unpacked at once: 6 MB."""


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
        """Hold nothing."""
        return cls((), np.zeros((0, DIMENSIONS), np.int8), np.zeros(0, np.float32))

    def __add__(self, other: "PackedVectors") -> "PackedVectors":
        """Hold what either holds; of the same text the first one's."""
        return PackedVectors(
            (*self.keys, *other.keys),
            np.concatenate((self.rows, other.rows)),
            np.concatenate((self.scales, other.scales)),
        )

    def numbers(self) -> Mapping[bytes, int]:
        """Return the number of each text's row."""
        return {key: at for at, key in reversed(tuple(enumerate(self.keys)))}

    def only(self, numbers: Sequence[int]) -> "PackedVectors":
        """Keep the rows with some numbers, in their order."""
        keys = tuple(self.keys[at] for at in numbers)
        return PackedVectors(keys, self.rows[numbers], self.scales[numbers])


@dataclass(frozen=True, slots=True)
class OwnMatrix:
    """What a server's own documents are asked and called, one text a row; never changed."""

    layer: "ref[OwnLayer]"
    base: KnownBase
    """What it was built from, and over which base."""
    places: tuple[Place, ...]
    numbers: Mapping[Place, int]
    packed: PackedVectors
    starts: NDArray[np.intp]
    """For each document the number of its first row."""
    weights: Matrix
    lengths: Matrix
    """For each document the length of the sum of its weighted vectors."""
    missing: int
    """Texts of it that have no vector yet."""

    @classmethod
    def build(cls, layer: OwnLayer, texts: OwnTexts, known: PackedVectors) -> Self:
        """Build it from the texts whose vectors are known, some 3 µs for each."""
        numbers = known.numbers()
        held = texts.only([key in numbers for key in texts.keys])
        packed = known.only([numbers[key] for key in held.keys])
        starts = np.searchsorted(held.owners, np.arange(len(held.places)))
        return cls(
            ref(layer),
            texts.base,
            held.places,
            {place: number for number, place in enumerate(held.places)},
            packed,
            starts,
            held.weights,
            _lengths(packed, held),
            len(texts.keys) - len(held.keys),
        )

    def is_of(self, layer: OwnLayer, base: KnownBase) -> bool:
        """Return whether it was built from what a server has now, over the present base."""
        return self.layer() is layer and self.base is base

    @property
    def size(self) -> int:
        """What it takes in memory, in bytes, give or take."""
        return len(self.packed.keys) * (DIMENSIONS + _PER_ROW) + len(self.places) * _PER_DOCUMENT

    def scores(self, vector: Matrix, usual: float) -> OwnScores | None:
        """Return what a question with this vector means; 1 ms for some 5,000 rows.

        `usual` says how near it is to the middle of what the base is asked.
        """
        if not self.places:
            return None
        cosines = self._cosines(vector)
        nearest = np.maximum.reduceat(cosines, self.starts)
        central = np.add.reduceat(self.weights * cosines, self.starts) / self.lengths
        logits = NEAREST * nearest + CENTRAL * central + (USUAL * usual + BEGIN)
        return OwnScores(
            self.numbers,
            self.places,
            logits.tolist(),
            central.tolist(),
            nearest.tolist(),
            _foremost(logits).tolist(),
        )

    def _cosines(self, vector: Matrix) -> Matrix:
        result = np.empty(len(self.packed.scales), np.float32)
        for start in range(0, len(result), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            result[some] = self.packed.rows[some].astype(np.float32) @ vector
        result *= self.packed.scales
        return result


_PER_ROW = 80
_PER_DOCUMENT = 250
"""Bytes beside a row's numbers: its key, scale and weight; its document's place."""


def _lengths(packed: PackedVectors, held: OwnTexts) -> Matrix:
    sums = np.zeros((len(held.places), DIMENSIONS), np.float32)
    for start in range(0, len(packed.scales), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        scales = (packed.scales[some] * held.weights[some])[:, None]
        np.add.at(sums, held.owners[some], packed.rows[some] * scales)
    result: Matrix = np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
    return result


def _foremost(logits: NDArray[np.floating]) -> NDArray[np.intp]:
    if len(logits) > FOREMOST:
        best = np.argpartition(-logits, FOREMOST)[:FOREMOST]
        return best[np.argsort(-logits[best], kind="stable")]
    return np.argsort(-logits, kind="stable")
