"""Describe Almanac: `/help`, the reply to a bare mention, and the first direct message."""

from typing import Any

from discord import app_commands, ui
from discord.ext import commands

from bot.chat.cards.card import card
from bot.chat.cards.ways_on import browse_select, open_button
from bot.chat.sending.limits import SELECT_OPTIONS
from bot.chat.sending.mentions import CommandMentions
from bot.chat.sending.replies import Interaction, in_direct_message, reply
from bot.locale.i18n import N_, current_language, day
from bot.locale.i18n import gettext as _
from bot.locale.numbers import numeral
from bot.services.answering.answers import Answers
from bot.services.answering.browsing import Freshness
from bot.services.conversation.sayings import Smalltalk

_WHAT = N_(
    "I answer questions about working in the USA as a machine-learning engineer. People write "
    "every answer. Each shows its source and date, or says that it is not verified."
)

_WAYS = (
    N_("Ask: **/ask**, mention me, or write to me"),
    N_("Ask more: **Follow up**, or “and the cost?”"),
    N_("Look up: **/visa** **/role** **/salary** **/level** **/faq**"),
    N_("Compare: **/compare**"),
    N_("Find a visa: **/path**"),
    N_("Someone's message: hold or right-click it, **Apps › Answer this**"),
    N_("Answers you watch: **/my watches**"),
    N_("No cards or pictures: **/my plain**"),
)
"""A line each, or two on a phone."""

_REVIEWED = N_("{answers} answers · newest review {day}")
_CORRECTED = N_("{answers} answers · last correction {day}")

_KEPT = N_(
    "A question that I cannot answer is kept without your name or case numbers. A code made from "
    "your ID, to count each person once, is deleted within 30 days. /my data shows what is kept "
    "about you, /my forget deletes it. Answers are private unless you share them. General "
    "information, not legal advice."
)

INTRODUCTION = N_(
    "That was your first question, so: I am Almanac, a bot. I give only answers that people wrote, "
    "and keep nothing of what you ask here. /help shows what else I can do."
)

SHORT = {
    Smalltalk.HELLO: N_("Hello! Ask me about US visas, ML jobs or pay. For example: {example}"),
    Smalltalk.THANKS: N_("You are welcome."),
    Smalltalk.WHO: N_(
        "I am Almanac, a bot. I give only answers that people wrote. /help shows what I can do."
    ),
    Smalltalk.CHAT: N_("Ask me when you have a question. For example: {example}"),
    Smalltalk.STOP: N_("I write only when you write to me, so there is nothing to stop."),
}
"""Replies to what asks nothing; a call for help gets the card of `/help`."""


class Guide(commands.Cog):
    """Answer `/help`."""

    def __init__(self, answers: Answers, mentions: CommandMentions) -> None:
        self._answers = answers
        self._mentions = mentions

    @app_commands.command(description="See what I can answer, how, and what I keep.")
    async def help(self, interaction: Interaction) -> None:
        """Show what the bot can do."""
        private = not in_direct_message(interaction)
        view = render_help(self._answers, self._mentions, interaction.guild_id)
        await reply(interaction, view, private=private)


def render_help(answers: Answers, mentions: CommandMentions, guild: int | None) -> ui.LayoutView:
    """Render what the bot can do, with examples to press and topics of a server to begin with.

    In the language spoken, as far as the base is translated.
    """
    language = current_language().name
    examples = answers.examples(guild=guild, language=language)
    items: list[ui.Item[Any]] = [ui.TextDisplay(f"### Almanac\n{_(_WHAT)}")]
    # Without a heading, which plain text would leave alone: there all buttons stand last.
    items += [ui.ActionRow(open_button(link)) for link in examples]
    ways = (f"- {mentions.link_commands(_(way))}" for way in _WAYS)
    items.append(ui.TextDisplay("\n".join((_bold(_("How to ask")), *ways))))
    small = (_freshness_line(answers.freshness(guild=guild)), mentions.link_commands(_(_KEPT)))
    items.append(ui.TextDisplay("\n".join(f"-# {line}" for line in small)))
    topics = answers.entries(guild=guild)[:SELECT_OPTIONS]
    return card([*items, *browse_select(answers.localize(topics, language, guild=guild))])


def short_reply(small_talk: Smalltalk, answers: Answers) -> str:
    """Reply to what asks nothing, with an example of what can be asked."""
    examples = answers.examples(language=current_language().name)
    example = examples[0].title if examples else "how long does an H-1B last"
    return _(SHORT[small_talk]).format(example=example)


def _freshness_line(freshness: Freshness) -> str:
    """Describe its age: the server's last correction or, without one, the newest review."""
    text = _(_CORRECTED) if freshness.last_change else _(_REVIEWED)
    when = day(freshness.last_change or freshness.newest_review)
    return text.format(answers=numeral(freshness.answers), day=when)


def _bold(heading: str) -> str:
    return f"**{heading}**"
