"""The ways on from an answer, and to other answers: buttons and selects."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import discord
from discord import ui

from bot.chat.cards.pages import Page
from bot.chat.sending.limits import OPTION_LABEL, SELECT_OPTIONS
from bot.chat.sending.text import DOTS, cut
from bot.chat.ui.actions import (
    CHOICES,
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
from bot.kb.wages.tables import COUNTRY
from bot.locale.i18n import gettext as _
from bot.services.content.answer import Answer, Link
from bot.services.content.outcomes import Choice, Found
from bot.services.pay.query import About, PayQuery, UnreadParts

MOST_BROWSED = 200
"""Answers to browse on one card: eight selects of 25."""

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


def choice_button(choice: Choice, reply_target: int | None) -> ui.Item[Any]:
    """Render what opens a choice; the message that it may be put below goes with it."""
    if reply_target is None:
        return button(OPEN, choice.address, choice.title)
    return button(OPEN_FOR, (reply_target, choice.address), choice.title)


def none_button() -> ui.Item[Any]:
    """Render the way on if no choice is what was asked: topics, and the moderators."""
    return button(NONE_FITS, None, _("None of these"))


def choices_button() -> ui.Item[Any]:
    """Render the way back to the choices of which none fitted."""
    return button(CHOICES, None, _("Back to the choices"))


def open_button(link: Link, *, primary: bool = False) -> ui.Item[Any]:
    """Render what opens an answer beside a card that stays."""
    style = discord.ButtonStyle.primary if primary else discord.ButtonStyle.secondary
    return button(READ, link.address, link.title, style)


def link_select(name: str, placeholder: str, links: Iterable[Link]) -> ui.Item[Any]:
    """Render a select of answers; the name tells several selects of one message apart."""
    return select(LINKS, name, placeholder, (Option(link.address, link.title) for link in links))


def gap_buttons(*, gap: bool, person: bool) -> list[ui.Item[Any]]:
    """Render the ways to the moderators; what was asked stands in the card's quotation.

    `gap` is for where moderators see what nobody answers, `person` for where one gets a question.
    None is loud: what to read comes first, and nobody should trouble moderators by mistake.
    """
    send = button(SEND, None, _("Send to moderators"))
    tell = button(TELL, None, _("Tell me when there is an answer"))
    return [*([send, tell] if gap else []), *([person_button()] if person else [])]


def person_button(about: Address | None = None, *, primary: bool = False) -> ui.Item[Any]:
    """Render what brings a question to a person: that of the card, or one about an answer."""
    style = discord.ButtonStyle.primary if primary else discord.ButtonStyle.secondary
    return button(PERSON, about, _("Ask a person"), style)


def browse_select(links: Iterable[Link]) -> Iterator[ui.Item[Any]]:
    """Render a select of topics that opens any of as many links as fit; nothing for none."""
    if topics := list(islice(links, SELECT_OPTIONS)):
        yield ui.ActionRow(link_select("browse-0", _("Topics"), topics))


def drawers(kind: str, name: str, links: Sequence[Link]) -> Iterator[ui.Item[Any]]:
    """Render selects that open any of the links, which are of one `kind`; several are numbered."""
    parts = [links[at : at + SELECT_OPTIONS] for at in range(0, len(links), SELECT_OPTIONS)]
    for number, part in enumerate(parts, 1):
        label = name
        if len(parts) > 1:
            # Translators: one of several lists, such as "Other, 1 of 2".
            text = _("{name}, {number} of {count}")
            label = text.format(name=name, number=number, count=len(parts))
        yield ui.ActionRow(link_select(f"{kind}-{number}", cut(label, OPTION_LABEL), part))
