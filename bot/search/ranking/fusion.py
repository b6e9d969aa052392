"""Mix what words and meaning say of candidates: one scale, where odds multiply as evidence adds up.

The logit that meaning gives a document is a logarithm of odds; what words find is added to it with
a weight, and so is the logarithm of what the guard left. The score of a candidate is its share
among all of them, as in a conditional logit (McFadden 1974).
"""

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

from bot.search.ranking.question import Question
from bot.search.values.meaning_evidence import MeaningEvidence
from bot.search.values.mixing import BY_MEANING, Mix
from bot.search.values.ranking import Parts
from bot.search.values.semantic_scores import DocumentScore, Place, SemanticScores


def informed(parts: Parts, place: Place, sense: SemanticScores, mix: Mix) -> Parts:
    """Add what meaning says of a document; of one not learned, what its words suggest."""
    meaning = sense.score_of(place)
    if meaning is None:
        meaning = DocumentScore(
            BY_MEANING.suggested * parts.words, parts.words, sense.usual, learned=False
        )
    # Without a shared word it is on the subject all the same: the confidence says how surely.
    return replace(parts, on_subject=True, meaning=meaning, odds=_odds(parts, meaning, mix))


def mix_for(question: Question, sense: SemanticScores) -> Mix:
    """Choose how words, meaning and exact tokens are mixed for a question."""
    if sense.foreign:
        return BY_MEANING.foreign
    if question.reading.whole:
        return BY_MEANING.story
    return BY_MEANING.coded if question.codes or question.reading.held_codes else BY_MEANING.usual


def shares(candidates: Sequence[Parts]) -> list[float]:
    """Return for each candidate its share; they sum to 1."""
    top = max((parts.odds for parts in candidates), default=0.0)
    raised = [exp(BY_MEANING.sharpness * (parts.odds - top)) for parts in candidates]
    return [parts / sum(raised) for parts in raised]


def evidence_of(parts: Parts, rival: Parts | None, *, story: bool) -> MeaningEvidence:
    """Collect what the confidence in a candidate is made from, held against its best rival."""
    assert parts.meaning is not None, "what meaning says was added before"
    margin = parts.odds - rival.odds if rival else BY_MEANING.alone
    meaning = parts.meaning
    logit = meaning.logit if meaning.learned and (meaning.well_asked or meaning.foreign) else None
    return MeaningEvidence(
        margin,
        meaning.central,
        parts.words,
        meaning.usual,
        logit,
        parts.phrasing,
        parts.guard,
        parts.agrees,
        meaning.foreign,
        story,
        meaning.nearest,
    )


def _odds(parts: Parts, meaning: DocumentScore, mix: Mix) -> float:
    left = log(max(parts.guard, BY_MEANING.least))
    return (
        meaning.logit + mix.words * parts.words + mix.phrasing * parts.phrasing + mix.guard * left
    )
