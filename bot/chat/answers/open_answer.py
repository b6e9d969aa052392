"""Handle presses on the controls of an answer: open it, turn its pages, share it."""

from discord import ui

from bot.chat.answers.delivery import Delivery
from bot.chat.cards.browsing import render_questions
from bot.chat.cards.card import card, render_topics
from bot.chat.cards.illustrated import in_words
from bot.chat.cards.quotation import read_quoted_question
from bot.chat.cards.ways_on import BESIDE
from bot.chat.sending.replies import (
    Interaction,
    in_direct_message,
    may_write,
    replace_own,
    reply,
    send_text,
)
from bot.chat.ui.actions import (
    CHOICES,
    LINKS,
    NONE_FITS,
    OPEN,
    PAGE,
    PARTS,
    READ,
    SHARE,
    TOPICS,
    WORDS,
    Handler,
)
from bot.kb.model.keys import Address, Key
from bot.locale.i18n import N_, current_language
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.content.outcomes import Unknown
from bot.services.conversation.presenting import Presenter

GONE = N_("This answer is no longer in the base. Choose another topic, or ask again with /ask.")


class AnswerActions:
    """Answer presses on controls, whoever presses and however old the card is."""

    def __init__(self, answers: Answers, presenter: Presenter, delivery: Delivery) -> None:
        self._answers = answers
        self._presenter = presenter
        self._delivery = delivery

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Open answers in place of one's own card or beside it, share them, or reject all."""
        return (
            OPEN.handled_by(self._open),
            READ.handled_by(self._read),
            PAGE.handled_by(self._turn),
            PARTS.handled_by(self._open_part),
            LINKS.handled_by(self._open_link),
            TOPICS.handled_by(self._topic),
            SHARE.handled_by(self._share),
            WORDS.handled_by(self._words),
            NONE_FITS.handled_by(self._none_fits),
            CHOICES.handled_by(self._offer_again),
        )

    async def _open(self, interaction: Interaction, address: Address, page: int = 1) -> None:
        answer = self._presenter.answer(address, guild=interaction.guild_id)
        if answer is None:
            guild = interaction.guild_id
            links = self._answers.localize(
                self._answers.entries(guild=guild), current_language().name, guild=guild
            )
            await replace_own(interaction, render_topics(_("No longer here"), _(GONE), links))
        else:
            await self._delivery.open(interaction, answer, page)

    async def _turn(self, interaction: Interaction, state: tuple[Address, str, int]) -> None:
        address, _revision, number = state
        await self._open(interaction, address, number)

    async def _open_part(
        self, interaction: Interaction, state: tuple[Key, str], parts: tuple[str | None, ...]
    ) -> None:
        await self._open(interaction, Address(state[0], parts[0]))

    async def _open_link(
        self, interaction: Interaction, name: str, addresses: tuple[Address, ...]
    ) -> None:
        open_address = self._read if name == BESIDE else self._open
        await open_address(interaction, addresses[0])

    async def _read(self, interaction: Interaction, address: Address) -> None:
        answer = self._presenter.answer(address, guild=interaction.guild_id)
        if answer is None:
            await send_text(interaction, _(GONE))
        else:
            await self._delivery.read(interaction, answer)

    async def _share(self, interaction: Interaction, state: tuple[Address, str]) -> None:
        address, _revision = state
        answer = self._answers.show(address, guild=interaction.guild_id)
        if answer is None:
            await send_text(interaction, _(GONE))
        elif earlier := self._delivery.link_to_same_answer(interaction, answer):
            await send_text(interaction, _("It is already here: {link}").format(link=earlier))
        elif await may_write(interaction):
            await self._delivery.share(interaction, answer)

    async def _topic(self, interaction: Interaction, _start: int, topics: tuple[str, ...]) -> None:
        guild, language = interaction.guild_id, current_language().name
        questions = self._answers.questions(guild=guild, language=language)
        await replace_own(interaction, render_questions(questions, topics[0]))

    async def _words(self, interaction: Interaction, state: tuple[Address, int | None]) -> None:
        address, offer = state
        text = in_words(self._presenter.words(address, offer, guild=interaction.guild_id))
        if not text:
            await send_text(interaction, _(GONE))
        else:
            heading = _("What the picture shows")
            view = card([ui.TextDisplay(f"### {heading}\n{text}")])
            await reply(interaction, view, private=not in_direct_message(interaction))

    async def _none_fits(self, interaction: Interaction, _state: None) -> None:
        """Show the person who presses the ways on: topics, and the moderators."""
        question = read_quoted_question(interaction.message) or ""
        await self._delivery.replace(interaction, Unknown(question, is_refused=True))

    async def _offer_again(self, interaction: Interaction, _state: None) -> None:
        """Show the choices again that somebody found no fit among."""
        question = read_quoted_question(interaction.message) or ""
        outcome = await self._answers.ask(question, guild=interaction.guild_id)
        await self._delivery.replace(interaction, outcome)
