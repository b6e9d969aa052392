"""Look something up by its kind: `/visa`, `/role` and `/faq`."""

from discord import app_commands
from discord.ext import commands

from bot.chat.answers.delivery import Delivery
from bot.chat.cards.browsing import render_questions
from bot.chat.sending.failures import suggestions
from bot.chat.sending.languages import Languages
from bot.chat.sending.replies import Interaction, reply
from bot.chat.ui.options import Audience, Show, as_choices
from bot.kb.model.keys import Kind
from bot.locale.i18n import current_language
from bot.services.answering.answers import Answers
from bot.services.content.outcomes import Outcome

Choices = list[app_commands.Choice[str]]

SHOW = "Who sees the answer: only you, if empty"


class Topics(commands.Cog):
    """Answer by visa, role or question."""

    def __init__(
        self,
        answers: Answers,
        audience: Audience,
        languages: Languages,
        delivery: Delivery,
    ) -> None:
        self._answers = answers
        self._delivery = delivery
        self._audience = audience
        self._languages = languages

    @app_commands.command(description="Look up a visa or a green card category.")
    @app_commands.describe(
        name="The visa, such as H-1B", part="Such as duration or cost", show=SHOW
    )
    async def visa(
        self, interaction: Interaction, name: str, part: str | None = None, show: Show | None = None
    ) -> None:
        """Answer about a visa, or one part of it."""
        outcome = await self._answers.look_up(Kind.VISA, name, part, guild=interaction.guild_id)
        await self._reply(interaction, outcome, show)

    @app_commands.command(description="Look up a machine-learning job: work, tools, interviews.")
    @app_commands.describe(name="The job, such as MLOps engineer", show=SHOW)
    async def role(self, interaction: Interaction, name: str, show: Show | None = None) -> None:
        """Answer about a role."""
        outcome = await self._answers.ask(name, kind=Kind.ROLE, guild=interaction.guild_id)
        await self._reply(interaction, outcome, show)

    @app_commands.command(description="Read the questions that people ask most.")
    @app_commands.describe(topic="A topic or a question; empty shows all of them", show=SHOW)
    async def faq(
        self, interaction: Interaction, topic: str | None = None, show: Show | None = None
    ) -> None:
        """Answer a common question, or list them all."""
        if topic:
            outcome = await self._answers.ask(topic, kind=Kind.FAQ, guild=interaction.guild_id)
            await self._reply(interaction, outcome, show, Kind.FAQ)
            return
        private = self._audience.is_private(interaction, show)
        with self._languages.using_language_of_readers(interaction, private=private):
            language = current_language().name
            questions = self._answers.questions(guild=interaction.guild_id, language=language)
            view = render_questions(questions)
        await reply(interaction, view, private=private)

    @visa.autocomplete("name")
    async def complete_visa(self, interaction: Interaction, typed: str) -> Choices:
        """Suggest visas."""
        return self._suggest(interaction, Kind.VISA, typed)

    @visa.autocomplete("part")
    async def complete_part(self, interaction: Interaction, typed: str) -> Choices:
        """Suggest the parts of the chosen visa."""
        name = str(getattr(interaction.namespace, "name", ""))
        return suggestions(
            typed,
            lambda text: [
                (link.title, link.address.section or "")
                for link in self._answers.parts(Kind.VISA, name, text, guild=interaction.guild_id)
            ],
        )

    @role.autocomplete("name")
    async def complete_role(self, interaction: Interaction, typed: str) -> Choices:
        """Suggest roles."""
        return self._suggest(interaction, Kind.ROLE, typed)

    @faq.autocomplete("topic")
    async def complete_topic(self, interaction: Interaction, typed: str) -> Choices:
        """Suggest questions."""
        return self._suggest(interaction, Kind.FAQ, typed)

    def _suggest(self, interaction: Interaction, kind: Kind, typed: str) -> Choices:
        guild = interaction.guild_id
        return suggestions(
            typed, lambda text: as_choices(self._answers.complete(text, kind=kind, guild=guild))
        )

    async def _reply(
        self,
        interaction: Interaction,
        outcome: Outcome,
        show: Show | None,
        kind: Kind | None = None,
    ) -> None:
        await self._delivery.answer(interaction, outcome, show, kind=kind)
