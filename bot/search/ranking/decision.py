"""Decide what a ranking amounts to: four outcomes, and nothing else decides."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.search.matching.catalog import CompiledDocument
from bot.search.ranking.guard import admits, is_named
from bot.search.reading.reading import Reading
from bot.search.text.lexer import Kind as TermKind
from bot.search.values.calibration import (
    ABOUT_AS_LIKELY,
    CLOSE,
    CLOSEST,
    CLOSEST_BY_MEANING,
    CLOSEST_OUTSIDE,
    CLOSEST_OWN,
    DAMAGED,
    FOUND,
    OURS,
    OURS_IF_SURE,
    SURELY,
)
from bot.search.values.ranking import Decision, Hit, Reason

MOST_CHOICES = 4
"""Answers to choose from (`product.md`: two to four)."""

MOST_NEAR = 3
"""Near answers to show (`product.md`: up to three)."""

_COMPARING = frozenset(
    {"vs", "versus", "compar", "comparison", "differ", "between", "better", "or", "than"}
)
"""Stems that set two things side by side."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hit, with the card it is of and whether the card claims the question word for word."""

    hit: Hit
    card: CompiledDocument
    exact: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision, why, and the hits to show for it."""

    decision: Decision
    reason: Reason
    offered: tuple[Hit, ...]


def decide(
    reading: Reading, candidates: Sequence[Candidate], known: float, unknown_codes: bool
) -> Verdict:
    """Decide from candidates, best first.

    `known` is the probability that the base has the answer, `unknown_codes` tells whether the
    question holds a code that it lacks.
    """
    hits = [candidate.hit for candidate in candidates]
    if not hits:
        return Verdict(Decision.UNKNOWN, Reason.NOTHING, ())
    if unknown_codes:
        # A guess at a damaged code is shown whatever the other words say.
        return _near(hits, 1.0 if reading.guessed else known, Reason.CODE_UNKNOWN)
    claiming = _best_of_each_entry(candidate.hit for candidate in candidates if candidate.exact)
    if len(claiming) > 1:
        return Verdict(Decision.WHICH_ONE, Reason.SHARED, claiming[:MOST_CHOICES])
    if claiming:
        return Verdict(Decision.FOUND, Reason.EXACT, claiming)
    sides = _sides(reading, candidates)
    if len(sides) > 1 and not _contradicting_entries(reading, candidates, sides):
        return Verdict(Decision.WHICH_ONE, Reason.COMPARED, sides[:MOST_CHOICES])
    return _by_confidence(reading, candidates, hits, known)


def _by_confidence(
    reading: Reading, candidates: Sequence[Candidate], hits: Sequence[Hit], known: float
) -> Verdict:
    first = hits[0]
    near = partial(
        _near, hits, known, least=_least_confidence(first, corrected=bool(reading.corrections))
    )
    if first.parts.refused:
        return near(Reason.REFUSED)
    if not first.parts.on_subject:
        return near(Reason.OFF_SUBJECT)
    if not first.parts.agrees:
        outside = reading.outside and known < CLOSEST_OUTSIDE
        return near(Reason.CONTRADICTED, least=1.0) if outside else near(Reason.CONTRADICTED)
    # Who names a code of the base asks about the base.
    coded = bool(reading.codes) and first.parts.carries
    # A reading that was chosen for what it finds does not prove that the base has the answer.
    sure = first.parts.meaning is not None and first.confidence >= SURELY
    least = OURS_IF_SURE if sure else OURS
    ours = known >= CLOSEST if coded else known >= least and reading.cost <= ABOUT_AS_LIKELY
    if first.confidence >= FOUND and ours:
        # `can my wife work` has an answer for each visa, and they are opposites.
        if first.section is None or is_named(reading, candidates[0].card.entity):
            return Verdict(Decision.FOUND, Reason.CONFIDENCE, (first,))
        several = _best_of_each_entry(hits)
        several = _exclude(several, _contradicting_entries(reading, candidates, several))
        if len(several) > 1:
            return Verdict(Decision.WHICH_ONE, Reason.UNNAMED, several[:MOST_CHOICES])
        return near(Reason.UNNAMED)
    close = _best_of_each_entry(hit for hit in hits if hit.score >= CLOSE * first.score)
    close = _exclude(close, _contradicting_entries(reading, candidates, close))
    if ours and len(close) > 1:
        return Verdict(Decision.WHICH_ONE, Reason.CONFIDENCE, close[:MOST_CHOICES])
    return near(Reason.CONFIDENCE)


def _least_confidence(first: Hit, *, corrected: bool) -> float:
    """Return the chance that the base has the answer from which near hits are shown."""
    meaning = first.parts.meaning
    if meaning is not None and not meaning.foreign:
        usual = CLOSEST_BY_MEANING if meaning.nearest is None else CLOSEST_OWN
        return CLOSEST if corrected else usual
    return DAMAGED if corrected else CLOSEST


def _near(hits: Sequence[Hit], known: float, reason: Reason, least: float = CLOSEST) -> Verdict:
    if known >= least:
        return Verdict(Decision.CLOSEST, reason, _best_of_each_entry(hits)[:MOST_NEAR])
    return Verdict(Decision.UNKNOWN, reason, ())


def _best_of_each_entry(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the best hit of each entry."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.entry, hit)
    return tuple(best.values())


def _contradicting_entries(
    reading: Reading, candidates: Iterable[Candidate], hits: Sequence[Hit]
) -> frozenset[str]:
    """List the entries of hits that state another year, version or day than the question names."""
    if not reading.labels:
        return frozenset()
    admitted = {candidate.hit.entry for candidate in candidates if admits(reading, candidate.card)}
    return frozenset(hit.entry for hit in hits) - admitted


def _exclude(hits: Iterable[Hit], others: Collection[str]) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if hit.entry not in others)


def compares(reading: Reading) -> bool:
    """Return whether a question may compare several things, by a word or by codes alone."""
    if len(reading.codes) < 2 or reading.story:
        return False
    return reading.codes_alone or _has_comparing_word(reading)


def _has_comparing_word(reading: Reading) -> bool:
    return any(term.text in _COMPARING for term in reading.terms)


def _names_respect(reading: Reading) -> bool:
    """Return whether a question says more than what it compares, as `h1b vs o1 cost` does."""
    return any(
        term.kind is not TermKind.CODE and term.text not in _COMPARING for term in reading.terms
    )


def _sides(reading: Reading, candidates: Sequence[Candidate]) -> tuple[Hit, ...]:
    """Find the best hit for each thing that a question sets side by side; () if it does not.

    Only comparing words compare, or codes alone: `h4 to h1b` is a change, and a story names many.
    If the question compares, a document that is named by all the codes stands before the sides;
    if it does not, one that is named by them or carries them answers it as a whole.
    """
    if not compares(reading):
        return ()
    comparing = _has_comparing_word(reading)
    first = candidates[0]
    if not comparing and (first.hit.parts.carries or _named_by_all(reading, first.card)):
        return ()
    sides: dict[str, Hit] = {}
    for code in reading.codes:
        of_code = [one for one in candidates if code & one.card.entity.codes]
        of_code.sort(key=lambda one: not code & one.card.entity.sole_codes)
        if of_code:
            sides.setdefault(of_code[0].hit.entry, of_code[0].hit)
    result = tuple(sides.values())
    # Sides are compared in the same respect; if none was named, as a whole.
    if len({hit.section for hit in result}) > 1 or not _names_respect(reading):
        result = tuple(replace(hit, section=None) for hit in result)
    about_all = [one.hit for one in candidates if comparing and _named_by_all(reading, one.card)]
    return (*about_all[:1], *result)


def _named_by_all(reading: Reading, card: CompiledDocument) -> bool:
    """Return whether an entry is named by every code of a question, as a comparison is."""
    return all(code & card.entity.codes for code in reading.codes)
