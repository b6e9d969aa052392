"""Turn a card into plain text with the same controls, for whoever reads no cards (`/my plain`)."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

import discord
from discord import ui

from bot.chat.sending.limits import CONTENT
from bot.chat.sending.text import DOTS, pieces
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _

MORE_CHOICES = N_("More to choose from:")
"""Stands above controls that one message has no room for."""

DOTS_NAME = N_("Sources and options")
"""What the button with three dots is called: where it is read aloud, and on what it opens."""

_BEFORE_LINE = re.compile(r"^(?:#{1,3} |-# )", re.MULTILINE)
_QUOTATION = re.compile(r"^> (.*)$", re.MULTILINE)

_LINK = re.compile(r"\]\((https?://[^\s()<>]+)\)")

Message = tuple[str, ui.View | None]


def plain_view(*items: ui.Item[Any]) -> ui.View:
    """Build the controls below plain text and files, ready to be sent.

    Raise `ValueError` for more than one message takes.
    """
    view = ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    # Stopped, or discord.py would keep the view for as long as the process runs.
    view.stop()
    return view


def in_plain_text(card: ui.LayoutView) -> list[Message]:
    """Write all that a card says, as one message or as many as it takes; controls stand last."""
    texts = list(_packed(_blocks(card.children)))
    views = list(_views(_controls(card.children)))
    alone: list[Message] = [(text, None) for text in texts[:-1]]
    more = zip_longest(texts[-1:], views)
    return [*alone, *((text or _(MORE_CHOICES), view) for text, view in more)]


def _blocks(items: Iterable[ui.Item[Any]]) -> Iterator[str]:
    """Yield what each part of a card says: its text, or what a picture shows."""
    for item in items:
        match item:
            case ui.TextDisplay():
                yield _unmarked(item.content)
            case ui.MediaGallery():
                yield from (one.description for one in item.items if one.description)
            case ui.Section():
                address = getattr(item.accessory, "url", None)
                text = "\n".join(_blocks(item.children))
                yield f"{text}, <{address}>" if address else text
            case ui.Container():
                yield from _blocks(item.children)


def _controls(items: Iterable[ui.Item[Any]]) -> Iterator[ui.Item[Any]]:
    """Yield what can be pressed or chosen, but for links that stand in the text."""
    for item in items:
        match item:
            case ui.ActionRow():
                yield from map(_named, item.children)
            case ui.Section() if not getattr(item.accessory, "url", None):
                yield item.accessory
            case ui.Container():
                yield from _controls(item.children)


def _named(item: ui.Item[Any]) -> ui.Item[Any]:
    """Name a button by words: three dots say nothing when they are read aloud."""
    if not isinstance(item, ui.Button) or item.label != DOTS:
        return item
    style, custom_id = discord.ButtonStyle.secondary, item.custom_id
    return ui.Button(label=_(DOTS_NAME), custom_id=custom_id, style=style)


def _views(controls: Iterable[ui.Item[Any]]) -> Iterator[ui.View]:
    held: list[ui.Item[Any]] = []
    for control in controls:
        try:
            plain_view(*held, control)
        except ValueError:
            yield plain_view(*held)
            held = []
        held.append(control)
    if held:
        yield plain_view(*held)


def _unmarked(text: str) -> str:
    """Strip what only makes letters large or small, quote by signs, and preview no link."""
    text = _QUOTATION.sub(r"“\1”", _BEFORE_LINE.sub("", text))
    return _LINK.sub(r"](<\1>)", text).strip()


def _packed(blocks: Iterable[str]) -> Iterator[str]:
    """Join blocks into messages; one that fills a message is divided between its lines."""
    text = ""
    for block in filter(None, blocks):
        between = "\n\n"
        for line in block.split("\n"):
            for piece in pieces(line, CONTENT):
                if len(text) + len(between) + len(piece) > CONTENT:
                    yield text
                    text = ""
                text = f"{text}{between}{piece}" if text else piece
                between = "\n"
    if text:
        yield text
