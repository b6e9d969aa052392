"""The picture of official figures: letters that a phone shows large enough, the offer in place."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageColor

from bot.pictures.brush import SCALE
from bot.pictures.colors import CHOSEN, YOURS
from bot.pictures.wages import ROW, SMALLEST, WIDTH, draw_figures
from bot.services.answering.illustrations import alt
from bot.services.wages.charts import Bar, FigureChart

CHART = FigureChart(
    "Wage levels: software developers, Seattle",
    "July 2026 to June 2027, per year",
    tuple(Bar(f"Level {n}", 100_000 + 20_000 * n, n == 2) for n in range(1, 5)),
    150_000,
)

NARROWEST = 235
"""Pixels that a phone of 360 gives the picture."""


TALLEST_ON_A_DESK = 350
"""CSS pixels that Discord gives a single picture at most; a headline is 20 of them."""


def opened(chart: FigureChart) -> Image.Image:
    return Image.open(BytesIO(draw_figures(chart))).convert("RGB")


def columns(picture: Image.Image, color: str, below: int) -> list[int]:
    wanted = ImageColor.getrgb(color)
    box = picture.crop((0, below * SCALE, picture.width, picture.height))
    rows = range(0, box.height, 2)
    return sorted(
        {x // SCALE for x in range(box.width) for y in rows if box.getpixel((x, y)) == wanted}
    )


def test_the_smallest_letters_are_twelve_pixels_on_a_phone() -> None:
    assert SMALLEST * NARROWEST / WIDTH >= 12


def test_on_a_desk_letters_are_hardly_larger_than_a_headline() -> None:
    for bars, largest in ((CHART.bars, 22.5), ((*CHART.bars, CHART.bars[0]), 18.5)):
        picture = opened(replace(CHART, bars=bars))
        height = picture.height / SCALE
        assert SMALLEST * TALLEST_ON_A_DESK / height <= largest


def test_the_offer_is_a_line_at_its_place_through_the_bars() -> None:
    # 480 units of room after a margin of 20, for 180,000.
    assert {418, 419, 420, 421} & set(columns(opened(CHART), YOURS, 180))
    assert columns(opened(replace(CHART, offer=None)), YOURS, 0) == []


def test_the_line_of_the_offer_does_not_cross_the_figures() -> None:
    picture = opened(CHART)
    unit, foot = SCALE, picture.height // SCALE - 20
    for row in range(1, len(CHART.bars) + 1):
        label = foot - row * ROW + 8
        figures = picture.crop((0, label * unit, picture.width, (label + 36) * unit))
        assert ImageColor.getrgb(YOURS) not in {color for _, color in figures.getcolors() or ()}


def test_only_the_bar_that_the_offer_reaches_stands_out() -> None:
    assert columns(opened(CHART), CHOSEN, 0)
    bars = tuple(replace(bar, is_marked=False) for bar in CHART.bars)
    assert columns(opened(replace(CHART, bars=bars)), CHOSEN, 0) == []


def test_only_one_of_several_places_names_itself() -> None:
    assert opened(replace(CHART, is_one_of_several=True)).height > opened(CHART).height
    assert "Seattle" in alt(CHART)
    assert "July 2026 to June 2027" in alt(CHART)


@pytest.mark.parametrize("offer", [1, 99_999, 100_000_000])
def test_any_offer_and_any_name_fit(offer: int) -> None:
    title = "Pay: research scientists, San Luis Obispo " * 3
    long = replace(CHART, title=title, offer=offer, is_one_of_several=True)
    picture = opened(long)
    assert picture.width == WIDTH * SCALE
    edge = {picture.getpixel((x, y)) for x in (0, picture.width - 1) for y in range(0, 700, 50)}
    assert len(edge) == 1, "nothing may touch the edge"
