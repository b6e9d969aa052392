"""Quote on a card what was asked, and read it back: a `custom_id` is too short for a question."""

import re
from collections.abc import Iterable
from typing import Any

import discord

from bot.chat.sending.text import quoted_question

_QUOTED = re.compile(r"^(?:> (?P<card>.*)|“(?P<plain>.*)”)$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")


def quotation(question: str, *, plain: bool = False) -> str:
    """Write a question as the one line of a card, or of a plain text, that quotes it."""
    return f"“{quoted_question(question)}”" if plain else f"> {quoted_question(question)}"


def read_quoted_question(message: discord.Message | None) -> str | None:
    """Read the question that a message quotes; None if there is none."""
    texts = (message.content, *_texts(message.components)) if message else ()
    for text in texts:
        if result := _QUOTED.search(text):
            return _ESCAPED.sub(r"\1", result["card"] or result["plain"])
    return None


def _texts(components: Iterable[Any]) -> Iterable[str]:
    for component in components:
        if isinstance(content := getattr(component, "content", None), str):
            yield content
        yield from _texts(getattr(component, "children", ()))
