"""Draw what happened in a server."""

from bot.locale.i18n import ENGLISH, current_language, using_language
from bot.pictures.bars import describe_bars, draw_bars
from bot.pictures.letters import can_write
from bot.services.listening.usage import Usage


def draw_usage(found: Usage) -> tuple[bytes, str]:
    """Draw a PNG of the counts without their headline, and say in words what it shows."""
    said = describe_bars(found.headline, found.panels)
    # A language without letters here is drawn in English.
    with using_language(current_language() if can_write(said) else ENGLISH):
        picture = draw_bars("", found.panels)
    return picture, said
