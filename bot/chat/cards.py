"""Draw outcomes whole: an answer with its picture, the sides of a question, or what to choose."""

from dataclasses import dataclass

from discord import ui

from bot.chat.card import draw
from bot.chat.compared import draw_comparison
from bot.kb.keys import Kind
from bot.services.answers import Answers
from bot.services.comparisons import Comparisons
from bot.services.illustrations import Illustration, Illustrations
from bot.services.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Card:
    """A layout, and the illustration whose file must be sent with it."""

    view: ui.LayoutView
    beside: Illustration | None = None


class Cards:
    """Draw the card of an outcome."""

    def __init__(
        self, answers: Answers, illustrations: Illustrations, comparisons: Comparisons
    ) -> None:
        """Take what an outcome may be shown with: topics, pictures and comparisons."""
        self._answers = answers
        self._illustrations = illustrations
        self._comparisons = comparisons

    async def of(
        self,
        outcome: Outcome,
        *,
        share: bool = False,
        kind: Kind | None = None,
        gap: bool = False,
        guild: int | None = None,
    ) -> Card:
        """Draw an outcome as a server sees it.

        Where the base does not have the answer, a kind keeps to its topics, and `gap` adds the way
        to the moderators.
        """
        comparison = self._comparisons.within(outcome, guild=guild)
        if comparison:
            return Card(draw_comparison(comparison, share=share))
        beside = await self._illustrations.beside(outcome, guild=guild)
        browse = self._answers.entries(kind, guild=guild)
        view = draw(outcome, share=share, browse=browse, gap=gap, beside=beside)
        return Card(view, beside)
