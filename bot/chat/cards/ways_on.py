"""The ways on from an answer, and to other answers: buttons and selects."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import discord
from discord import ui

from bot.chat.cards.pages import Page
from bot.chat.sending.limits import SELECT_OPTIONS
from bot.chat.sending.text import DOTS, cut_at_word
from bot.chat.ui.actions import (
    FOLLOW,
    GOOD,
    LINKS,
    MENU,
    NONE_FITS,
    OPEN,
    OPEN_FOR,
    PAGE,
    PAY,
    PAY_MENU,
    PAY_REPLY,
    PERSON,
    READ,
    REPLY_TO,
    SEND,
    TELL,
)
from bot.chat.ui.controls import Option, button, select
from bot.kb.model.keys import Address
from bot.kb.model.wages import COUNTRY
from bot.locale.i18n import gettext as _
from bot.services.content.answer import Answer, Link
from bot.services.content.outcomes import Choice, Found
from bot.services.pay.query import About, PayQuery, UnreadParts

MOST_BROWSED = 200
"""Entries to browse on one card: eight selects of 25."""

BESIDE = "beside"
"""Names a select that opens answers beside the card that it stands on, which stays."""


def answer_buttons(
    answer: Answer, page_shown: Page, seen: tuple[Address, int | None], reply_target: int | None
) -> list[ui.Item[Any]]:
    """Render what can be done with a page of an answer; what is done seldom stands behind ⋯.

    `seen` is where the answer stands and, with a picture, the offer that is marked in it.
    """
    version = (answer.address, answer.revision)
    buttons: list[ui.Item[Any]] = []
    if reply_target is not None:
        state, style = (reply_target, answer.address), discord.ButtonStyle.primary
        buttons.append(button(REPLY_TO, state, _("Reply publicly"), style))
    if page_shown.number > 1:
        buttons.append(button(PAGE, (*version, page_shown.number - 1), _("Back")))
    if page_shown.number < page_shown.count:
        buttons.append(button(PAGE, (*version, page_shown.number + 1), _("More")))
    return [
        *buttons,
        button(GOOD, version, _("Helpful")),
        button(FOLLOW, answer.address, _("Follow up")),
        button(MENU, seen, DOTS),
    ]


def answer_select(answer: Answer) -> Iterator[ui.Item[Any]]:
    """Render the select below an answer: its other parts first, then what is related."""
    links = {link.address: link for link in (*answer.sections, *answer.related)}
    if links:
        yield link_select("on", _("Related answers"), links.values())


def pay_buttons(
    outcome: Found,
    query: PayQuery,
    page_shown: Page,
    reply_target: int | None,
) -> list[ui.Item[Any]]:
    """Render what can be done with an answer from the wage tables: each carries its question."""
    answer = outcome.answer
    seen = (answer.address, answer.revision)
    buttons: list[ui.Item[Any]] = []
    if reply_target is not None:
        state, style = (reply_target, query.without_offers()), discord.ButtonStyle.primary
        buttons.append(button(PAY_REPLY, state, _("Reply publicly"), style))
    if page_shown.number > 1:
        buttons.append(button(PAY, (page_shown.number - 1, query), _("Back")))
    if page_shown.number < page_shown.count:
        buttons.append(button(PAY, (page_shown.number + 1, query), _("More")))
    if other := _other_side(query):
        label = _("Wage level") if other.about is About.LEVEL else _("Pay")
        buttons.append(button(PAY, (1, other), label))
    return [
        *buttons,
        button(GOOD, seen, _("Helpful")),
        button(FOLLOW, answer.address, _("Follow up")),
        button(PAY_MENU, query, DOTS),
    ]


def _other_side(query: PayQuery) -> PayQuery | None:
    """Ask for the level of what pay was asked of, and the other way around."""
    if query.about not in (About.PAY, About.LEVEL) or query.sides[0].areas == (COUNTRY,):
        return None
    other = About.LEVEL if query.about is About.PAY else About.PAY
    return replace(query, about=other, wage_level=None, unread=UnreadParts())


def choice_button(
    choice: Choice, reply_target: int | None, *, primary: bool = False
) -> ui.Item[Any]:
    """Render what opens a choice; the message that it may be put below goes with it."""
    style = discord.ButtonStyle.primary if primary else discord.ButtonStyle.secondary
    if reply_target is None:
        return button(OPEN, choice.address, choice.title, style)
    return button(OPEN_FOR, (reply_target, choice.address), choice.title, style)


def none_button() -> ui.Item[Any]:
    """Render the way on if no choice is what was asked: topics, and the moderators."""
    return button(NONE_FITS, None, _("None of these"))


def open_button(link: Link, *, primary: bool = False) -> ui.Item[Any]:
    """Render what opens an answer beside a card that stays."""
    style = discord.ButtonStyle.primary if primary else discord.ButtonStyle.secondary
    return button(READ, link.address, link.title, style)


def link_select(name: str, placeholder: str, links: Iterable[Link]) -> ui.Item[Any]:
    """Render a select of answers; the name tells several selects of one message apart."""
    return select(LINKS, name, placeholder, (Option(link.address, link.title) for link in links))


def gap_buttons(wanted: bool) -> list[ui.Item[Any]]:
    """Render the ways to the moderators; what was asked stands in the card's quotation.

    A person can be asked from anywhere; the rest is `wanted` where moderators see it. None is
    loud: what to read comes first, and nobody should trouble moderators by mistake.
    """
    if not wanted:
        return [person_button()]
    send = button(SEND, None, _("Send to moderators"))
    return [send, button(TELL, None, _("Tell me when there is an answer")), person_button()]


def person_button(about: Address | None = None, *, primary: bool = False) -> ui.Item[Any]:
    """Render what brings a question to a person: that of the card, or one about an answer."""
    style = discord.ButtonStyle.primary if primary else discord.ButtonStyle.secondary
    return button(PERSON, about, _("Ask a person"), style)


def browse_selects(links: Iterable[Link], heading: str | None = None) -> list[ui.Item[Any]]:
    """Render selects that open any of the links, 25 to a select; without a name, of topics.

    Several are in the order of their titles, and each names its first one.
    """
    links_shown = list(islice(links, MOST_BROWSED))
    if len(links_shown) > SELECT_OPTIONS:
        links_shown.sort(key=lambda link: link.title.casefold())
    rows: list[ui.Item[Any]] = []
    for start in range(0, len(links_shown), SELECT_OPTIONS):
        part = links_shown[start : start + SELECT_OPTIONS]
        name = heading or _("Topics")
        if len(links_shown) > SELECT_OPTIONS:
            name = first_of(part[0].title)
        rows.append(ui.ActionRow(link_select(f"browse-{start}", name, part)))
    return rows


def first_of(title: str) -> str:
    """Name a part of a sorted list by its first title, as much as a phone shows."""
    # Translators: the first title of a list in the order of the alphabet, such as "May my pay …".
    return _("From “{title}”").format(title=cut_at_word(title, FIRST_TITLE))


FIRST_TITLE = 14
"""Characters of the title that names a part of a list: a phone shows some 23 of a select."""
