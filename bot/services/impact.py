"""Say what a change would do to the questions that are answered now, before it is saved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.kb.entries import Entry, Faq
from bot.kb.keys import Address
from bot.kb.links import texts
from bot.search.index import Decision, Ranking
from bot.search.likeness import subject
from bot.services.answer import Link, revision
from bot.services.snapshot import Outlook, Snapshot

_FREE = "{} please"
"""How people ask what is also a phrasing, in words that are not: word for word a phrasing always
wins, so only this shows which way a question leans."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A question that would not find its answer any more."""

    question: str
    answer: Link
    """What answers it now."""
    by: Link | None
    """What would be offered in its place, if anything."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A phrasing that another answer has already."""

    phrasing: str
    answer: Link
    likeness: float
    """The probability that this is what is meant, between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change would do."""

    taken: tuple[Taken, ...] = ()
    alike: tuple[Alike, ...] = ()
    lost: tuple[str, ...] = ()
    """Phrasings of the changed entries that would not find them."""

    def __bool__(self) -> bool:
        """Tell whether a moderator should look at it first."""
        return bool(self.taken or self.alike or self.lost)


@dataclass(frozen=True, slots=True)
class _Golden:
    address: Address
    question: str


def impact(before: Snapshot, after: Snapshot, changed: Sequence[Entry]) -> Impact:
    """Ask every question again in a preview; takes half a second of a thread."""
    keys = {entry.key for entry in changed}
    golden = [
        one
        for key, entry in before.library.entries.items()
        if key not in keys
        for one in _golden(entry)
    ]
    return Impact(
        taken=tuple(_taken(golden, before, after, _telling(changed, after))),
        alike=tuple(_alike(changed, before)),
        lost=tuple(_lost(changed, after)),
    )


def preview(outlook: Outlook, changed: Iterable[Entry]) -> Snapshot:
    """Build what a server would see, without showing it to anybody; use a thread."""
    own = outlook.changes.read(outlook.shared.library)
    entries = {entry.key: entry for entry in changed}
    return outlook.shared.covered(
        replace(
            own,
            entries={**own.entries, **entries},
            revisions={**own.revisions, **{key: revision(one) for key, one in entries.items()}},
            hidden=own.hidden - entries.keys(),
        )
    )


def _golden(entry: Entry) -> Iterator[_Golden]:
    """List what an entry must answer: its question, its names and its phrasings."""
    asked = (entry.question,) if isinstance(entry, Faq) else ()
    for text in dict.fromkeys((*asked, *entry.aliases, *entry.asks)):
        yield _Golden(Address(entry.key), text)
    for section in entry.sections:
        yield from (_Golden(Address(entry.key, section.name), text) for text in section.asks)


def _finds(ranking: Ranking, address: Address, snapshot: Snapshot) -> bool:
    if ranking.decision is not Decision.FOUND:
        return False
    hit = ranking.offered[0]
    return snapshot.links[hit.entry, hit.section].address == address


def _telling(changed: Iterable[Entry], after: Snapshot) -> frozenset[str]:
    """Collect the terms by which the engine could take a question for the changed entries."""
    said = (text for entry in changed for _, text in texts(entry))
    asked = (one.question for entry in changed for one in _golden(entry))
    sentences = (sentence for text in said for sentence in text.splitlines())
    terms = (after.index.search(text).terms for text in (*asked, *sentences))
    return frozenset(term for each in terms for term in subject(each))


def _taken(
    golden: Iterable[_Golden], before: Snapshot, after: Snapshot, telling: frozenset[str]
) -> Iterator[Taken]:
    for one in golden:
        exact = after.index.search(one.question)
        rankings = {one.question: exact}
        # Most questions share nothing with what was changed, and ranking them takes a second.
        if subject(exact.terms) & telling:
            free = _FREE.format(one.question)
            rankings[free] = after.index.search(free)
        for question, then in rankings.items():
            if _finds(then, one.address, after):
                continue
            if _finds(before.index.search(question), one.address, before):
                others = (after.links[hit.entry, hit.section] for hit in then.offered)
                by = next((link for link in others if link.address != one.address), None)
                answer = before.links[str(one.address.key), one.address.section]
                yield Taken(one.question, answer, by)
                break


def _alike(changed: Iterable[Entry], before: Snapshot) -> Iterator[Alike]:
    for entry in changed:
        known = before.library.entries.get(entry.key)
        old = {one.question for one in _golden(known)} if known else set()
        for one in _golden(entry):
            ranking = before.index.search(one.question)
            if one.question in old or ranking.decision is not Decision.FOUND:
                continue
            hit = ranking.offered[0]
            if hit.entry != str(entry.key):
                answer = before.links[hit.entry, hit.section]
                yield Alike(one.question, answer, ranking.confidence)


def _lost(changed: Iterable[Entry], after: Snapshot) -> Iterator[str]:
    for entry in changed:
        for one in _golden(entry):
            if not _finds(after.index.search(one.question), one.address, after):
                yield one.question
