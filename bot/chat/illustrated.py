"""Show the picture of an answer, and the same in words for whoever does not see it."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.chat.items import presses_of
from bot.chat.languages import Spoken
from bot.chat.replies import PICTURE
from bot.kb.keys import Address
from bot.locale.speech import gettext as _
from bot.services.illustrations import Illustration


class WordsButton(
    Spoken,
    ui.DynamicItem[ui.Button[Any]],
    template=r"words\|(?P<address>[a-z]+:[a-z0-9-]+(?:/[a-z-]+)?)\|(?P<offer>[0-9]*)",
):
    """Say in words what the picture of an answer shows."""

    def __init__(self, address: Address, offer: int | None = None) -> None:
        """Remember the answer, and the offer that its picture marks."""
        self.address, self.offer = address, offer
        identifier = f"words|{address}|{offer or ''}"
        super().__init__(ui.Button(label=_("Picture as text"), custom_id=identifier))

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Build the control again from what Discord kept."""
        offer = int(match["offer"]) if match["offer"] else None
        return cls(Address.parse(match["address"]), offer)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Say them to the person alone."""
        await presses_of(interaction).words(interaction, self.address, self.offer)


def shown(illustration: Illustration) -> Iterator[ui.Item[Any]]:
    """Draw the place of a picture on its card; where none could be drawn, its words."""
    picture = illustration.picture
    if picture is None:
        yield ui.TextDisplay(in_words(illustration.lines))
        return
    gallery = ui.MediaGallery[Any]()
    gallery.add_item(media=f"attachment://{PICTURE}", description=picture.alt)
    yield gallery
    if illustration.caption:
        yield ui.TextDisplay(illustration.caption)


def in_words(lines: Sequence[str]) -> str:
    """Join the lines of a picture's words, with a gap before each heading but the first."""
    return "\n".join(lines).replace("\n**", "\n\n**")
