"""Ask a person: a button, a form and, in a direct message, a choice of server before it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import discord

from bot.chat.announcements.notices import Notices
from bot.chat.cards.quotation import read_quoted_question
from bot.chat.handoffs.cards import (
    NO_SERVER,
    QUESTION,
    render_handoff,
    render_servers,
    who_can_help,
)
from bot.chat.sending.failures import RefusedError, confirm, parse_state
from bot.chat.sending.limits import SELECT_OPTIONS
from bot.chat.sending.outgoing import OutOfReachError, deliver, find_member
from bot.chat.sending.rates import Rate
from bot.chat.sending.references import link_to, link_to_channel
from bot.chat.sending.replies import (
    Interaction,
    in_direct_message,
    open_form,
    reply,
    send_text,
)
from bot.chat.ui.actions import PERSON, PERSON_AT, Handler
from bot.chat.ui.codecs import ID, optional
from bot.chat.ui.drafts import Submission
from bot.chat.ui.forms import Field, render_form
from bot.chat.ui.moderators import in_own_server
from bot.kb.checking.safety import tidy
from bot.kb.model.keys import Address
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.inbox.handoffs import Handoffs
from bot.services.masking.mask import mask
from bot.services.ports.clock import Clock
from bot.services.ports.handoffs import MOST_HANDOFFS
from bot.services.ports.shards import Shards
from bot.services.servers.settings import Servers

MOST_SENT, MOST_PRESSED, WITHIN = 5, 20, timedelta(hours=1)
"""Questions that one person sends, and how often they may look for servers, which asks Discord."""

MOST_LOOKED_AT, AT_ONCE = 100, 10
"""Servers with an inbox in which somebody is looked for: each takes a request to Discord."""

SENT = N_(
    "The moderators of {server} see your question now, without your name. Their reply comes by "
    "direct message, once. /my forget takes it back."
)
SENT_HERE = N_(
    "The moderators of {server} see your question now, without your name. Their reply comes here, "
    "once, and mentions you. /my forget takes it back."
)
TOO_OFTEN = N_("You have asked moderators several times in the last hour. Please try again later.")
TOO_MANY = N_(
    "{n} of your questions wait there already. Please wait for the replies, or use /my forget."
)
EMPTY = N_("Write the question that a person should answer.")
NO_MEMBER = N_("You are not in that server, or I am no longer there. Choose another one.")

ABOUT = optional(ID)
"""What the form is about: the server that was chosen; nothing for the one it is filled in."""

YES, NO, HERE, DIRECT = "yes", "no", "here", "direct"


@dataclass(frozen=True, slots=True)
class _Wishes:
    """How its asker wants a question passed on."""

    link: str = ""
    channel: int | None = None


class HandoffForm:
    """Bring members' questions to the moderators of a server."""

    name = "p"

    def __init__(
        self,
        *,
        handoffs: Handoffs,
        answers: Answers,
        servers: Servers,
        notices: Notices,
        shards: Shards,
        clock: Clock,
        client: discord.Client,
    ) -> None:
        self._handoffs = handoffs
        self._answers = answers
        self._servers = servers
        self._notices = notices
        self._shards = shards
        self._client = client
        self._sent = Rate(MOST_SENT, WITHIN, clock)
        self._pressed = Rate(MOST_PRESSED, WITHIN, clock)

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Open the form, or the choice of a server; for everybody."""
        return (PERSON.handled_by(self._ask), PERSON_AT.handled_by(self._ask_at))

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form."""
        return _("Ask a person")

    def fields(self, about: str) -> tuple[Field, ...]:
        """Ask for the question and, in the server itself, how it is handed on."""
        hint = _("Moderators read it without your name; leave out names and case numbers")
        question = Field("question", _("Your question"), hint, long=True, most=QUESTION)
        return (question,) if about else (question, *_request_fields())

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Accept a question, if its asker is in that server and it has an inbox."""
        chosen = parse_state(ABOUT.read, submission.about)
        server = await self._server(interaction, chosen)
        question = " ".join(mask(tidy(submission.fields.get("question", ""))).split())
        if not question:
            raise RefusedError(_(EMPTY))
        wishes = _Wishes() if chosen else _wishes(interaction, submission.fields)
        await self._hand_on(interaction, server, question[:QUESTION], wishes)

    async def _server(self, interaction: Interaction, chosen: int | None) -> discord.Guild:
        """Find the server that is asked; raise `RefusedError` if nobody could reply there."""
        own = interaction.guild_id if in_own_server(interaction) else None
        server = await self._find(chosen or own or 0)
        if server is None or (chosen and not await find_member(server, interaction.user.id)):
            raise RefusedError(_(NO_MEMBER))
        settings = self._servers.of(server.id)
        if not settings.inbox_channel:
            raise RefusedError(who_can_help(settings))
        return server

    async def _hand_on(
        self, interaction: Interaction, server: discord.Guild, question: str, wishes: _Wishes
    ) -> None:
        with self._sent.counting_one(interaction.user.id) as allowed:
            if not allowed:
                raise RefusedError(_(TOO_OFTEN))
            handoff = await self._handoffs.ask(
                question,
                server.id,
                interaction.user.id,
                str(interaction.id),
                link=wishes.link,
                channel=wishes.channel,
                locale=interaction.locale.value,
            )
            if handoff is None:
                raise RefusedError(_(TOO_MANY).format(n=MOST_HANDOFFS))
        text = _(SENT_HERE) if handoff.channel else _(SENT)
        sentence = text.format(server=server.name)
        await confirm(interaction, lambda: send_text(interaction, sentence))
        await self._notices.post_item(handoff, lambda: render_handoff(handoff), server=server)

    async def _ask(self, interaction: Interaction, address: Address | None) -> None:
        question = self._question(interaction, address)
        if not in_own_server(interaction):
            await self._choose_server(interaction, question)
            return
        settings = self._servers.of(interaction.guild_id)
        if not settings.inbox_channel:
            await send_text(interaction, who_can_help(settings))
            return
        filled_in = {"question": question, "link": NO, "place": DIRECT}
        await open_form(interaction, render_form(self, "", 0, filled_in))

    async def _ask_at(
        self, interaction: Interaction, _state: None, chosen: tuple[int, ...]
    ) -> None:
        # Whether they are in that server is asked when the form is submitted: looking takes longer
        # than a form may take to open, and anybody can send the number of any server.
        filled_in = {"question": read_quoted_question(interaction.message) or ""}
        await open_form(interaction, render_form(self, ABOUT.write(chosen[0]), 0, filled_in))

    async def _choose_server(self, interaction: Interaction, question: str) -> None:
        if not self._pressed.allows(interaction.user.id):
            await send_text(interaction, _(TOO_OFTEN))
            return
        shared = await self._shared_servers(interaction.user.id)
        if not shared:
            await send_text(interaction, _(NO_SERVER))
            return
        private = not in_direct_message(interaction)
        await reply(interaction, render_servers(question, shared), private=private)

    async def _shared_servers(self, person: int) -> Sequence[discord.Guild]:
        """List the servers with an inbox that somebody is in, as many as a select takes."""
        few_at_once = asyncio.Semaphore(AT_ONCE)

        async def shared(guild: int) -> discord.Guild | None:
            async with few_at_once:
                server = await self._find(guild)
                return server if server and await find_member(server, person) else None

        known = [one for one in self._servers.with_inbox() if self._may_be_there(one)]
        is_member = await asyncio.gather(*map(shared, known[:MOST_LOOKED_AT]))
        return [server for server in is_member if server][:SELECT_OPTIONS]

    def _may_be_there(self, guild: int) -> bool:
        """Return whether a server may have the bot: of its own shards a process knows."""
        return not self._shards.have(guild) or self._client.get_guild(guild) is not None

    async def _find(self, guild: int) -> discord.Guild | None:
        """Find a server that has the bot; Discord is asked for one that another process sees.

        Direct messages come to one process alone.
        """
        if self._shards.have(guild):
            return self._client.get_guild(guild)
        try:
            return await deliver(lambda: self._client.fetch_guild(guild, with_counts=False))
        except OutOfReachError:
            return None

    def _question(self, interaction: Interaction, address: Address | None) -> str:
        """Find what to fill in: the question on the card, or the title of an answer."""
        if address is None:
            return read_quoted_question(interaction.message) or ""
        guild = interaction.guild_id if in_own_server(interaction) else None
        answer = self._answers.show(address, guild=guild)
        return answer.title if answer else ""


def _request_fields() -> tuple[Field, ...]:
    return (
        Field(
            "place",
            _("Where should the reply go?"),
            options=(
                (DIRECT, _("To me, by direct message")),
                (HERE, _("Here, for all to read, with your name")),
            ),
        ),
        Field(
            "link",
            _("May moderators see where you asked?"),
            _("A link may show them who you are"),
            options=((NO, _("No")), (YES, _("Yes, with a link"))),
        ),
    )


def _wishes(interaction: Interaction, fields: Mapping[str, str]) -> _Wishes:
    here = interaction.channel_id if fields.get("place") == HERE else None
    return _Wishes(_link(interaction) if fields.get("link") == YES else "", here)


def _link(interaction: Interaction) -> str:
    """Link to where somebody asked: the pressed card if others see it, else the channel."""
    guild, channel, pressed = interaction.guild_id, interaction.channel_id, interaction.message
    if pressed is None or pressed.flags.ephemeral:
        return link_to_channel(guild, channel)
    return link_to(guild, channel, pressed.id)
