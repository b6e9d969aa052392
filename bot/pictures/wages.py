"""Draw official figures as bars on one scale, with a person's own offer as a line through them."""

from bot.locale.i18n import gettext as _
from bot.locale.numbers import dollars
from bot.pictures.brush import Brush, fit_text, text_width, wrap_text
from bot.pictures.colors import CHOSEN, GROUND, INK, RANGE, TRACK, YOURS
from bot.services.wages.charts import Bar, FigureChart

WIDTH = 520
"""Units; a phone of 360 px shows the picture at least 235 px wide, so text of 27 is read as 12.

A desk fits it into a height of 350 px, so what is tall is small there: rows are high, and the
letters of a desk come near to those of the answer.
"""

SMALLEST = 27

_MARGIN = 20
_ROOM = WIDTH - 2 * _MARGIN
_LINE = 36
ROW = 88
"""Units of each bar with what is written above it."""

_BAR = 18
_TEXT = SMALLEST
_TITLE = 28


def draw_figures(chart: FigureChart) -> bytes:
    """Draw a PNG on a dark ground of its own, 520 units wide at twice the density.

    The answer above it says what the figures are, and of when: only their words repeat it.
    """
    titles = wrap_text(chart.title, _TITLE, _ROOM) if chart.is_one_of_several else []
    lines = len(titles) + (chart.offer is not None)
    brush = Brush(WIDTH, 2 * _MARGIN + lines * _LINE + len(chart.bars) * ROW, GROUND)
    y = _MARGIN
    for line in titles:
        brush.text(_MARGIN, y, line, _TITLE, INK, bold=True)
        y += _LINE
    if chart.offer is not None:
        brush.box(_MARGIN, y + 2, 6, _TEXT, YOURS)
        label = _("Your offer: {offer}").format(offer=dollars(chart.offer))
        brush.text(_MARGIN + 16, y, label, _TEXT, YOURS, bold=True)
        y += _LINE
    most = max(max(bar.amount for bar in chart.bars), chart.offer or 0)
    for bar in chart.bars:
        _row(brush, y + 8, bar, chart, most)
        y += ROW
    return brush.png()


def _row(brush: Brush, y: float, bar: Bar, chart: FigureChart, most: int) -> None:
    figure, offer = chart.figure(bar), chart.offer
    label = fit_text(bar.label, _TEXT, _ROOM - text_width(figure, _TEXT) - 12)
    brush.text(_MARGIN, y, label, _TEXT, INK, bold=bar.is_marked)
    brush.right(WIDTH - _MARGIN, y, figure, _TEXT, INK, bold=bar.is_marked)
    top = y + _LINE
    brush.bar(_MARGIN, top, _ROOM, _BAR, TRACK)
    brush.bar(_MARGIN, top, _ROOM * bar.amount / most, _BAR, CHOSEN if bar.is_marked else RANGE)
    if offer is not None:
        x = min(_MARGIN + _ROOM * offer / most, WIDTH - _MARGIN - 2)
        # Down from the bar's top, as the figures stand right above it.
        brush.box(x - 5, top, 10, _BAR + 10, GROUND)
        brush.box(x - 2, top, 4, _BAR + 10, YOURS)
