"""What the confidence is made from where the meaning of a question is known."""

from dataclasses import dataclass
from math import log

from bot.search.values.curves import (
    KNOWN_BY_MEANING,
    KNOWN_FOREIGN,
    KNOWN_OWN,
    RIGHT_BY_MEANING,
    RIGHT_FOREIGN,
    RIGHT_LEARNED,
    RIGHT_OWN,
    RIGHT_STORY,
    Curve,
)


@dataclass(frozen=True, slots=True)
class MeaningEvidence:
    """What the confidence is made from where the meaning of a question is known."""

    margin: float
    """How far it is above the best of another entry, in logarithms of odds."""
    central: float
    """How near the question is to what the document is asked."""
    words: float
    """What its words share with the question, as in `Parts`."""
    usual: float
    """How near the question is to what the base is asked."""
    logit: float | None = None
    """How much the question is like those of the document; None if it was not learned, or from
    too few phrasings to say."""
    phrasing: float = 0.0
    """The likeness of its words to the best phrasing, as in `Parts`."""
    guard: float = 1.0
    """What exact tokens left of the document, as in `Parts`."""
    agrees: bool = True
    """Whether no exact token contradicts it, as in `Parts`."""
    foreign: bool = False
    """Whether the question is in another language than English, and its words say nothing."""
    story: bool = False
    """Whether the meaning is that of a whole story, where no code counts against a document."""

    nearest: float | None = None
    """How near the question is to the nearest text of a server's own document; None of others."""

    @property
    def features(self) -> tuple[float, ...]:
        """List the values in the order of the coefficients, after a constant 1."""
        return (1.0, self.margin, self.central, self.words, self.usual)

    @property
    def known_curve(self) -> Curve:
        """Return the coefficients for the base having the answer, with their values."""
        if self.foreign:
            return KNOWN_FOREIGN, self.across
        own = self.own
        return (KNOWN_OWN, own) if own else (KNOWN_BY_MEANING, self.features)

    @property
    def across(self) -> tuple[float, ...]:
        """List the values that count for a question in another language."""
        return (1.0, min(self.margin, FARTHEST), self.central, self.logit or 0.0)

    @property
    def learned(self) -> tuple[float, ...] | None:
        """List the values that count for a document that was learned well; None for another."""
        if self.logit is None:
            return None
        return (
            *(1.0, min(self.margin, FARTHEST), self.central, self.words, self.usual),
            *(self.logit, self.phrasing, log(max(self.guard, LEAST_LEFT)), float(self.agrees)),
        )

    @property
    def own(self) -> tuple[float, ...] | None:
        """List the values that count for a server's own document; None for another."""
        if self.nearest is None:
            return None
        return (
            *(1.0, min(self.margin, FARTHEST), self.nearest, self.central, self.words),
            *(self.phrasing, self.usual, log(max(self.guard, LEAST_LEFT)), float(self.agrees)),
        )

    @property
    def curve(self) -> Curve:
        """Return the coefficients for its being right, with their values."""
        if self.foreign:
            return RIGHT_FOREIGN, self.across
        if (own := self.own) is not None:
            return RIGHT_OWN, own
        learned = self.learned
        if learned and self.story:
            return RIGHT_STORY, learned[: len(RIGHT_STORY)]
        return (RIGHT_LEARNED, learned) if learned else (RIGHT_BY_MEANING, self.features)


FARTHEST = 6.0
"""The margin from which a rival is out of the question, in logarithms of odds."""

LEAST_LEFT = 0.05
"""The least that exact tokens count as having left."""
