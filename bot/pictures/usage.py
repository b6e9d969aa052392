"""Draw what happened in a server."""

from bot.locale.i18n import ENGLISH, current_language, using_language
from bot.pictures.bars import describe_bars, draw_bars
from bot.pictures.letters import can_write
from bot.services.listening.usage import Usage


def draw_usage(usage: Usage) -> tuple[bytes, str]:
    """Draw a PNG of the counts without their headline, and say in words what it shows."""
    description = describe_bars(usage.headline, usage.panels)
    # A language without letters here is drawn in English.
    with using_language(current_language() if can_write(description) else ENGLISH):
        picture = draw_bars("", usage.panels, usage.wholes)
    return picture, description
