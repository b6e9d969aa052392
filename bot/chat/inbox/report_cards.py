"""Render a report for moderators: the answer, what people say against it, and what can be done."""

from collections.abc import Iterator
from typing import Any

import discord
from discord import ui

from bot.chat.cards.card import AMBER, EXPIRED, card
from bot.chat.cards.small_print import reading_note
from bot.chat.cards.ways_on import open_button
from bot.chat.sending.text import cut, quoted
from bot.chat.ui.actions import EDIT, STILL_RIGHT, TAKE_DOWN
from bot.chat.ui.controls import button
from bot.locale.i18n import bracketed, day, listed, ngettext, titled
from bot.locale.i18n import gettext as _
from bot.services.content.answer import Answer, Link
from bot.services.ports.records import Report

ANSWER = 300
"""Characters of the answer that a report quotes: its first sentence."""

NOTE = 300
"""Characters of what one person says is right instead; escaped they are at most twice as many."""


def render_report(report: Report, answer: Answer | None) -> ui.LayoutView:
    """Render a report; `answer` is what the server shows now, None if nothing."""
    items: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(_disputed(report, answer)))]
    # Apart from the quotation: some clients draw a line that follows one as part of it.
    items.append(ui.TextDisplay(_said(report)))
    if report.notes:
        heading = _("Right instead, as they say:")
        lines = (f"> {quoted(note, NOTE)}" for note in report.notes)
        items.append(ui.TextDisplay("\n".join((heading, *lines))))
    if answer:
        link = Link(report.address, _("Open the answer"))
        items.append(ui.ActionRow(open_button(link)))
    row = ui.ActionRow[Any](
        button(STILL_RIGHT, report.address, _("Keep as it is")),
        button(EDIT, report.address, _("Edit the answer"), discord.ButtonStyle.primary),
        button(TAKE_DOWN, report.address, _("Take down"), discord.ButtonStyle.danger),
    )
    return card([*items, row], AMBER)


def _disputed(report: Report, answer: Answer | None) -> Iterator[str]:
    """Name the answer, its first sentence and its source."""
    heading, title = _("Not right?"), quoted(answer.title if answer else str(report.address))
    yield from (f"### {heading}", f"**{title}**")
    if answer:
        yield f"> {cut(answer.summary or _(EXPIRED), ANSWER)}"
        yield from _source(answer)


def _source(answer: Answer) -> Iterator[str]:
    """Name the first source and its day: what a moderator holds the complaint against."""
    for source in answer.sources[:1]:
        title = quoted(source.title, ANSWER)
        text = _("Source: [{title}]({url}), {read}")
        yield "-# " + text.format(title=title, url=source.url, read=reading_note(source))


def _said(report: Report) -> str:
    """Count who says what, and since when."""
    people = ngettext("{n} person", "{n} people", report.people).format(n=report.people)
    said = [(_(reason.value), n) for reason, n in report.reasons.items()]
    reasons = listed(bracketed(*one) if len(said) > 1 else one[0] for one in said)
    since = _("First reported on {day}").format(day=day(report.first.date()))
    return f"{titled(people, reasons)}\n-# {since}"
