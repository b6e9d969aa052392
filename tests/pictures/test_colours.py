"""Pictures can be read: their inks stand out from their ground."""

from PIL import ImageColor

from bot.pictures import colours


def test_the_inks_can_be_read_on_their_ground() -> None:
    assert contrast(colours.INK, colours.GROUND) >= 7
    for ink in (colours.SOFT, colours.YOURS, colours.NOW, colours.RANGE, colours.CHOSEN):
        assert contrast(ink, colours.GROUND) >= 4.5, ink


def contrast(one: str, other: str) -> float:
    """Compare two colours by WCAG 2.1."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in ImageColor.getrgb(colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
