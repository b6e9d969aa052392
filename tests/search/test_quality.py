"""A short form of the bench: the engine stays far ahead of what one writes first."""

from pathlib import Path

import pytest
from rapidfuzz import fuzz

from bot.search.index import Document
from tests.bench.logistic import curve_at, fit
from tests.bench.quality import (
    Query,
    almanac,
    intervals,
    rapidfuzz,
    read_documents,
    read_queries,
    run,
    score,
)

EVAL = Path(__file__).parents[3] / "shared" / "eval"
FLOOR = 0.60
"""hit@1 on CLINC with three phrasings an entry, from the issue; WRatio reaches .05."""


@pytest.mark.skipif(not EVAL.is_dir(), reason="the evaluation files are not beside the checkout")
def test_clinc_with_three_phrasings_stays_above_the_floor() -> None:
    documents = read_documents(EVAL / "clinc-k3.entries.jsonl")
    queries = read_queries(EVAL / "clinc.queries.jsonl")[::4]
    ours = score(run(almanac(documents), queries))
    plain = score(run(rapidfuzz(documents, fuzz.WRatio), queries[::4]))
    assert ours.hit1 >= FLOOR
    assert ours.hit1 > 3 * plain.hit1
    assert ours.auroc is not None
    assert ours.auroc > 0.8


def test_a_fit_finds_the_curve_that_made_the_data() -> None:
    rows = [(1.0, x / 100) for x in range(-300, 300)]
    # Every row counts as right and as wrong, weighted by the chance of each.
    chances = [curve_at((0.5, 2.0), row) for row in rows]
    right = [True] * len(rows) + [False] * len(rows)
    weights = chances + [1 - chance for chance in chances]
    assert fit(rows * 2, right, weights) == pytest.approx([0.5, 2.0], abs=0.02)


def test_figures_come_with_an_interval_around_them() -> None:
    documents = [
        Document(name, None, text, phrasings=(text,))
        for name, text in (("a", "red apple"), ("b", "green pear"))
    ]
    queries = [Query("red apple", "a"), Query("green pear", "b"), Query("blue sky", None)]
    outcomes = run(almanac(documents), queries)
    figures = score(outcomes)
    assert (figures.hit1, figures.hit3, figures.auroc, figures.rej_at_95_acc) == (1, 1, 1, 1)
    low, high = intervals(outcomes)["hit1"]
    assert low <= figures.hit1 <= high
