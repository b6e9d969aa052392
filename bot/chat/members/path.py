"""Walk a path by buttons: `/path`. All that is known of a walk stands in the buttons themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from discord import app_commands, ui
from discord.ext import commands

from bot.chat.cards.card import AMBER, CALM, card
from bot.chat.cards.small_print import SOME_IN_ENGLISH
from bot.chat.cards.ways_on import BESIDE, link_select, open_button
from bot.chat.sending.replies import Interaction, in_direct_message, replace_own, reply, send_text
from bot.chat.sending.text import cut_at_word
from bot.chat.ui.actions import PATH, PATH_MORE, Handler
from bot.chat.ui.controls import button
from bot.kb.model.paths import End, LastQuestion, Question
from bot.locale.i18n import N_, day, listed
from bot.locale.i18n import gettext as _
from bot.services.answering.guidance import Guidance, Stop
from bot.services.content.answer import Link

NO_PATH = N_("There is no path in the base. Ask with /ask, or look a visa up with /visa.")

CHANGED = N_("The questions have changed since: here is the first one again.")

NO_PROMISE = N_(
    "Only an authority or a lawyer who knows your case can say whether you qualify. General "
    "information, not legal advice."
)


ASKED = 40
"""Characters of a question that is repeated: with its answer two lines of a phone."""

READ_FIRST = 3
"""Answers at an end that have a button each; the others share a select."""


class Paths(commands.Cog):
    """Find visas worth reading about by answering questions."""

    def __init__(self, guidance: Guidance) -> None:
        self._guidance = guidance

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Go to a place on a path, forward by a choice or back, or read on at its end."""
        return (PATH.handled_by(self._go), PATH_MORE.handled_by(self._read_on))

    @app_commands.command(description="Which visas could fit me? A few questions, nothing is kept.")
    async def path(self, interaction: Interaction) -> None:
        """Ask the first question, for the person alone."""
        stop = self._guidance.start(guild=interaction.guild_id)
        if stop is None:
            await send_text(interaction, _(NO_PATH))
            return
        await reply(interaction, render_stop(stop), private=not in_direct_message(interaction))

    async def _go(self, interaction: Interaction, place: tuple[str, str, str]) -> None:
        await self._show(interaction, place)

    async def _read_on(self, interaction: Interaction, place: tuple[str, str, str]) -> None:
        await self._show(interaction, place, more=True)

    async def _show(
        self, interaction: Interaction, place: tuple[str, str, str], *, more: bool = False
    ) -> None:
        path, revision, trail = place
        stop = self._guidance.stop_at(path, revision, trail, guild=interaction.guild_id)
        if stop is None:
            await send_text(interaction, _(NO_PATH))
        else:
            await replace_own(interaction, render_stop(stop, more=more))


def render_stop(stop: Stop, *, more: bool = False) -> ui.LayoutView:
    """Render a question with its choices, or an end with what to read; `more` is its second page.

    That holds what to prepare, what to ask a lawyer, and the way there.
    """
    items: list[ui.Item[Any]]
    match stop.here:
        case Question():
            items = [*_question(stop, stop.here)]
        case End() if more:
            items = [*_rest(stop, stop.here)]
        case End():
            items = [*_end(stop, stop.here)]
    if stop.overdue:
        items.insert(0, ui.TextDisplay(f"⚠️ {stop.overdue}"))
    if ways := list(_other_ways(stop, more=more)):
        items.append(ui.ActionRow(*ways))
    return card(items, AMBER if stop.overdue else CALM)


def _doubts(stop: Stop) -> Iterator[str]:
    """Yield what is due of the answers that a path leads to: each says it itself once opened."""
    for caveat, links in stop.in_doubt.items():
        titles = listed(f"“{link.title}”" for link in links)
        yield "-# ⚠️ " + _("In {answers}: {warning}").format(answers=titles, warning=caveat)


def _question(stop: Stop, question: Question) -> Iterator[ui.Item[Any]]:
    if stop.restarted:
        yield ui.TextDisplay(_(CHANGED))
    if not stop.trail:
        yield ui.TextDisplay(_beginning(stop))
    note = f"\n-# {question.note}" if question.note else ""
    number = len(stop.trail) + 1
    is_last = number == stop.most
    text = (
        _("Question {number} of {count}") if is_last else _("Question {number} of at most {count}")
    )
    progress = text.format(number=number, count=stop.most)
    yield ui.TextDisplay(f"-# {progress}\n### {question.ask}{note}")
    if isinstance(question, LastQuestion) and question.lists:
        yield from _lists(question, stop)
    for digit, choice in enumerate(question.choices):
        place = (stop.path, stop.revision, f"{stop.trail}{digit}")
        yield ui.ActionRow(button(PATH, place, choice.label))
    yield from _way(stop)
    for link in stop.read:
        # Below all else, and called reading: it is none of the choices.
        to_read = _("Read: {title}").format(title=link.title)
        yield ui.ActionRow(open_button(replace(link, title=to_read)))


def _lists(question: LastQuestion, stop: Stop) -> Iterator[ui.Item[Any]]:
    """Render each list below a bold heading, then of which day they are."""
    for one in question.lists:
        yield ui.TextDisplay(f"-# **{one.heading}**\n-# {one.countries}")
    yield ui.TextDisplay("-# " + _("As of {day}").format(day=day(stop.reviewed)))


def _end(stop: Stop, end: End) -> Iterator[ui.Item[Any]]:
    yield ui.TextDisplay(f"## {end.title}\n{end.say}")
    yield from _reading(stop.read)
    if doubts := list(_doubts(stop)):
        yield ui.TextDisplay("\n".join(doubts))
    yield ui.Separator()
    reviewed = _("This guide was reviewed on {day}.").format(day=day(stop.reviewed))
    yield ui.TextDisplay("\n".join(f"-# {line}" for line in (reviewed, _(NO_PROMISE))))


def _rest(stop: Stop, end: End) -> Iterator[ui.Item[Any]]:
    yield ui.TextDisplay(f"### {end.title}")
    yield ui.TextDisplay(_titled_list(_("What to prepare"), end.prepare))
    yield ui.TextDisplay(_titled_list(_("What to ask a lawyer"), end.ask))
    yield from _way(stop)


def _reading(links: Sequence[Link]) -> Iterator[ui.Item[Any]]:
    """Render what to read: first what fits best, then a select of all else."""
    first = [open_button(link, primary=not at) for at, link in enumerate(links[:READ_FIRST])]
    if first:
        yield ui.ActionRow(*first)
    if more := links[READ_FIRST:]:
        yield ui.ActionRow(link_select(BESIDE, _("Also worth reading"), more))


def _beginning(stop: Stop) -> str:
    text = f"### {stop.title}\n{stop.intro}"
    return text if stop.is_translated else f"{text}\n-# {_(SOME_IN_ENGLISH)}"


def _way(stop: Stop) -> Iterator[ui.Item[Any]]:
    """Write what was asked and chosen so far."""
    if stop.choices_made:
        said = (f"-# {cut_at_word(ask, ASKED)} **{label}**" for ask, label in stop.choices_made)
        heading = _("So far:")
        yield ui.TextDisplay("\n".join((f"-# {heading}", *said)))


def _titled_list(title: str, lines: tuple[str, ...]) -> str:
    return "\n".join((f"**{title}**", *(f"- {line}" for line in lines)))


def _other_ways(stop: Stop, *, more: bool) -> Iterator[ui.Item[Any]]:
    here = (stop.path, stop.revision, stop.trail)
    if more:
        yield button(PATH, here, _("Back"))
        return
    if isinstance(stop.here, End):
        yield button(PATH_MORE, here, _("What to prepare and ask"))
    if stop.trail:
        yield button(PATH, (stop.path, stop.revision, stop.trail[:-1]), _("Back"))
    if len(stop.trail) > 1:
        yield button(PATH, (stop.path, stop.revision, ""), _("Start again"))
