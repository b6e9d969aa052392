"""Pictures can be read: their inks stand out from their ground."""

from PIL import ImageColor

from bot.pictures import colors


def test_the_inks_can_be_read_on_their_ground() -> None:
    assert contrast(colors.INK, colors.GROUND) >= 7
    for ink in (colors.SOFT, colors.YOURS, colors.NOW, colors.RANGE, colors.CHOSEN):
        assert contrast(ink, colors.GROUND) >= 4.5, ink


def contrast(one: str, other: str) -> float:
    """Compare two colors by WCAG 2.1."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [part / 255 for part in ImageColor.getrgb(color)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
