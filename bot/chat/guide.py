"""Say what Almanac can do: `/help`, what a bare mention gets, and the first direct message."""

from typing import Any

from discord import app_commands, ui
from discord.ext import commands

from bot.chat.card import browse, card
from bot.chat.items import OpenButton
from bot.chat.limits import SELECT_OPTIONS
from bot.chat.replies import Interaction, in_direct_message, reply
from bot.locale.speech import day
from bot.services.answers import Answers
from bot.services.smalltalk import Smalltalk

_WHAT = """\
### Almanac
I answer questions about working in the USA as a machine-learning engineer: visas, jobs, pay, \
family, green card. People write and check every answer; each shows its source and its day."""

_HOW = """\
**How to ask**
- **/ask** in your own words, or write to me directly
- In a server, mention me with your question
- **/visa**, **/role**, **/salary**, **/faq** look things up
- **/compare** sets two or three side by side
- **/path** asks you a few questions instead
- On somebody's message: **Apps › Answer this**"""

_FRESH = """\
**How fresh it is**
{answers} answers, {within} percent of them within their review, the newest check on {newest}."""

_KEPT = """\
**What I keep**
Nothing about you; a question that nobody answers is kept without your name or numbers of cases. \
Answers are private unless you share them. General information, not legal advice."""

INTRODUCTION = (
    "That was your first question, so: I am Almanac, a bot. I answer only from entries that people "
    "wrote and checked, and keep nothing of what you ask here. /help shows what else I can do."
)

SHORT = {
    Smalltalk.HELLO: "Hello! Ask me about US visas, ML jobs or pay. For example: {example}",
    Smalltalk.THANKS: "You are welcome.",
    Smalltalk.STOP: "I write only when you write to me, so there is nothing to stop.",
}
"""Replies to what asks nothing; a call for help gets the card of `/help`."""


class Guide(commands.Cog):
    """Show the way."""

    def __init__(self, answers: Answers) -> None:
        """Take the answers to count and to offer."""
        self._answers = answers

    @app_commands.command(description="See what I can answer, how, and what I keep.")
    async def help(self, interaction: Interaction) -> None:
        """Say what there is."""
        private = not in_direct_message(interaction)
        await reply(interaction, draw_help(self._answers, interaction.guild_id), private=private)


def draw_help(answers: Answers, guild: int | None) -> ui.LayoutView:
    """Draw what the bot can do, with examples to press and topics of a server to begin with."""
    freshness = answers.freshness(guild=guild)
    fresh = _FRESH.format(
        answers=freshness.answers,
        within=round(100 * freshness.within_review),
        newest=day(freshness.newest_review),
    )
    examples = answers.examples(guild=guild)
    items: list[ui.Item[Any]] = [ui.TextDisplay(_WHAT)]
    if examples:
        items.append(ui.TextDisplay("**Try one**"))
        items += [
            ui.ActionRow(OpenButton(link.address, link.title, beside=True)) for link in examples
        ]
    items += [ui.TextDisplay(text) for text in (_HOW, fresh, _KEPT)]
    return card([*items, *browse(answers.entries(guild=guild)[:SELECT_OPTIONS])])


def short_reply(said: Smalltalk, answers: Answers) -> str:
    """Reply to what asks nothing, with an example of what can be asked."""
    examples = answers.examples()
    example = examples[0].title if examples else "how long does an H-1B last"
    return SHORT[said].format(example=example)
