"""Find the questions that a change can take from other answers, without asking all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, product

from bot.kb.model.entries import Entry, Faq
from bot.kb.model.keys import Address
from bot.search.building.builder import BaseIndex
from bot.search.index import Index
from bot.search.matching.catalog import CompiledDocument
from bot.search.matching.phrasings import Phrasing
from bot.search.ranking.reach import NAMED, UNNAMED, Reach, Respelling
from bot.search.values.documents import Document
from bot.services.content.documents import documents
from bot.services.content.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Golden:
    """A question that an entry must answer."""

    address: Address
    question: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question to ask again: as it stands, in freer words, or both."""

    golden: Golden
    exact: bool
    free: bool


def golden(entry: Entry) -> Iterator[Golden]:
    """List what an entry must answer: its question, its names and its phrasings."""
    asked = (entry.question,) if isinstance(entry, Faq) else ()
    for text in dict.fromkeys((*asked, *entry.aliases, *entry.asks)):
        yield Golden(Address(entry.key), text)
    for section in entry.sections:
        yield from (Golden(Address(entry.key, section.name), text) for text in section.asks)


def all_questions(before: Snapshot, changed: Entry) -> Iterator[Candidate]:
    """List every question of other entries: what `affected` is held against."""
    for entry in before.library.entries.values():
        if entry.key != changed.key:
            yield from (Candidate(one, exact=True, free=True) for one in golden(entry))


def affected(
    shared: Snapshot, before: Snapshot, after: Snapshot, changed: Entry
) -> Iterator[Candidate | None]:
    """Yield the questions of other entries whose ranking can change, and None for a pause.

    `shared` is the shared knowledge below both. A question that is asked word for word is
    answered by whoever claims these words, so only what the changed entry claims too can go
    elsewhere. In freer words it may go to a changed document that holds enough of it.
    """
    old = _documents(before, changed)
    new = tuple(documents(after.library, [changed]))
    altered = tuple({*old} ^ {*new})
    if not altered:
        return
    base_index = _base_index(shared)
    renamed = _entity(old) != _entity(new)
    reach = Reach(altered, base_index, NAMED if renamed else UNNAMED)
    yield from reach.read()
    # What covers a shared entry for the first time goes before the shared ones that claim the same.
    claiming = new if old else altered
    claimed = frozenset(map(reach.key, _claimed(claiming)))
    numbers = chain.from_iterable(map(base_index.catalog.claiming, claimed))
    changes = _Changes(
        reach,
        Respelling.between(old, new, base_index),
        _lookalikes(before, after, changed) if renamed else frozenset(),
        claimed,
        frozenset(Address.parse(_place(base_index.catalog.card(number))) for number in numbers),
    )
    yield None
    for entry in before.library.entries.values():
        if entry.key != changed.key:
            yield from _of_entry(entry, shared, changes)
            yield None


@dataclass(frozen=True, slots=True)
class _Changes:
    """All ways in which a change reaches other entries."""

    reach: Reach
    respelling: Respelling
    lookalikes: frozenset[str]
    """Keys of entries that hold back, or are held back by, the changed one."""
    claimed: frozenset[str]
    """What the changed entry claims word for word, as questions are spelled."""
    rivals: frozenset[Address]
    """The shared documents that claim some of it too."""


def _of_entry(entry: Entry, shared: Snapshot, changes: _Changes) -> Iterator[Candidate]:
    """Yield the questions of an entry that a change reaches."""
    if str(entry.key) in changes.lookalikes:
        yield from (Candidate(one, exact=True, free=True) for one in golden(entry))
        return
    reach, read = changes.reach, _read(entry, shared)
    own = shared.library.entries.get(entry.key) is not entry
    for one in golden(entry):
        known = read.get((one.address.section, one.question))
        reached = reach.takes_phrasing(known) if known else reach.takes(one.question)
        rivals = own or one.address in changes.rivals
        claimed = rivals and reach.key(one.question) in changes.claimed
        respelled = bool(changes.respelling) and changes.respelling.touches(one.question)
        if claimed or reached or respelled:
            yield Candidate(one, claimed or respelled, reached or respelled)


def _read(entry: Entry, shared: Snapshot) -> Mapping[tuple[str | None, str], Phrasing]:
    """Find the questions of a shared entry as they were read when the base was built.

    Texts that are read alike stand there once: of such a document none is found.
    """
    if shared.library.entries.get(entry.key) is not entry:
        return {}
    catalog = _base_index(shared).catalog
    result: dict[tuple[str | None, str], Phrasing] = {}
    for card in map(catalog.card, catalog.entities[str(entry.key)].numbers):
        name = card.document.section
        part = entry.section(name) if name else None
        texts = part.asks if part else (*entry.asks, *card.document.names)
        if len(texts) == len(card.phrasings):
            places = ((name, text) for text in texts)
            result.update(zip(places, card.phrasings, strict=True))
    return result


def _place(card: CompiledDocument) -> str:
    """Write where a document stands, as addresses are written."""
    entry, section = card.document.entry, card.document.section
    return f"{entry}/{section}" if section else entry


def _base_index(shared: Snapshot) -> BaseIndex:
    assert isinstance(shared.index, Index), "what servers see lies over shared knowledge alone"
    return shared.index.base_index


def _documents(snapshot: Snapshot, changed: Entry) -> tuple[Document, ...]:
    known = snapshot.library.entries.get(changed.key)
    return tuple(documents(snapshot.library, [known])) if known else ()


def _entity(listed: tuple[Document, ...]) -> tuple[object, ...]:
    """Take from documents what they share as one entry."""
    return tuple((one.section, one.names, one.refusals, one.lookalikes) for one in listed)


def _lookalikes(before: Snapshot, after: Snapshot, changed: Entry) -> frozenset[str]:
    """List the entries that the changed one may hold back, or be held back by."""
    known = before.library.entries.get(changed.key)
    named = {*changed.lookalikes, *(known.lookalikes if known else ())}
    naming = (one.key for one in after.library.entries.values() if changed.key in one.lookalikes)
    return frozenset(map(str, named.union(naming)))


def _claimed(listed: tuple[Document, ...]) -> Iterator[str]:
    """List what documents answer word for word."""
    texts: dict[str, None] = {}
    for one in listed:
        texts.update(dict.fromkeys(one.phrasings))
        # A section is also asked for by the shortest name, which has as few words as any.
        names = sorted(one.names, key=lambda name: len(name.replace("-", " ").split()))
        texts.update(dict.fromkeys(names if one.section is None else ()))
        texts.update({" ".join(pair): None for pair in product(names[:3], one.aspects)})
    yield from texts
