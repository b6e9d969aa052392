"""Rank documents for one question: words, best phrasing, exact tokens, confidence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.search.building.builder import IndexParts
from bot.search.matching.catalog import CompiledDocument
from bot.search.message.message import Message, View
from bot.search.ranking.bullets import BulletFinder
from bot.search.ranking.comparing import Comparer, ScoredDocument
from bot.search.ranking.decision import MOST_NEAR, Candidate, Verdict, decide
from bot.search.ranking.fusion import evidence_of, informed, mix_for, shares
from bot.search.ranking.question import Kinds, Question, weigh
from bot.search.ranking.shortlist import Shortlister
from bot.search.ranking.views import Fit, is_dependent, is_surer, suffices, surest_view
from bot.search.values.calibration import (
    LONG,
    MOST_READINGS,
    SURE,
    VETOED,
    Evidence,
    Weights,
    confidence,
    known,
)
from bot.search.values.meaning_evidence import MeaningEvidence
from bot.search.values.mixing import Mix
from bot.search.values.ranking import Decision, Hit, Parts, Ranking, Reason
from bot.search.values.semantic_scores import Place, SemanticScores


@dataclass(frozen=True, slots=True)
class LoneScore:
    """One document held against a question as if there were no other."""

    question: Question
    card: CompiledDocument
    words: float
    """What its words score, beside what words could reach, less what exact tokens took."""
    score: float
    parts: Parts
    evidence: Evidence


_RankedView = tuple[Question, list[ScoredDocument], float]
"""A question, what it finds, and the most that the base's having an answer may be believed."""


_NONE: frozenset[str] = frozenset()


class Ranker:
    """Ranks the documents of one base."""

    def __init__(self, parts: IndexParts, weights: Weights) -> None:
        self._catalog = parts.catalog
        self._weighed = parts.catalog.term_weights
        self._shortlister = Shortlister(parts, weights)
        self._comparer = Comparer(parts.catalog, weights)
        self._reader = parts.reader
        self._bullets = BulletFinder(parts.reader, parts.catalog.term_weights)
        self._near = parts.near
        self._weights = weights

    def rank(
        self, text: str, limit: int, kinds: Kinds, sense: SemanticScores | None = None
    ) -> Ranking:
        """Rank and decide; any text will do. `sense` is what its meaning says of documents."""
        if sense is not None and not sense.well_asked:
            # A model that has learned of little is no better than words that name a code.
            by_words = self.rank(text, limit, kinds)
            if by_words.decision is Decision.FOUND and by_words.codes:
                return by_words
        message = self._reader.message(text)
        result = self._ranking(message, self._read_question(message, kinds, sense), limit, kinds)
        if sense is None or sense.alone is None or len(message.views) < 2:
            return result
        question, _, _ = self._rank_view(message, message.views[0], kinds)
        ranked = question, self._score(question, kinds, sense.alone), 1.0
        alone = self._ranking(message, ranked, limit, kinds)
        return alone if is_surer(alone, result, well_asked=sense.well_asked) else result

    def _ranking(
        self, message: Message, ranked: "_RankedView", limit: int, kinds: Kinds
    ) -> Ranking:
        """Decide what a message came to as it was taken."""
        question, scored, most = ranked
        evidence = self._evidence(question, scored, 0) if scored else None
        candidates = [
            Candidate(
                self._hit(question, scored, at, None if at else evidence),
                self._catalog.card(one.number),
                one.exact,
            )
            for at, one in enumerate(scored)
        ]
        chance = self._confidence(question, scored[0]) or known(evidence) if evidence else 0.0
        chance = min(chance, most)
        verdict = decide(question.reading, candidates, chance, bool(question.unknown_codes))
        unnamed = question.unknown_codes or verdict.reason is Reason.REFUSED
        hits = tuple(one.hit for one in candidates)
        if verdict.decision is Decision.UNKNOWN and not unnamed:
            verdict = self._offer_named(question, kinds, hits) or verdict
            hits = tuple(dict.fromkeys((*hits, *verdict.offered)))
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
            guesses=question.reading.guesses,
            beside=question.reading.background,
            story=message.story,
            asking=message.asking if len(message.views) > 1 else "",
            clauses=message.parts,
            situation=message.situation.as_words,
            outside=bool(question.reading.outside),
            foreign=message.foreign,
            evidence=evidence,
        )

    def nearest_bullet(self, ranking: Ranking, bullets: Sequence[str], about: str) -> int | None:
        """Return the position of the bullet that a question is after; None if none stands out."""
        return self._bullets.nearest(ranking, bullets, about)

    def score_alone(self, text: str, place: Place) -> LoneScore | None:
        """Compare one document with a question by words.

        Return None if it is not there, if the question can be taken in several ways, or if it is a
        phrasing of some document word for word.
        """
        number = self._catalog.find(place)
        message = self._reader.message(text)
        readings = self._reader.read_view(message, message.views[0], MOST_READINGS)
        if number is None or len(message.views) > 1 or len(readings) > 1:
            return None
        question = weigh(readings[0], self._catalog, self._near, None, self._weights)
        if question.exact or question.unknown_codes:
            return None
        card = self._catalog.card(number)
        listed = self._shortlister.score_one(question, number)
        scored = self._comparer.compare_one(question, listed)
        evidence = self._evidence(question, [scored], 0)
        assert isinstance(evidence, Evidence), "meaning was not asked"
        words = listed[2] * scored.parts.words
        return LoneScore(question, card, words, scored.score, scored.parts, evidence)

    def _read_question(
        self, message: Message, kinds: Kinds, sense: SemanticScores | None
    ) -> tuple[Question, list[ScoredDocument], float]:
        """Read a question; of the readings of a damaged one, choose what finds a document best.

        What a reading finds is evidence that it was meant, beside what its slips and words cost.
        Being chosen for what it finds is none that the base has the answer: the last value is the
        most that this may be believed, by words, which is what the likeliest reading found.
        """
        if sense is not None and message.story:
            question = self._whole_question(message, kinds)
            return question, self._score(question, kinds, sense), 1.0
        whole = View(message.folded)
        views = message.views
        if views != (whole,) and self._is_claimed(message.folded, kinds):
            views = (whole,)
        question, _, _ = chosen = self._rank_best_view(message, views, kinds)
        # A model finds a meaning in signs alone, too: there is nothing to hold it against.
        if sense is not None and question.terms:
            if sense.foreign and not question.codes:
                # Of another language only some words are read: what they claim, others may, too.
                question = replace(question, exact=frozenset())
            return question, self._score(question, kinds, sense), 1.0
        return chosen

    def _rank_best_view(
        self, message: Message, views: Sequence[View], kinds: Kinds
    ) -> "_RankedView":
        """Rank a message by its narrowest view, and by the others if that is not enough."""
        narrowest = self._rank_view(message, views[0], kinds)
        if len(views) == 1:
            return narrowest
        first = self._fit(views[0], narrowest)
        if suffices(message, first):
            return narrowest
        if is_dependent(message, first):
            return self._rank_view(message, views[-1], kinds)
        others = [self._rank_view(message, view, kinds) for view in views[1:]]
        fits = (first, *map(self._fit, views[1:], others))
        return (narrowest, *others)[surest_view(fits)]

    def _whole_question(self, message: Message, kinds: Kinds) -> Question:
        """Read a story as a whole; a city or a date mentioned in passing rules nothing out."""
        reading = self._reader.read_view(message, message.views[-1], 1)[0]
        reading = replace(reading, whole=True, levels=_NONE, places=_NONE, labels=())
        return weigh(reading, self._catalog, self._near, kinds, self._weights)

    def _is_claimed(self, folded: str, kinds: Kinds) -> bool:
        """Return whether a document claims a whole message word for word."""
        claiming = map(self._catalog.card, self._catalog.claimed_by(self._reader.spell(folded)))
        return any(kinds is None or card.entity.kind in kinds for card in claiming)

    def _fit(self, view: View, ranked: "_RankedView") -> Fit:
        """Return how well a view of a message finds a document."""
        question, scored, most = ranked
        codes = frozenset().union(*question.reading.codes)
        content = len(question.terms - question.common - codes)
        sure = self._free_confidence(question, scored, most)
        return Fit(view, sure, bool(question.codes), content)

    def _free_confidence(
        self, question: Question, scored: Sequence[ScoredDocument], most: float
    ) -> float:
        """Return the confidence in what a view finds; less if that may not answer."""
        if not scored or question.exact:
            return 1.0 if scored else 0.0
        first = scored[0].parts
        free = first.agrees and first.on_subject and not first.refused
        sure = confidence(self._evidence(question, scored, 0))
        return min(sure, most) if free else VETOED * sure

    def _rank_view(self, message: Message, view: View, kinds: Kinds) -> "_RankedView":
        """Rank a message as a view takes it, by words."""
        readings = []
        # A slip in a story is seldom what it hangs on: one reading of it will do.
        most = 1 if view.background else MOST_READINGS
        for reading in self._reader.read_view(message, view, most):
            question = weigh(reading, self._catalog, self._near, kinds, self._weights)
            readings.append((question, self._score(question, kinds, None)))

        def best_share(one: tuple[Question, list[ScoredDocument]]) -> float:
            question, scored = one
            return (
                self._weights.found * (scored[0].score if scored else 0.0) - question.reading.cost
            )

        question, scored = chosen = max(readings, key=best_share)
        likeliest = readings[0]
        if chosen is likeliest:
            return question, scored, 1.0
        return question, scored, known(self._evidence(*likeliest, 0)) if likeliest[1] else 0.0

    def _offer_named(self, question: Question, kinds: Kinds, hits: Sequence[Hit]) -> Verdict | None:
        """Offer the entries whose codes the question names, if its other words say nothing."""
        card = self._catalog.card
        codes = frozenset().union(*question.codes)
        shortlist = [
            (1.0, number, 1.0)
            for number in self._catalog.named_by(codes)
            if kinds is None or card(number).entity.kind in kinds
        ]
        scored = self._comparer.compare(question, shortlist)
        ranked = {hit.place: hit for hit in hits}
        hits_named = (self._hit(question, scored, at) for at in range(len(scored)))
        result = tuple(ranked.get(hit.place, hit) for hit in hits_named)
        return Verdict(Decision.CLOSEST, Reason.NAMED, result[:MOST_NEAR]) if result else None

    def _score(
        self, question: Question, kinds: Kinds, sense: SemanticScores | None
    ) -> list[ScoredDocument]:
        """Score in full, best first: what claims the very words, else a shortlist."""
        claiming = [(question.potential, number, 1.0) for number in question.exact]
        scored = self._comparer.compare(question, claiming)
        if not scored:
            shortlist = self._shortlister.list(question, kinds, sense)
            scored = self._comparer.compare(question, shortlist)
            if sense is not None:
                scored = self._fuse(scored, sense, mix_for(question, sense))
        return sorted(scored, key=self._sort_key)

    def _fuse(
        self, scored: Sequence[ScoredDocument], sense: SemanticScores, mix: Mix
    ) -> list[ScoredDocument]:
        """Score again by what meaning says of each."""
        documents = [self._catalog.card(one.number).document for one in scored]
        parts = [
            informed(one.parts, (document.entry, document.section), sense, mix)
            for one, document in zip(scored, documents, strict=True)
        ]
        return [
            replace(one, score=share, parts=known)
            for one, share, known in zip(scored, shares(parts), parts, strict=True)
        ]

    def _sort_key(self, scored: ScoredDocument) -> tuple[bool, float, bool, int]:
        """Order by score; of equals, a section is more particular than its entry as a whole."""
        whole = self._catalog.card(scored.number).document.section is None
        return not scored.exact, -scored.score, whole, scored.number

    def _hit(
        self,
        question: Question,
        scored: Sequence[ScoredDocument],
        at: int,
        evidence: Evidence | MeaningEvidence | None = None,
    ) -> Hit:
        """Turn a scored document into a hit; its `evidence` is collected unless it is there."""
        one = scored[at]
        document = self._catalog.card(one.number).document
        chance = self._confidence(question, one) or confidence(
            evidence or self._evidence(question, scored, at)
        )
        return Hit(document.entry, document.section, one.score, chance, one.parts)

    def _confidence(self, question: Question, scored: ScoredDocument) -> float:
        """Return the probability of a document that claims the very words; 0 for others."""
        return SURE if scored.exact and not question.unknown_codes else 0.0

    def _evidence(
        self, question: Question, scored: Sequence[ScoredDocument], at: int
    ) -> Evidence | MeaningEvidence:
        """Collect evidence; the first is held against other entries, the rest against the first."""
        one = scored[at]
        card = self._catalog.card(one.number)
        other = scored[0] if at else self._best_of_another_entry(scored, card.entity.key)
        if one.parts.meaning is not None:
            return evidence_of(
                one.parts, other.parts if other else None, story=question.reading.whole
            )
        rival = other.score if other else 0.0
        rarest, weight = self._weighed.rarest, question.phrasing.weight
        covered = question.covered_weight(one.held)
        weight_held = covered + question.nearby_weight(one.held)
        return Evidence(
            score=one.score,
            covered=covered / (weight or 1.0),
            mass=weight_held / rarest,
            weight=min(LONG, weight / rarest),
            whole=(weight_held / (weight or 1.0)) ** 2,
            margin=max(-1.0, (one.score - rival) / (one.score or 1.0)),
            unknown=question.unknown_share,
            explained=question.explained_share(one.held, self._typical(card)),
        )

    def _best_of_another_entry(
        self, scored: Sequence[ScoredDocument], entry: str
    ) -> ScoredDocument | None:
        others = (one for one in scored if self._catalog.card(one.number).entity.key != entry)
        return max(others, key=lambda one: one.score, default=None)

    def _typical(self, card: CompiledDocument) -> Sequence[str]:
        """List the words by which a section of its kind is asked for."""
        return self._catalog.aspects.typical_words(card.entity.kind, card.document.section)
