"""What editors should look at again by a day: claims and entries, those most read first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.kb.model.entries import Entry, Section, title
from bot.kb.model.facts import Fact
from bot.kb.model.keys import Address, Key
from bot.kb.reading.library import Library
from bot.kb.reading.links import part_texts
from bot.kb.reading.quotes import SHARED, quotes


@dataclass(frozen=True, slots=True)
class Due:
    """A claim or an entry to look at again."""

    kind: str
    """`claim`, `entry` or `path`."""
    name: str
    """`fact:premium-fee` for a shared claim, `visa:h-1b#longest` for one of an entry, or a key."""
    text: str
    """The words of a claim, the title of an entry."""
    by: date
    """The last day on which it may be said without a warning."""
    last_true: date
    source: str | None = None
    """The page to read, if it is one."""
    section: str | None = None
    answers: tuple[Address, ...] = ()
    """The answers that change, or are read again, with it."""
    times_served: int = 0
    """How often the entries of these answers were given to people."""


def find_due(library: Library, before: date, times_served: Mapping[Key, int]) -> tuple[Due, ...]:
    """List what is due before a day, most read first; by how many answers if nobody counted."""
    quoting = _quoting(library)
    result = [
        *_claims(library, before, quoting),
        *_entries(library, before),
        *(
            Due("path", name, path.title, path.next_review, path.reviewed)
            for name, path in library.paths.items()
            if path.next_review < before
        ),
    ]
    counted = [replace(due, times_served=_count_served(due, times_served)) for due in result]
    return tuple(
        sorted(counted, key=lambda due: (-due.times_served, -len(due.answers), due.by, due.name))
    )


def _count_served(due: Due, times_served: Mapping[Key, int]) -> int:
    return sum(times_served.get(key, 0) for key in {address.key for address in due.answers})


def _claims(
    library: Library, before: date, quoting: Mapping[str, tuple[Address, ...]]
) -> Iterator[Due]:
    for name, fact in _facts(library):
        if fact.recheck_by and fact.recheck_by < before:
            yield Due(
                "claim",
                name,
                fact.text,
                fact.recheck_by,
                fact.last_true,
                fact.source,
                fact.section,
                quoting.get(name, ()),
            )


def _facts(library: Library) -> Iterator[tuple[str, Fact]]:
    for name, fact in library.facts.items():
        yield SHARED + name, fact
    for entry in library.entries.values():
        for fact in entry.facts:
            yield f"{entry.key}#{fact.name}", fact


def _entries(library: Library, before: date) -> Iterator[Due]:
    for entry in library.entries.values():
        if entry.next_review < before:
            answers = tuple(_addresses(entry))
            by, reviewed = entry.next_review, entry.reviewed
            yield Due("entry", str(entry.key), title(entry), by, reviewed, answers=answers)


def _addresses(entry: Entry) -> Iterator[Address]:
    yield Address(entry.key)
    yield from (Address(entry.key, section.name) for section in entry.sections)


def _quoting(library: Library) -> dict[str, tuple[Address, ...]]:
    """Find the answers that quote each fact, by the name that `_facts` gives it."""
    result: dict[str, dict[Address, None]] = {}
    for entry in library.entries.values():
        parts: tuple[Entry | Section, ...] = (entry, *entry.sections)
        for address, part in zip(_addresses(entry), parts, strict=True):
            for _, text in part_texts(part):
                for name in quotes(text):
                    known = name if name.startswith(SHARED) else f"{entry.key}#{name}"
                    result.setdefault(known, {})[address] = None
    return {name: tuple(addresses) for name, addresses in result.items()}
