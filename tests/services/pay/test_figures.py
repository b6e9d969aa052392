"""Figures of pay are read out of the published tables as they stand there."""

from bot.services.pay.figures import level_of, percent_of
from bot.services.pay.query import seniority_of
from tests.support.knowledge.shipped import shipped_library


def test_a_level_begins_where_the_table_says() -> None:
    levels = (100, 200, 300, 400)
    assert [level_of(offer, levels) for offer in (99, 100, 399, 400, 10**9)] == [0, 1, 3, 4, 4]


def test_a_percentile_is_estimated_between_the_published_ones() -> None:
    row = shipped_library().wages.percentiles[0].rows["15-1252"]["42660"]
    assert percent_of(row.p50, row) == 50
    assert 25 < percent_of((row.p25 + row.p50) / 2, row) < 50
    assert percent_of(10**9, row) == 99


def test_years_are_taken_as_a_seniority() -> None:
    assert [seniority_of(years) for years in (None, 0, 1, 2, 4, 5, 30)] == [
        None,
        "entry",
        "entry",
        "mid",
        "mid",
        "senior",
        "senior",
    ]
