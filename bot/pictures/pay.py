"""Draw ranges of pay as bars on one scale, beside official wages and a person's own offer."""

from collections.abc import Iterator
from dataclasses import replace

from bot.locale.i18n import gettext as _
from bot.locale.numbers import short_dollars, short_number
from bot.pictures.brush import Brush, fit_text, text_width, wrap_text
from bot.pictures.colors import CHOSEN, GROUND, INK, RANGE, SOFT, TRACK, YOURS
from bot.services.wages.ranges import Group, PayChart, Range

WIDTH = 520
"""Units; a phone of 360 px shows the picture at least 235 px wide, so text of 26 is read as 12."""

_MARGIN = 22
_ROOM = WIDTH - 2 * _MARGIN
_TEXT, _SMALL = 26, 24
_TOP = 20
_NOTE = 34
_GROUP = 76
_ROW = 92
_BAR = 14
_FOOT = 44
_MARK = 22
"""Height of the mark for an offer and for the median of a range."""

_STEPS = (25_000, 50_000, 100_000, 200_000, 250_000, 500_000)
_MOST_TICKS = 5


def draw_pay(chart: PayChart) -> bytes:
    """Draw a PNG on a dark ground of its own, 520 units wide at twice the density.

    If one range was chosen, only that one and official wages: the words beside it say all, and
    the answer above it of which job.
    """
    chart = replace(chart, groups=tuple(_visible_groups(chart)))
    notes = list(_notes(chart))
    rows = sum(len(group.ranges) for group in chart.groups)
    lines = sum(len(wrap_text(note, _SMALL, _ROOM - 18)) for note, _color in notes)
    height = _TOP + lines * _NOTE + len(chart.groups) * _GROUP + rows * _ROW + _FOOT
    brush = Brush(WIDTH, height, GROUND)
    y = float(_TOP)
    for note, color in notes:
        brush.box(_MARGIN + 4, y + 8, 4, _MARK, color)
        for line in wrap_text(note, _SMALL, _ROOM - 18):
            brush.text(_MARGIN + 18, y, line, _SMALL, color)
            y += _NOTE
    scale = _Scale(_most(chart))
    for group in chart.groups:
        y = _group(brush, y, group, scale, chart.offer)
    scale.write(brush, y)
    return brush.png()


def _visible_groups(chart: PayChart) -> Iterator[Group]:
    """Yield the groups with what is drawn of each."""
    chosen = any(one.is_chosen for group in chart.groups for one in group.ranges)
    for group in chart.groups:
        ranges = tuple(one for one in group.ranges if one.is_chosen or one.median or not chosen)
        if ranges:
            yield replace(group, ranges=ranges)


class _Scale:
    """Places amounts from 0 to a round number on the width of the picture."""

    def __init__(self, most: int) -> None:
        fine = (step for step in _STEPS if most <= step * _MOST_TICKS)
        self._step = next(fine, -(-most // (_MOST_TICKS * _STEPS[-1])) * _STEPS[-1])
        self._end = -(-most // self._step) * self._step

    def at(self, amount: float) -> float:
        return _MARGIN + _ROOM * amount / self._end

    def ticks(self) -> range:
        return range(0, self._end + 1, self._step)

    def write(self, brush: Brush, y: float) -> None:
        """Write the amounts under the last bar."""
        for amount in self.ticks():
            label = short_number(amount)
            wide = text_width(label, _SMALL)
            left = min(max(self.at(amount) - wide / 2, _MARGIN), WIDTH - _MARGIN - wide)
            brush.text(left, y, label, _SMALL, SOFT)


def _group(brush: Brush, y: float, group: Group, scale: _Scale, offer: int | None) -> float:
    """Draw a heading and its ranges; return where the next group may stand."""
    brush.text(_MARGIN, y + 6, fit_text(group.voice, _SMALL, _ROOM), _SMALL, INK, bold=True)
    counts = fit_text(group.counts, _SMALL, _ROOM)
    brush.text(_MARGIN, y + 6 + _NOTE, counts, _SMALL, SOFT)
    y += _GROUP
    for pay_range in group.ranges:
        _row(brush, y, pay_range)
        _bar(brush, y + 2 * _NOTE, pay_range, scale, offer)
        y += _ROW
    return y


def _row(brush: Brush, y: float, pay_range: Range) -> None:
    left = _MARGIN
    if pay_range.is_chosen:
        brush.arrow(left, y + 8, 18, CHOSEN)
        left += 24
    label = fit_text(pay_range.label, _TEXT, WIDTH - _MARGIN - left)
    brush.text(left, y, label, _TEXT, INK, bold=pay_range.is_chosen)
    figures = fit_text(_figures(pay_range), _TEXT, _ROOM)
    brush.text(_MARGIN, y + _NOTE - 2, figures, _TEXT, INK, bold=pay_range.is_chosen)


def _bar(brush: Brush, y: float, pay_range: Range, scale: _Scale, offer: int | None) -> None:
    brush.bar(_MARGIN, y, _ROOM, _BAR, TRACK)
    for amount in scale.ticks()[1:-1]:
        brush.box(scale.at(amount) - 1, y, 2, _BAR, GROUND)
    start, end = scale.at(pay_range.low), scale.at(pay_range.high)
    if pay_range.high == pay_range.low:
        start -= _BAR / 2
    brush.bar(start, y, end - start, _BAR, CHOSEN if pay_range.is_chosen else RANGE)
    for mark, color in ((pay_range.median, INK), (offer, YOURS)):
        if mark:
            # Down from the bar's top, as the figures stand right above it.
            x = scale.at(mark)
            brush.box(x - 3.5, y, 7, _MARK, GROUND)
            brush.box(x - 1.5, y, 3, _MARK, color)


def _notes(chart: PayChart) -> list[tuple[str, str]]:
    """List what the upright marks mean, each with its color."""
    notes = []
    if chart.offer:
        notes.append(
            (
                _("Your offer: {offer}, taken as base pay").format(
                    offer=short_dollars(chart.offer)
                ),
                YOURS,
            )
        )
    if any(pay_range.median for group in chart.groups for pay_range in group.ranges):
        notes.append((_("Line: median of official wages. Bars: 10th to 90th percentile"), INK))
    return notes


def _figures(pay_range: Range) -> str:
    if pay_range.median:
        text = _("{median} ({low} to {high})")
        low, high = short_dollars(pay_range.low), short_dollars(pay_range.high)
        return text.format(median=short_dollars(pay_range.median), low=low, high=high)
    if pay_range.high == pay_range.low:
        return short_dollars(pay_range.low)
    return _("{low} to {high}").format(
        low=short_dollars(pay_range.low), high=short_dollars(pay_range.high)
    )


def _most(chart: PayChart) -> int:
    highest = max(pay_range.high for group in chart.groups for pay_range in group.ranges)
    return max(highest, chart.offer or 0)
