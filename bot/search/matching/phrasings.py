"""Compare a question with single phrasings: the other view of a document."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Self

from rapidfuzz import fuzz

from bot.search.text.lexer import NOT, Kind, Term
from bot.search.values.calibration import Weights
from bot.search.values.weighing import TermWeights

_CODE = Kind.CODE
"""Looked up once: a base asks for it of every term, and members of an enumeration are slow."""


class Phrasing(NamedTuple):
    """A question or a phrasing, as compared: a tuple, since there are tens of thousands."""

    terms: tuple[str, ...]
    """Its terms, each once, sorted: a tuple is a third of a set."""
    weight: float
    """What its terms weigh together."""
    codes: tuple[str, ...]
    """Its codes, sorted."""

    @classmethod
    def of(cls, terms: Sequence[Term], term_weights: TermWeights) -> Self:
        """Prepare terms for comparing."""
        texts = tuple(sorted({term.text for term in terms}))
        codes = {term.text for term in terms if term.kind is _CODE}
        return cls(texts, term_weights.weigh_all(texts), tuple(sorted(codes)) if codes else ())


def best(
    phrasing: Phrasing,
    known: Iterable[Phrasing],
    idf: Mapping[str, float],
    weights: Weights,
    *,
    least: float = 0.0,
    same_codes: bool = False,
) -> float:
    """Find the likeness to the nearest of several phrasings, between 0 and 1.

    At least `least`: whoever only asks for more has most letters left uncompared. `same_codes`
    leaves out phrasings with other codes than the question's.
    """
    result = least
    wanted, denied = frozenset(phrasing.terms), NOT in phrasing.terms
    # Terms are sorted, so that word order does not count.
    letters = " ".join(phrasing.terms)
    weigh = idf.__getitem__
    for terms, own_weight, codes in known:
        if same_codes and phrasing.codes != codes:
            continue
        if not (shared := wanted.intersection(terms)):
            continue
        weight = sum(map(weigh, shared))
        share = weights.asked * weight / own_weight + weights.answered * weight / phrasing.weight
        agree = 1.0 if denied == (NOT in terms) else weights.negation
        # Letters are compared only if they can make it the nearest.
        needed = (result / agree - share) / weights.ratio
        if needed < 1:
            like = fuzz.ratio(letters, " ".join(terms), score_cutoff=max(0.0, needed * 100)) / 100
            result = max(result, agree * (share + weights.ratio * like))
    return result
