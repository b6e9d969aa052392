"""What a question tolerates of other documents is what decides whether it finds its own."""

from random import Random

from bot.search.impact.tolerance import NEVER, measure_tolerance
from bot.search.index import Decision
from bot.services.previews.questions import FREE, Golden, golden_questions
from tests.support.knowledge.shipped import shipped_snapshot

SAMPLE = 150


def sampled() -> list[Golden]:
    entries = shipped_snapshot().library.entries.values()
    return Random(7).sample([one for entry in entries for one in golden_questions(entry)], SAMPLE)


def test_a_question_finds_its_document_exactly_if_no_other_scores_more_than_it_tolerates() -> None:
    index = shipped_snapshot().index
    told = 0
    for one in sampled():
        text, place = FREE.format(one.question), (str(one.address.key), one.address.section)
        known = measure_tolerance(index.ranker, text, place)
        ranking = index.search(text)
        first = ranking.hits[0]
        if known.score == 0 or (first.entry == place[0] and first.section != place[1]):
            continue
        told += 1
        rival = max((hit.score for hit in ranking.hits if hit.entry != place[0]), default=0.0)
        found = ranking.decision is Decision.FOUND and (first.entry, first.section) == place
        assert found == (known.score != NEVER and rival <= known.score), one
    assert told > SAMPLE / 2
