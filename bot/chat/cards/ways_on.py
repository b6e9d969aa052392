"""The ways on from an answer, and to other answers: buttons and selects."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import discord
from discord import ui

from bot.chat.cards.pages import Page
from bot.chat.sending.limits import SELECT_OPTIONS
from bot.chat.ui.actions import (
    BAD,
    FOLLOW,
    GOOD,
    LINKS,
    OPEN,
    OPEN_FOR,
    PAGE,
    PARTS,
    PAY,
    PAY_REPLY,
    PAY_SHARE,
    PAY_WORDS,
    READ,
    REPLY_TO,
    SEND,
    SHARE,
    TELL,
    WATCH,
)
from bot.chat.ui.controls import Option, button, select
from bot.kb.model.wages import COUNTRY
from bot.locale.i18n import gettext as _
from bot.services.content.answer import Answer, Link
from bot.services.content.outcomes import Choice, Found
from bot.services.wages.query import About, PayQuery, Unread

MOST_BROWSED = 100
"""Entries to browse on one card: four selects of 25."""


def answer_buttons(answer: Answer, found: Page, share: bool) -> list[ui.Item[Any]]:
    """Render what can be done with a page of an answer, what people think of it last."""
    buttons: list[ui.Item[Any]] = []
    seen = (answer.address, answer.revision)
    if found.number > 1:
        buttons.append(button(PAGE, (*seen, found.number - 1), _("Back")))
    if found.number < found.count:
        buttons.append(button(PAGE, (*seen, found.number + 1), _("More")))
    if share:
        buttons.append(button(SHARE, seen, _("Share here"), emoji="📣"))
    return [*buttons, button(GOOD, seen, _("Helpful")), button(BAD, seen, _("Not right"))]


def answer_selects(answer: Answer) -> Iterator[ui.Item[Any]]:
    """Render the selects below an answer: its other parts, and what is related."""
    if answer.sections:
        parts = [Option(link.address.section, link.title) for link in answer.sections]
        yield select(PARTS, (answer.address.key, answer.revision), _("Other parts"), parts)
    if answer.related:
        yield link_select("related", _("Related questions"), answer.related)


def next_steps(answer: Answer, reply_target: int | None) -> Iterator[ui.Item[Any]]:
    """Render what a person may do after an answer, under a card and under plain text alike."""
    if reply_target is not None:
        state, style = (reply_target, answer.address), discord.ButtonStyle.primary
        yield button(REPLY_TO, state, _("Reply publicly"), style)
    yield button(FOLLOW, answer.address, _("Follow up"))
    yield button(WATCH, answer.address, _("Tell me if it changes"))


def pay_buttons(
    found: Found,
    query: PayQuery,
    shown: Page,
    *,
    share: bool,
    picture: bool,
    reply_target: int | None,
) -> list[ui.Item[Any]]:
    """Render what can be done with an answer from the wage tables: each carries its question."""
    answer, public = found.answer, query.without_offers()
    seen = (answer.address, answer.revision)
    buttons: list[ui.Item[Any]] = []
    if shown.number > 1:
        buttons.append(button(PAY, (shown.number - 1, query), _("Back")))
    if shown.number < shown.count:
        buttons.append(button(PAY, (shown.number + 1, query), _("More")))
    if other := _other_side(query):
        called = _("Wage level") if other.about is About.LEVEL else _("Pay")
        buttons.append(button(PAY, (1, other), called))
    if reply_target is not None:
        style = discord.ButtonStyle.primary
        buttons.append(button(PAY_REPLY, (reply_target, public), _("Reply publicly"), style))
    elif share:
        buttons.append(button(PAY_SHARE, public, _("Share here"), emoji="📣"))
    if picture:
        buttons.append(button(PAY_WORDS, query, _("Picture as text")))
    judged = [button(GOOD, seen, _("Helpful")), button(BAD, seen, _("Not right"))]
    return [*buttons, *judged, button(FOLLOW, answer.address, _("Follow up"))]


def _other_side(query: PayQuery) -> PayQuery | None:
    """Ask for the level of what pay was asked of, and the other way around."""
    if query.about not in (About.PAY, About.LEVEL) or query.sides[0].areas == (COUNTRY,):
        return None
    other = About.LEVEL if query.about is About.PAY else About.PAY
    return replace(query, about=other, wage_level=None, unread=Unread())


def choice_button(choice: Choice, reply_target: int | None) -> ui.Item[Any]:
    """Render what opens a choice; the message that it may be put below goes with it."""
    if reply_target is None:
        return button(OPEN, choice.address, choice.title)
    return button(OPEN_FOR, (reply_target, choice.address), choice.title)


def open_button(link: Link) -> ui.Item[Any]:
    """Render what opens an answer beside a card that stays."""
    return button(READ, link.address, link.title)


def link_select(name: str, placeholder: str, links: Iterable[Link]) -> ui.Item[Any]:
    """Render a select of answers; the name tells several selects of one message apart."""
    return select(LINKS, name, placeholder, (Option(link.address, link.title) for link in links))


def gap_row(wanted: bool) -> list[ui.Item[Any]]:
    """Render the ways to the moderators; what was asked stands in the card's quotation."""
    if not wanted:
        return []
    send = button(SEND, None, _("Send to moderators"))
    return [ui.ActionRow(send, button(TELL, None, _("Tell me when there is an answer")))]


def browse(links: Iterable[Link], called: str | None = None) -> list[ui.Item[Any]]:
    """Render selects that open any of the links, 25 to a select; without a name, of topics."""
    called = called or _("Topics")
    listed = list(islice(links, MOST_BROWSED))
    rows: list[ui.Item[Any]] = []
    for start in range(0, len(listed), SELECT_OPTIONS):
        part = listed[start : start + SELECT_OPTIONS]
        last = start + len(part)
        name = called
        if len(listed) > SELECT_OPTIONS:
            # Translators: such as "Topics 1 to 25".
            part_of = _("{things} {first} to {last}")
            name = part_of.format(things=called, first=start + 1, last=last)
        rows.append(ui.ActionRow(link_select(f"browse-{start}", name, part)))
    return rows
