"""Draw outcomes whole: an answer with its picture, the sides of a question, or what to choose."""

from dataclasses import dataclass

from discord import ui

from bot.chat.card import draw, draw_answer
from bot.chat.compared import draw_comparison
from bot.chat.plain import plain, plain_comparison, plain_controls
from bot.chat.replies import Interaction
from bot.kb.keys import Address, Kind
from bot.locale.speech import spoken
from bot.services.answer import Answer
from bot.services.answers import Answers
from bot.services.compare import Comparison
from bot.services.comparisons import Comparisons
from bot.services.illustrations import Illustration, Illustrations
from bot.services.outcomes import Found, Outcome
from bot.services.preferences import Preferences
from bot.services.smalltalk import smalltalk


@dataclass(frozen=True, slots=True)
class Card:
    """A layout, and the illustration whose file must be sent with it; or plain text and buttons."""

    view: ui.LayoutView | ui.View
    beside: Illustration | None = None
    text: str | None = None
    comparison: Comparison | None = None
    """What it compares, if it does."""


class Cards:
    """Draw the card of an outcome."""

    def __init__(
        self,
        answers: Answers,
        illustrations: Illustrations,
        comparisons: Comparisons,
        preferences: Preferences,
    ) -> None:
        """Take what an outcome may be shown with, and who wants it as plain text."""
        self._preferences = preferences
        self._answers = answers
        self._illustrations = illustrations
        self._comparisons = comparisons

    def show(self, address: Address, *, guild: int | None = None) -> Answer | None:
        """Compose an answer in the language spoken, or None where the base no longer has it."""
        return self._answers.show(address, guild=guild, language=spoken().name)

    async def shared(
        self, interaction: Interaction, answer: Answer, link: str | None = None
    ) -> Card:
        """Draw an answer for everybody where an interaction happens, in their language.

        `link` says which message it is about.
        """
        name, guild = interaction.user.display_name, interaction.guild_id
        with interaction.client.languages.speaking_to_all(interaction):
            said = self.show(answer.address, guild=guild) or answer
            beside = await self._illustrations.of(answer.address, guild=guild)
            return Card(draw_answer(said, shared_by=name, beside=beside, link=link), beside)

    async def of(
        self,
        outcome: Outcome,
        *,
        share: bool = False,
        kind: Kind | None = None,
        gap: bool = False,
        guild: int | None = None,
        reader: int | None = None,
        onto: int | None = None,
    ) -> Card:
        """Draw an outcome as a server sees it, or write it where its only reader wants plain text.

        Where the base does not have the answer, a kind keeps to its topics, and `gap` adds the way
        to the moderators if something was asked. `onto` is a message that the answer may be put
        below.
        """
        outcome = self._answers.translated(outcome, spoken().name, guild=guild)
        comparison = self._comparisons.within(outcome, guild=guild)
        if comparison:
            return self.compared(comparison, share=share, reader=reader)
        if plainly := self.plainly(outcome, reader, guild=guild, onto=onto):
            return plainly
        beside = await self._illustrations.beside(outcome, guild=guild)
        browse = self._answers.entries(kind, guild=guild)
        gap = gap and not smalltalk(outcome.question)
        view = draw(outcome, share=share, browse=browse, gap=gap, beside=beside, onto=onto)
        return Card(view, beside)

    def compared(
        self, comparison: Comparison, *, share: bool = False, reader: int | None = None
    ) -> Card:
        """Draw a comparison, or write it where its only reader wants plain text."""
        if reader is not None and self._preferences.wants_plain(reader):
            return Card(
                plain_controls(None), text=plain_comparison(comparison), comparison=comparison
            )
        return Card(draw_comparison(comparison, share=share), comparison=comparison)

    def plainly(
        self,
        outcome: Outcome,
        reader: int | None,
        *,
        guild: int | None = None,
        onto: int | None = None,
    ) -> Card | None:
        """Write an outcome where its only reader wants plain text; None where nobody does."""
        if reader is None or not self._preferences.wants_plain(reader):
            return None
        lines: tuple[str, ...] = ()
        if isinstance(outcome, Found):
            offer = outcome.offer.amount if outcome.offer else None
            lines = self._illustrations.lines(outcome.answer.address, offer, guild=guild)
        return Card(plain_controls(outcome, onto), text=plain(outcome, lines))
