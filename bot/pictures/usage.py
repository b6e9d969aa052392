"""Draw what happened in a server."""

from bot.pictures.bars import describe_bars, draw_bars
from bot.services.usage import Usage


def draw_usage(found: Usage) -> tuple[bytes, str]:
    """Draw a PNG of the counts, and say in words what it shows."""
    return draw_bars(found.headline, found.panels), describe_bars(found.headline, found.panels)
