"""Draw text and boxes in the units of a layout, sharp on dense screens."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFont

SCALE = 2
"""Pixels drawn for a unit of the layout, so that it is sharp on dense screens."""

_SHADES = 8
"""Steps from the ground to an ink: what the edges of letters need to look smooth."""

_SIGNS = str.maketrans({"–": "-", "—": "-", "’": "'", "“": '"', "”": '"'})
"""Signs that Pillow's own font lacks, and what stands for them."""


class Brush:
    """Draws on one canvas in the units of the layout, with Pillow's own font (Aileron, CC0)."""

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
        # The font has one weight; an outline of half a unit makes a second one.
        self._draw.text(
            (x * SCALE, y * SCALE),
            drawable(text),
            fill=color,
            font=_font(size),
            stroke_width=SCALE / 4 if bold else 0,
        )

    def right(
        self, x: float, y: float, text: str, size: int, color: str, *, bold: bool = False
    ) -> None:
        """Write a line that ends at a point."""
        self.text(x - length(text, size), y, text, size, color, bold=bold)

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


def length(text: str, size: int) -> float:
    """Measure a line in units."""
    return _font(size).getlength(drawable(text)) / SCALE


def fitted(text: str, size: int, room: float) -> str:
    """Cut a line to the room for it, with an ellipsis if something is missing."""
    if length(text, size) <= room:
        return text
    while text and length(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def drawable(text: str) -> str:
    """Write a text with the letters that the font has: accents are taken off."""
    plain = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size=size * SCALE)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow's wheels carry FreeType"
    return font
