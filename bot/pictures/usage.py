"""Draw what happened in a server."""

from bot.locale.i18n import ENGLISH, using_language
from bot.pictures.bars import describe_bars, draw_bars
from bot.services.listening.usage import Usage


def draw_usage(found: Usage) -> tuple[bytes, str]:
    """Draw a PNG of the counts, in English, and say in the reader's words what it shows."""
    # The font has no letters of other scripts.
    with using_language(ENGLISH):
        picture = draw_bars(found.headline, found.panels)
    return picture, describe_bars(found.headline, found.panels)
