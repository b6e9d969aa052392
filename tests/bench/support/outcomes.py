"""What came of the questions of a bench."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question."""

    rank: int
    """Place of the right entry from 1; 0 where it is absent, or the question out of scope."""
    confidence: float
    """The probability that the first is right."""
    known: float
    """The probability that there is an answer: questions are refused by it."""
    outside: bool
    seconds: float
    found: bool = False
    features: tuple[float, ...] = ()
