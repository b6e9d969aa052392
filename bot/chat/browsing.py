"""Browse what people ask: a select of topics, then the questions of the one that was chosen."""

import re
from collections.abc import Mapping
from typing import Any, Self

import discord
from discord import ui

from bot.chat.card import browse, card, draw_topics
from bot.chat.items import presses_of
from bot.chat.languages import Spoken
from bot.chat.limits import OPTION_LABEL, SELECT_OPTIONS
from bot.chat.text import cut
from bot.locale.speech import N_, ngettext
from bot.locale.speech import gettext as _
from bot.services.answer import Link
from bot.services.wording import TOPIC

CHOOSE = N_("Choose a question:")

ByTopic = Mapping[str, tuple[Link, ...]]


class TopicSelect(Spoken, ui.DynamicItem[ui.Select[Any]], template=r"topics\|(?P<start>[0-9]+)"):
    """Choose a topic, to see its questions."""

    def __init__(self, start: int = 0, topics: ByTopic | None = None) -> None:
        """List the topics from a number on, with how many questions each has."""
        self.start = start
        listed = list((topics or {}).items())[start : start + SELECT_OPTIONS]
        options = [
            discord.SelectOption(
                label=cut(_named(_said(topic)), OPTION_LABEL),
                value=cut(topic, OPTION_LABEL),
                description=ngettext("{n} question", "{n} questions", len(links)).format(
                    n=len(links)
                ),
            )
            for topic, links in listed
        ]
        super().__init__(
            ui.Select(
                custom_id=f"topics|{start}",
                placeholder=_("Topics"),
                # Discord refuses a select without options; one built for dispatch never shows.
                options=options or [discord.SelectOption(label="none")],
            )
        )

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Build the control again from what Discord kept."""
        return cls(int(match["start"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the questions of the topic."""
        await presses_of(interaction).topic(interaction, self.item.values[0])


def draw_questions(topics: ByTopic, topic: str | None = None) -> ui.LayoutView:
    """Draw what people ask: all at once where a select holds them, else a topic at a time."""
    links = {link.address: link for several in topics.values() for link in several}
    if len(links) <= SELECT_OPTIONS:
        return draw_topics(_("What people ask"), _(CHOOSE), links.values())
    items: list[ui.Item[Any]] = []
    if topic is not None and topic in topics:
        heading = _("What people ask: {topic}").format(topic=_said(topic))
        items.append(ui.TextDisplay(f"### {heading}\n{_(CHOOSE)}"))
        items += browse(topics[topic], _("Questions"))
    else:
        heading, n = _("What people ask"), len(links)
        by_topic = ngettext("{n} question by topic:", "{n} questions by topic:", n).format(n=n)
        items.append(ui.TextDisplay(f"### {heading}\n{by_topic}"))
    for start in range(0, len(topics), SELECT_OPTIONS):
        items.append(ui.ActionRow(TopicSelect(start, topics)))
    return card(items)


def _said(topic: str) -> str:
    """Say the one topic that the bot itself names; all others are as the base has them."""
    return _("this server") if topic == TOPIC else topic


def _named(topic: str) -> str:
    return topic[:1].upper() + topic[1:]
