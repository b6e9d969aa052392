"""Which words of English are near each other in meaning: `buy` and `purchase`, `fee` and `cost`.

`related_terms.txt` beside this module holds, for the stems of about 20,000 common words, those that
a sentence model places near: weak evidence that finds an entry by other words than its own. It is
data, so that no model need be loaded; `tests.bench.fitting.related_terms` made it and remakes it.
"""

from collections import defaultdict
from collections.abc import Container, Mapping
from functools import cache
from importlib.resources import files
from typing import Self

RelatedTerms = tuple[tuple[str, float], ...]
"""Stems near a word, nearest first, with their nearness between 0 and 1."""

MOST_RELATED = 4
"""Near words that stand in for one word of a question: eight find no more (bench)."""

COMMENT = "#"


class Thesaurus:
    """Nearness of meaning between stems; nothing about it changes."""

    def __init__(self, near: Mapping[str, str]) -> None:
        self._near = near

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read lines of a stem and its near ones; each pair stands once and counts both ways."""
        near: defaultdict[str, list[str]] = defaultdict(list)
        for line in text.splitlines():
            if line.startswith(COMMENT):
                continue
            word, *others = line.split()
            near[word] += others
            for other in others:
                stem, _, percent = other.partition(":")
                near[stem].append(f"{word}:{percent}")
        return cls({word: " ".join(others) for word, others in near.items()})

    def knows(self, stem: str) -> bool:
        """Return whether a stem is that of a common word, and so no slip of the pen."""
        return stem in self._near

    def near(
        self, stem: str, among: Container[str], most: int | None = MOST_RELATED
    ) -> RelatedTerms:
        """List the nearest stems of a vocabulary, nearest first; all of them if `most` is None."""
        if stem not in self._near:
            return ()
        pairs = (other.partition(":") for other in self._near[stem].split())
        result = [(int(percent), word) for word, _, percent in pairs if word in among]
        result.sort(key=lambda one: (-one[0], one[1]))
        return tuple((word, percent / 100) for percent, word in result[:most])


EMPTY_THESAURUS = Thesaurus({})
"""Words that are near nothing but themselves."""


@cache
def english_thesaurus() -> Thesaurus:
    """Read the related terms of English that ships with the engine."""
    return Thesaurus.parse((files(__package__) / "related_terms.txt").read_text("utf-8"))
