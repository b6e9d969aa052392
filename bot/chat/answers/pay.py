"""Pay and wage levels: `/salary`, `/level`, and the controls of their answers."""

from typing import Literal

from discord import app_commands, ui
from discord.ext import commands

from bot.chat.answers.delivery import Delivery
from bot.chat.answers.open_answer import GONE
from bot.chat.answers.public_reply import reply_publicly
from bot.chat.cards.card import card
from bot.chat.cards.illustrated import in_words
from bot.chat.sending.failures import suggestions
from bot.chat.sending.replies import (
    Interaction,
    in_direct_message,
    may_write,
    reply,
    send_text,
)
from bot.chat.ui.actions import PAY, PAY_REPLY, PAY_SHARE, PAY_WORDS, Handler
from bot.chat.ui.options import Show, as_choices
from bot.kb.model.entries import Level
from bot.kb.model.keys import Kind
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.answering.salaries import Salaries, SalaryQuery
from bot.services.content.outcomes import Found
from bot.services.pay.query import PayQuery
from bot.services.wages.charts import figure_chart

MOST_PAY = 100_000_000
"""USD a year: more is a slip of the finger."""

NAME = 100
"""Characters of a place or a job: longer ones name nothing."""

Experience = Literal["entry", "mid", "senior", "top"]
Name = app_commands.Range[str, 1, NAME]
Offer = app_commands.Range[int, 1, MOST_PAY]
Choices = list[app_commands.Choice[str]]

SHOW = "Who sees the answer: only you, if empty"


class PayCog(commands.Cog):
    """Answer what a job pays, and which wage level an offer is."""

    def __init__(self, answers: Answers, salaries: Salaries, delivery: Delivery) -> None:
        self._answers = answers
        self._salaries = salaries
        self._delivery = delivery

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Show another page or side of an answer, say its picture in words, pass it on."""
        return (
            PAY.handled_by(self._open),
            PAY_SHARE.handled_by(self._share),
            PAY_WORDS.handled_by(self._words),
            PAY_REPLY.handled_by(self._reply),
        )

    @app_commands.command(description="Look up pay by job, experience and place.")
    @app_commands.describe(
        role="The job, such as ML engineer",
        level="Experience",
        place="City or area",
        offer="Your own offer: base pay in US dollars a year",
        show=SHOW,
    )
    async def salary(
        self,
        interaction: Interaction,
        role: Name | None = None,
        level: Experience | None = None,
        place: Name | None = None,
        offer: Offer | None = None,
        show: Show | None = None,
    ) -> None:
        """Answer what a job pays in a place, and where an offer stands there."""
        query = SalaryQuery(role, Level(level) if level else None, place, offer)
        outcome = await self._salaries.find(query, guild=interaction.guild_id)
        await self._delivery.answer(interaction, outcome, show, kind=Kind.SALARY)

    @app_commands.command(description="Find the wage level of an offer for the H-1B lottery.")
    @app_commands.describe(
        offer="Your own offer: base pay in US dollars a year",
        place="City or area",
        role="The job or its code, such as ML engineer or 15-2051",
        show=SHOW,
    )
    async def level(
        self,
        interaction: Interaction,
        offer: Offer | None = None,
        place: Name | None = None,
        role: Name | None = None,
        show: Show | None = None,
    ) -> None:
        """Answer which wage level an offer is under each code."""
        query = SalaryQuery(role, None, place, offer)
        outcome = await self._salaries.find_level(query, guild=interaction.guild_id)
        await self._delivery.answer(interaction, outcome, show, kind=Kind.SALARY)

    @salary.autocomplete("role")
    @level.autocomplete("role")
    async def complete_role(self, interaction: Interaction, typed: str) -> Choices:
        """Suggest the jobs that have figures."""
        guild = interaction.guild_id
        return suggestions(
            typed,
            lambda text: (
                self._salaries.jobs(text, guild=guild)
                or as_choices(self._answers.complete(text, kind=Kind.ROLE, guild=guild))
            ),
        )

    @salary.autocomplete("place")
    @level.autocomplete("place")
    async def complete_place(self, interaction: Interaction, typed: str) -> Choices:
        """Suggest places that have figures."""
        guild = interaction.guild_id
        return suggestions(
            typed,
            lambda text: [(place, place) for place in self._salaries.places(text, guild=guild)],
        )

    async def _find(self, interaction: Interaction, query: PayQuery) -> Found | None:
        result = self._salaries.answer_again(query, guild=interaction.guild_id)
        if result is None:
            await send_text(interaction, _(GONE))
        return result

    async def _open(self, interaction: Interaction, state: tuple[int, PayQuery]) -> None:
        page, query = state
        if result := await self._find(interaction, query):
            await self._delivery.open(interaction, result, page)

    async def _share(self, interaction: Interaction, query: PayQuery) -> None:
        result = await self._find(interaction, query.without_offers())
        if result and await may_write(interaction):
            await self._delivery.share(interaction, result)

    async def _words(self, interaction: Interaction, query: PayQuery) -> None:
        result = await self._find(interaction, query)
        chart = figure_chart(result.pay) if result and result.pay else None
        if chart:
            heading = _("What the picture shows")
            text = in_words(tuple(chart.lines()))
            view = card([ui.TextDisplay(f"### {heading}\n{text}")])
            await reply(interaction, view, private=not in_direct_message(interaction))

    async def _reply(self, interaction: Interaction, state: tuple[int, PayQuery]) -> None:
        target, query = state
        result = await self._find(interaction, query.without_offers())
        if result is None:
            return
        await reply_publicly(
            interaction,
            target,
            result,
            self._delivery,
            lambda: self._delivery.reply_to(interaction, target, result),
        )
