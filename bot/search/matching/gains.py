"""Work out what each term that a document holds adds to its scores (see `postings.py`)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from math import hypot, log

from bot.search.values.calibration import Weights
from bot.search.values.weighing import TermWeights


@dataclass(frozen=True, slots=True)
class Field:
    """The terms of one field of a document, and what one of them is worth."""

    terms: tuple[str, ...]
    weight: float


Gains = Mapping[str, float]
"""What each term that a document holds adds to its score."""


@dataclass(frozen=True, slots=True)
class _Alone:
    """The terms of a field, and what they add to a document if no other field holds them."""

    places: Mapping[str, int]
    """Where each stands in the rows below."""
    words: Sequence[float]
    flats: Sequence[float]
    angles: Sequence[float]

    def angles_without(self, terms: Iterable[str]) -> Sequence[float]:
        """Return the angles of all but some terms."""
        result = list(self.angles)
        for term in terms:
            result[self.places[term]] = 0.0
        return result


class Weigher:
    """Weighs the documents of one base, or what lies over one."""

    def __init__(self, means: Sequence[float], term_weights: TermWeights, weights: Weights) -> None:
        """`means` are the mean lengths of the fields; of an empty base there are none."""
        self._means = means
        self._idf, self._flat = term_weights.idf, term_weights.flat
        self._weights = weights
        self._weigh_alone = cache(self._weigh_each_alone)

    def gains(self, fields: Sequence[Field], letters: Iterable[str]) -> Gains:
        """Work out what each term of a document adds to its score, runs of letters included."""
        added, shared = self.gains_apart(fields, letters)
        return {**added, **dict(zip(fields[-1].terms, shared, strict=True))}

    def gains_apart(
        self, fields: Sequence[Field], letters: Iterable[str]
    ) -> tuple[Gains, Sequence[float]]:
        """Work out the same, what the terms of the last field add apart, in their order.

        Many documents may have the same last field, a term of which stands there once: what its
        terms add is worked out once, since most of them stand in no other field.
        """
        means = self._means or [1.0] * len(fields)
        *own, (shared, mean) = zip(fields, means, strict=True)
        plain, normed = self._count(own)
        alone = self._weigh_alone(shared, mean)
        also = normed.keys() & alone.places.keys()
        for term in also:
            plain[term] += shared.weight
            normed[term] += self._share(shared, mean)
        flats = list(map(self._flat.__getitem__, plain))
        angles = _angles(flats, plain.values())
        scale = self._weights.shape / (hypot(*angles, *alone.angles_without(also)) or 1.0)
        each = zip(alone.words, alone.flats, alone.angles, strict=True)
        added_alone = [words + scale * flat * angle for words, flat, angle in each]
        added = {
            term: self._weigh_words(term, count) + scale * flat * angle
            for (term, count), flat, angle in zip(normed.items(), flats, angles, strict=True)
        }
        for term in also:
            added_alone[alone.places[term]] = added.pop(term)
        added.update(self._weigh_letters(Counter(letters)))
        return added, added_alone

    def _count(
        self, fields: Iterable[tuple[Field, float]]
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Count the terms of fields, as they are worth and by the lengths of the fields."""
        plain: defaultdict[str, float] = defaultdict(float)
        normed: defaultdict[str, float] = defaultdict(float)
        for field, mean in fields:
            share = self._share(field, mean)
            for term, count in Counter(field.terms).items():
                plain[term] += field.weight * count
                normed[term] += share * count
        return plain, normed

    def _share(self, field: Field, mean: float) -> float:
        """Return what one term of a field is worth: the longer the field, the less."""
        length = self._weights.length
        return field.weight / (1 - length + length * len(field.terms) / mean)

    def _weigh_each_alone(self, field: Field, mean: float) -> _Alone:
        """Weigh the terms of a field if no other field holds them."""
        share = self._share(field, mean)
        flats = list(map(self._flat.__getitem__, field.terms))
        return _Alone(
            {term: place for place, term in enumerate(field.terms)},
            [self._weigh_words(term, share) for term in field.terms],
            flats,
            _angles(flats, [field.weight] * len(flats)),
        )

    def _weigh_words(self, term: str, count: float) -> float:
        return self._weights.words * self._idf[term] * count / (self._weights.k1 + count)

    def _weigh_letters(self, counts: Mapping[str, int]) -> Gains:
        """Return what each run of letters adds to their cosine."""
        flats = list(map(self._flat.__getitem__, counts))
        angles = _angles(flats, counts.values())
        scale = self._weights.letters / (hypot(*angles) or 1.0)
        return {
            run: scale * flat * angle
            for run, flat, angle in zip(counts, flats, angles, strict=True)
        }


def _angles(flats: Iterable[float], counts: Iterable[float]) -> list[float]:
    """Weigh terms by how often a document holds them."""
    return [
        flat * (1 + log(count)) if count > 1 else flat
        for flat, count in zip(flats, counts, strict=True)
    ]


def mean_lengths(documents: Iterable[Sequence[Field]]) -> list[float]:
    """Return the mean length of each field over all documents, at least 1."""
    totals: list[int] = []
    count = 0
    for fields in documents:
        count += 1
        lengths = (len(field.terms) for field in fields)
        totals = [a + b for a, b in zip_longest(totals, lengths, fillvalue=0)]
    return [max(1.0, total / count) for total in totals]
