"""Find the few documents that are worth comparing: by words first, then by exact tokens."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import heappush, heappushpop, nlargest
from itertools import islice

from bot.search.building.builder import IndexParts
from bot.search.matching.catalog import Catalog, CompiledDocument, CompiledEntry
from bot.search.matching.postings import Scores
from bot.search.ranking.guard import allow, is_named
from bot.search.ranking.question import Kinds, Question
from bot.search.values.aspects import Aspects
from bot.search.values.calibration import FOREMOST, SHORTLIST, WIDER, Weights
from bot.search.values.semantic_scores import SemanticScores

Listed = tuple[float, int, float]
"""The score of a document's words, its number, and the share that exact tokens left of it."""


class Shortlister:
    """Lists the best documents of one base."""

    def __init__(self, parts: IndexParts, weights: Weights) -> None:
        self._catalog = parts.catalog
        self._postings = parts.postings
        self._weights = weights

    def list(
        self, question: Question, kinds: Kinds, sense: SemanticScores | None
    ) -> Collection[Listed]:
        """List the best documents, and for each of several codes the best that it names.

        With the meaning of the question, those that are best by meaning are listed too.
        """
        # What weighs nothing must not bring a document in.
        scores = self._postings.score([one for one in self._weighted(question) if one[1]])
        discount = Discount(question, self._catalog, self._weights)
        numbers = self._eligible(question, kinds, scores.sums)
        result = _best_after_discount(scores, numbers, discount, SHORTLIST)
        if len(question.codes) > 1:
            for code in question.codes:
                result += _best_after_discount(scores, self._keep_named(code, numbers), discount, 1)
        if sense is not None:
            result += self._best_by_meaning(question, kinds, sense, scores, discount)
        return sorted(set(result))

    def score_one(self, question: Question, number: int) -> Listed:
        """Score one document, whatever else there is."""
        weights = [one for one in self._weighted(question) if one[1]]
        discount = Discount(question, self._catalog, self._weights)(number)
        return self._postings.of(number, weights) * discount, number, discount

    def _best_by_meaning(
        self,
        question: Question,
        kinds: Kinds,
        sense: SemanticScores,
        scores: Scores,
        discount: "Discount",
    ) -> Iterator[Listed]:
        """Yield the best by meaning among those that exact tokens let through."""
        # Codes may leave none but the last; without them the first few always hold enough.
        most = None if question.codes or kinds else WIDER * SHORTLIST
        result = map(self._catalog.find, islice(sense.best_places(), most))
        # A server's own document may stand in the place of a shared one.
        numbers = list(dict.fromkeys(number for number in result if number is not None))
        allowed = frozenset(self._eligible(question, kinds, numbers))
        count = 0
        for number in numbers:
            if number in allowed and (share := discount(number)):
                yield (scores.full_score(number) * share, number, share)
                count += 1
                if count == SHORTLIST:
                    return

    def _weighted(self, question: Question) -> Iterator[tuple[str, float]]:
        """Weigh the question's terms, what is near them, and runs of letters.

        A corrected word counts less, and so does a near one.
        """
        fixed = {word for read in question.reading.corrected for word in read.split()}
        for term in dict.fromkeys(question.reading.terms):
            yield term.text, self._weights.corrected if term.typed in fixed else 1.0
        weights = self._weights
        for word, related_terms in question.related_terms.items():
            share = (
                weights.related_term
                if word in self._catalog.term_weights.idf
                else weights.related_term_unknown
            )
            for near, nearness in related_terms:
                yield near, share * nearness
        for other, share in question.reading.alternatives.items():
            yield other, weights.alternative * share
        for run in question.letters:
            yield run, 1.0

    def _eligible(
        self, question: Question, kinds: Kinds, among: Collection[int]
    ) -> Collection[int]:
        """Return the documents of the kinds asked for that carry a code of the question, if any."""
        if question.codes and not question.reading.whole:
            among = self._catalog.with_codes(frozenset().union(*question.codes), among)
        if kinds is not None:
            card = self._catalog.card
            among = [number for number in among if card(number).entity.kind in kinds]
        return among

    def _keep_named(self, code: Collection[str], among: Collection[int]) -> Collection[int]:
        """Return the documents that a code names: if it names some alone, only those."""
        card = self._catalog.card
        entries = [card(number).entity for number in self._catalog.named_by(code)]
        if alone := [number for one in entries for number in one.numbers if number in among]:
            return alone
        carrying = self._catalog.with_codes(code, among)
        return [one for one in carrying if not card(one).entity.codes.isdisjoint(code)]


class Discount:
    """What exact tokens and the section asked for leave of a document's score."""

    def __init__(self, question: Question, catalog: Catalog, weights: Weights) -> None:
        self._question = question
        self._catalog = catalog
        self._weights = weights
        self._known: dict[int, float] = {}
        self._sections: dict[str, Mapping[str | None, float]] = {}
        absent = len(question.unknown_codes) - len(question.reading.guessed)
        self.most = 1.0 if question.exact else weights.absent**absent
        """What is left at most."""

    def bounds(self, scores: Mapping[int, float], numbers: Collection[int]) -> Mapping[int, float]:
        """Return what is left of scores at most: of several codes a document may lack some."""
        codes = () if self._question.reading.whole else self._question.codes
        if len(codes) < 2 and self.most == 1.0:
            return scores
        bounds = {number: self.most * scores[number] for number in numbers}
        for code in codes:
            for number in bounds.keys() - self._catalog.with_codes(code, numbers):
                bounds[number] *= self._weights.absent
        return bounds

    def __call__(self, number: int) -> float:
        """Return the share that is left, between 0 and 1."""
        question = self._question
        if question.reading.whole or number in question.exact:
            return 1.0
        share = self._known.get(number)
        if share is None:
            card = self._catalog.card(number)
            share = self.most * allow(question.reading, question.codes, card, self._weights)
            self._known[number] = share = share and share * self._section_share(card)
        return share

    def _section_share(self, card: CompiledDocument) -> float:
        """Return what the words of the question leave of a section, if they name its entry."""
        entity, least = card.entity, self._weights.section
        if len(entity.sections) == 1:
            return 1.0
        if entity.key not in self._sections:
            self._sections[entity.key] = self._section_shares(entity)
        return least + (1 - least) * self._sections[entity.key].get(card.document.section, 1.0)

    def _section_shares(self, entity: CompiledEntry) -> Mapping[str | None, float]:
        """Return how likely each section of an entry is; nothing if the question names it not."""
        if not is_named(self._question.reading, entity):
            return {}
        terms = tuple(term.text for term in self._question.reading.terms)
        return likely_sections(entity, terms, self._catalog.aspects, self._weights)


def likely_sections(
    entity: CompiledEntry, terms: Sequence[str], aspects: Aspects, weights: Weights
) -> Mapping[str | None, float]:
    """Return how likely each section of an entry is by the terms of a question that names it."""
    likely = aspects.likelihoods(entity.kind, terms, entity.name_terms)
    top = max((likely.get(section, 0.0) for section in entity.sections), default=0.0)
    # An entry that lacks the likeliest section still has a next best one.
    raised = max(1.0, weights.lacking / top) if top else 1.0
    return {section: raised * share for section, share in likely.items()}


def _best_after_discount(
    scores: Scores, numbers: Collection[int], discount: Discount, size: int
) -> list[Listed]:
    """Find the documents with the best of score and what is left of it."""
    if not scores.rest:
        return _best(scores.sums, numbers, discount, size)
    # Common terms cannot bring a document up, only put the foremost in order.
    partial = [number for number in numbers if number < scores.size]
    complete = [number for number in numbers if number >= scores.size]
    # A guild's own documents lack nothing, and must not pass for better than others that do.
    foremost = [*nlargest(FOREMOST, partial, key=scores.sums.__getitem__), *complete]
    return _best(
        {number: scores.full_score(number) for number in foremost}, foremost, discount, size
    )


def _best(
    scores: Mapping[int, float],
    numbers: Collection[int],
    discount: Discount,
    size: int,
) -> list[Listed]:
    """Find the best; what is left is worked out only as far down as it can matter.

    Whoever reaches less at most than the last one kept cannot come in.
    """
    best: list[Listed] = []
    bounds = discount.bounds(scores, numbers)
    looked = 0
    for width in (WIDER * size, len(numbers)):
        top = nlargest(width, numbers, key=bounds.__getitem__)
        for number in top[looked:]:
            if len(best) == size and bounds[number] <= best[0][0]:
                return best
            if share := discount(number):
                one = (scores[number] * share, number, share)
                if len(best) < size:
                    heappush(best, one)
                else:
                    heappushpop(best, one)
        looked = len(top)
    return best
