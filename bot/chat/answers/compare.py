"""Set things side by side: `/compare`."""

from discord import app_commands
from discord.ext import commands

from bot.chat.answers.delivery import Delivery
from bot.chat.cards.compared import render_unclear
from bot.chat.sending.failures import suggestions
from bot.chat.sending.replies import Interaction, in_direct_message, may_write, reply, send_text
from bot.chat.ui.actions import COMPARE, COMPARE_SHARE, Handler
from bot.chat.ui.options import Show, as_choices
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.answering.compare import Unclear
from bot.services.answering.comparisons import Comparisons

GONE = N_("One of these is no longer in the base. Compare again with /compare.")

NAME = 200
"""Characters of a name to compare: longer ones name nothing."""

Name = app_commands.Range[str, 1, NAME]


class CompareCog(commands.Cog):
    """Compare visas, roles or ranges of pay."""

    def __init__(self, comparisons: Comparisons, delivery: Delivery) -> None:
        self._comparisons = comparisons
        self._delivery = delivery

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Turn the page, for the person alone; show a private comparison to everyone."""
        return (COMPARE.handled_by(self._turn), COMPARE_SHARE.handled_by(self._share))

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
        result = await self._comparisons.find(names, guild=interaction.guild_id)
        if isinstance(result, Unclear):
            private = not in_direct_message(interaction)
            await reply(interaction, render_unclear(result), private=private)
            return
        await self._delivery.answer(interaction, result, show)

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

    async def _turn(
        self, interaction: Interaction, state: tuple[tuple[str, ...], str | None, int]
    ) -> None:
        tokens, section, number = state
        result = self._comparisons.compare_again(tokens, section, guild=interaction.guild_id)
        if result is None:
            await send_text(interaction, _(GONE))
        else:
            await self._delivery.turn(interaction, result, number)

    async def _share(
        self, interaction: Interaction, state: tuple[tuple[str, ...], str | None]
    ) -> None:
        result = self._comparisons.compare_again(*state, guild=interaction.guild_id)
        if result is None:
            await send_text(interaction, _(GONE))
        elif await may_write(interaction):
            await self._delivery.share(interaction, result)
