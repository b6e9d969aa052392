"""Draw what happened in a server."""

from bot.pictures.bars import describe_bars, draw_bars
from bot.services.usage import Usage

_LABEL_LETTERS = 30
"""Letters that fit beside a bar."""


def draw_usage(found: Usage) -> tuple[bytes, str]:
    """Draw a PNG of the counts, and say in words what it shows."""
    panels = {
        heading: {_short(name): count for name, count in counts.items()}
        for heading, counts in found.panels.items()
    }
    return draw_bars(found.headline, panels), describe_bars(found.headline, found.panels)


def _short(name: str) -> str:
    return name if len(name) <= _LABEL_LETTERS else name[: _LABEL_LETTERS - 1] + "…"
