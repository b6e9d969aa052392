"""Which section a question is after, learned from the phrasings of all entries of a kind.

`how long is a TN valid` need not be written under every visa: what is left of a phrasing without
its entry's names is the same in all of them. A multinomial naive Bayes classifier with additive
smoothing (Manning, Raghavan & Schütze, *Introduction to Information Retrieval*, 2008, section
13.2) reads the section from these words; entries as a whole are a class of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
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

    _told: Mapping[str, Mapping[str, Mapping[Section, float]]]
    """For each kind and word: the logarithm of its share in each section, weighted."""
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
            {
                (kind, section): tuple(_own_words(section, sections))
                for kind, sections in sectioned.items()
                for section in sections
            },
        )

    def typical(self, kind: str, section: Section) -> tuple[str, ...]:
        """List the words that are asked of a section more than of all other sections together."""
        return self._typical.get((kind, section), ())

    def likely(
        self, kind: str, terms: Sequence[str], names: Collection[str]
    ) -> Mapping[Section, float]:
        """Say how likely each section of a kind is, as a share of the likeliest.

        `names` are the words by which the question names the entry; they say nothing here.
        """
        told = self._told.get(kind)
        if told is None:
            return {}
        sums = dict.fromkeys((section for of, section in self._typical if of == kind), 0.0)
        for term in terms:
            shares = told.get(term)
            if shares is not None and term not in names:
                for section in sums:
                    sums[section] += shares.get(section, 0.0)
        top = max(sums.values())
        return {section: exp(one - top) for section, one in sums.items()}


def _own_words(section: Section, sections: Mapping[Section, Counter[str]]) -> Iterator[str]:
    for word, count in sections[section].items():
        if 2 * count > sum(counts[word] for counts in sections.values()):
            yield word


def _shares(
    sections: Mapping[Section, Counter[str]], smoothing: float, weigh: Callable[[str], float]
) -> dict[str, dict[Section, float]]:
    words = {word for counts in sections.values() for word in counts}
    totals = {one: sum(counts.values()) for one, counts in sections.items()}
    return {
        word: {
            section: weigh(word)
            * log((counts[word] + smoothing) / (totals[section] + smoothing * len(words)))
            for section, counts in sections.items()
        }
        for word in words
    }
