"""Deliver answers, to interactions and messages alike: present, render, count, send, remember."""

import dataclasses
from collections.abc import Mapping
from enum import Enum

import discord
import structlog

from bot.chat.answers.places import Below, Destination, InPlace, Response
from bot.chat.cards.rendering import render
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import delete
from bot.chat.sending.references import link_to
from bot.chat.sending.replies import Interaction, in_direct_message
from bot.chat.ui.incoming import elapsed
from bot.chat.ui.options import Audience, Show
from bot.kb.model.keys import Kind
from bot.services.answering.compare import Comparison
from bot.services.content.answer import Answer
from bot.services.content.outcomes import Closest, Found, Outcome, Unknown, WhichOne
from bot.services.conversation.last_answers import LastAnswers, Turn
from bot.services.conversation.presenting import DisplayOptions, Presentation, Presenter
from bot.services.listening.published_answers import PublishedAnswers
from bot.services.listening.usage import UsageCounter
from bot.services.ports.ledger import LedgerError
from bot.services.ports.monitoring import Monitor
from bot.services.servers.settings import Servers

_log = structlog.get_logger(__name__)

_OUTCOMES: Mapping[type[Outcome | Comparison], str] = {
    Found: "found",
    WhichOne: "which one",
    Closest: "closest",
    Unknown: "unknown",
    Comparison: "comparison",
}


class Occasion(Enum):
    """Why something is shown, which decides what is noted of it."""

    ASKED = "asked"
    """Somebody asked: it is counted, and they can go on from it."""
    OPENED = "opened"
    """Somebody opened what was offered, which was counted then; they can go on from it."""
    PASSED_ON = "passed on"
    """Somebody shows it to others."""


class Delivery:
    """Send each reader the view of an answer that is theirs, count it and remember it."""

    def __init__(
        self,
        presenter: Presenter,
        audience: Audience,
        servers: Servers,
        languages: Languages,
        usage_counter: UsageCounter,
        published: PublishedAnswers,
        last: LastAnswers,
        monitor: Monitor,
    ) -> None:
        self._presenter = presenter
        self._audience = audience
        self._servers = servers
        self._languages = languages
        self._usage_counter = usage_counter
        self._published = published
        self._last = last
        self._monitor = monitor

    async def answer(
        self,
        interaction: Interaction,
        outcome: Outcome | Comparison,
        show: Show | None = None,
        *,
        kind: Kind | None = None,
        reply_target: int | None = None,
        occasion: Occasion = Occasion.ASKED,
    ) -> None:
        """Answer an interaction, for the person alone or for everybody."""
        private = self._audience.is_private(interaction, show)
        response = Response(interaction, private)
        options = dataclasses.replace(
            self._options_at(response),
            share=private and not in_direct_message(interaction),
            reply_target=reply_target,
            kind=kind,
        )
        with self._languages.using_language_of_readers(interaction, private=private):
            await self._deliver(response, outcome, options, occasion)

    async def answer_message(self, below: Below, outcome: Outcome) -> None:
        """Answer a message, in the language that is spoken already.

        One that was edited is counted no second time.
        """
        occasion = Occasion.OPENED if below.previous else Occasion.ASKED
        await self._deliver(below, outcome, self._options_at(below), occasion)

    async def withdraw(self, message: discord.PartialMessage | discord.Message) -> None:
        """Delete an answer of the bot; raise `OutOfReachError` or `NotSentError`."""
        await delete(message)
        try:
            await self._published.forget_message(message.channel.id, message.id)
        except LedgerError as error:
            # It is gone; what would correct it finds that out.
            _log.info("answer.not_forgotten", error=str(error))

    async def open(self, interaction: Interaction, answer: Answer | Found, page: int = 1) -> None:
        """Show a page of an answer in the place of one's own card, privately under any other."""
        await self._open(interaction, InPlace(interaction), answer, page)

    async def read(self, interaction: Interaction, answer: Answer) -> None:
        """Show an answer beside the pressed card, which stays."""
        response = Response(interaction, private=not in_direct_message(interaction))
        await self._open(interaction, response, answer)

    async def replace(self, interaction: Interaction, outcome: Outcome) -> None:
        """Show an outcome in the place of one's own card; it was counted when it was asked."""
        place = InPlace(interaction)
        await self._deliver(place, outcome, self._options_at(place), Occasion.OPENED)

    async def turn(self, interaction: Interaction, comparison: Comparison, page: int) -> None:
        """Show a page of a comparison in the place of one's own card."""
        share = not in_direct_message(interaction)
        options = DisplayOptions(interaction.guild_id, share=share, page=page)
        await self._deliver(InPlace(interaction), comparison, options, Occasion.OPENED)

    async def share(
        self,
        interaction: Interaction,
        result: Answer | Found | Comparison,
        about: str | None = None,
    ) -> None:
        """Respond with it for everybody to see; `about` is the address of a message."""
        await self._pass_on(interaction, Response(interaction, private=False), result, about)

    async def reply_to(
        self, interaction: Interaction, target: int, answer: Answer | Found
    ) -> int | None:
        """Post an answer below a message; return the new message.

        Raise `OutOfReachError` or `NotSentError`.
        """
        below = Below.target(interaction, target)
        return await self._pass_on(interaction, below, answer)

    def link_to_same_answer(self, interaction: Interaction, answer: Answer) -> str | None:
        """Return the address of the newest answer of a channel, if it is the very same."""
        message = self._published.find_repeated(answer, interaction.channel_id)
        if message is None:
            return None
        return link_to(interaction.guild_id, interaction.channel_id, message)

    def _options_at(self, destination: Destination) -> DisplayOptions:
        """Choose what an outcome offers there: a server's people, if they can be asked from it."""
        return DisplayOptions(
            guild=destination.guild,
            reader=destination.only_reader,
            offer_moderators=destination.own_guild is not None,
            offer_person=self._servers.takes_questions(destination.own_guild),
        )

    async def _open(
        self,
        interaction: Interaction,
        destination: Destination,
        answer: Answer | Found,
        page: int = 1,
    ) -> None:
        options = DisplayOptions(
            guild=interaction.guild_id,
            reader=interaction.user.id,
            share=not in_direct_message(interaction),
            page=page,
        )
        result = answer if isinstance(answer, Found) else Found(answer.title, answer, 1.0)
        await self._deliver(destination, result, options, Occasion.OPENED)

    async def _pass_on(
        self,
        interaction: Interaction,
        destination: Destination,
        result: Answer | Found | Comparison,
        about: str | None = None,
    ) -> int | None:
        guild, name = interaction.guild_id, interaction.user.display_name
        options = DisplayOptions(guild, shared_by=name, about=about)
        with self._languages.using_language_of_all(interaction):
            outcome: Outcome | Comparison
            if isinstance(result, Comparison | Found):
                outcome = result
            else:
                # Whoever passes it on may read another language. Without the offer that a private
                # card may have marked: it is nobody else's business.
                answer = self._presenter.answer(result.address, guild=guild) or result
                outcome = Found(answer.title, answer, 1.0)
            return await self._deliver(destination, outcome, options, Occasion.PASSED_ON)

    async def _deliver(
        self,
        destination: Destination,
        result: Outcome | Comparison,
        options: DisplayOptions,
        occasion: Occasion,
    ) -> int | None:
        """Present, render, count, send and remember; return the id of the message."""
        presentation = await self._presenter.present(result, options)
        content = render(presentation)
        if occasion is Occasion.ASKED:
            self._count(destination, result, presentation)
        message = await destination.send(content)
        if occasion is Occasion.ASKED:
            self._monitor.record_answer(
                _OUTCOMES[type(result)], destination.asked_through, elapsed()
            )
        if not isinstance(result, Comparison):
            self._remember(destination, result, occasion, message)
        return message

    def _count(
        self, destination: Destination, result: Outcome | Comparison, presentation: Presentation
    ) -> None:
        guild, person = destination.own_guild, destination.person
        if not isinstance(result, Comparison):
            self._usage_counter.record(result, guild, person)
        self._usage_counter.record_comparison(presentation.comparison, guild, person)

    def _remember(
        self, destination: Destination, result: Outcome, occasion: Occasion, message: int | None
    ) -> None:
        """Remember for what is asked next, and for a correction if it can be reached."""
        channel, turn = destination.channel, Turn.of(result)
        # What found nothing leaves the last topic as it was.
        if channel is None or turn.address is None:
            return
        public = destination.only_reader is None
        if occasion is not Occasion.PASSED_ON:
            self._last.remember(turn, (channel, destination.person), public=public)
        if destination.is_lasting and message:
            if (
                isinstance(result, Found) and not result.pay
            ):  # a correction would put the entry in the place of the figures
                self._published.remember(result.answer, destination.own_guild, channel, message)
            self._last.remember(turn, (channel, message), public=public)
