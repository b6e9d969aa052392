"""What happens when a control is pressed: an answer is opened or shared."""

from discord import ui

from bot.chat.answering import Answering
from bot.chat.browsing import draw_questions
from bot.chat.card import card, draw_answer, draw_topics
from bot.chat.cards import Cards
from bot.chat.illustrated import in_words
from bot.chat.replies import (
    Interaction,
    in_direct_message,
    is_own,
    may_write,
    replace,
    replace_own,
    reply,
    say,
)
from bot.chat.ui.actions import LINKS, OPEN, PAGE, PARTS, READ, SHARE, TOPICS, WORDS, Handler
from bot.kb.keys import Address, Key
from bot.locale.speech import N_
from bot.locale.speech import gettext as _
from bot.services.answer import Answer
from bot.services.answers import Answers
from bot.services.illustrations import Illustrations
from bot.services.outcomes import Found

GONE = N_("This answer is no longer in the base. Choose another topic, or ask again with /ask.")


class Presses:
    """Answer presses on controls, whoever presses and however old the card is."""

    def __init__(
        self,
        answers: Answers,
        answering: Answering,
        illustrations: Illustrations,
        cards: Cards,
    ) -> None:
        self._cards = cards
        self._answers = answers
        self._answering = answering
        self._illustrations = illustrations

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Open answers in place of one's own card or beside it, and share them."""
        return (
            OPEN.handled_by(self._open_chosen),
            READ.handled_by(self._read),
            PAGE.handled_by(self._turn),
            PARTS.handled_by(self._open_part),
            LINKS.handled_by(self._open_link),
            TOPICS.handled_by(self._topic),
            SHARE.handled_by(self._share),
            WORDS.handled_by(self._words),
        )

    async def _open_chosen(self, interaction: Interaction, address: Address) -> None:
        await self._open(interaction, address)

    async def _turn(self, interaction: Interaction, state: tuple[Address, str, int]) -> None:
        address, _revision, number = state
        await self._open(interaction, address, number)

    async def _open_part(
        self, interaction: Interaction, state: tuple[Key, str], parts: tuple[str | None, ...]
    ) -> None:
        await self._open(interaction, Address(state[0], parts[0]))

    async def _open_link(
        self, interaction: Interaction, _name: str, addresses: tuple[Address, ...]
    ) -> None:
        await self._open(interaction, addresses[0])

    async def _open(self, interaction: Interaction, address: Address, page: int = 1) -> None:
        guild = interaction.guild_id
        answer = self._cards.show(address, guild=guild)
        if answer and await self._in_plain_text(interaction, answer):
            return
        can_share = not in_direct_message(interaction)
        beside = (
            await self._illustrations.of(address, guild=guild) if answer and page == 1 else None
        )
        if answer is None:
            links = self._answers.entries(guild=guild)
            view = draw_topics(_("Not here any more"), _(GONE), links)
        else:
            self._answering.opened(interaction, address)
            view = draw_answer(answer, share=can_share, number=page, beside=beside)
        if is_own(interaction) and not (interaction.message and interaction.message.content):
            await replace(interaction, view, beside)
        else:
            await reply(interaction, view, private=True, beside=beside)

    async def _in_plain_text(self, interaction: Interaction, answer: Answer) -> bool:
        """Write an answer below the pressed message, where the person wants plain text.

        A card cannot become plain text, nor plain text a card, where it stands.
        """
        reader, found = interaction.user.id, Found(answer.title, answer, 1.0)
        card = self._cards.plainly(found, reader, guild=interaction.guild_id)
        if card is None:
            return False
        self._answering.opened(interaction, answer.address)
        private = not in_direct_message(interaction)
        await reply(interaction, card.view, private=private, text=card.text)
        return True

    async def _share(self, interaction: Interaction, state: tuple[Address, str]) -> None:
        address, _revision = state
        answer = self._answers.show(address, guild=interaction.guild_id)
        if answer is None:
            await say(interaction, _(GONE))
        elif earlier := self._answering.repeated(interaction, answer):
            await say(interaction, _("It stands here already: {link}").format(link=earlier))
        elif await may_write(interaction):
            # Without the offer that a private card may have marked: it is nobody else's business.
            card = await self._cards.shared(interaction, answer)
            message = await reply(interaction, card.view, private=False, beside=card.beside)
            self._answering.remember(interaction, answer, message)

    async def _topic(self, interaction: Interaction, _start: int, topics: tuple[str, ...]) -> None:
        questions = self._answers.questions(guild=interaction.guild_id)
        await replace_own(interaction, draw_questions(questions, topics[0]))

    async def _read(self, interaction: Interaction, address: Address) -> None:
        guild = interaction.guild_id
        answer = self._cards.show(address, guild=guild)
        if answer is None:
            await say(interaction, _(GONE))
            return
        if await self._in_plain_text(interaction, answer):
            return
        self._answering.opened(interaction, address)
        beside = await self._illustrations.of(address, guild=guild)
        private = not in_direct_message(interaction)
        view = draw_answer(answer, share=private, beside=beside)
        await reply(interaction, view, private=private, beside=beside)

    async def _words(self, interaction: Interaction, state: tuple[Address, int | None]) -> None:
        address, offer = state
        guild = interaction.guild_id
        said = in_words(self._illustrations.lines(address, offer, guild=guild))
        if not said:
            await say(interaction, _(GONE))
        else:
            heading = _("What the picture shows")
            view = card([ui.TextDisplay(f"### {heading}\n{said}")])
            await reply(interaction, view, private=not in_direct_message(interaction))
