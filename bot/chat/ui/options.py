"""Options that several commands share."""

from typing import Literal

from bot.chat.sending.replies import Interaction, in_direct_message
from bot.services.answering.answers import DIRECT
from bot.services.content.answer import Link
from bot.services.servers.settings import Servers

Show = Literal["only me", "everyone"]
"""Who sees an answer, in the words that members choose from."""


class Audience:
    """Decide who sees an answer."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers

    def is_private(self, interaction: Interaction, show: Show | None) -> bool:
        """Return whether others must be kept from seeing it; in a direct message there are none."""
        if in_direct_message(interaction):
            return False
        if show is None and interaction.guild_id is not None:
            public = self._servers.of(interaction.guild_id).answer_channels
            return not any(place in public for place in _places(interaction))
        return show != "everyone"


def as_choices(links: tuple[Link, ...]) -> list[tuple[str, str]]:
    """Name each link by its title, and let it come back as a chosen suggestion."""
    return [(link.title, f"{DIRECT}{link.address}") for link in links]


def _places(interaction: Interaction) -> tuple[int | None, int | None]:
    """Name the channel and, for a thread, the channel that it belongs to."""
    return interaction.channel_id, getattr(interaction.channel, "parent_id", None)
