"""Everything that a moderator should see of a change before it is published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.kb.model.entries import Entry, Section
from bot.kb.model.facts import Fact, Source
from bot.kb.model.keys import Address
from bot.kb.reading.quotes import quotable_by_all, quotable_facts
from bot.services.answering.answers import search
from bot.services.comparing.contradictions import Contradiction, contradictions
from bot.services.comparing.field_changes import (
    FactWords,
    FieldChange,
    field_changes,
    quoted_names,
    words_differ,
)
from bot.services.content.answer import Answer
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.ports.clock import Clock, today
from bot.services.previews.impact import Impact, ImpactChecks
from bot.services.servers.names import ServerNames

_MOST_NEAR = 3
"""Answers near a new question whose facts its text is held against."""


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """A change as members would see it, and what it takes away."""

    answer: Answer
    changes: tuple[FieldChange, ...]
    """What differs, field by field; none of a new entry."""
    unquoted: tuple[Fact, ...]
    """Facts of the base that the text quoted and no longer does."""
    unsourced: tuple[Source, ...]
    """Pages that the answer no longer names."""
    unread: tuple[Source, ...]
    """Pages that it names still, and shows again once somebody says that they read them."""
    contradictions: tuple[Contradiction, ...]
    impact: Impact | None
    """What it does to other questions; None if there was no time to look."""
    new: bool


class Previews:
    """Preview changes of a server's entries before they are saved."""

    def __init__(
        self, snapshots: SnapshotHolder, impacts: ImpactChecks, names: ServerNames, clock: Clock
    ) -> None:
        self._snapshots = snapshots
        self._impacts = impacts
        self._names = names
        self._clock = clock

    async def of(self, guild: int, address: Address, entry: Entry) -> ChangePreview:
        """Preview a change; takes two seconds at most, nearly all of it for other questions."""
        before = self._snapshots.view(guild)
        after, impact = await self._impacts.of(guild, entry)
        answer = after.composer.compose(address, today(self._clock))
        assert answer is not None, "the preview holds what was just put into it"
        old = before.library.entries.get(entry.key)
        say = FactWords.of_entry(entry, after.library)
        hidden = self._hidden_sources(address, answer, before)
        named = {source.url for source in entry.sources_for(address.section)}
        return ChangePreview(
            answer=self._names.sign(answer, guild),
            changes=tuple(field_changes(old, entry, say)) if old else (),
            unquoted=tuple(_unquoted_facts(old, entry, before)) if old else (),
            unsourced=tuple(source for source in hidden if source.url not in named),
            unread=tuple(source for source in hidden if source.url in named),
            contradictions=self._contradictions(before, old, entry),
            impact=impact,
            new=old is None,
        )

    def _hidden_sources(
        self, address: Address, answer: Answer, before: Snapshot
    ) -> tuple[Source, ...]:
        """List the pages that members see below the answer now, and would not anymore."""
        old = before.composer.compose(address, today(self._clock))
        urls = {source.url for source in answer.sources}
        return tuple(one for one in (old.sources if old else ()) if one.url not in urls)

    def _contradictions(
        self, before: Snapshot, old: Entry | None, entry: Entry
    ) -> tuple[Contradiction, ...]:
        result: list[Contradiction] = []
        for part, former in _parts(entry, old):
            if former is None or words_differ(former, part):
                known = self._known(before, entry, part, former)
                result += contradictions(part, former, known.values())
        return tuple(result)

    def _known(
        self, before: Snapshot, entry: Entry, part: Entry | Section, former: Entry | Section | None
    ) -> Mapping[str, Fact]:
        """Find the facts that speak of the same thing: of the shared text, else of what is near."""
        shared = self._snapshots.snapshot.library.entries.get(entry.key)
        name = part.name if isinstance(part, Section) else None
        ours = _part(shared, name) if shared else None
        if ours is not None and shared is not None:
            return {
                **_quoted_facts(shared, ours, before),
                **_quoted_facts(entry, former or part, before),
            }
        near = search(before, entry.title).offered[:_MOST_NEAR]
        known: dict[str, Fact] = {}
        for hit in near:
            address = before.links[hit.place].address
            other = before.library.entries[address.key]
            text = _part(other, address.section)
            if text is not None and other.key != entry.key:
                known |= _quoted_facts(other, text, before)
        return known


def _parts(
    entry: Entry, old: Entry | None
) -> Iterator[tuple[Entry | Section, Entry | Section | None]]:
    """Yield the top and each section, with what stood there before."""
    yield entry, old
    for section in entry.sections:
        yield section, old.section(section.name) if old else None


def _part(entry: Entry, section: str | None) -> Entry | Section | None:
    return entry.section(section) if section else entry


def _quoted_facts(entry: Entry, part: Entry | Section, view: Snapshot) -> dict[str, Fact]:
    facts = quotable_facts(entry, quotable_by_all(view.library.facts))
    return {name: facts[name] for name in quoted_names(part) if name in facts}


def _unquoted_facts(old: Entry, entry: Entry, view: Snapshot) -> Iterator[Fact]:
    """Yield each fact that a part quoted and no longer does, once."""
    seen: set[str] = set()
    for part, former in _parts(entry, old):
        if former is not None:
            quoted_now = set(quoted_names(part))
            quoted_before = _quoted_facts(old, former, view).items()
            yield from (fact for name, fact in quoted_before if name not in quoted_now | seen)
            seen |= {name for name, _fact in quoted_before}
