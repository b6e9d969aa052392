"""Set things side by side: `/compare`."""

from discord import app_commands
from discord.ext import commands

from bot.chat.cards import Cards
from bot.chat.compared import draw_unclear
from bot.chat.curators import in_own_server
from bot.chat.options import Audience, Show, as_choices
from bot.chat.replies import Interaction, in_direct_message, reply
from bot.chat.ui.failures import suggestions
from bot.services.compare import Unclear
from bot.services.comparisons import Comparisons
from bot.services.tally import Tally

NAME = 200
"""Characters of a name to compare: longer ones name nothing."""

Name = app_commands.Range[str, 1, NAME]


class Comparing(commands.Cog):
    """Compare visas, roles or ranges of pay."""

    def __init__(
        self, comparisons: Comparisons, audience: Audience, cards: Cards, tally: Tally
    ) -> None:
        """Take what compares, who sees it, who draws it, and who counts what is missing."""
        self._cards = cards
        self._tally = tally
        self._comparisons = comparisons
        self._audience = audience

    @app_commands.command(description="Compare two or three visas, jobs or salaries.")
    @app_commands.describe(
        first="Such as H-1B, ML engineer, or a salary",
        second="What to set beside it",
        third="One more, if you like",
        show="Who sees the answer: only you, if empty",
    )
    async def compare(
        self,
        interaction: Interaction,
        first: Name,
        second: Name,
        third: Name | None = None,
        show: Show | None = None,
    ) -> None:
        """Compare what two or three names mean."""
        names = [name for name in (first, second, third) if name]
        found = await self._comparisons.find(names, guild=interaction.guild_id)
        if isinstance(found, Unclear):
            private = not in_direct_message(interaction)
            await reply(interaction, draw_unclear(found), private=private)
            return
        private = self._audience.is_private(interaction, show)
        guild = interaction.guild_id if in_own_server(interaction) else None
        self._tally.record_comparison(found, guild, interaction.user.id)
        reader = interaction.user.id if private or in_direct_message(interaction) else None
        languages = interaction.client.languages
        with languages.speaking_to_readers(interaction, private=private):
            found = self._comparisons.anew(found, guild=interaction.guild_id)
            card = self._cards.compared(found, share=private, reader=reader)
        await reply(interaction, card.view, private=private, text=card.text)

    @compare.autocomplete("first")
    @compare.autocomplete("second")
    @compare.autocomplete("third")
    async def complete_name(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest what may stand beside what was chosen before."""
        filled = vars(interaction.namespace)
        others = [str(filled[name]) for name in ("first", "second") if filled.get(name)]
        others = [name for name in others if name != typed]
        guild = interaction.guild_id
        return suggestions(
            typed, lambda text: as_choices(self._comparisons.suggest(text, others, guild=guild))
        )
