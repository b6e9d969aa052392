"""Compile analyzed documents into what a question is compared with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.search.matching.analyzed import AnalyzedDocument
from bot.search.matching.catalog import CompiledDocument, CompiledEntry
from bot.search.matching.phrasings import Phrasing
from bot.search.naming.naming import read_stated
from bot.search.text.lexer import NOT, Kind, Term
from bot.search.values.documents import Document
from bot.search.values.weighing import TermWeights


def declare_codes(read: Iterable[AnalyzedDocument]) -> dict[str, set[str]]:
    """Collect the lookalikes of entries, whichever of the two declared it."""
    lookalikes: defaultdict[str, set[str]] = defaultdict(set)
    for document in read:
        for lookalike in document.document.lookalikes:
            lookalikes[document.document.entry].add(lookalike)
            lookalikes[lookalike].add(document.document.entry)
    return lookalikes


def compile_entries(
    read: Iterable[AnalyzedDocument],
    lookalikes: Mapping[str, Iterable[str]],
    term_weights: TermWeights,
    first: int = 0,
) -> dict[str, CompiledEntry]:
    """Compile the documents of each entry; documents are numbered from `first`."""
    entries: dict[str, CompiledEntry] = {}
    for name, numbered in group_by_entry(read, first).items():
        entries[name] = _compile_entry(name, numbered, lookalikes.get(name, ()), term_weights)
    return entries


def group_by_entry(
    read: Iterable[AnalyzedDocument], first: int = 0
) -> dict[str, list[tuple[int, AnalyzedDocument]]]:
    """Group documents by entry, with their numbers from `first`."""
    groups: defaultdict[str, list[tuple[int, AnalyzedDocument]]] = defaultdict(list)
    for number, document in enumerate(read, first):
        groups[document.document.entry].append((number, document))
    return groups


def compile_document(
    one: AnalyzedDocument, entity: CompiledEntry, term_weights: TermWeights
) -> CompiledDocument:
    """Compile one document."""
    exact = [term for term in one.held_terms if term.kind is not _WORD]
    names = one.names if one.document.section is None else ()
    careful = _prepare((one for one in one.phrasings if one not in names), term_weights)
    typed = _prepare((one for one in one.typed if one not in names), term_weights)
    return CompiledDocument(
        _without_texts(one.document),
        entity,
        tuple({*one.called, *one.parted, *one.asked}),
        _of(exact, Kind.CODE),
        _of(exact, Kind.PLACE),
        _of(exact, Kind.OUTSIDE),
        read_stated((one.title, *one.names[:1]), one.texts, one.document.years),
        (*careful, *(entity.names if names else ()), *typed),
        len(careful) + len(names and entity.names),
    )


def _prepare(texts: Iterable[tuple[Term, ...]], term_weights: TermWeights) -> list[Phrasing]:
    """Prepare texts for comparing."""
    return [Phrasing.of(terms, term_weights) for terms in texts]


def _without_texts(document: Document) -> Document:
    """Drop the long texts: what was read of them is in the card."""
    return Document(
        document.entry,
        document.section,
        document.title,
        document.names,
        document.aspects,
        lookalikes=document.lookalikes,
        featured=document.featured,
    )


_WORD = Kind.WORD
"""Looked up once: a base asks for it of every term."""

_NONE: frozenset[str] = frozenset()
"""The one empty set: Python makes a new one of 216 bytes each time."""


def _of(terms: Iterable[Term], kind: Kind) -> frozenset[str]:
    result = [term.text for term in terms if term.kind is kind]
    return frozenset(result) if result else _NONE


def _compile_entry(
    name: str,
    numbered: Sequence[tuple[int, AnalyzedDocument]],
    lookalikes: Iterable[str],
    term_weights: TermWeights,
) -> CompiledEntry:
    numbers, parts = zip(*numbered, strict=True)
    names = parts[0].names
    refusals = parts[0].refusals
    if len(parts) > 1:
        names = tuple(dict.fromkeys(terms for part in parts for terms in part.names))
        refusals = tuple(dict.fromkeys(terms for part in parts for terms in part.refusals))
    exact = [term for terms in names for term in terms if term.kind is not _WORD]
    alone = (terms[0] for terms in names if len(terms) == 1)
    return CompiledEntry(
        name,
        tuple(_prepare(names, term_weights)),
        frozenset(term.text for terms in names for term in terms),
        _of(exact, Kind.CODE),
        _of(alone, Kind.CODE),
        _of(exact, Kind.LEVEL),
        _of(exact, Kind.PLACE),
        tuple(_negated_names(names)),
        tuple(_prepare(refusals, term_weights)),
        frozenset(lookalikes) - {name} or _NONE,
        tuple(part.document.section for part in parts),
        numbers,
    )


def _negated_names(names: Iterable[Sequence[Term]]) -> Iterator[frozenset[str]]:
    for terms in names:
        text = frozenset(term.text for term in terms)
        if NOT in text and len(text) > 1:
            yield text - {NOT}
