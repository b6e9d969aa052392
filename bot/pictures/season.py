"""Draw the season as a line from top to bottom, which a phone shows without turning it."""

from collections.abc import Sequence

from bot.locale.i18n import full_day
from bot.locale.i18n import gettext as _
from bot.pictures.brush import Brush, fit_text, wrap_text
from bot.pictures.colors import AHEAD, GROUND, INK, NOW, SOFT, TRACK
from bot.services.content.season import Season, State, Step

Line = tuple[str, int, str, bool]
"""A text with its size, its ink and whether it is bold."""

WIDTH = 520
"""Units, as for all pictures on cards."""

_MARGIN = 22
_TITLE, _TEXT, _SMALL = 30, 28, 25
_TOP = 18
_LINE_HEIGHT = 36
_TODAY = 54
_GAP = 18
_BELOW_TITLE = 8
"""Of the gap around the key, what stands above it."""
_LINE = 36
"""Where the line runs, from the left."""
_LEFT = 64
_DOT = 11

_COLORS = {State.DONE: SOFT, State.NOW: NOW, State.AHEAD: AHEAD, State.UNKNOWN: AHEAD}


def draw_season(season: Season) -> bytes:
    """Draw a PNG on a dark ground of its own, 520 units wide at twice the density.

    The answer above it says of which day that is; the season before, only of what is not announced.
    """
    titles = wrap_text(season.title, _TITLE, WIDTH - 2 * _MARGIN)
    steps = [_step_lines(step) for step in season.steps]
    head = _TOP + (len(titles) + 1) * _LINE_HEIGHT + _GAP
    height = head + _TODAY + sum(map(len, steps)) * _LINE_HEIGHT + (len(steps) + 1) * _GAP
    brush = Brush(WIDTH, height, GROUND)
    y = _lines(brush, _MARGIN, _TOP, [(line, _TITLE, INK, True) for line in titles])
    y = _key(brush, y + _BELOW_TITLE) + _GAP - _BELOW_TITLE
    below = len(steps[-1] if steps else ()) * _LINE_HEIGHT + 2 * _GAP
    brush.box(_LINE - 1.5, y + 16, 3, height - y - below, TRACK)
    done = sum(step.state is State.DONE for step in season.steps)
    for number, (step, lines) in enumerate(zip(season.steps, steps, strict=True)):
        if number == done:
            y = _today(brush, y, season)
        brush.dot(_LINE, y + 18, _DOT, _COLORS[step.state], filled=step.state is not State.UNKNOWN)
        y = _lines(brush, _LEFT, y, lines) + _GAP
    return brush.png()


def _key(brush: Brush, y: float) -> float:
    """Say what a disc and a ring mean."""
    x, room = float(_LINE), WIDTH - _LEFT - _MARGIN
    for text, filled in ((_("announced"), True), (_(State.UNKNOWN), False)):
        brush.dot(x, y + 18, _DOT, AHEAD, filled=filled)
        brush.text(x + _LEFT - _LINE, y, fit_text(text, _SMALL, room / 2), _SMALL, SOFT)
        x += room / 2
    return y + _LINE_HEIGHT


def _today(brush: Brush, y: float, season: Season) -> float:
    brush.arrow(_LINE - 7, y + 2, 18, NOW)
    text = _("Today, {day}").format(day=full_day(season.today))
    brush.text(_LEFT, y, fit_text(text, _SMALL, WIDTH - _LEFT - _MARGIN), _SMALL, NOW, bold=True)
    return y + _TODAY


def _step_lines(step: Step) -> list[Line]:
    """Write the lines of a step: its name, and its days or those of the season before."""
    name, room = step.name, WIDTH - _LEFT - _MARGIN
    if step.state in (State.DONE, State.NOW):
        name = f"{name} ({_(step.state)})"
    lines = [(fit_text(name, _TEXT, room), _TEXT, INK, True)]
    if step.when != _(State.UNKNOWN):
        # The ring says that nothing is announced.
        lines += [(line, _SMALL, INK, False) for line in wrap_text(step.when, _SMALL, room)]
    if step.previous and step.state is State.UNKNOWN:
        before = _("last season: {when}").format(when=step.previous)
        lines += [(line, _SMALL, SOFT, False) for line in wrap_text(before, _SMALL, room)]
    return lines


def _lines(brush: Brush, x: float, y: float, lines: Sequence[Line]) -> float:
    """Write lines below each other; return where the next thing may stand."""
    for text, size, color, bold in lines:
        brush.text(x, y, text, size, color, bold=bold)
        y += _LINE_HEIGHT
    return y
