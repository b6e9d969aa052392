"""List what people ask by topic, for those who would rather look than type."""

from collections.abc import Mapping

from bot.kb.entries import Faq
from bot.kb.keys import Address, Kind
from bot.kb.library import Library
from bot.services.answer import Link, title


def questions_by_topic(library: Library) -> Mapping[str, tuple[Link, ...]]:
    """List questions by topic, the topics with most of them first; one may stand under several."""
    found: dict[str, list[Link]] = {}
    for entry in library.of_kind(Kind.FAQ):
        for topic in entry.topics if isinstance(entry, Faq) else ():
            found.setdefault(topic, []).append(Link(Address(entry.key), title(entry)))
    ordered = sorted(found, key=lambda topic: (-len(found[topic]), topic))
    return {topic: tuple(found[topic]) for topic in ordered}
