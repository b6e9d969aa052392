"""Render what moderators should look at: the digest, reviews on demand, answers in doubt."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.chat.cards.card import AMBER, card
from bot.chat.cards.ways_on import BESIDE, link_select
from bot.chat.sending.limits import CARD_TEXT
from bot.chat.sending.text import cut, quoted, rest_bullet
from bot.chat.ui.actions import INBOX, VERIFY, VERIFY_NOW, SelectAction
from bot.chat.ui.controls import Option, button, select
from bot.kb.model.keys import Address, Key
from bot.locale.i18n import day, ngettext
from bot.locale.i18n import gettext as _
from bot.services.content.answer import Link
from bot.services.listening.reviewing import ENDING, SOON, Due, ExpiringFact, InDoubt, Review

MOST_NAMED, NAME = 8, 60
"""Entries that a digest names of each kind, and characters of a title; the rest are counted."""


def render_digest(
    now: datetime, review: Review, waiting: tuple[int, int, int, int]
) -> ui.LayoutView:
    """Render what to look at, with a select that verifies, and the way to the inbox."""
    heading = _("Week {week} of {year}").format(week=f"{now:%V}", year=f"{now:%G}")
    lines = [f"### {heading}", *_waiting_lines(waiting), *_review_lines(review)]
    text = cut("\n".join(lines), CARD_TEXT)
    items: list[ui.Item[Any]] = [ui.TextDisplay(text, id=mark_of_week(now))]
    if due := (*review.overdue, *review.due):
        items.append(_verify_row(VERIFY, due))
    if any(waiting):
        items.append(ui.ActionRow(button(INBOX, 0, _("Inbox"))))
    return card(items)


def _waiting_lines(waiting: tuple[int, int, int, int]) -> Iterator[str]:
    reports, gaps, suggestions, n = waiting
    if any(waiting):
        # Translators: what waits for moderators; each number may be 0 or 1.
        text = _("Waiting: {reports} disputed, {gaps} not answered, {suggestions} suggested.")
        yield text.format(reports=reports, gaps=gaps, suggestions=suggestions)
    if n:
        text = ngettext("{n} person waits for a reply.", "{n} people wait for a reply.", n)
        yield text.format(n=n)


def _review_lines(review: Review) -> Iterator[str]:
    if review.overdue:
        yield _("**Review overdue**, the most read first")
        yield from _named([_due(due) for due in review.overdue])
    if review.due:
        yield _("**Review due soon**")
        yield from _named([_due(due) for due in review.due])
    if review.ending:
        yield _("**Facts that end within {days} days**").format(days=ENDING.days)
        yield from _named([_fact(due) for due in review.ending])


def render_review(review: Review) -> ui.LayoutView:
    """Render what is reported, overdue, due and most read, with a select that verifies at once."""
    heading = _("Reviews")
    lines = [f"### {heading}"]
    for title, due in (
        (_("**Reported by members**, and since when"), review.reported),
        (_("**Review overdue**, the most read first"), review.overdue),
        (_("**Review due soon**"), review.due),
        (_most_read(review), review.read),
    ):
        if due:
            lines += [title, *_named([_due(one) for one in due])]
    every = (*review.overdue, *review.due, *review.read)
    if not review.overdue and not review.due:
        lines.insert(1, _("Nothing is due within {days} days.").format(days=SOON.days))
    items: list[ui.Item[Any]] = [ui.TextDisplay(cut("\n".join(lines), CARD_TEXT))]
    if every:
        links = [Link(Address(one.key), one.title) for one in every]
        items.append(ui.ActionRow(link_select(BESIDE, _("Open an answer…"), links)))
        items.append(_verify_row(VERIFY_NOW, every))
    if review.reported:
        # A report is settled there, with what people say.
        items.append(ui.ActionRow(button(INBOX, 0, _("Inbox"))))
    return card(items)


def _most_read(review: Review) -> str:
    if any(due.times_served for due in review.read):
        return _("**Most read**, the next review first")
    return _("**Next reviews**")


def render_doubtful(now: datetime, found: InDoubt) -> ui.LayoutView:
    """Render which overdue or disputed answers members were given today."""
    lines, ways = [], list[ui.Item[Any]]()
    if found.overdue:
        heading = _("Given today though its review is overdue")
        lines += [f"### {heading}", *_named([_due(due) for due in found.overdue])]
        ways.append(_verify_row(VERIFY_NOW, found.overdue))
    if found.disputed:
        heading = _("Given today though it is disputed")
        lines += [f"### {heading}", *_named([_due(due) for due in found.disputed])]
        ways.append(ui.ActionRow(button(INBOX, 0, _("Inbox"))))
    text = cut("\n".join(lines), CARD_TEXT)
    return card([ui.TextDisplay(text, id=mark_of_day(now)), *ways], AMBER)


def mark_of_day(now: datetime) -> int:
    """Number a day, for the text of its card to carry."""
    return int(f"{now:%Y%m%d}")


def mark_of_week(now: datetime) -> int:
    """Number a week, for the text of its digest to carry: its heading is said in any language."""
    return int(f"{now:%G%V}")


def _verify_row(action: SelectAction[None, Key], every: Iterable[Due]) -> ui.ActionRow[Any]:
    """Render a select of what somebody may have looked at today."""
    options = (Option(due.key, due.title) for due in every)
    return ui.ActionRow(select(action, None, _("Mark as verified today…"), options))


def _named(lines: Sequence[str]) -> list[str]:
    named = [f"- {line}" for line in lines[:MOST_NAMED]]
    if len(lines) > MOST_NAMED:
        named.append(rest_bullet(len(lines) - MOST_NAMED))
    return named


def _due(due: Due) -> str:
    title, until, n = quoted(due.title, NAME), day(due.day), due.times_served
    if not n:
        return f"{title} – {until}"
    if n == 1:
        return _("{title} – {day}, read once").format(title=title, day=until)
    text = ngettext("{title} – {day}, read {n} time", "{title} – {day}, read {n} times", n)
    return text.format(title=title, day=until, n=n)


def _fact(one: ExpiringFact) -> str:
    text = _("“{fact}” in {title} – until {day}")
    fact, title = quoted(one.text, NAME), quoted(one.title, NAME)
    return text.format(fact=fact, title=title, day=day(one.day))
