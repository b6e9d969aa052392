"""Rank documents for one question: words, best phrasing, exact tokens, confidence."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappush, heappushpop, nlargest
from math import hypot

from bot.search.builder import Built
from bot.search.calibration import (
    LONG,
    REFUSAL,
    SHORTLIST,
    SURE,
    WIDER,
    Evidence,
    Weights,
    confidence,
    known,
)
from bot.search.catalogue import Card, Entity
from bot.search.decision import MOST_NEAR, Candidate, Verdict, decide
from bot.search.guard import agrees, allow, beaten, carries, named
from bot.search.lexer import Kind
from bot.search.phrasings import Phrasing, best
from bot.search.postings import runs
from bot.search.question import Question
from bot.search.ranking import Decision, Hit, Parts, Ranking, Reason

Kinds = Collection[str] | None
"""Kinds of entry to keep to; None for all."""


def _best(
    scores: Sequence[float], numbers: Sequence[int], left: Callable[[int], float], size: int
) -> list[tuple[float, int, float]]:
    """Find the documents with the best of score and what is left of it.

    What is left is worked out only as far down as it can matter: it is a share, so whoever scores
    less than the last one kept cannot come in.
    """
    kept: list[tuple[float, int, float]] = []
    looked = 0
    for width in (WIDER * size, len(numbers)):
        top = nlargest(width, numbers, key=scores.__getitem__)
        for number in top[looked:]:
            if len(kept) == size and scores[number] <= kept[0][0]:
                return kept
            if share := left(number):
                one = (scores[number] * share, number, share)
                if len(kept) < size:
                    heappush(kept, one)
                else:
                    heappushpop(kept, one)
        looked = len(top)
    return kept


@dataclass(frozen=True, slots=True)
class _Scored:
    number: int
    score: float
    exact: bool
    parts: Parts


class Ranker:
    """Ranks the documents of one base."""

    def __init__(self, built: Built, weights: Weights) -> None:
        """Take what was built from the documents."""
        self._catalogue = built.catalogue
        self._weighed = built.catalogue.weighed
        self._postings = built.postings
        self._reader = built.reader
        self._near = built.near
        self._weights = weights

    def rank(self, text: str, limit: int, kinds: Kinds) -> Ranking:
        """Rank and decide; any text will do."""
        question = self._question(text, kinds)
        scored = self._scored(question, kinds)
        candidates = [
            Candidate(self._hit(question, scored, at), self._catalogue.cards[one.number], one.exact)
            for at, one in enumerate(scored)
        ]
        evidence = self._evidence(question, scored, 0) if scored else None
        chance = self._sure(question, scored[0]) or known(evidence) if evidence else 0.0
        verdict = decide(question.reading, candidates, chance, bool(question.unknown_codes))
        unnamed = question.unknown_codes or verdict.reason is Reason.REFUSED
        if verdict.decision is Decision.UNKNOWN and not unnamed:
            verdict = self._named(question, kinds) or verdict
        hits = tuple(one.hit for one in candidates)
        return Ranking(
            question=question.reading.folded,
            hits=hits[:limit],
            decision=verdict.decision,
            reason=verdict.reason,
            confidence=hits[0].confidence if hits else 0.0,
            known=chance,
            offered=verdict.offered,
            terms=tuple(term.text for term in question.reading.terms),
            codes=question.reading.typed_codes,
            unknown_codes=question.unknown_codes,
            unknown_words=question.unknown_words,
            corrections=question.reading.corrections,
            evidence=evidence,
        )

    def _named(self, question: Question, kinds: Kinds) -> Verdict | None:
        """Offer the entries whose codes the question names, where its other words say nothing."""
        listed = [
            (1.0, number, 1.0)
            for number in self._eligible(question, kinds)
            if self._catalogue.cards[number].document.section is None
            and any(code & self._catalogue.cards[number].entity.alone for code in question.codes)
        ]
        scored = self._compared(question, listed if question.codes else ())
        hits = tuple(self._hit(question, scored, at) for at in range(len(scored)))
        return Verdict(Decision.CLOSEST, Reason.NAMED, hits[:MOST_NEAR]) if hits else None

    def _question(self, text: str, kinds: Kinds) -> Question:
        reading = self._reader.read(text)
        cards, idf = self._catalogue.cards, self._weighed.idf
        pairs = tuple(zip(reading.typed_codes, reading.codes, strict=True))
        exact = self._catalogue.exact.get(reading.key, ())
        asked = Phrasing.of(reading.terms, self._weighed.weigh)
        words = [term for term in reading.terms if term.kind is Kind.WORD]
        letters = frozenset(runs(term.typed for term in words)) if words else frozenset()
        return Question(
            reading,
            asked,
            frozenset(asked.terms),
            {term.text: self._near(term.text) for term in words},
            letters,
            self._potential(asked, letters),
            tuple(meant for _, meant in pairs if meant & self._catalogue.carrying.keys()),
            tuple(
                typed
                for typed, meant in pairs
                if typed in reading.guessed or not meant & self._catalogue.carrying.keys()
            ),
            tuple(term.typed for term in words if term.text not in idf),
            frozenset(n for n in exact if kinds is None or cards[n].entity.kind in kinds),
        )

    def _potential(self, asked: Phrasing, letters: Iterable[str]) -> float:
        weights, flat = self._weights, self._weighed.weigh_flat
        return (
            weights.words * asked.weight
            + weights.shape * hypot(*map(flat, asked.terms))
            + weights.letters * hypot(*map(flat, letters))
        )

    def _scored(self, question: Question, kinds: Kinds) -> list[_Scored]:
        """Score in full, best first: what claims the very words, else a shortlist."""
        claiming = [(question.potential, number, 1.0) for number in question.exact]
        scored = self._compared(question, claiming)
        if not scored:
            scored = self._compared(question, self._shortlist(question, kinds))
        return sorted(scored, key=self._place)

    def _place(self, one: _Scored) -> tuple[bool, float, bool, int]:
        """Order by score; of equals, a section is more particular than its entry as a whole."""
        whole = self._catalogue.cards[one.number].document.section is None
        return not one.exact, -one.score, whole, one.number

    def _compared(
        self, question: Question, listed: Iterable[tuple[float, int, float]]
    ) -> list[_Scored]:
        """Compare documents one by one, given the score of their words and what was left of it."""
        scored = []
        for score, number, left in listed:
            card = self._catalogue.cards[number]
            exact = number in question.exact
            if not self._beaten(question, card, exact):
                parts = self._parts(question, card, score / left / question.potential, left)
                scored.append(_Scored(number, self._mix(parts), exact, parts))
        return scored

    def _shortlist(self, question: Question, kinds: Kinds) -> list[tuple[float, int, float]]:
        """Find the best documents by words and exact tokens: score, number, what was left."""
        scores = self._postings.score(self._weighted(question))
        fits = self._fits(question)
        shares: dict[int, float] = {}

        def left(number: int) -> float:
            if number not in shares:
                shares[number] = self._left(question, number) * fits(number)
            return shares[number]

        numbers = [number for number in self._eligible(question, kinds) if scores[number]]
        best = _best(scores, numbers, left, SHORTLIST)
        if len(question.codes) < 2:
            return best
        return sorted({*best, *self._best_named(question, scores, numbers, left)})

    def _fits(self, question: Question) -> Callable[[int], float]:
        """Say what the words of the question leave of a section, where they name its entry."""
        cards, least = self._catalogue.cards, self._weights.section
        likely: dict[str, Mapping[str | None, float]] = {}

        def fit(number: int) -> float:
            card = cards[number]
            entity = card.entity
            if len(entity.sections) == 1 or number in question.exact:
                return 1.0
            if entity.key not in likely:
                likely[entity.key] = self._likely(question, entity)
            return least + (1 - least) * likely[entity.key].get(card.document.section, 1.0)

        return fit

    def _likely(self, question: Question, entity: Entity) -> Mapping[str | None, float]:
        """Say how likely each section of an entry is; nothing where the question names it not."""
        if not named(question.reading, entity):
            return {}
        asked = tuple(term.text for term in question.reading.terms)
        likely = self._catalogue.aspects.likely(entity.kind, asked, entity.name_terms)
        top = max((likely.get(section, 0.0) for section in entity.sections), default=0.0)
        # An entry that lacks the likeliest section still has a next best one.
        raised = max(1.0, self._weights.lacking / top) if top else 1.0
        return {section: raised * share for section, share in likely.items()}

    def _best_named(
        self,
        question: Question,
        scores: Sequence[float],
        numbers: Sequence[int],
        left: Callable[[int], float],
    ) -> Iterator[tuple[float, int, float]]:
        """Find, for each of several codes, the best document of an entry named by it."""
        cards = self._catalogue.cards
        for code in question.codes:
            of_code = [number for number in numbers if code & cards[number].entity.codes]
            own = [number for number in of_code if code & cards[number].entity.alone]
            yield from _best(scores, own or of_code, left, 1)

    def _eligible(self, question: Question, kinds: Kinds) -> Iterable[int]:
        """Keep to the kinds asked for, and to the documents that carry a code of the question."""
        cards, carrying = self._catalogue.cards, self._catalogue.carrying
        numbers: Iterable[int] = range(len(cards))
        if question.codes:
            meant = frozenset().union(*question.codes)
            numbers = sorted(frozenset().union(*(carrying.get(code, ()) for code in meant)))
        if kinds is None:
            return numbers
        return [number for number in numbers if cards[number].entity.kind in kinds]

    def _left(self, question: Question, number: int) -> float:
        """Say what exact tokens leave of a card's score."""
        if number in question.exact:
            return 1.0
        card = self._catalogue.cards[number]
        left = allow(question.reading, question.codes, card, self._weights)
        absent = len(question.unknown_codes) - len(question.reading.guessed)
        return left * float(self._weights.absent**absent)

    def _weighted(self, question: Question) -> Iterable[tuple[str, float]]:
        """Weigh the question's terms, what is near them, and runs of letters.

        A corrected word counts less, and so does a near one.
        """
        fixed = {one.typed for one in question.reading.corrections}
        for term in dict.fromkeys(question.reading.terms):
            yield term.text, self._weights.corrected if term.typed in fixed else 1.0
        for word, kin in question.kin.items():
            held = word in self._weighed.idf
            share = self._weights.kin if held else self._weights.kin_unknown
            for near, nearness in kin:
                yield near, share * nearness
        for others in question.reading.alternatives.values():
            for other in others:
                yield other, self._weights.alternative
        for run in question.letters:
            yield run, 1.0

    def _parts(self, question: Question, card: Card, words: float, left: float) -> Parts:
        asked, idf, weights = question.asked, self._weighed.idf, self._weights
        phrasing = best(asked, card.phrasings, idf, weights)
        refusal = best(asked, card.entity.refusals, idf, weights, same_codes=True)
        refused = refusal >= REFUSAL and refusal > phrasing
        return Parts(
            words=min(1.0, words),
            phrasing=phrasing,
            refused=refused,
            on_subject=not question.terms & card.terms <= self._weighed.common,
            agrees=agrees(question.reading, card.entity) and carries(question.reading, card),
            guard=left * weights.absent if refused else left,
            carries=all(code & card.codes for code in question.codes),
        )

    def _mix(self, parts: Parts) -> float:
        share = self._weights.phrasing
        return parts.guard * ((1 - share) * parts.words + share * parts.phrasing)

    def _beaten(self, question: Question, card: Card, exact: bool) -> bool:
        """Tell whether a twin takes the question; from its claimant, only a twin that claims it."""
        cards, entities = self._catalogue.cards, self._catalogue.entities
        # Where a code is guessed, either twin may have been meant, and neither is answered.
        twins = frozenset() if question.reading.guessed else card.entity.twins & entities.keys()
        if exact:
            twins &= {cards[number].entity.key for number in question.exact}
        return any(
            beaten(question.reading, card.entity, entities[twin], self._weighed.weigh)
            for twin in twins
        )

    def _hit(self, question: Question, scored: Sequence[_Scored], at: int) -> Hit:
        one = scored[at]
        document = self._catalogue.cards[one.number].document
        chance = self._sure(question, one) or confidence(self._evidence(question, scored, at))
        return Hit(document.entry, document.section, one.score, chance, one.parts)

    def _sure(self, question: Question, one: _Scored) -> float:
        """Give the probability of a document that claims the very words; 0 for others."""
        return SURE if one.exact and not question.unknown_codes else 0.0

    def _evidence(self, question: Question, scored: Sequence[_Scored], at: int) -> Evidence:
        """Collect evidence; the first is held against other entries, the rest against the first."""
        one = scored[at]
        cards = self._catalogue.cards
        entry = cards[scored[0].number].entity.key
        rivals = (other.score for other in scored if cards[other.number].entity.key != entry)
        rival = scored[0].score if at else max(rivals, default=0.0)
        weigh, rarest = self._weighed.weigh, self._weighed.rarest
        shared = question.terms & cards[one.number].terms
        held, weight = question.held(cards[one.number], weigh), question.asked.weight
        return Evidence(
            score=one.score,
            covered=sum(map(weigh, shared)) / (weight or 1.0),
            mass=held / rarest,
            weight=min(LONG, weight / rarest),
            whole=(held / (weight or 1.0)) ** 2,
            margin=max(-1.0, (one.score - rival) / (one.score or 1.0)),
            unknown=question.unknown,
        )
