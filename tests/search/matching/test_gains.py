"""What terms add to documents, and that postings hand it out as it was worked out."""

from collections.abc import Sequence
from random import Random

import pytest

from bot.search.matching.gains import Field, Gains, Weigher, mean_lengths
from bot.search.matching.postings import Postings, RunMarks, runs
from bot.search.values.calibration import WEIGHTS
from bot.search.values.weighing import TermWeights

WORDS = tuple("abcdefghijkl")
TYPICAL = (("a", "b", "c", "d", "e"), ("e", "f", "g"), ())
"""Terms that documents share, in turn: one of them stands in two."""

Fields = tuple[Field, ...]


HELD = {word: 1 + place for place, word in enumerate((*WORDS, *runs(["a"])))}
TERM_WEIGHTS = TermWeights.of(HELD, 40, frozenset("ab"), 0.3)


def _weigher(documents: Sequence[Fields]) -> Weigher:
    return Weigher(mean_lengths(documents), TERM_WEIGHTS, WEIGHTS)


def _documents(size: int = 40) -> list[Fields]:
    chance = Random(1)
    return [
        (
            Field(tuple(chance.choices(WORDS, k=3)), 2.0),
            Field(tuple(chance.choices(WORDS, k=9)), 1.0),
            Field(TYPICAL[number % len(TYPICAL)], 1.0),
        )
        for number in range(size)
    ]


def test_a_shared_field_counts_as_a_field_of_ones_own() -> None:
    documents = _documents()
    ours = [(*fields, Field((), 1.0)) for fields in documents]
    shared, own = _weigher(documents), _weigher(ours)
    for fields, same in zip(documents, ours, strict=True):
        assert shared.gains(fields, ()) == pytest.approx(own.gains(same, ()))


def test_what_many_share_is_apart_in_its_order() -> None:
    fields = (Field(("a", "k"), 2.0), Field(("k",), 1.0), Field(("a", "b"), 1.0))
    weigher = _weigher([fields])
    whole = weigher.gains(fields, runs(["a"]))
    apart, shared = weigher.gains_apart(fields, runs(["a"]))
    assert list(shared) == [whole["a"], whole["b"]]
    assert apart == {term: gain for term, gain in whole.items() if term not in ("a", "b")}


@pytest.mark.parametrize("budget", [1000, 30, 5])
def test_postings_give_each_document_what_its_terms_add(budget: int) -> None:
    documents = _documents()
    weigher = _weigher(documents)
    postings = Postings.build(
        ((fields, ()) for fields in documents),
        mean_lengths(documents),
        TERM_WEIGHTS,
        WEIGHTS,
        budget,
    )
    terms = [(word, 1.0) for word in WORDS]
    expected = [sum(_only(weigher.gains(fields, ()), WORDS)) for fields in documents]
    assert [postings.of(number, terms) for number in range(40)] == pytest.approx(expected)
    scores = postings.score(terms)
    assert [scores.full_score(number) for number in scores.sums] == pytest.approx(
        [expected[number] for number in scores.sums]
    )


def _only(gains: Gains, terms: Sequence[str]) -> list[float]:
    return [gains[term] for term in terms if term in gains]


def test_a_run_of_letters_is_written_once_and_is_no_term() -> None:
    marks = RunMarks()
    first, second = runs(["visa", "fee"], marks), runs(["visa"], marks)
    assert set(first) > {"#visa"}
    assert first[1] is second[1]
    assert first == runs(["visa", "fee"])
