"""Explain a ranking, in words and figures, to whoever tunes the engine or edits the base."""

from bot.search.values.calibration import CLOSE, CLOSEST, FOUND, OURS, SURE
from bot.search.values.curves import (
    KNOWN,
    KNOWN_BY_MEANING,
    KNOWN_FOREIGN,
    KNOWN_OWN,
    RIGHT,
    RIGHT_BY_MEANING,
    RIGHT_CODED,
    RIGHT_FOREIGN,
    RIGHT_LEARNED,
    RIGHT_OWN,
    RIGHT_STORY,
    Curve,
)
from bot.search.values.meaning_evidence import MeaningEvidence
from bot.search.values.ranking import Decision, Ranking, Reason

_RULES = {
    Reason.EXACT: f"it is word for word a phrasing or a name of one part (confidence {SURE:.2f})",
    Reason.SHARED: "several entries claim its very words",
    Reason.COMPARED: "it names several entries, and no part is about all of them",
    Reason.CODE_UNKNOWN: "it holds a code that the base does not answer for",
    Reason.REFUSED: "it is nearer to a refusal of the best part than to its phrasings",
    Reason.OFF_SUBJECT: "it shares nothing but function words with the best part",
    Reason.CONTRADICTED: "it names a level, a place, a subject or a number that the best part does "
    "not, or says `not` to it",
    Reason.UNNAMED: "the best part belongs to an entry that it does not name, and others have it",
    Reason.NAMED: "only a code was understood",
    Reason.NOTHING: "no word of it is in the base",
}

EVIDENCE: tuple[str, ...] = (
    "constant",
    "score",
    "covered",
    "mass",
    "weight",
    "whole",
    "margin",
    "unknown",
)
"""Names of the values that the probabilities are made from (see `calibration.Evidence`)."""

EVIDENCE_BY_MEANING = ("constant", "margin", "central", "words", "usual")
"""The same if the meaning of the question is known (see `calibration.MeaningEvidence`)."""

_ACROSS = ("constant", "margin", "central", "alike")
_OWN = (
    "constant",
    "margin",
    "nearest",
    "central",
    "words",
    "phrasing",
    "usual",
    "guard",
    "agrees",
)

_NAMED = {
    RIGHT: EVIDENCE,
    KNOWN: EVIDENCE,
    KNOWN_BY_MEANING: EVIDENCE_BY_MEANING,
    RIGHT_FOREIGN: _ACROSS,
    KNOWN_FOREIGN: _ACROSS,
    RIGHT_OWN: _OWN,
    KNOWN_OWN: _OWN,
    RIGHT_CODED: (*EVIDENCE, "explained"),
    RIGHT_BY_MEANING: EVIDENCE_BY_MEANING,
    RIGHT_STORY: (*EVIDENCE_BY_MEANING, "alike", "phrasing"),
    RIGHT_LEARNED: (*EVIDENCE_BY_MEANING, "alike", "phrasing", "guard", "agrees"),
}
"""The names of the values that each curve is made from."""


def explain_rule(ranking: Ranking) -> str:
    """Explain in one sentence which rule or threshold decided."""
    if ranking.reason is Reason.CONFIDENCE:
        return _band(ranking)
    text = _RULES[ranking.reason]
    if ranking.decision is Decision.UNKNOWN and ranking.hits:
        return f"{text}, and {_band(ranking)}"
    return text


def contributions(ranking: Ranking) -> dict[str, tuple[float, float, float]]:
    """Name each value of the evidence, with what it adds to the logits of the two probabilities.

    The first is that of the best part being right, the second that of the base having the answer.
    """
    evidence = ranking.evidence
    if evidence is None:
        return {}
    right, values = _named(evidence.curve)
    known, known_values = _named(
        evidence.known_curve
        if isinstance(evidence, MeaningEvidence)
        else (KNOWN, evidence.features)
    )
    return {
        name: (value, value * right.get(name, 0.0), value * known.get(name, 0.0))
        for name, value in (known_values | values).items()
    }


def _named(curve: Curve) -> tuple[dict[str, float], dict[str, float]]:
    """Name the coefficients of a curve, and the values that each stands for."""
    coefficients, values = curve
    names = _NAMED[coefficients]
    return dict(zip(names, coefficients, strict=True)), dict(zip(names, values, strict=True))


def _band(ranking: Ranking) -> str:
    confidence = f"confidence {ranking.confidence:.2f}"
    known = f"the chance that the base has it, {ranking.known:.2f},"
    match ranking.decision:
        case Decision.FOUND:
            return f"{confidence} is at least {FOUND:.2f}, and {known} {_enough(ranking)}"
        case Decision.WHICH_ONE:
            return (
                f"{confidence} is below {FOUND:.2f}, {known} {_enough(ranking)}, and the parts "
                f"offered have {CLOSE:.0%} of the best score"
            )
        case Decision.CLOSEST:
            unsure = f"below {OURS:.2f}" if ranking.known < OURS else "nothing else is close"
            return f"{confidence}; {known} is at least {CLOSEST:.2f}, and {unsure}"
        case Decision.UNKNOWN:
            return f"{known} is below {CLOSEST:.2f}"


def _enough(ranking: Ranking) -> str:
    """Return which bound was passed: with a code of the base, a lower one."""
    if ranking.known >= OURS:
        return f"is at least {OURS:.2f}"
    return f"is at least {CLOSEST:.2f}, with a code of the base"
