"""Watch answers: ask to be told, be told what changed, stop it again."""

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.chat.announcements.telling import PersonTellingCog
from bot.chat.answers.open_answer import GONE
from bot.chat.cards.card import CHANGED, card, warning_lines
from bot.chat.members.watched import is_member
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import Content, tell
from bot.chat.sending.replies import Interaction, note_done, replace_own, reply, send_text
from bot.chat.sending.text import cut, cut_at_word, quoted, rest_bullet
from bot.chat.ui.actions import (
    OPEN_LISTED,
    OPEN_WATCHED,
    UNWATCH,
    UNWATCH_ALL,
    UNWATCH_ONE,
    WATCH,
    Handler,
)
from bot.chat.ui.controls import Option, button, select
from bot.chat.ui.moderators import in_own_server
from bot.kb.model.keys import Address
from bot.locale.i18n import N_, ngettext, using_language
from bot.locale.i18n import gettext as _
from bot.services.conversation.preferences import Preferences
from bot.services.listening.watching import MOST_WATCHES, AnswerWatches, Change, TooManyError
from bot.services.ports.records import NO_GUILD, Watch
from bot.services.servers.leases import Leases

WATCHED = N_(
    "I'll tell you by direct message when “{title}” changes or is taken down. /my watches shows "
    "what you watch and stops it; so does writing “stop” to me."
)
NONE = N_("You aren't watching any answers. **Tell me if it changes** is below each of them.")
CLOSED = N_(
    "⚠️ Your direct messages were closed, so nothing is sent anymore. Open them for me, and press "
    "**Tell me if it changes** again."
)
STOPPED = N_("I won't tell you about this answer anymore.")

MOST_SAID, MOST_BEFORE = 1500, 240
"""Characters of what is said now, and of what was: the new is what matters."""


class Watches(PersonTellingCog[Change]):
    """Manage watches, and tell people when a watched answer changes.

    A minute passes between two looks, in which a moderator can mend a mistake before it is told.
    """

    def __init__(
        self,
        watches: AnswerWatches,
        preferences: Preferences,
        languages: Languages,
        leases: Leases,
        client: discord.Client,
    ) -> None:
        self._watches = watches
        self._preferences = preferences
        self._languages = languages
        super().__init__(watches, leases, client, "watch")

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Watch and stop watching, for the person who presses alone."""
        return (
            WATCH.handled_by(self._watch),
            UNWATCH.handled_by(self._stop),
            UNWATCH_ONE.handled_by(self._stop_listed),
            UNWATCH_ALL.handled_by(self._stop_all),
        )

    async def show(self, interaction: Interaction) -> None:
        """List what the person watches."""
        await reply(interaction, await self._render_list(interaction.user.id), private=True)

    async def _try(self, one: Change) -> bool:
        watch, isolation = one.watch, self._watches.isolation
        subject, attempted = (watch.user, watch.guild, watch.address), False
        if not isolation.ready(subject) or self._is_out_of_sight(watch.guild):
            return False
        with isolation.attempt(subject, guild=watch.guild):
            attempted = await super()._try(one)
        # A message that failed may have reached Discord, so it counts as well.
        return attempted or isolation.is_failing(subject)

    async def _send(self, one: Change) -> None:
        watch = one.watch
        # Whoever left is told nothing more of a server.
        if watch.guild != NO_GUILD and not await is_member(self._client, watch.guild, watch.user):
            await self._watches.stop(watch.user, watch.guild, watch.address)
            return
        with using_language(self._languages.by_name(watch.locale)):
            plain = self._preferences.wants_plain(watch.user)
            content = Content(self._render_change(one), plain=plain)
            await tell(self._client, watch.user, content, one.name)

    async def _give_up(self, one: Change) -> None:
        await self._watches.close(one.watch.user)

    def _is_out_of_sight(self, guild: int) -> bool:
        """Return whether a server removed the bot, or is down: what is its own stays there."""
        return guild != NO_GUILD and self._client.get_guild(guild) is None

    def _render_change(self, change: Change) -> ui.LayoutView:
        watch, answer = change.watch, change.answer
        server = self._client.get_guild(watch.guild) if watch.guild != NO_GUILD else None
        if answer is None:
            return card([ui.TextDisplay(_render_end(self._watches.title_of(watch), server))])
        heading = _("Changed: {title}").format(title=quoted(answer.title))
        why = _("You asked to be told.")
        if server and not answer.authorship:
            why = _("You asked to be told. It changed in the server {server}.")
            why = why.format(server=quoted(server.name))
        opening = (f"### {heading}", f"-# {why}", *warning_lines(answer))
        items: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(opening))]
        for title, lines, most in (
            (_("Now"), change.new, MOST_SAID),
            (_("Before"), change.former, MOST_BEFORE),
        ):
            if lines:
                said = "\n".join((f"**{title}**", *_whole_lines(lines, most)))
                items.append(ui.TextDisplay(said))
        state = (watch.guild, watch.address)
        row = ui.ActionRow[Any](
            button(OPEN_WATCHED, state, _("Open the answer"), discord.ButtonStyle.primary),
            button(UNWATCH, state, _("Stop watching")),
        )
        return card([*items, row], CHANGED)

    async def _watch(self, interaction: Interaction, address: Address) -> None:
        guild = interaction.guild_id if in_own_server(interaction) else None
        person, locale = interaction.user.id, interaction.locale.value
        try:
            answer = await self._watches.watch(person, guild or NO_GUILD, address, locale)
        except TooManyError:
            await send_text(interaction, _too_many())
        else:
            note_done(interaction)
            text = _(WATCHED).format(title=quoted(answer.title)) if answer else _(GONE)
            await send_text(interaction, text)

    async def _stop(self, interaction: Interaction, place: tuple[int, Address]) -> None:
        await self._watches.stop(interaction.user.id, *place)
        note_done(interaction)
        await send_text(interaction, _(STOPPED))

    async def _stop_listed(
        self, interaction: Interaction, _state: None, places: tuple[tuple[int, Address], ...]
    ) -> None:
        for place in places:
            await self._watches.stop(interaction.user.id, *place)
        await self._show_again(interaction)

    async def _stop_all(self, interaction: Interaction, _state: None) -> None:
        await self._watches.stop_all(interaction.user.id)
        await self._show_again(interaction)

    async def _show_again(self, interaction: Interaction) -> None:
        note_done(interaction)
        await replace_own(interaction, await self._render_list(interaction.user.id))

    async def _render_list(self, person: int) -> ui.LayoutView:
        watched = await self._watches.of(person)
        if not watched:
            return card([ui.TextDisplay(_(NONE))])
        heading = _("Answers you watch")
        lines = [f"- {self._watch_line(one, title)}" for one, title in watched]
        closed_notes = [_(CLOSED)] if any(one.closed for one, _title in watched) else []
        why = _("I write to you when one changes or is taken down.")
        text = "\n".join((f"### {heading}", f"-# {why}", *lines, *closed_notes))
        choices = [Option((one.guild, one.address), title) for one, title in watched]
        stop_one = select(UNWATCH_ONE, None, _("Stop watching…"), choices)
        stop_all = button(UNWATCH_ALL, None, _("Stop watching all"))
        rows = (select(OPEN_LISTED, None, _("Open an answer…"), choices), stop_one, stop_all)
        return card([ui.TextDisplay(text), *map(ui.ActionRow[Any], rows)])

    def _watch_line(self, watch: Watch, title: str) -> str:
        server = self._client.get_guild(watch.guild) if watch.guild != NO_GUILD else None
        if server is None:
            return quoted(title, 50)
        text = _("{title} (server “{server}”)")
        return text.format(title=quoted(title, 50), server=cut(quoted(server.name), 40))


def _whole_lines(lines: Sequence[str], most: int) -> Iterator[str]:
    """Yield lines as bullets, whole as long as there is room, then how many are left out."""
    for at, line in enumerate(lines):
        most -= len(line)
        if most < 0 and at:
            yield rest_bullet(len(lines) - at)
            return
        yield f"- {cut_at_word(line.removeprefix('- '), MOST_SAID)}"


def _render_end(name: str, server: discord.Guild | None) -> str:
    heading = _("No longer there")
    text = _("“{answer}” was taken down.")
    if server:
        text = _("“{answer}” was taken down in {server}.")
    where = quoted(server.name) if server else ""
    return f"### {heading}\n{text.format(answer=quoted(name), server=where)}"


def _too_many() -> str:
    text = ngettext(
        "You watch {n} answer, and that is the most. /my watches stops some.",
        "You watch {n} answers, and that is the most. /my watches stops some.",
        MOST_WATCHES,
    )
    return text.format(n=MOST_WATCHES)
