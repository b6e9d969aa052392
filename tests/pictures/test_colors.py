"""Pictures can be read: their inks stand out from their ground."""

from PIL import ImageColor

from bot.chat.cards.card import AMBER, CALM, CHANGED, CHOOSE, CLOSEST, NOTHING
from bot.pictures import colors

DARK = "#2b2d31"
"""The ground of a card in Discord's dark theme."""


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


def test_what_carries_meaning_on_a_card_stands_out_from_both_of_discord_s_grounds() -> None:
    edges = (AMBER, CALM, CHOOSE, CLOSEST, NOTHING, CHANGED)
    assert len({edge.value for edge in edges}) == len(edges), "each state has its own"
    for edge in edges:
        assert contrast(f"#{edge.value:06x}", DARK) >= 4.5, edge
    for edge in edges[1:]:
        # A mark needs 3 to 1; amber, which the words of a warning always go with, is bright.
        assert contrast(f"#{edge.value:06x}", "#ffffff") >= 3, edge


def test_a_dark_ground_frames_the_track_of_a_bar_without_hiding_the_bar() -> None:
    for ink in (colors.RANGE, colors.CHOSEN, colors.YOURS):
        assert contrast(ink, colors.TRACK) >= 3, ink
