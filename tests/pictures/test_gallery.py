"""Pictures are drawn once for the same figures, and only the latest are kept."""

from dataclasses import replace

from bot.pictures.gallery import ALT_LIMIT, MOST_KEPT, Gallery
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


async def test_its_words_hold_every_figure_within_discords_limit() -> None:
    alt = (await Gallery().draw(replace(CHART, offer=150_000))).alt
    assert "Entry level: USD 120,000 to 160,000" in alt
    assert "middle 112,590" in alt
    assert "Your offer: USD 150,000 base pay" in alt
    many = replace(CHART, groups=CHART.groups * 12)
    assert len((await Gallery().draw(many)).alt) <= ALT_LIMIT
