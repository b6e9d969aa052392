"""Say what Almanac can do: `/help`, and what a bare mention gets."""

from discord import app_commands, ui
from discord.ext import commands

from bot.chat.card import draw_topics
from bot.chat.replies import Interaction, in_direct_message, reply
from bot.chat.text import day
from bot.services.answers import Answers

_HELP = """\
I answer questions about working in the USA as a machine-learning engineer: visas, jobs, pay, \
family, green card. Every answer is written and checked by people, with its source and its day.
- **/ask** how long does h1b last
- **/visa** O-1A, part: cost
- **/salary** ML engineer, senior, Seattle
- **/faq** shows what people ask most
- In a server, mention me with your question. In a direct message, just write it.
- On somebody's message: **Apps › Answer this**

{entries} entries, the newest check on {newest}. Answers are private unless you share them. I keep \
nothing about you; a question that nobody answers is kept without your name or numbers of cases. \
General information, not legal advice.
Or choose a topic:"""


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
    """Draw what the bot can do, with topics of a server to begin with."""
    freshness = answers.freshness(guild=guild)
    text = _HELP.format(entries=freshness.entries, newest=day(freshness.newest_review))
    return draw_topics("Almanac", text, answers.entries(guild=guild)[:25])
