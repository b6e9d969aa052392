"""Draw bar charts of counts on a light ground, and say the same in words."""

from collections.abc import Mapping
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

Panels = Mapping[str, Mapping[str, int]]
"""Charts by their heading: counts by what they count."""

_SCALE = 2
"""Pixels drawn for a pixel of the layout, so that it is sharp on dense screens."""

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


def describe_bars(headline: str, panels: Panels) -> str:
    """Say in one paragraph what the picture shows: its alt text."""
    said = ". ".join(
        f"{heading}: " + ", ".join(f"{name} {count}" for name, count in bars.items())
        for heading, bars in panels.items()
    )
    return f"{headline}. {said}."


def draw_bars(headline: str, panels: Panels) -> bytes:
    """Draw a PNG on a light ground of its own, 1200 pixels wide at twice the density."""
    rows = sum(len(bars) + 1 for bars in panels.values())
    height = 2 * _MARGIN + _TITLE + rows * _ROW + len(panels) * _PANEL_GAP
    image = Image.new("RGB", (WIDTH * _SCALE, height * _SCALE), _PAPER)
    brush = _Brush(ImageDraw.Draw(image))
    brush.text(_MARGIN, _MARGIN, headline, _TITLE, _INK)
    y = _MARGIN + _TITLE
    for heading, bars in panels.items():
        y += _PANEL_GAP
        brush.text(_MARGIN, y, heading, _HEADING, _INK)
        y = _bars(brush, y + _ROW, bars)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _bars(brush: "_Brush", y: int, bars: Mapping[str, int]) -> int:
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


class _Brush:
    """Draws in the units of the layout."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw

    def text(self, x: float, y: float, text: str, size: int, colour: str) -> None:
        font = ImageFont.load_default(size=size * _SCALE)
        self._draw.text((x * _SCALE, y * _SCALE), text, fill=colour, font=font)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        if width > 0:
            corners = (x, y, x + width, y + height)
            self._draw.rectangle([corner * _SCALE for corner in corners], fill=colour)
