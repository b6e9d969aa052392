"""The four things that can come of a question, and only four."""

from dataclasses import dataclass
from enum import StrEnum

from bot.kb.model.keys import Address
from bot.services.content.answer import Answer
from bot.services.pay.figures import PayResult


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that may be meant, with its score between 0 and 1."""

    address: Address
    title: str
    score: float
    sentence: str = ""
    """The first sentence of the answer; empty before it is presented, or if that has ended."""
    language: str | None = None
    """The language of that sentence, if it is known."""


class Position(StrEnum):
    """Where an offer lies beside a range."""

    BELOW = "below"
    WITHIN = "within"
    BESIDE = "beside"
    """The range is a single figure, which nothing lies within."""
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Offer:
    """A person's own offer beside the range of an answer, in USD a year."""

    amount: int
    low: int
    high: int
    basis: str
    """What the range counts: `base`, `total` or `unstated`. An offer is always base pay."""

    @property
    def position(self) -> Position:
        """Compare the offer with the range."""
        if self.low == self.high:
            return Position.BESIDE
        if self.amount < self.low:
            return Position.BELOW
        return Position.ABOVE if self.amount > self.high else Position.WITHIN


@dataclass(frozen=True, slots=True)
class Found:
    """The answer."""

    question: str
    answer: Answer
    confidence: float
    """The probability that this is what was asked, between 0 and 1."""
    candidates: tuple[Choice, ...] = ()
    """What else was considered, best first, the answer included."""
    offer: Offer | None = None
    pay: PayResult | None = None
    """The figures that the answer is said from, if it is from the wage tables."""
    named_codes: tuple[str, ...] = ()
    """Codes that were asked about, in their order."""
    bullet: int | None = None
    """The position of the bullet that the question is after, if one stands out."""
    also: tuple[Choice, ...] = ()
    """Answers that the same message may want as well, likeliest first."""


@dataclass(frozen=True, slots=True)
class WhichOne:
    """Two to four answers are as likely as one another."""

    question: str
    choices: tuple[Choice, ...]
    confidence: float
    candidates: tuple[Choice, ...] = ()
    is_comparison: bool = False
    """Whether the question sets them side by side, as `h1b vs o1` does."""
    named_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closest:
    """Nothing fits well; up to three come near."""

    question: str
    choices: tuple[Choice, ...]
    confidence: float
    candidates: tuple[Choice, ...] = ()
    named_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """The base does not have this."""

    question: str
    confidence: float = 0.0
    candidates: tuple[Choice, ...] = ()
    named_codes: tuple[str, ...] = ()
    is_refused: bool = False
    """Whether there were choices, and its asker said that none of them fits."""
    is_off_topic: bool = False
    """Whether it is about nothing that the base is for: no moderator would write an answer."""


Outcome = Found | WhichOne | Closest | Unknown
