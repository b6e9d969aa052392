"""Show the picture of an answer, and the same in words for whoever does not see it."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from discord import ui

from bot.chat.sending.outgoing import PICTURE
from bot.services.answering.illustrations import Illustration

_END_OF_LIST = re.compile(r"^(- .*\n)(?!- |\n)", re.MULTILINE)


def illustration_items(illustration: Illustration) -> Iterator[ui.Item[Any]]:
    """Render the place of a picture on its card; if none could be drawn, its words."""
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
    """Join the lines of a picture's words, with a gap before each heading and after a list."""
    text = "\n".join(lines).replace("\n**", "\n\n**")
    return _END_OF_LIST.sub(r"\1\n", text)
