"""Describe a change of an entry field by field, in the words that people read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.kb.model.entries import Entry, Section
from bot.kb.model.facts import Fact, Source
from bot.kb.model.keys import Key
from bot.kb.model.markup import paragraphs
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.library import Library
from bot.kb.reading.markdown import parse_entry
from bot.kb.reading.quotes import quotable_by_all, quotable_facts, quotes, replace_quotes
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.comparing.differences import pair_up

Say = Callable[[str], str]
"""Puts facts into a text, as members read it."""


@dataclass(frozen=True, slots=True)
class FactWords:
    """Puts facts into a text; one that is gone stays as it is quoted."""

    facts: Mapping[str, Fact]

    @classmethod
    def of_entry(cls, entry: Entry, library: Library) -> Self:
        """Return the words for the facts that an entry may quote."""
        return cls(quotable_facts(entry, quotable_by_all(library.facts)))

    def __call__(self, text: str) -> str:
        """Write the text as members read it."""

        def words_of_fact(name: str, words: str | None) -> str:
            fact = self.facts.get(name)
            return words or (fact.text if fact else f"{{{{{name}}}}}")

        return replace_quotes(text, words_of_fact)


_NAMES = {
    "title": N_("Title"),
    "question": N_("Question"),
    "reviewed": N_("Reviewed on"),
    "review_every": N_("Days between reviews"),
    "aliases": N_("Names"),
    "refusals": N_("Questions that it does not answer"),
    "lookalikes": N_("Look-alikes"),
    "related": N_("Related"),
    "topics": N_("Topics"),
    "conditions": N_("Conditions"),
    "featured": N_("Featured"),
    "high_stakes": N_("High stakes"),
}
"""How people call the fields of an entry; the words of a form for those that it has."""

_ANSWER, _BULLET, _MORE, _FACTS = N_("Answer"), N_("Bullet"), N_("Text"), N_("Facts")
_ASKS, _SOURCES, _SECTION = N_("Other ways to ask it"), N_("Sources"), N_("Part")

_APART = frozenset(
    {"key", "summary", "points", "more", "asks", "sources", "sections", "written", "facts"}
)
"""Fields that are not held against each other as they stand."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that differs; what was not there before or is not there after is empty."""

    field: str
    """What people call it, in the language that is spoken."""
    before: str
    after: str


def field_changes(before: Entry, after: Entry, say: Say) -> Iterator[FieldChange]:
    """Yield what differs between two texts of one entry, the answer first."""
    yield from _part_changes(before, after, say, "")
    yield from _section_changes(before, after, say)
    yield from _changes(_(_ASKS), before.asks, after.asks)
    for name in type(after).model_fields:
        if name not in _APART:
            old, new = (_texts(getattr(entry, name, None)) for entry in (before, after))
            yield from _changes(_(_NAMES.get(name, name)), old, new)
    yield from _changes(_(_FACTS), *(_facts(entry) for entry in (before, after)))
    yield from _changes(_(_SOURCES), *(_source_names(entry.sources) for entry in (before, after)))


def text_changes(before: str, after: str, key: Key, library: Library) -> tuple[FieldChange, ...]:
    """List what differs between two versions of an entry as they are kept; none if one is empty."""
    if not before or not after:
        return ()
    try:
        old, new = parse_entry(before, key), parse_entry(after, key)
    except BrokenBaseError:
        return ()
    return tuple(field_changes(old, new, FactWords.of_entry(new, library)))


def words_differ(before: Entry | Section, after: Entry | Section) -> bool:
    """Return whether members read another text."""
    return any(getattr(before, name) != getattr(after, name) for name in WORDS)


WORDS = ("summary", "points", "more")
"""The fields of a part that members read as its answer."""


def quoted_names(part: Entry | Section) -> Iterator[str]:
    """Yield the name of each fact that a part quotes."""
    for text in (part.summary, *part.points, part.more):
        yield from quotes(text)


def _part_changes(
    before: Entry | Section, after: Entry | Section, say: Say, prefix: str
) -> Iterator[FieldChange]:
    texts = {
        _ANSWER: ((before.summary,), (after.summary,)),
        _BULLET: (before.points, after.points),
        _MORE: (paragraphs(before.more), paragraphs(after.more)),
    }
    for name, (old, new) in texts.items():
        yield from _changes(prefix + _(name), tuple(map(say, old)), tuple(map(say, new)))


def _section_changes(before: Entry, after: Entry, say: Say) -> Iterator[FieldChange]:
    old, new = ({section.name: section for section in entry.sections} for entry in (before, after))
    for name in dict.fromkeys((*old, *new)):
        label = _(after.vocabulary.get(name, name))
        if name in old and name in new:
            yield from _part_changes(old[name], new[name], say, f"{label} – ")
            asks = f"{label} – {_(_ASKS)}"
            yield from _changes(asks, old[name].asks, new[name].asks)
        else:
            removed = say(old[name].summary) if name in old else ""
            added = say(new[name].summary) if name in new else ""
            yield FieldChange(f"{_(_SECTION)} – {label}", removed, added)


def _changes(field: str, before: Sequence[str], after: Sequence[str]) -> Iterator[FieldChange]:
    yield from (FieldChange(field, old, new) for old, new in pair_up(before, after) if old != new)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return () if value is None else (str(value),)


def _facts(entry: Entry) -> tuple[str, ...]:
    return tuple(f"{fact.name}: {fact.text}" for fact in entry.facts)


def _source_names(sources: Sequence[Source]) -> tuple[str, ...]:
    # A page that stands behind several parts is one page.
    return tuple(dict.fromkeys(f"{source.title} {source.url}" for source in sources))
