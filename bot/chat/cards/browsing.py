"""Browse what people ask: a select of topics, then the questions of the one that was chosen."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from discord import ui

from bot.chat.cards.card import card, render_topics
from bot.chat.cards.ways_on import drawers
from bot.chat.sending.limits import OPTION_LABEL, SELECT_OPTIONS
from bot.chat.sending.text import cut
from bot.chat.ui.actions import TOPICS
from bot.chat.ui.controls import Option, select
from bot.locale.i18n import N_, bracketed, capitalized, ngettext
from bot.locale.i18n import gettext as _
from bot.services.answering.browsing import OWN_TOPIC, by_subject
from bot.services.content.answer import Link

CHOOSE = N_("Choose a question:")

ByTopic = Mapping[str, tuple[Link, ...]]


def topic_select(start: int, topics: ByTopic, *, is_chosen: bool = False) -> ui.Item[Any]:
    """Render a select of topics from a number on, with how many questions each has.

    If a topic `is_chosen`, it stands below the questions of that one.
    """
    shown_topics = list(topics.items())[start : start + SELECT_OPTIONS]
    name = _("More topics") if start else _("Topics")
    if is_chosen:
        name = _("Change topic: more") if start else _("Change topic")
    return select(
        TOPICS, start, name, (_option(topic, len(links)) for topic, links in shown_topics)
    )


def _option(topic: str, count: int) -> Option[str]:
    many = ngettext("{n} question", "{n} questions", count).format(n=count)
    return Option(cut(topic, OPTION_LABEL), topic_name(topic), many)


def render_questions(topics: ByTopic, topic: str | None = None) -> ui.LayoutView:
    """Render what people ask: all at once if a select holds them, else a topic at a time."""
    links = {link.address: link for several in topics.values() for link in several}
    if len(links) <= SELECT_OPTIONS:
        return render_topics(_("What people ask"), _(CHOOSE), links.values())
    items: list[ui.Item[Any]] = []
    if topic is not None and topic in topics:
        heading = _("What people ask: {topic}").format(topic=_topic_label(topic))
        items.append(ui.TextDisplay(f"### {heading}\n{_(CHOOSE)}"))
        items += islice(_question_selects(topics, topic), MOST_DRAWERS)
    else:
        heading = _("What people ask")
        fullest = list(topics)[:SHOWN_TOPICS]
        lines = (f"- {bracketed(topic_name(topic), len(topics[topic]))}" for topic in fullest)
        text = "\n".join((f"### {heading}", _by_topic(topics, len(links)), *lines))
        items.append(ui.TextDisplay(text))
    for start in range(0, len(topics), SELECT_OPTIONS):
        items.append(ui.ActionRow(topic_select(start, topics, is_chosen=topic in topics)))
    return card(items)


def _question_selects(topics: ByTopic, topic: str) -> Iterator[ui.Item[Any]]:
    """Yield selects of the questions of a topic; of more than one holds, by their subject."""
    if len(topics[topic]) <= SELECT_OPTIONS:
        yield from drawers("questions", _("Questions"), topics[topic])
        return
    for number, (subject, links) in enumerate(by_subject(topics, topic).items()):
        # Translators: questions of no subject that has a list of its own.
        # Without a count: most subjects have more questions, below other topics.
        name = topic_name(subject) if subject else _("Other")
        ordered = sorted(links, key=lambda link: link.title.casefold())
        yield from drawers(f"questions-{number}", name, ordered)


def _by_topic(topics: ByTopic, n: int) -> str:
    """State how many questions there are: fewer than the topics add up to if some share one."""
    if sum(map(len, topics.values())) > n:
        return _("{n} questions by topic, some in several:").format(n=n)
    return ngettext("{n} question by topic:", "{n} questions by topic:", n).format(n=n)


def _topic_label(topic: str) -> str:
    """Translate the one topic that the bot itself names; all others come from the base."""
    return _("this server") if topic == OWN_TOPIC else _(topic)


def topic_name(topic: str) -> str:
    """Name a topic in the language spoken, as a line of its own."""
    label = _topic_label(topic)
    # A code such as `h-1b` is written in capitals.
    return label.upper() if any(map(str.isdigit, label)) else capitalized(label)


MOST_DRAWERS = 12
"""Selects of questions on one card."""

SHOWN_TOPICS = 6
"""Topics listed above the selects, the fullest ones: so there is something to read."""

TOPIC_NAMES = (
    N_("applications"),
    N_("benefits"),
    N_("cities"),
    N_("companies"),
    N_("costs"),
    N_("degrees"),
    N_("employers"),
    N_("family"),
    N_("green card"),
    N_("interviews"),
    N_("job loss"),
    N_("job market"),
    N_("jobs"),
    N_("lottery"),
    N_("money"),
    N_("offers"),
    N_("pay"),
    N_("roles"),
    N_("safety"),
    N_("scams"),
    N_("skills"),
    N_("students"),
    N_("travel"),
    N_("visas"),
)
"""Topics of the shared base, for the catalogs; codes such as `h-1b` are the same everywhere."""
