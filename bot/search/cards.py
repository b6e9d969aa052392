"""Make cards and entities of documents that were read: what a question is compared with."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.search.catalogue import Card, Entity
from bot.search.lexed import Lexed, flat
from bot.search.lexer import Kind, Term
from bot.search.phrasings import Phrasing

Prepare = Callable[[tuple[Term, ...]], Phrasing]
"""Makes a phrasing of terms, weighed."""


def declared(read: Iterable[Lexed]) -> dict[str, set[str]]:
    """Collect the twins of entries, whichever of the two declared it."""
    twins: defaultdict[str, set[str]] = defaultdict(set)
    for one in read:
        for twin in one.document.twins:
            twins[one.document.entry].add(twin)
            twins[twin].add(one.document.entry)
    return twins


def entities(
    read: Iterable[Lexed], twins: Mapping[str, Iterable[str]], prepare: Prepare, first: int = 0
) -> dict[str, Entity]:
    """Make one entity of the documents of each entry; documents are numbered from `first`."""
    groups: defaultdict[str, list[tuple[int, Lexed]]] = defaultdict(list)
    for numbered in enumerate(read, first):
        groups[numbered[1].document.entry].append(numbered)
    return {
        name: _entity(name, parts, twins.get(name, ()), prepare) for name, parts in groups.items()
    }


def card(one: Lexed, entity: Entity, prepare: Prepare) -> Card:
    """Make the card of a document."""
    return Card(
        # What was read of it is in the card; its long texts need not be kept.
        replace(one.document, body="", phrasings=(), refusals=()),
        entity,
        tuple(set(flat((*one.names, *one.aspects, *one.phrasings)))),
        frozenset(term.text for term in one.carrying if term.kind is Kind.CODE),
        frozenset(term.text for term in one.carrying if term.kind is Kind.PLACE),
        frozenset(term.text for term in one.carrying if term.kind is Kind.OUTSIDE),
        tuple(map(prepare, one.asked)),
    )


def _entity(
    name: str, numbered: Sequence[tuple[int, Lexed]], twins: Iterable[str], prepare: Prepare
) -> Entity:
    numbers, parts = zip(*numbered, strict=True)
    names = tuple(dict.fromkeys(terms for part in parts for terms in part.names))
    refusals = tuple(dict.fromkeys(terms for part in parts for terms in part.refusals))

    def named(kind: Kind) -> frozenset[str]:
        return frozenset(t.text for terms in names for t in terms if t.kind is kind)

    return Entity(
        name,
        tuple(map(prepare, names)),
        frozenset(term.text for terms in names for term in terms),
        named(Kind.CODE),
        frozenset(terms[0].text for terms in names if [t.kind for t in terms] == [Kind.CODE]),
        named(Kind.LEVEL),
        named(Kind.PLACE),
        tuple(map(prepare, refusals)),
        frozenset(twins) - {name},
        tuple(part.document.section for part in parts),
        numbers,
    )
