"""Render what becomes of a proposal: waiting, published, sent back, replaced."""

from typing import Any

import discord
from discord import ui

from bot.chat.cards.card import card
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import AGAIN, PUBLISH, SEND_BACK, UNDO, WHOLE_TEXT
from bot.chat.ui.controls import button
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.editing.approvals import NotWaitingError
from bot.services.editing.editor import SavedChanges
from bot.services.ports.proposed import ProposalState, ProposedChange

NOT_KEPT = N_(
    "This proposal is no longer kept, so nothing was published. Its author can propose it again."
)

_SETTLED = {
    ProposalState.SUPERSEDED: N_(
        "Its author proposed a newer text since: look at that one. Nothing was published."
    ),
    ProposalState.PUBLISHED: N_("It is published already."),
    ProposalState.DECLINED: N_("It was sent back already, so nothing was published."),
    ProposalState.DISCARDED: N_("You discarded this, so nothing was published."),
    ProposalState.WAITING: N_("It waits for another moderator already."),
}


def why_not(error: NotWaitingError) -> str:
    """Explain why a proposal can be neither published nor sent back."""
    return _(_SETTLED.get(error.state, NOT_KEPT) if error.state else NOT_KEPT)


def proposal_items(text: str, change: ProposedChange) -> list[ui.Item[Any]]:
    """Render who proposes what, and the buttons that name exactly this text."""
    state = (change.id, change.digest)
    row = ui.ActionRow[Any](
        button(PUBLISH, state, _("Publish"), discord.ButtonStyle.primary),
        button(SEND_BACK, state, _("Send back")),
    )
    if change.body is not None:
        row.add_item(button(WHOLE_TEXT, state, _("Whole text")))
    return [ui.TextDisplay(text), row]


def render_published(title: str, saved: SavedChanges, author: int, who: str) -> ui.LayoutView:
    """Render that a proposal was published, with a way to take it back."""
    text = _("Published: **{title}**, proposed by {author}, seen by {who}.")
    text = text.format(title=quoted(title), author=f"<@{author}>", who=who)
    row = ui.ActionRow[Any](button(UNDO, saved.batch, _("Undo")))
    return card([ui.TextDisplay(text), row])


def render_sent_back(change: ProposedChange, who: str, *, reopen: bool) -> ui.LayoutView:
    """Render that a proposal was sent back; `reopen` offers its form again."""
    text = _("{who} sent a proposal back to {author}.")
    rows: list[ui.Item[Any]] = []
    if reopen:
        text = _(
            "{who} sent a proposal back to {author}, who can still open it: the draft is "
            "kept for seven days."
        )
        again = button(AGAIN, change.about, _("Open the form again"))
        rows = [ui.ActionRow(again)]
    text = text.format(who=who, author=f"<@{change.author}>")
    return card([ui.TextDisplay(text), *rows])


def render_replaced(author: str) -> ui.LayoutView:
    """Render what stands in the place of a proposal once its author proposed another text."""
    text = _("{author} replaced this proposal with a newer one; nothing of it was published.")
    return card([ui.TextDisplay(text.format(author=author))])
