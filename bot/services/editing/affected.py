"""Find the questions that a change can take from other answers, without asking all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product

from bot.kb.model.entries import Entry
from bot.kb.model.keys import Address, Key
from bot.search.matching.catalog import CompiledDocument
from bot.search.ranking.asked import Asked
from bot.search.ranking.reach import Held, Reach
from bot.search.ranking.respelling import Respelling
from bot.search.reading.reading import key
from bot.search.text.folding import fold
from bot.search.text.lexer import Lexer
from bot.search.values.documents import Document
from bot.services.content.documents import documents
from bot.services.content.snapshot import Snapshot
from bot.services.editing.asking import AskedQuestions, Golden, golden


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question to ask again: as it stands, in freer words, or both."""

    golden: Golden
    exact: bool
    free: bool


def all_questions(before: Snapshot, changed: Entry) -> Iterator[Candidate]:
    """List every question of other entries: what `affected` is held against."""
    for entry in before.library.entries.values():
        if entry.key != changed.key:
            yield from (Candidate(one, exact=True, free=True) for one in golden(entry))


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry before and after a change, as the engine sees it."""

    changed: Entry
    known: Entry | None
    old: tuple[Document, ...]
    new: tuple[Document, ...]
    lexer: Lexer
    respelling: Respelling

    @classmethod
    def of(cls, asked: AskedQuestions, before: Snapshot, after: Snapshot, changed: Entry) -> "Edit":
        """Compare what a server shows with what it would show."""
        known = before.library.entries.get(changed.key)
        old = tuple(documents(before.library, [known])) if known else ()
        new = tuple(documents(after.library, [changed]))
        differing = {*old} ^ {*new}
        former, later = ([one for one in some if one in differing] for some in (old, new))
        respelling = Respelling.between(former, later, asked.index.base_index)
        return cls(changed, known, old, new, asked.index.layers.lexer((*old, *new)), respelling)

    @property
    def altered(self) -> frozenset[Document]:
        """The documents that are not the same before and after."""
        return frozenset({*self.old} ^ {*self.new})

    @property
    def renamed(self) -> bool:
        """Whether what the documents share as one entry differs."""
        return _entity(self.old) != _entity(self.new)

    def spelled(self, text: str) -> str:
        """Spell a text as questions are that ask it word for word."""
        return key(self.lexer.read(fold(text, None)))


def affected(
    asked: AskedQuestions, before: Snapshot, after: Snapshot, edit: Edit
) -> Iterator[Candidate | None]:
    """Yield the questions of other entries whose answer can change, and None for a pause.

    A question that is asked word for word is answered by whoever claims these words, so only what
    the changed entry claims too can go elsewhere. In freer words it goes to a changed document that
    scores more than it tolerates.
    """
    if not edit.altered:
        return
    others = [one for one in before.library.entries.values() if one.key != edit.changed.key]
    for entry in others:
        asked.of(entry)
        yield None
    changes = _Changes(
        asked,
        _reach(asked, edit),
        edit,
        _lookalikes(before, after, edit.changed) if edit.renamed else frozenset(),
        _claims(edit, asked),
        after,
    )
    yield None
    for entry in others:
        yield from _of_entry(entry, changes)
        yield None


def affected_within(edit: Edit) -> Iterator[Golden]:
    """Yield the questions of the changed entry itself whose answer can change.

    These are its new ones, and former ones that new ones claim too, or that are read otherwise;
    all of them if its names changed.
    """
    former = frozenset(golden(edit.known)) if edit.known else frozenset()
    added = [one for one in golden(edit.changed) if one not in former]
    spelled = frozenset(edit.spelled(one.question) for one in added)
    for one in golden(edit.changed):
        kept = one in former and not edit.renamed and not edit.respelling.touches(one.question)
        if not kept or (spelled and edit.spelled(one.question) in spelled):
            yield one


def _reach(asked: AskedQuestions, edit: Edit) -> Reach:
    """Compare what is altered alone: the other documents of the entry stay as they are."""
    layers, altered = asked.index.layers, edit.altered

    def held(listed: tuple[Document, ...]) -> Iterator[Held]:
        for one, result in zip(listed, layers.held(listed) if listed else (), strict=True):
            if one in altered:
                yield Held(*result)

    return Reach(held(edit.old), held(edit.new), asked.numbered)


@dataclass(frozen=True, slots=True)
class _Claims:
    """What a changed entry claims word for word, and did not before it."""

    spelled: frozenset[str]
    rivals: frozenset[Address]
    """The shared documents that claim some of it too."""
    keys: frozenset[Key]
    """Their entries."""


def _claims(edit: Edit, asked: AskedQuestions) -> _Claims:
    # What covers a shared entry for the first time goes before the shared ones that claim the same.
    own = edit.known is not None and asked.owns(edit.known)
    former = frozenset(_claimed(edit.old)) if own else frozenset()
    spelled = frozenset(edit.spelled(text) for text in {*_claimed(edit.new)} - former)
    catalog = asked.index.base_index.catalog
    cards = map(catalog.card, chain.from_iterable(map(catalog.claiming, spelled)))
    rivals = frozenset(Address.parse(_place(card)) for card in cards)
    return _Claims(spelled, rivals, frozenset(one.key for one in rivals))


@dataclass(frozen=True, slots=True)
class _Changes:
    """All ways in which a change reaches other entries."""

    asked: AskedQuestions
    reach: Reach
    edit: Edit
    lookalikes: frozenset[str]
    """Keys of entries that hold back, or are held back by, the changed one."""
    claims: _Claims
    after: Snapshot


def _of_entry(entry: Entry, changes: _Changes) -> Iterator[Candidate]:
    """Yield the questions of an entry that a change reaches."""
    if str(entry.key) in changes.lookalikes:
        yield from (Candidate(one, exact=True, free=True) for one in golden(entry))
        return
    asked = changes.asked.of(entry)
    near = frozenset(changes.reach.near(asked))
    own = changes.asked.owns(entry)
    respelling, claims = changes.edit.respelling, changes.claims
    if not (near or own or respelling or entry.key in claims.keys):
        return
    for at, one in enumerate(golden(entry)):
        rival = bool(claims.spelled) and (own or one.address in claims.rivals)
        claimed = rival and changes.edit.spelled(one.question) in claims.spelled
        respelled = respelling.touches(one.question)
        reached = respelled or (at in near and _reached(entry, asked, at, one, changes))
        if claimed or reached:
            yield Candidate(one, claimed or respelled, reached)


def _reached(entry: Entry, asked: Asked, at: int, one: Golden, changes: _Changes) -> bool:
    return changes.reach.takes(
        asked, at, lambda: changes.asked.tolerance(entry, at, one, changes.after)
    )


def _place(card: CompiledDocument) -> str:
    """Write where a document stands, as addresses are written."""
    entry, section = card.document.entry, card.document.section
    return f"{entry}/{section}" if section else entry


def _entity(listed: tuple[Document, ...]) -> tuple[object, ...]:
    """Take from documents what they share as one entry."""
    return tuple((one.section, one.names, one.refusals, one.lookalikes) for one in listed)


def _lookalikes(before: Snapshot, after: Snapshot, changed: Entry) -> frozenset[str]:
    """List the entries that the changed one may hold back, or be held back by."""
    known = before.library.entries.get(changed.key)
    named = {*changed.lookalikes, *(known.lookalikes if known else ())}
    naming = (one.key for one in after.library.entries.values() if changed.key in one.lookalikes)
    return frozenset(map(str, named.union(naming)))


def _claimed(listed: Iterable[Document]) -> Iterator[str]:
    """List what documents answer word for word."""
    texts: dict[str, None] = {}
    for one in listed:
        texts.update(dict.fromkeys(one.phrasings))
        # A section is also asked for by the shortest name, which has as few words as any.
        names = sorted(one.names, key=lambda name: len(name.replace("-", " ").split()))
        texts.update(dict.fromkeys(names if one.section is None else ()))
        texts.update({" ".join(pair): None for pair in product(names[:3], one.aspects)})
    yield from texts
