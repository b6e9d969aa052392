"""Draw the figures of a base as three bar charts, with the same figures as text."""

from collections.abc import Mapping

from bot.kb.stats import Statistics
from bot.pictures.brush import Brush

WIDTH = 1200
_MARGIN = 40
_ROW = 30
_PANEL_GAP = 34
_LABEL = 250
_TITLE = 30
_HEADING = 20
_TEXT = 16

_PAPER = "#ffffff"
_INK = "#1b1f24"
_SOFT = "#57606a"
_BAR = "#2f6fab"
_TRACK = "#e6eaef"


def describe_statistics(statistics: Statistics) -> str:
    """Say in one paragraph what the picture shows: its alt text."""
    panels = ". ".join(
        f"{heading}: " + ", ".join(f"{name} {count}" for name, count in bars.items())
        for heading, bars in _panels(statistics).items()
    )
    return f"{_headline(statistics)}. {panels}."


def draw_statistics(statistics: Statistics) -> bytes:
    """Draw a PNG on a light ground of its own, 1200 pixels wide at twice the density."""
    panels = _panels(statistics)
    rows = sum(len(bars) + 1 for bars in panels.values())
    height = 2 * _MARGIN + _TITLE + rows * _ROW + len(panels) * _PANEL_GAP
    brush = Brush(WIDTH, height, _PAPER)
    brush.text(_MARGIN, _MARGIN, _headline(statistics), _TITLE, _INK)
    y = _MARGIN + _TITLE
    for heading, bars in panels.items():
        y += _PANEL_GAP
        brush.text(_MARGIN, y, heading, _HEADING, _INK)
        y = _bars(brush, y + _ROW, bars)
    return brush.png()


def _headline(statistics: Statistics) -> str:
    entries, facts = sum(statistics.entries.values()), sum(statistics.facts.values())
    return (
        f"{entries} entries, {facts} facts, median age in days {statistics.median_age}, "
        f"overdue {statistics.overdue}"
    )


def _panels(statistics: Statistics) -> dict[str, dict[str, int]]:
    return {
        "Entries by kind": {str(kind): count for kind, count in statistics.entries.items()},
        "Sources by how they were checked": {
            str(trust): count for trust, count in statistics.by_trust.items()
        },
        "Reviews due by month": dict(statistics.due),
    }


def _bars(brush: Brush, y: int, bars: Mapping[str, int]) -> int:
    """Draw a row for each bar, all on one scale, and return where the next thing may stand."""
    most = max(bars.values(), default=0) or 1
    left = _MARGIN + _LABEL
    room = WIDTH - left - _MARGIN - 70
    for name, count in bars.items():
        brush.text(_MARGIN, y + 4, name, _TEXT, _SOFT)
        brush.box(left, y + 4, room, _ROW - 10, _TRACK)
        brush.box(left, y + 4, room * count / most, _ROW - 10, _BAR)
        brush.text(left + room + 12, y + 4, str(count), _TEXT, _INK)
        y += _ROW
    return y
