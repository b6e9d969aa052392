"""The picture of the season can be opened whatever is known of it."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageColor

from bot.pictures.colors import AHEAD, NOW
from bot.pictures.season import WIDTH, draw_season
from bot.services.content.season import Season, State, Step

SEASON = Season(
    2028,
    (
        Step("Registration", "not announced", State.UNKNOWN, "4 to 19 March 2026"),
        Step("Jobs start", "from 1 October 2027", State.AHEAD, "from 1 October 2026"),
    ),
    date(2026, 11, 25),
    date(2026, 10, 7),
)


def ink(season: Season, color: str) -> int:
    """Count the pixels of a color."""
    picture = Image.open(BytesIO(draw_season(season))).convert("RGB")
    assert picture.width == 2 * WIDTH
    wanted = ImageColor.getrgb(color)
    return sum(number for number, found in picture.getcolors(4096) or () if found == wanted)


def test_the_season_before_is_said_of_what_is_not_announced_alone() -> None:
    unknown, known = SEASON.steps
    assert height(replace(unknown, previous="")) < height(unknown)
    assert height(replace(known, previous="")) == height(known)


def height(step: Step) -> int:
    return Image.open(BytesIO(draw_season(replace(SEASON, steps=(step,))))).height


def test_a_known_step_is_a_disc_and_an_unknown_one_a_ring() -> None:
    known = replace(SEASON, steps=(replace(SEASON.steps[0], state=State.AHEAD), SEASON.steps[1]))
    assert ink(known, AHEAD) > ink(SEASON, AHEAD)


@pytest.mark.parametrize("state", list(State))
def test_every_state_can_be_drawn(state: State) -> None:
    drawn = replace(SEASON, steps=tuple(replace(step, state=state) for step in SEASON.steps))
    # Once all is done there is no place left for today's mark.
    assert bool(ink(drawn, NOW)) is (state is not State.DONE)
