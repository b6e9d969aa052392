"""The picture of pay: one scale, no text outside it, marks where the figures are."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageColor

from bot.pictures.brush import SCALE, fit_text, text_width, wrap_text
from bot.pictures.colors import CHOSEN, RANGE, YOURS
from bot.pictures.pay import WIDTH, draw_pay
from bot.services.wages.ranges import Group, PayChart, Range

ENTRY = Range("Entry level", 120_000, 160_000, is_chosen=True)
OFFICIAL = Range("Data scientist", 63_650, 194_410, median=112_590)
CHART = PayChart(
    "ML engineer pay per year",
    (
        Group("Unsourced article", "base or total not stated, no year", (ENTRY,)),
        Group("Official wages", "base pay, May 2024", (OFFICIAL,)),
    ),
)


def opened(chart: PayChart) -> Image.Image:
    return Image.open(BytesIO(draw_pay(chart))).convert("RGB")


def columns(picture: Image.Image, color: str) -> set[int]:
    """List the columns, in units, that hold a color."""
    wanted = ImageColor.getrgb(color)
    pixels = picture.load()
    assert pixels is not None
    return {
        x // SCALE
        for x in range(picture.width)
        for y in range(picture.height)
        if pixels[x, y] == wanted
    }


def test_an_offer_is_marked_at_its_place_on_the_scale() -> None:
    assert not columns(opened(CHART), YOURS)
    without_note = columns(opened(replace(CHART, offer=100_000)), YOURS)
    # The scale of 0 to 200,000 has 476 units of room after a margin of 22.
    assert {259, 260} <= without_note


def test_marks_do_not_cross_the_figures_above_the_bar() -> None:
    picture = opened(replace(CHART, offer=100_000))
    # Of the last range, above its bar, the room of the next row and the scale.
    bar = picture.height // SCALE - 44 - 92 + 2 * 34
    figures = picture.crop((0, (bar - 34) * SCALE, picture.width, bar * SCALE))
    assert ImageColor.getrgb(YOURS) not in {color for _, color in figures.getcolors() or ()}


@pytest.mark.parametrize("offer", [1, 99_999, 800_000, 100_000_000])
def test_any_offer_fits_the_scale(offer: int) -> None:
    picture = opened(replace(CHART, offer=offer))
    assert picture.width == WIDTH * SCALE
    edges = {picture.getpixel((x, y)) for x in (0, picture.width - 1) for y in (300, 500)}
    assert len(edges) == 1, "nothing may touch the edge"


def test_long_names_are_cut_to_their_room() -> None:
    long = replace(ENTRY, label="All levels, " + "San Francisco Bay Area " * 4)
    group = Group("Official wages " * 2, "base or total not stated " * 4, (long,))
    picture = opened(replace(CHART, title="Pay " * 40, groups=(group,)))
    right = picture.crop((picture.width - 2 * SCALE, 0, picture.width, picture.height))
    assert len(right.getcolors() or ()) == 1


def test_a_line_that_fits_is_left_alone_and_another_ends_in_an_ellipsis() -> None:
    assert fit_text("Seattle", 20, 200) == "Seattle"
    cut = fit_text("San Francisco Bay Area", 20, 100)
    assert cut.endswith("…")
    assert text_width(cut, 20) <= 100


@pytest.mark.parametrize("text", ["Pay: ML engineers, Seattle", "工资：机器学习工程师，美国全国"])
def test_a_long_line_is_broken_and_nothing_of_it_is_lost(text: str) -> None:
    lines = wrap_text(text, 28, 200)
    assert len(lines) > 1
    assert all(text_width(line, 28) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_the_palette_holds_every_ink_exactly() -> None:
    assert {ImageColor.getrgb(ink) for ink in (CHOSEN, RANGE)} <= {
        color for _, color in opened(CHART).getcolors(4096) or ()
    }
