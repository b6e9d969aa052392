"""Draw bar charts of counts for a phone, and say the same in words."""

from collections.abc import Container, Mapping

from bot.locale.numbers import numeral
from bot.pictures.brush import Brush, text_width, wrap_text
from bot.pictures.colors import GROUND, INK, RANGE, SOFT, TRACK

Panels = Mapping[str, Mapping[str, int]]
"""Charts by their heading: counts by what they count."""

WIDTH = 520
"""Units: a card on a phone shows it at about half its size, so text stays legible."""

_MARGIN = 22
_ROOM = WIDTH - 2 * _MARGIN
_LINE = 38
_PANEL = 58
_ROW = 58
_NAME = 32
_BAR = 12
_TITLE = 28
_HEADING = 26
_TEXT = 25


def describe_bars(headline: str, panels: Panels) -> str:
    """Describe in one paragraph what the picture shows: its alt text."""
    text = ". ".join(
        f"{heading}: " + ", ".join(f"{name} {count}" for name, count in bars.items())
        for heading, bars in panels.items()
    )
    return f"{headline}. {text}."


def draw_bars(headline: str, panels: Panels, wholes: Container[str] = ()) -> bytes:
    """Draw a PNG of 520 units at twice the density, read on dark and on light.

    Without a headline if it stands beside the picture. The longest bar of a chart is as wide as its
    track, but for the charts in `wholes`: there the track stands for the sum of all bars.
    """
    lines = wrap_text(headline, _TITLE, _ROOM) if headline else []
    rows = [_name_lines(name, count) for bars in panels.values() for name, count in bars.items()]
    height = 2 * _MARGIN + len(lines) * _LINE + len(panels) * _PANEL + len(rows) * _ROW
    height += sum(len(row) - 1 for row in rows) * _NAME
    brush = Brush(WIDTH, height, GROUND)
    y = _MARGIN
    for line in lines:
        brush.text(_MARGIN, y, line, _TITLE, INK)
        y += _LINE
    for heading, bars in panels.items():
        brush.text(_MARGIN, y + _PANEL - _LINE, heading, _HEADING, INK, bold=True)
        counts = bars.values()
        full = sum(counts) if heading in wholes else max(counts, default=0)
        y = _bars(brush, y + _PANEL, bars, full or 1)
    return brush.png()


def _bars(brush: Brush, y: int, bars: Mapping[str, int], full: int) -> int:
    """Draw a row for each bar, `full` as wide as its track, and return where the next may stand."""
    for name, count in bars.items():
        brush.right(WIDTH - _MARGIN, y, numeral(count), _TEXT, INK)
        first, *others = _name_lines(name, count)
        brush.text(_MARGIN, y, first, _TEXT, SOFT)
        for line in others:
            y += _NAME
            brush.text(_MARGIN, y, line, _TEXT, SOFT)
        brush.bar(_MARGIN, y + _LINE - 4, _ROOM, _BAR, TRACK)
        if count:
            brush.bar(_MARGIN, y + _LINE - 4, _ROOM * count / full, _BAR, RANGE)
        y += _ROW
    return y


def _name_lines(name: str, count: int) -> list[str]:
    """Break a name beside its count: none is cut, as several may begin alike."""
    return wrap_text(name, _TEXT, _ROOM - text_width(numeral(count), _TEXT) - _MARGIN)
