"""Render what a question to a person needs: the offer, the servers, the inbox card, the reply."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.chat.cards.card import NOTHING, card
from bot.chat.cards.quotation import quotation
from bot.chat.cards.ways_on import person_button
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import INBOX, PERSON_AT, PERSON_CLOSE, PERSON_REPLY
from bot.chat.ui.controls import Option, button, select
from bot.locale.i18n import N_, day
from bot.locale.i18n import gettext as _
from bot.services.ports.handoffs import Handoff
from bot.services.ports.records import NO_GUILD, GuildSettings

QUESTION = 1000
"""Characters of a question to a person; escaped they are at most twice as many."""

REPLY = 1500
"""Characters of a reply, which is shown as it is written."""

NO_INBOX = N_(
    "I cannot bring a question to a person in this server. Its moderators can help: write to them "
    "in a channel here."
)
NO_INBOX_BUT_ROLE = N_(
    "I cannot bring a question to a person in this server. {role} can help: write to them in a "
    "channel here."
)
NO_SERVER = N_(
    "We share no server that takes questions. The moderators of a server you are in can help; for "
    "advice on your own case, ask an immigration lawyer or your school's international office."
)


def who_can_help(settings: GuildSettings) -> str:
    """Name who can help in a server that has no inbox."""
    role = settings.moderator_role
    return _(NO_INBOX_BUT_ROLE).format(role=f"<@&{role}>") if role else _(NO_INBOX)


def render_offer(settings: GuildSettings, *, reachable: bool) -> str | ui.LayoutView:
    """Offer to bring a question to a person; a sentence on who can help if none is reachable."""
    if not reachable:
        return who_can_help(settings) if settings.guild != NO_GUILD else _(NO_SERVER)
    text = _(
        "I am a bot. A moderator can read your question and reply: press the button and write it."
    )
    return card([ui.TextDisplay(text), ui.ActionRow(person_button(primary=True))])


def render_servers(question: str, servers: Sequence[discord.Guild]) -> ui.LayoutView:
    """Render the choice of a server to ask; the quotation holds the question."""
    text = _("Whose moderators shall I ask?")
    quote = [quotation(question)] if question else []
    options = (Option(guild.id, guild.name) for guild in servers)
    choice = select(PERSON_AT, None, _("Servers"), options)
    return card([ui.TextDisplay("\n".join((text, *quote))), ui.ActionRow(choice)])


def render_handoff(handoff: Handoff) -> ui.LayoutView:
    """Render a question to a person for moderators, without who asked it."""
    heading = _("Somebody asks a person")
    question = f"### {heading}\n> {quoted(handoff.question, QUESTION)}"
    # Apart from the quotation: some clients draw a line that follows one as part of it.
    lines = [_("Asked on {day}. {where}").format(day=day(handoff.at.date()), where=_where(handoff))]
    if handoff.link:
        lines.append(_("Where they asked: {link}").format(link=handoff.link))
    row = ui.ActionRow[Any](
        button(PERSON_REPLY, handoff.id, _("Reply"), discord.ButtonStyle.primary),
        button(PERSON_CLOSE, handoff.id, _("Close without a reply")),
    )
    return card([ui.TextDisplay(question), ui.TextDisplay("\n".join(lines)), row])


def render_done(handoff: Handoff, who: str, reply: str) -> ui.LayoutView:
    """Show moderators what became of a question; `who` is a mention."""
    question = quoted(handoff.question)
    if not reply:
        text = _("{who} closed the question “{question}” without a reply. Who asked is told so.")
        items = [ui.TextDisplay[Any](text.format(who=who, question=question))]
    else:
        text = _("{who} replied to “{question}”:").format(who=who, question=question)
        items = [ui.TextDisplay(text), ui.TextDisplay(reply)]
        items.append(ui.TextDisplay(f"-# {_where(handoff)}"))
    return card([*items, ui.ActionRow(button(INBOX, 0, _("Inbox")))])


def render_reply(handoff: Handoff, server: str) -> ui.LayoutView:
    """Render the reply for who asked."""
    question_line = _("You asked: “{question}”").format(question=quoted(handoff.question))
    if handoff.channel:
        question_line = f"<@{handoff.asker}> {question_line}"
    if not handoff.reply:
        text = _("The moderators of {server} closed it without a reply.")
        return card(
            [ui.TextDisplay(f"{question_line}\n\n{text.format(server=quoted(server))}")], NOTHING
        )
    heading = _("The moderators of {server} reply:").format(server=quoted(server))
    small = _("A person wrote this; it is not one of my reviewed answers.")
    return card(
        [
            ui.TextDisplay(f"{question_line}\n\n**{heading}**"),
            ui.TextDisplay(handoff.reply),
            ui.TextDisplay(f"-# {small}"),
        ]
    )


def _where(handoff: Handoff) -> str:
    """Tell moderators where their reply goes."""
    if handoff.channel is None:
        return _("Your reply goes to them by direct message, without your name.")
    text = _("Your reply goes to {channel}, where others can read it, without your name.")
    return text.format(channel=f"<#{handoff.channel}>")
