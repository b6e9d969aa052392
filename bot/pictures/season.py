"""Draw the season as a line from top to bottom, which a phone shows without turning it."""

from bot.pictures.brush import Brush, fitted
from bot.pictures.colors import AHEAD, GROUND, INK, NOW, SOFT, TRACK
from bot.services.content.season import Season, State, Step

WIDTH = 520
"""Units, as for all pictures on cards."""

_MARGIN = 22
_TITLE, _TEXT, _SMALL = 28, 22, 18
_HEAD = 76
_TODAY = 50
_STEP = 94
_FOOT = 40
_LINE = 36
"""Where the line runs, from the left."""
_LEFT = 64
_DOT = 11

_COLORS = {State.DONE: SOFT, State.NOW: NOW, State.AHEAD: AHEAD, State.UNKNOWN: AHEAD}


def draw_season(season: Season) -> bytes:
    """Draw a PNG on a dark ground of its own, 520 units wide at twice the density."""
    height = _HEAD + _TODAY + len(season.steps) * _STEP + _FOOT
    brush = Brush(WIDTH, height, GROUND)
    room = WIDTH - 2 * _MARGIN
    brush.text(_MARGIN, 20, fitted(season.title, _TITLE, room), _TITLE, INK, bold=True)
    brush.box(_LINE - 1.5, _HEAD + 14, 3, height - _HEAD - 14 - _FOOT - _STEP + 14, TRACK)
    y = float(_HEAD)
    done = sum(step.state is State.DONE for step in season.steps)
    for number, step in enumerate(season.steps):
        if number == done:
            y = _today(brush, y, season)
        _step(brush, y, step)
        y += _STEP
    text = f"As of {season.as_of.day} {season.as_of:%B %Y}; check uscis.gov"
    brush.text(_MARGIN, height - 36, fitted(text, _SMALL, room), _SMALL, SOFT)
    return brush.png()


def _today(brush: Brush, y: float, season: Season) -> float:
    brush.arrow(_LINE - 7, y + 2, 18, NOW)
    text = f"Today, {season.today.day} {season.today:%B %Y}"
    brush.text(_LEFT, y, text, _SMALL, NOW, bold=True)
    return y + _TODAY


def _step(brush: Brush, y: float, step: Step) -> None:
    known = step.state is not State.UNKNOWN
    brush.dot(_LINE, y + 14, _DOT, _COLORS[step.state], filled=known)
    room = WIDTH - _LEFT - _MARGIN
    name = (
        step.name if step.state in (State.AHEAD, State.UNKNOWN) else f"{step.name} ({step.state})"
    )
    brush.text(_LEFT, y, fitted(name, _TEXT, room), _TEXT, INK, bold=True)
    brush.text(_LEFT, y + 30, fitted(step.when, _SMALL + 2, room), _SMALL + 2, INK)
    if step.before:
        before = fitted(f"last season: {step.before}", _SMALL, room)
        brush.text(_LEFT, y + 57, before, _SMALL, SOFT)
