"""Browse what people ask: a select of topics, then the questions of the one that was chosen."""

from collections.abc import Mapping
from typing import Any

from discord import ui

from bot.chat.cards.card import card, render_topics
from bot.chat.cards.ways_on import browse
from bot.chat.sending.limits import OPTION_LABEL, SELECT_OPTIONS
from bot.chat.sending.text import cut
from bot.chat.ui.actions import TOPICS
from bot.chat.ui.controls import Option, select
from bot.locale.i18n import N_, ngettext
from bot.locale.i18n import gettext as _
from bot.services.content.answer import Link
from bot.services.editing.entry_fields import TOPIC

CHOOSE = N_("Choose a question:")

ByTopic = Mapping[str, tuple[Link, ...]]


def topic_select(start: int, topics: ByTopic) -> ui.Item[Any]:
    """Render a select of topics from a number on, with how many questions each has."""
    listed = list(topics.items())[start : start + SELECT_OPTIONS]
    return select(
        TOPICS, start, _("Topics"), (_option(topic, len(links)) for topic, links in listed)
    )


def _option(topic: str, count: int) -> Option[str]:
    many = ngettext("{n} question", "{n} questions", count).format(n=count)
    return Option(cut(topic, OPTION_LABEL), _named(_said(topic)), many)


def render_questions(topics: ByTopic, topic: str | None = None) -> ui.LayoutView:
    """Render what people ask: all at once if a select holds them, else a topic at a time."""
    links = {link.address: link for several in topics.values() for link in several}
    if len(links) <= SELECT_OPTIONS:
        return render_topics(_("What people ask"), _(CHOOSE), links.values())
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
        items.append(ui.ActionRow(topic_select(start, topics)))
    return card(items)


def _said(topic: str) -> str:
    """Say the one topic that the bot itself names; all others are as the base has them."""
    return _("this server") if topic == TOPIC else topic


def _named(topic: str) -> str:
    return topic[:1].upper() + topic[1:]
