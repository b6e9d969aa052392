"""Find the bullet of an answer that a question is after, so that it can stand on the first page."""

from collections.abc import Sequence

from bot.search.reading.reading import Reader
from bot.search.values.ranking import Ranking
from bot.search.values.weighing import TermWeights

LEAST = 0.2
"""The share of a question's words, by weight, that a bullet must hold: half as much brings bullets
that share one word by chance."""


def nearest_bullet(
    ranking: Ranking, bullets: Sequence[str], about: str, reader: Reader, weights: TermWeights
) -> int | None:
    """Return the position of the bullet that holds most of what is asked; None if none holds much.

    `about` is what stands above the bullets: words that stand there tell no bullet from another.
    """
    known = reader.words(about) | weights.common
    wanted = {term: weights.weigh(term) for term in ranking.terms if term not in known}
    if not wanted:
        return None
    held = [sum(wanted[term] for term in reader.words(one) & wanted.keys()) for one in bullets]
    best = max(range(len(held)), key=held.__getitem__, default=None)
    return best if best is not None and held[best] >= LEAST * sum(wanted.values()) else None
