"""Which section a question is after, learned from the phrasings of all entries of a kind.

`how long is a TN valid` need not be written under every visa: what is left of a phrasing without
its entry's names is the same in all of them. A multinomial naive Bayes classifier with additive
smoothing (Manning, Raghavan & Schütze, *Introduction to Information Retrieval*, 2008, section
13.2) reads the section from these words; entries as a whole are a class of their own.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import exp, log
from operator import add
from typing import Self

Section = str | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A phrasing of a section without the names of its entry, and how much it counts."""

    kind: str
    section: Section
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aspects:
    """What the words of a question say of the section, for each kind of entry."""

    _likelihoods: Mapping[str, Mapping[str, "array[float]"]]
    """For each kind and word: the logarithm of its share in each section in turn, weighted."""
    _sections: Mapping[str, tuple[Section, ...]]
    """The sections of each kind, in their turn."""
    _typical: Mapping[tuple[str, Section], tuple[str, ...]]
    """For each section of a kind: the words that are asked of it more than of all others."""

    @classmethod
    def learn(
        cls, lessons: Iterable[Lesson], smoothing: float, weigh: Callable[[str], float]
    ) -> Self:
        """Learn from phrasings; kinds whose entries have no sections are left out.

        `weigh` says how much a word tells, 1 for a word of content.
        """
        kinds: defaultdict[str, defaultdict[Section, Counter[str]]] = defaultdict(
            lambda: defaultdict(Counter)
        )
        for lesson in lessons:
            kinds[lesson.kind][lesson.section].update(lesson.terms)
        sectioned = {kind: sections for kind, sections in kinds.items() if len(sections) > 1}
        return cls(
            {kind: _shares(sections, smoothing, weigh) for kind, sections in sectioned.items()},
            {kind: tuple(sections) for kind, sections in sectioned.items()},
            {
                (kind, section): words
                for kind, sections in sectioned.items()
                for section, words in _own_words(sections)
            },
        )

    def typical_words(self, kind: str, section: Section) -> tuple[str, ...]:
        """List the words that are asked of a section more than of all other sections together."""
        return self._typical.get((kind, section), ())

    def likelihoods(
        self, kind: str, terms: Sequence[str], names: Collection[str]
    ) -> Mapping[Section, float]:
        """Return how likely each section of a kind is, as a share of the likeliest.

        `names` are the words by which the question names the entry; they say nothing here.
        """
        likelihoods = self._likelihoods.get(kind)
        if likelihoods is None:
            return {}
        sections = self._sections[kind]
        sums = [0.0] * len(sections)
        for term in terms:
            shares = likelihoods.get(term)
            if shares is not None and term not in names:
                sums = list(map(add, sums, shares))
        top = max(sums)
        return {section: exp(total - top) for section, total in zip(sections, sums, strict=True)}


def _own_words(
    sections: Mapping[Section, Counter[str]],
) -> Iterator[tuple[Section, tuple[str, ...]]]:
    total: Counter[str] = Counter()
    for counts in sections.values():
        total.update(counts)
    for section, counts in sections.items():
        yield section, tuple(word for word, count in counts.items() if 2 * count > total[word])


def _shares(
    sections: Mapping[Section, Counter[str]], smoothing: float, weigh: Callable[[str], float]
) -> dict[str, "array[float]"]:
    words = set(chain.from_iterable(sections.values()))
    smoothed = [sum(counts.values()) + smoothing * len(words) for counts in sections.values()]
    # Most words are asked of few sections: what the others say is the same for all of those.
    unasked = [log(smoothing / total) for total in smoothed]
    columns = list(zip(sections.values(), smoothed, unasked, strict=True))
    result: dict[str, array[float]] = {}
    for word in words:
        weight = weigh(word)
        shares = [
            weight * (log((counts[word] + smoothing) / total) if word in counts else none)
            for counts, total, none in columns
        ]
        result[word] = array("d", shares)
    return result
