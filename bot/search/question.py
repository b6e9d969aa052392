"""A question with all that is worked out once for every document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.search.catalogue import Card
from bot.search.kinship import Kin
from bot.search.phrasings import Phrasing
from bot.search.reading import Reading


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that is worked out once for every document."""

    reading: Reading
    asked: Phrasing
    terms: frozenset[str]
    """What it holds, each term once."""
    kin: Mapping[str, Kin]
    """The words of the base that are near one of its words in meaning."""
    letters: frozenset[str]
    """The runs of letters of its words."""
    potential: float
    """What its words could reach in a document that is nothing but them."""
    codes: tuple[frozenset[str], ...]
    """Those codes of the question that some document carries."""
    unknown_codes: tuple[str, ...]
    unknown_words: tuple[str, ...]
    exact: frozenset[int]
    """Numbers of the cards that claim the question word for word."""

    @property
    def unknown(self) -> float:
        """The share of its terms that the base does not use; a corrected one counts half."""
        doubtful = len(self.unknown_words) + len(self.reading.corrections) / 2
        return min(1.0, doubtful / max(1, len(self.asked.terms)))

    def held(self, card: Card, weigh: Callable[[str], float]) -> float:
        """Weigh what a document holds of it; a near word counts as far as it is near."""
        held = 0.0
        for term in self.terms:
            if term in card.terms:
                held += weigh(term)
            elif kin := self.kin.get(term):
                nearest = max((nearness for near, nearness in kin if near in card.terms), default=0)
                held += weigh(term) * nearest
        return held
