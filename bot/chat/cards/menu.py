"""Render what stands behind ⋯: all sources and days of an answer, and what is done seldom."""

from collections.abc import Iterable, Iterator
from typing import Any

import discord
from discord import ui

from bot.chat.cards.card import TITLE_TEXT, card
from bot.chat.cards.small_print import review_notes, source_items
from bot.chat.cards.ways_on import person_button
from bot.chat.sending.limits import ROW_BUTTONS
from bot.chat.sending.plain_text import DOTS_NAME
from bot.chat.sending.text import cut
from bot.chat.ui.actions import BAD, DELETE, PAY_SHARE, PAY_WORDS, SHARE, WATCH, WORDS
from bot.chat.ui.controls import button
from bot.locale.i18n import gettext as _
from bot.services.content.answer import Answer
from bot.services.content.outcomes import Found


def render_menu(
    answer: Answer,
    *,
    share: bool,
    picture: bool,
    person: bool,
    offer: int | None = None,
    public: int | None = None,
) -> ui.LayoutView:
    """Render the menu of an entry's answer; `share`, `picture` and `person` add what needs them.

    `offer` is marked in the picture, in USD a year; `public` is a message to delete.
    """
    seen = (answer.address, answer.revision)
    buttons: list[ui.Item[Any]] = []
    if share:
        buttons.append(button(SHARE, seen, _("Share here")))
    buttons.append(button(WATCH, answer.address, _("Tell me if it changes")))
    if picture:
        buttons.append(button(WORDS, (answer.address, offer), _("Picture as text")))
    buttons.append(button(BAD, seen, _("Not right")))
    return _menu(answer, [*buttons, *_last(answer, public, person=person)])


def render_pay_menu(
    outcome: Found, *, share: bool, picture: bool, person: bool, public: int | None = None
) -> ui.LayoutView:
    """Render the menu of an answer from the wage tables; `public` is a message to delete."""
    assert outcome.pay is not None, "only for answers from the wage tables"
    answer, query = outcome.answer, outcome.pay.query
    buttons: list[ui.Item[Any]] = []
    if share:
        buttons.append(button(PAY_SHARE, query.without_offers(), _("Share here")))
    if picture:
        buttons.append(button(PAY_WORDS, query, _("Picture as text")))
    buttons.append(button(BAD, (answer.address, answer.revision), _("Not right")))
    return _menu(answer, [*buttons, *_last(answer, public, person=person)])


def _last(answer: Answer, public: int | None, *, person: bool) -> Iterator[ui.Item[Any]]:
    if person:
        yield person_button(answer.address)
    if public is not None:
        yield button(DELETE, public, _("Delete"), discord.ButtonStyle.danger)


def _menu(answer: Answer, buttons: Iterable[ui.Item[Any]]) -> ui.LayoutView:
    heading = _(DOTS_NAME)
    items: list[ui.Item[Any]] = [
        ui.TextDisplay(f"### {heading}\n{cut(answer.title, TITLE_TEXT)}"),
        *source_items(answer.sources[:MOST_SOURCES]),
        ui.TextDisplay("\n".join(f"-# {line}" for line in review_notes(answer))),
    ]
    row = list(buttons)
    rows = (row[at : at + ROW_BUTTONS] for at in range(0, len(row), ROW_BUTTONS))
    return card([*items, *(ui.ActionRow(*some) for some in rows)])


MOST_SOURCES = 8
"""Sources in a menu: with the longest addresses more would not fit one card."""
