"""Draw text and boxes in the units of a layout, sharp on dense screens."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFont

from bot.pictures.letters import FOLDER, LATIN, runs

SCALE = 2
"""Pixels drawn for a unit of the layout, so that it is sharp on dense screens."""

_SHADES = 8
"""Steps from the ground to an ink: what the edges of letters need to look smooth."""


class Brush:
    """Draw on one canvas in the units of the layout, with parts of Noto Sans (OFL 1.1)."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self._ground = ground
        self._inks: set[str] = set()
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def text(
        self, x: float, y: float, text: str, size: int, color: str, *, bold: bool = False
    ) -> None:
        """Write a line with its top left corner at a point."""
        self._inks.add(color)
        line, left = y * SCALE + _font(LATIN, size).getmetrics()[0], x * SCALE
        for name, part in runs(text):
            font = _font(name, size)
            # The fonts have one weight; an outline of half a unit makes a second one. All stand on
            # one line, however tall their letters are.
            weight = SCALE / 4 if bold else 0
            self._draw.text(
                (left, line), part, fill=color, font=font, anchor="ls", stroke_width=weight
            )
            left += font.getlength(part)

    def right(
        self, x: float, y: float, text: str, size: int, color: str, *, bold: bool = False
    ) -> None:
        """Write a line that ends at a point."""
        self.text(x - text_width(text, size), y, text, size, color, bold=bold)

    def box(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle; one without width leaves no trace."""
        self._inks.add(color)
        if width > 0:
            corners = (x, y, x + width, y + height)
            self._draw.rectangle([corner * SCALE for corner in corners], fill=color)

    def bar(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle with rounded ends, at least as wide as it is high."""
        self._inks.add(color)
        corners = (x, y, x + max(width, height), y + height)
        radius = height * SCALE / 2
        self._draw.rounded_rectangle([c * SCALE for c in corners], radius=radius, fill=color)

    def dot(self, x: float, y: float, radius: float, color: str, *, filled: bool = True) -> None:
        """Draw a disc around a point, or a ring three units thick."""
        self._inks.add(color)
        corners = [c * SCALE for c in (x - radius, y - radius, x + radius, y + radius)]
        inside = color if filled else self._ground
        self._draw.ellipse(corners, fill=inside, outline=color, width=3 * SCALE)

    def arrow(self, x: float, y: float, size: float, color: str) -> None:
        """Fill a triangle that points right, its top left corner at a point."""
        self._inks.add(color)
        points = ((x, y), (x + size * 0.8, y + size / 2), (x, y + size))
        self._draw.polygon([(px * SCALE, py * SCALE) for px, py in points], fill=color)

    def png(self) -> bytes:
        """Pack the canvas with a palette of its inks and their shades: half the bytes and time."""
        palette = Image.new("P", (1, 1))
        palette.putpalette(list(_shades(self._ground, sorted(self._inks))))
        out = BytesIO()
        flat = self._image.quantize(palette=palette, dither=Image.Dither.NONE)
        flat.save(out, "PNG", compress_level=3)
        return out.getvalue()


def _shades(ground: str, inks: Sequence[str]) -> Iterator[int]:
    """Yield red, green and blue of each ink on its way from the ground, in eight steps."""
    start = ImageColor.getrgb(ground)
    for ink in inks:
        end = ImageColor.getrgb(ink)
        for step in range(_SHADES):
            share = (step + 1) / _SHADES
            yield from (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    yield from start


def text_width(text: str, size: int) -> float:
    """Measure a line in units."""
    return sum(_font(name, size).getlength(part) for name, part in runs(text)) / SCALE


def fit_text(text: str, size: int, room: float) -> str:
    """Cut a line to the room for it, with an ellipsis if something is missing."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrap_text(text: str, size: int, room: float) -> list[str]:
    """Break a line where its room ends: between words, and between any two Chinese signs."""
    lines = [""]
    for word in _BREAKS.findall(text):
        longer = lines[-1] + word
        if not lines[-1] or text_width(longer.rstrip(), size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line.strip() for line in lines]


_BREAKS = re.compile(r"[\u3400-\u9fff][，。、：；）！？]*|[^\s\u3400-\u9fff]+\s*|\s+")


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / name, size * SCALE)
