"""List what people ask by topic, for those who would rather look than type."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.kb.model.entries import Entry, Faq, title
from bot.kb.model.keys import Address, Kind
from bot.kb.reading.library import Library
from bot.locale.i18n import capitalized
from bot.services.content.answer import Link

OWN_TOPIC = "this server"
"""The topic of every question that a server answers for itself."""


MOST_SUBJECTS, FEWEST_QUESTIONS = 7, 4
"""Subjects that the questions of one topic are divided by, and questions of each."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How much there is, and how new."""

    answers: int
    """Entries and their sections, each of which answers by itself."""
    newest_review: date
    last_change: date | None
    """The day of the server's newest change; None if it has changed nothing."""


def questions_by_topic(library: Library) -> Mapping[str, tuple[Link, ...]]:
    """List questions by topic: the server's own first, then those with most of them.

    A question may stand under several.
    """
    result: dict[str, list[Link]] = {}
    for entry in library.of_kind(Kind.FAQ):
        for topic in entry.topics if isinstance(entry, Faq) else ():
            result.setdefault(topic, []).append(Link(Address(entry.key), title(entry)))
    ordered = sorted(result, key=lambda topic: (topic != OWN_TOPIC, -len(result[topic]), topic))
    return {topic: tuple(result[topic]) for topic in ordered}


def by_subject(
    topics: Mapping[str, tuple[Link, ...]], topic: str
) -> Mapping[str | None, tuple[Link, ...]]:
    """Divide the questions of a topic by what else each is about, the fullest subject first.

    The subject of a question is its other topic that has the fewest questions: that says most.
    None is for the questions of no subject, or of one with few.
    """
    others_of = {one: frozenset(links) for one, links in topics.items() if one != topic}
    found: dict[str | None, list[Link]] = {}
    for link in topics[topic]:
        others = [one for one, links in others_of.items() if link in links]
        subject = min(others, key=lambda one: (len(topics[one]), one), default=None)
        found.setdefault(subject, []).append(link)
    named = sorted(filter(None, found), key=lambda one: (-len(found[one]), one))
    subjects = [one for one in named[:MOST_SUBJECTS] if len(found[one]) >= FEWEST_QUESTIONS]
    listed = {link for one in subjects for link in found[one]}
    result: dict[str | None, tuple[Link, ...]] = {one: tuple(found[one]) for one in subjects}
    if rest := tuple(link for link in topics[topic] if link not in listed):
        result[None] = rest
    return result


def examples(
    library: Library, wanted: Callable[[Address], bool] = lambda _address: True
) -> tuple[Link, ...]:
    """Pick a real phrasing of a visa, a question and a range of pay, and where each is answered.

    The featured entry with the most phrasings stands for its kind, since it is asked about
    most. Only addresses that are `wanted` count.
    """
    result = []
    for kind in (Kind.VISA, Kind.FAQ, Kind.SALARY):
        asked = ((entry, _asked(entry, wanted)) for entry in library.of_kind(kind))
        found = [(entry, parts) for entry, parts in asked if parts]
        for _entry, parts in sorted(found, key=_rank)[:1]:
            address, texts = parts[0]
            result.append(Link(address, capitalized(texts[0])))
    return tuple(result)


_Asked = list[tuple[Address, Sequence[str]]]
"""The phrasings of the parts of an entry."""


def _rank(one: tuple[Entry, _Asked]) -> tuple[bool, int]:
    entry, parts = one
    return not entry.featured, -sum(len(texts) for _address, texts in parts)


def _asked(entry: Entry, wanted: Callable[[Address], bool]) -> _Asked:
    """List the phrasings of an entry's sections that are wanted, then its own.

    A question is its own first phrasing.
    """
    parts: list[tuple[str | None, Sequence[str]]] = [
        (None, [entry.question] if isinstance(entry, Faq) else []),
        *((section.name, section.asks) for section in entry.sections),
        (None, entry.asks),
    ]
    addresses = ((Address(entry.key, name), texts) for name, texts in parts if texts)
    return [(address, texts) for address, texts in addresses if wanted(address)]
