"""How words, meaning and exact tokens are mixed (see `fusion.py`), in logarithms of odds.

The weights were fitted as a conditional logit over CLINC, banking77 and the golden questions of the
base without half of its phrasings, and rounded; those with a code and of stories by trying some
hundred on questions of strangers (even ids and `fresh/a.jsonl`) beside 400 golden ones.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mix:
    """What is added to the logit that meaning gives."""

    words: float
    """For the words of the whole, from 0 to 1."""
    phrasing: float
    """For likeness to the best phrasing, from 0 to 1."""
    guard: float
    """How often what exact tokens left counts."""


@dataclass(frozen=True, slots=True)
class MeaningWeights:
    """How words, meaning and exact tokens are mixed (see `fusion.py`), in logarithms of odds."""

    usual: Mix = Mix(words=2.0, phrasing=0.0, guard=4.0)
    coded: Mix = Mix(words=8.0, phrasing=8.0, guard=2.0)
    """If the question holds a code: the model has hardly read of visas."""
    story: Mix = Mix(words=4.0, phrasing=0.0, guard=0.0)
    """If a story is told around it: of 70 the best part by meaning alone is right in 49, with words
    in 54; whatever codes it tells of, most answers are about one of them alone."""
    foreign: Mix = Mix(words=0.0, phrasing=0.0, guard=0.5)
    """If the question is in another language, and is taken with all that it tells: of 64 46 find
    their place first, with all of the guard 40 (`tests/strangers/languages.jsonl`)."""
    least: float = 0.01
    """The least that it counts as."""
    suggested: float = 4.0
    """The logit of a document that was not learned, for all of the question's words."""
    alone: float = 5.0
    """The margin of a candidate that has no rival."""
    sharpness: float = 0.5
    """How far a share grows with the odds: `CLOSE` of the best share is a quarter of its odds."""


BY_MEANING = MeaningWeights()
