"""Set things side by side: `/compare`."""

from discord import app_commands
from discord.ext import commands

from bot.chat.compared import draw_comparison, draw_unclear
from bot.chat.options import Audience, Show, as_choices
from bot.chat.replies import Interaction, in_direct_message, reply, suggestions
from bot.services.compare import Unclear
from bot.services.comparisons import Comparisons

NAME = 200
"""Characters of a name to compare: longer ones name nothing."""

Name = app_commands.Range[str, 1, NAME]


class Comparing(commands.Cog):
    """Compare visas, roles or ranges of pay."""

    def __init__(self, comparisons: Comparisons, audience: Audience) -> None:
        """Take what compares, and who sees it."""
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
        await reply(interaction, draw_comparison(found, share=private), private=private)

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
