"""Pictures are drawn once for the same figures, and only the latest are kept."""

from dataclasses import replace

from bot.pictures.gallery import MOST_KEPT, Gallery
from bot.services.answering.illustrations import ALT_LIMIT, alt
from tests.pictures.test_pay import CHART


async def test_the_same_figures_are_not_drawn_again() -> None:
    gallery = Gallery()
    first = await gallery.draw(CHART)
    assert await gallery.draw(replace(CHART)) is first
    assert await gallery.draw(replace(CHART, offer=1)) is not first


async def test_the_picture_that_was_least_used_is_let_go() -> None:
    gallery = Gallery()
    first = await gallery.draw(CHART)
    second = await gallery.draw(replace(CHART, offer=1))
    for number in range(MOST_KEPT - 1):
        await gallery.draw(CHART)
        await gallery.draw(replace(CHART, offer=1_000 + number))
    assert await gallery.draw(CHART) is first
    assert await gallery.draw(replace(CHART, offer=1)) is not second


def test_its_words_hold_every_figure_within_discords_limit() -> None:
    said = alt(replace(CHART, offer=150_000))
    assert "Entry level: $120,000 to $160,000" in said
    assert "median $112,590" in said
    assert "Your offer: $150,000 base pay" in said
    many = replace(CHART, groups=CHART.groups * 12)
    assert len(alt(many)) <= ALT_LIMIT
