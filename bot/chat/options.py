"""Options that several commands share."""

from typing import Literal

from bot.chat.replies import Interaction, in_direct_message
from bot.services.answer import Link
from bot.services.answers import DIRECT

Show = Literal["only me", "everyone"]
"""Who sees an answer, in the words that members choose from."""


def is_private(interaction: Interaction, show: Show | None) -> bool:
    """Decide who sees an answer: in a direct message nobody else is there to see it."""
    if in_direct_message(interaction):
        return False
    return show != "everyone"


def as_choices(links: tuple[Link, ...]) -> list[tuple[str, str]]:
    """Name each link by its title, and let it come back as a chosen suggestion."""
    return [(link.title, f"{DIRECT}{link.address}") for link in links]
