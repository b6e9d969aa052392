"""The picture of a base can be opened, grows with what it shows, and is told in words too."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageColor

from bot.kb.checking.stats import Statistics
from bot.kb.model.facts import Status, Trust
from bot.kb.model.keys import Kind
from bot.pictures.bars import WIDTH, Panels, draw_bars
from bot.pictures.colors import RANGE
from bot.pictures.statistics import describe_statistics, draw_statistics

RANGE_COLOR = ImageColor.getrgb(RANGE)


@pytest.fixture
def figures() -> Statistics:
    return Statistics(
        entries={Kind.VISA: 25, Kind.ROLE: 5, Kind.SALARY: 0, Kind.FAQ: 88},
        facts=dict.fromkeys(Status, 3),
        sources={kind: dict.fromkeys(Trust, 7) for kind in Kind},
        median_age=12,
        overdue=2,
        due={"2026-12": 4, "2027-01": 0},
    )


def opened(figures: Statistics) -> Image.Image:
    return Image.open(BytesIO(draw_statistics(figures)))


def opened_bars(panels: Panels) -> Image.Image:
    return Image.open(BytesIO(draw_bars("", panels)))


def test_it_is_a_picture_of_twice_the_width(figures: Statistics) -> None:
    picture = opened(figures)
    assert (picture.format, picture.width) == ("PNG", 2 * WIDTH)


def test_a_long_name_is_broken_and_never_cut() -> None:
    name = "Do I need a PhD to become an ML engineer in the USA?"
    long, short = (opened_bars({"Most": {one: 3}}) for one in (name, "PhD"))
    assert long.height > short.height
    assert draw_bars("", {"Most": {name: 3}}) != draw_bars("", {"Most": {f"{name} Now?": 3}})


def test_a_bar_is_as_wide_as_its_share_where_bars_add_up_to_a_whole() -> None:
    counts = {"Questions": {"answered": 1, "offered": 1, "not answered": 1}}
    alone, shares = draw_bars("", counts), draw_bars("", counts, {"Questions"})

    def blue(png: bytes) -> int:
        with Image.open(BytesIO(png)) as picture:
            pixels = picture.convert("RGB")
            return sum(n for n, color in pixels.getcolors(1 << 20) or () if color == RANGE_COLOR)

    assert blue(shares) == pytest.approx(blue(alone) / 3, rel=0.05)


def test_the_same_figures_give_the_same_picture_and_others_do_not(figures: Statistics) -> None:
    more = replace(figures, entries={**figures.entries, Kind.ROLE: 60})
    assert draw_statistics(figures) == draw_statistics(figures)
    assert draw_statistics(figures) != draw_statistics(more)


def test_every_month_has_a_row_of_its_own(figures: Statistics) -> None:
    year = replace(figures, due={f"2027-{month:02}": month for month in range(1, 13)})
    assert opened(year).height > opened(figures).height


def test_a_base_without_entries_is_drawn_too(figures: Statistics) -> None:
    nothing = replace(figures, entries=dict.fromkeys(Kind, 0), due={"2026-12": 0})
    assert opened(nothing).width == 2 * WIDTH


def test_its_alt_text_holds_the_same_figures(figures: Statistics) -> None:
    said = describe_statistics(figures)
    assert "118 entries" in said
    assert "faq 88" in said
    assert "2026-12 4" in said
    assert "overdue 2" in said
