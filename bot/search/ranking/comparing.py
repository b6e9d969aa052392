"""Compare documents with a question one by one: words, phrasings, refusals, exact tokens."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.search.matching.catalog import Catalog, CompiledDocument
from bot.search.matching.phrasings import best
from bot.search.ranking.guard import admits, agrees, carries, denies, is_beaten
from bot.search.ranking.question import Question
from bot.search.ranking.shortlist import Listed
from bot.search.values.calibration import REFUSAL, Weights
from bot.search.values.ranking import Parts


@dataclass(frozen=True, slots=True)
class ScoredDocument:
    """A document with its score beside a question."""

    number: int
    score: float
    exact: bool
    parts: Parts
    held: frozenset[str]
    """The terms of the question, and the words near them, that it is called or asked by."""


class Comparer:
    """Compares documents of one base."""

    def __init__(self, catalog: Catalog, weights: Weights) -> None:
        self._catalog = catalog
        self._weighed = catalog.term_weights
        self._weights = weights

    def compare(self, question: Question, shortlist: Iterable[Listed]) -> list[ScoredDocument]:
        """Compare documents one by one, given the score of their words and what was left of it."""
        scored = []
        for score, number, left in shortlist:
            card = self._catalog.card(number)
            exact = number in question.exact
            if not self._is_beaten(question, card, exact):
                scored.append(self.compare_one(question, (score, number, left)))
        return scored

    def compare_one(self, question: Question, listed: Listed) -> ScoredDocument:
        """Compare one document, given the score of its words and what was left of it."""
        score, number, left = listed
        card = self._catalog.card(number)
        whole, held = left * question.potential, question.held_by(card.terms)
        parts = self._parts(question, card, held, score / whole if whole else 0.0, left)
        return ScoredDocument(number, self._mix(parts), number in question.exact, parts, held)

    def _parts(
        self,
        question: Question,
        card: CompiledDocument,
        held: frozenset[str],
        words: float,
        left: float,
    ) -> Parts:
        asked, term_weights, weights = question.phrasing, question.weights, self._weights
        phrasing = best(asked, card.phrasings, term_weights, weights)
        least, refusals = max(REFUSAL, phrasing), card.entity.refusals
        refusal = best(asked, refusals, term_weights, weights, least=least, same_codes=True)
        refused = refusal > least
        return Parts(
            words=min(1.0, words),
            phrasing=phrasing,
            refused=refused,
            on_subject=not held & question.terms <= self._weighed.common,
            agrees=self._agrees(question, card),
            guard=left * weights.absent if refused else left,
            carries=all(code & card.codes for code in question.codes),
        )

    def _agrees(self, question: Question, card: CompiledDocument) -> bool:
        reading = question.reading
        if not agrees(reading, card.entity) or not carries(reading, card):
            return False
        return admits(reading, card) and not denies(question, card)

    def _mix(self, parts: Parts) -> float:
        """Return the score by words, between 0 and 1."""
        share = self._weights.phrasing
        return parts.guard * ((1 - share) * parts.words + share * parts.phrasing)

    def _is_beaten(self, question: Question, card: CompiledDocument, exact: bool) -> bool:
        """Return whether a lookalike takes it; its claimant yields only to one that claims it."""
        # If a code is guessed, either lookalike may have been meant, and neither is answered.
        if question.reading.guessed:
            return False
        lookalikes = self._catalog.lookalikes(card.entity)
        if exact:
            claiming = {self._catalog.card(number).entity.key for number in question.exact}
            lookalikes = (lookalike for lookalike in lookalikes if lookalike.key in claiming)
        return any(
            is_beaten(question.reading, card.entity, lookalike, self._weighed.weigh)
            for lookalike in lookalikes
        )
