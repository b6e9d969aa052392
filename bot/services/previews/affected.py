"""Find the questions that a change can take from other answers, without asking all of them."""

from collections.abc import Collection, Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product
from math import inf

from bot.kb.model.entries import Entry
from bot.kb.model.keys import Address, Key
from bot.search.impact.question_numbers import NumberedQuestions
from bot.search.impact.reach import HeldDocument, Reach
from bot.search.impact.respelling import Respelling
from bot.search.impact.tolerance import Tolerance
from bot.search.matching.catalog import CompiledDocument
from bot.search.matching.gains import Gains
from bot.search.reading.reading import key
from bot.search.text.folding import fold
from bot.search.text.lexer import Lexer
from bot.search.values.documents import Document
from bot.services.background.lane import finish
from bot.services.content.documents import documents
from bot.services.content.snapshot import Snapshot
from bot.services.previews.questions import AskedQuestions, Golden, golden_questions


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question to ask again: as it stands, in freer words, or both."""

    golden: Golden
    exact: bool
    free: bool
    excess: float = inf
    """By how much a changed document scores more than the question tolerates: the more, the
    likelier it takes it. What claims the very words exceeds everything."""


def all_questions(before: Snapshot, changed: Entry) -> Iterator[Candidate]:
    """List every question of other entries: what `affected_questions` is held against."""
    for entry in before.library.entries.values():
        if entry.key != changed.key:
            yield from (Candidate(one, exact=True, free=True) for one in golden_questions(entry))


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry before and after a change, as the engine sees it."""

    changed: Entry
    known: Entry | None
    old: tuple[Document, ...]
    new: tuple[Document, ...]
    former: tuple[tuple[CompiledDocument, Gains], ...]
    """How those that are not the same were compared, and what their terms added."""
    later: tuple[tuple[CompiledDocument, Gains], ...]
    """The same of those that take their place."""
    lexer: Lexer
    respelling: Respelling

    @classmethod
    def of(
        cls, questions: AskedQuestions, before: Snapshot, after: Snapshot, changed: Entry
    ) -> "Edit":
        """Compare what a server shows with what it would show."""
        return finish(cls.in_steps(questions, before, after, changed))

    @classmethod
    def in_steps(
        cls, questions: AskedQuestions, before: Snapshot, after: Snapshot, changed: Entry
    ) -> Generator[None, None, "Edit"]:
        """Compare in steps of some milliseconds even for a visa."""
        known = before.library.entries.get(changed.key)
        old = tuple(documents(before.library, [known])) if known else ()
        yield
        new = tuple(documents(after.library, [changed]))
        yield
        layers, differing = questions.index.layers, {*old} ^ {*new}

        def held(documents: tuple[Document, ...]) -> Iterator[tuple[CompiledDocument, Gains]]:
            for one, result in zip(
                documents, layers.compile_documents(documents) if documents else (), strict=True
            ):
                if one in differing:
                    yield result

        former, later = ([one for one in some if one in differing] for some in (old, new))
        respelling = Respelling.between(former, later, questions.index.base_index)
        yield
        lexer = layers.lexer((*old, *new))
        yield
        if not differing:
            return cls(changed, known, old, new, (), (), lexer, respelling)
        yield from layers.read(old)
        yield from layers.read(new)
        return cls(changed, known, old, new, tuple(held(old)), tuple(held(new)), lexer, respelling)

    @property
    def alters(self) -> bool:
        """Whether some document is not the same before and after."""
        return bool(self.former or self.later)

    @property
    def is_renamed(self) -> bool:
        """Whether what the documents share as one entry differs."""
        return _entity(self.old) != _entity(self.new)

    def spell(self, text: str) -> str:
        """Spell a text as questions are that ask it word for word."""
        return key(self.lexer.read(fold(text, None)))


def affected_questions(
    questions: AskedQuestions, before: Snapshot, after: Snapshot, edit: Edit
) -> Iterator[Candidate | None]:
    """Yield the questions of other entries whose answer can change, and None for a pause.

    A question that is asked word for word is answered by whoever claims these words, so only what
    the changed entry claims too can go elsewhere. In freer words it goes to a changed document that
    scores more than it tolerates.
    """
    if not edit.alters:
        return
    for entry in _others(before, edit):
        yield from questions.read(entry)
    changes = yield from _changes(questions, before, after, edit)
    for entry in _others(before, edit):
        yield from _of_entry(entry, changes)
        yield None


def affected_in_entry(questions: AskedQuestions, edit: Edit) -> Iterator[Golden | None]:
    """Yield the questions of the changed entry itself whose answer can change, None for a pause.

    These are its new ones, and former ones that new ones claim too, or that are read otherwise;
    all of them if its names changed.
    """
    former = {one: at for at, one in enumerate(golden_questions(edit.known))} if edit.known else {}
    added = [one.question for one in golden_questions(edit.changed) if one not in former]
    spelled_alike = yield from _spelled_alike(questions, edit, added)
    for one in golden_questions(edit.changed):
        at = former.get(one)
        if at is None or edit.is_renamed or at in spelled_alike:
            yield one
        else:
            yield one if edit.respelling.may_change(one.question) else None


def _spelled_alike(
    questions: AskedQuestions, edit: Edit, texts: Collection[str]
) -> Generator[None, None, Collection[int]]:
    """Find the places of former questions of the changed entry that are spelled as new ones are.

    They are compared as numbers: to read one takes as long as to compare hundreds.
    """
    if edit.known is None or not texts:
        return ()
    yield from questions.read(edit.known)
    former, wanted = questions.of(edit.known), questions.spell(texts, edit.known)
    return [at for at in range(len(former.ends)) if former.of(at)[0].tobytes() in wanted]


def _others(before: Snapshot, edit: Edit) -> Iterator[Entry]:
    return (entry for entry in before.library.entries.values() if entry.key != edit.changed.key)


@dataclass(frozen=True, slots=True)
class _Claims:
    """What a changed entry claims word for word, and did not before it."""

    spellings: frozenset[str]
    rivals: frozenset[Address]
    """The shared documents that claim some of it too."""
    keys: frozenset[Key]
    """Their entries."""


@dataclass(frozen=True, slots=True)
class _Changes:
    """All ways in which a change reaches other entries."""

    questions: AskedQuestions
    reach: Reach
    edit: Edit
    lookalikes: frozenset[str]
    """Keys of entries that hold back, or are held back by, the changed one."""
    claims: _Claims
    after: Snapshot


def _changes(
    questions: AskedQuestions, before: Snapshot, after: Snapshot, edit: Edit
) -> Generator[None, None, _Changes]:
    former = yield from _weighed(edit.former, questions)
    later = yield from _weighed(edit.later, questions)
    reach = Reach(former, later, questions.numbered)
    yield None
    lookalikes = _lookalikes(before, after, edit.changed) if edit.is_renamed else frozenset[str]()
    claims = yield from _claims(edit, questions)
    return _Changes(questions, reach, edit, lookalikes, claims, after)


def _weighed(
    documents: Iterable[tuple[CompiledDocument, Gains]], questions: AskedQuestions
) -> Generator[None, None, list[HeldDocument]]:
    """Weigh what is altered alone: the other documents of the entry stay as they are."""
    result = []
    for card, gains in documents:
        result.append(HeldDocument.of(card, gains, questions.numbered))
        yield None
    return result


def _claims(edit: Edit, questions: AskedQuestions) -> Generator[None, None, _Claims]:
    # What covers a shared entry for the first time goes before the shared ones that claim the same.
    own = edit.known is not None and questions.is_own(edit.known)
    former = frozenset(_claimed_phrasings(edit.old)) if own else frozenset()
    spelled = set()
    for text in dict.fromkeys(_claimed_phrasings(edit.new)):
        if text not in former:
            spelled.add(edit.spell(text))
            yield None
    catalog = questions.index.base_index.catalog
    cards = map(catalog.card, chain.from_iterable(map(catalog.claimed_by, spelled)))
    rivals = frozenset(Address.parse(_place(card)) for card in cards)
    return _Claims(frozenset(spelled), rivals, frozenset(address.key for address in rivals))


def _of_entry(entry: Entry, changes: _Changes) -> Iterator[Candidate | None]:
    """Yield the questions of an entry that a change reaches."""
    if changes.lookalikes and str(entry.key) in changes.lookalikes:
        yield from (Candidate(one, exact=True, free=True) for one in golden_questions(entry))
        return
    asked, own = changes.questions.of(entry), changes.questions.is_own(entry)
    near = frozenset(changes.reach.near(asked))
    rival = bool(changes.claims.spellings) and (own or entry.key in changes.claims.keys)
    if not (near or rival or changes.edit.respelling):
        return
    everywhere = rival or bool(changes.edit.respelling)
    for at, one in enumerate(golden_questions(entry)):
        if not everywhere and at not in near:
            continue
        if candidate := _candidate(entry, asked, at, one, changes, near=at in near, rival=rival):
            yield candidate
        elif at in near:
            yield None


def _candidate(
    entry: Entry,
    questions: NumberedQuestions,
    at: int,
    golden: Golden,
    changes: _Changes,
    *,
    near: bool,
    rival: bool,
) -> Candidate | None:
    claims, edit = changes.claims, changes.edit
    rival = rival and (golden.address in claims.rivals or changes.questions.is_own(entry))
    exact = rival and edit.spell(golden.question) in claims.spellings
    if edit.respelling and edit.respelling.may_change(golden.question):
        return Candidate(golden, exact=True, free=True)

    def tolerance() -> Tolerance:
        return changes.questions.tolerance(entry, at, golden, changes.after)

    excess = changes.reach.excess(questions, at, tolerance) if near else None
    if not exact and excess is None:
        return None
    return Candidate(golden, exact, excess is not None, inf if exact else excess or 0.0)


def _place(card: CompiledDocument) -> str:
    """Write where a document stands, as addresses are written."""
    entry, section = card.document.entry, card.document.section
    return f"{entry}/{section}" if section else entry


def _entity(documents: tuple[Document, ...]) -> tuple[object, ...]:
    """Return what documents share as one entry."""
    return tuple((one.section, one.names, one.refusals, one.lookalikes) for one in documents)


def _lookalikes(before: Snapshot, after: Snapshot, changed: Entry) -> frozenset[str]:
    """List the entries that the changed one may hold back, or be held back by."""
    known = before.library.entries.get(changed.key)
    keys = {*changed.lookalikes, *(known.lookalikes if known else ())}
    naming = (one.key for one in after.library.entries.values() if changed.key in one.lookalikes)
    return frozenset(map(str, keys.union(naming)))


def _claimed_phrasings(documents: Iterable[Document]) -> Iterator[str]:
    """List what documents answer word for word."""
    texts: dict[str, None] = {}
    for document in documents:
        texts.update(dict.fromkeys(document.phrasings))
        # A section is also asked for by the shortest name, which has as few words as any.
        names = sorted(document.names, key=lambda name: len(name.replace("-", " ").split()))
        texts.update(dict.fromkeys(names if document.section is None else ()))
        texts.update({" ".join(pair): None for pair in product(names[:3], document.aspects)})
    yield from texts
